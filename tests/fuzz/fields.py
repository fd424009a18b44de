"""Where the fields of a file's own form lie, so that a mutation reaches behind its first checks.

``fields`` looks at the content alone. A form that is not known here has none, and is spoilt
blindly.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from tests.fuzz import fields_hive, fields_plist, fields_sqlite, fields_text
from tests.fuzz.edits import Edit

MOST = 20_000
"""Fields of one file; more would cost memory and find nothing new."""


@dataclass(frozen=True, slots=True, order=True)
class Field:
    """``size`` bytes at ``at``. ``what``: its name and, before the colon, how it is written."""

    at: int
    size: int
    what: str


_KNOWN: tuple[tuple[bytes, Callable[[bytes], Iterator[tuple[int, int, str]]]], ...] = (
    (b"SQLite format 3\0", fields_sqlite.fields),
    (b"regf", fields_hive.fields),
    (b"bplist00", fields_plist.fields),
    (b"<?xml", fields_text.marked_up),
    (b"<plist", fields_text.marked_up),
    (b"{", fields_text.json),
    (b"[{", fields_text.json),
    (b"d", fields_text.bencode),
)


def fields(content: bytes) -> list[Field]:
    """All fields that can be found."""
    for mark, finder in _KNOWN:
        if content.startswith(mark):
            found = (Field(*one) for one in islice(finder(content), MOST))
            return [field for field in found if field.size and field.at + field.size <= len(content)]
    return []


def edited(content: bytes, field: Field, chance: Random) -> Edit:
    """One field with another value."""
    held = content[field.at : field.at + field.size]
    kind = field.what.partition(":")[0]
    if kind in ("big", "little"):
        return Edit(field.at, field.size, _number(held, kind == "big", chance))
    if kind == "varint":
        return Edit(field.at, field.size, chance.choice(fields_sqlite.VARINTS))
    return Edit(field.at, field.size, fields_text.other(kind, held, chance))


def _number(held: bytes, big: bool, chance: Random) -> bytes:
    """Near what it was, at an edge, or anything."""
    order, size = ("big" if big else "little"), len(held)
    was, most = int.from_bytes(held, "big" if big else "little"), 1 << 8 * size
    near = (was + 1, was - 1, was * 2, was + 4, was - 4, was ^ 1 << chance.randrange(8 * size))
    edge = (0, 1, most - 1, most // 2, most // 2 - 1, chance.randrange(most))
    return (chance.choice(near + edge) % most).to_bytes(size, "big" if order == "big" else "little")
