"""Lines of the ledger: an entry with its salt, and the leaf that they hash to.

A leaf is ``H(0x00 || salt || canonical(record))``. Erasing a record removes record
and salt and keeps the leaf: the root stays, and without the salt nobody can try
out what the record said. A line is the canonical JSON of one of::

    {"record": {"at", "facts", "kind", "look", "sequence"}, "salt": 32 hex digits}
    {"leaf": 64 hex digits}
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inzage.record import Entry, EntryKind
from inzage.record.merkle import leaf_hash
from inzage.signing.canonical import NotCanonical, canonical, parse

SALT_BYTES = 16

_BEFORE, _AFTER = b'"record":', len(',"salt":""') + 2 * SALT_BYTES
"""What stands before the record in a line's fields, and how many bytes behind it."""

_HEX_SALT = re.compile("[0-9a-f]{32}")
_HEX_LEAF = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``entry`` and ``salt``, or (erased) only ``leaf``. ``body``: the record's canonical bytes."""

    leaf: bytes
    entry: Entry | None = None
    salt: bytes = b""
    body: bytes = b""

    @classmethod
    def of(cls, entry: Entry, salt: bytes | None = None) -> "Line":
        """The line of an entry, under a fresh salt unless one is given."""
        salt = salts(1)[0] if salt is None else salt
        body = canonical(record(entry))
        return cls(leaf_hash(salt + body), entry, salt, body)

    @property
    def json(self) -> dict[str, object]:
        """The line as a JSON value."""
        if self.entry is None:
            return {"leaf": self.leaf.hex()}
        return {"record": record(self.entry), "salt": self.salt.hex()}

    @property
    def written(self) -> bytes:
        """The line's canonical bytes, without a new line: the record's are put in as they are."""
        return b"{%s}" % self.fields if self.entry else canonical(self.json)

    @property
    def fields(self) -> bytes:
        """What stands in a line of an entry between its braces, in canonical order."""
        return b'"record":%s,"salt":"%s"' % (self.body, self.salt.hex().encode())


def salts(lines: int) -> list[bytes]:
    """Fresh salts for so many lines, from one request to the system."""
    drawn = secrets.token_bytes(lines * SALT_BYTES)
    return [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]


def written(fields: bytes) -> bytes:
    """A whole line of ``ledger.jsonl``, with its new line, from what stands between its braces."""
    return b"{%s}\n" % fields


def leaf_of(fields: bytes) -> bytes:
    """The leaf of a line, from what stands between its braces (``Line.fields``)."""
    salt = bytes.fromhex(fields[-1 - 2 * SALT_BYTES : -1].decode("ascii"))
    return leaf_hash(salt + fields[len(_BEFORE) : -_AFTER])


def record(entry: Entry) -> dict[str, object]:
    """An entry as a JSON value."""
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "kind": entry.kind.value,
        "facts": entry.facts,
        "look": entry.look,
    }


def line_of(value: object) -> Line:
    """A line from its JSON value; ``NotCanonical`` where it is none."""
    if isinstance(value, dict) and set(value) == {"leaf"} and _hex(value["leaf"], _HEX_LEAF):
        return Line(bytes.fromhex(value["leaf"]))
    if isinstance(value, dict) and set(value) == {"record", "salt"} and _hex(value["salt"], _HEX_SALT):
        return Line.of(_entry(value["record"]), bytes.fromhex(value["salt"]))
    raise NotCanonical("een regel die geen regel van het register is", "a line that is no line of the ledger")


def write_ledger(lines: Iterable[Line]) -> bytes:
    """``ledger.jsonl`` as bytes."""
    return b"".join(line.written + b"\n" for line in lines)


def read_ledger(data: bytes) -> Iterator[Line]:
    """The lines of ``ledger.jsonl``; ``NotCanonical`` at the first that is not as it was written."""
    *rows, rest = data.split(b"\n")
    if rest:
        raise NotCanonical("een afgebroken laatste regel", "a last line broken off")
    for row in rows:
        value = parse(row)
        if canonical(value) != row:
            raise NotCanonical("een regel in een andere schrijfwijze", "a line spelt in another way")
        yield line_of(value)


def _hex(value: object, shape: re.Pattern[str]) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None


def _entry(value: object) -> Entry:
    match value:
        case {
            "sequence": int(sequence),
            "at": str(at),
            "kind": str(kind),
            "facts": Mapping() as facts,
            "look": int(look),
            **others,
        } if not others and kind in set(EntryKind):
            return Entry(sequence, at, EntryKind(kind), facts, look)
        case _:
            raise NotCanonical("een regel zonder de juiste velden", "a line without the right fields")
