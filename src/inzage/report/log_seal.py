"""The seal over a log: which lines it has, signed, so that another than the operator can examine it.

``log.dsse.json`` holds, per file, the leaf of every line and their Merkle root, signed by the
kit. Whoever has the public key finds out which line was altered, dropped, moved or put in;
no secret of the kit is needed. Its code is to be kept by who examines: a whole log that the
kit's holder made again has another code.

References: RFC 6962 section 2.1 (leaves, root); BIO2 8.15 (examined by an independent official).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inzage.errors import InzageError
from inzage.record.card import read_regular
from inzage.record.merkle import leaf_hash, root_of
from inzage.record.note import code, same_code
from inzage.report.log import NAMES, Line
from inzage.signing import Envelope, PayloadType, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, to_bytes, verify_by
from inzage.signing.keys import PrivateKey, PublicKey

SEAL = "log.dsse.json"


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold: in which file, at which line (from 1; None: the file as a whole), in a sentence."""

    file: str
    line: int | None
    nl: str
    en: str


def to_lines(lines: Sequence[Line]) -> bytes:
    """A file of a log: one JSON object per line, in one spelling."""
    return b"".join(canonical(line) + b"\n" for line in lines)


def seal(files: Mapping[str, bytes], cases: Sequence[Line], key: PrivateKey) -> bytes:
    """The signed seal over these files; ``cases``: which cases are in it, with their own codes."""
    payload = {
        "version": 1,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "cases": list(cases),
        "files": [_sealed(name, data) for name, data in sorted(files.items())],
    }
    return sign(canonical(payload), PayloadType.LOG, [key])


def _sealed(name: str, data: bytes) -> Line:
    leaves = _leaves(data)
    return {"name": name, "root": root_of(leaves).hex(), "leaves": [leaf.hex() for leaf in leaves]}


def _leaves(data: bytes) -> list[bytes]:
    return [leaf_hash(line) for line in data.splitlines(keepends=True)]


def code_of(envelope: bytes) -> str:
    """The code of a seal: to be kept outside the hands of who made the log."""
    return code(leaf_hash(read(envelope, file=SEAL).payload))


def faults(directory: Path, key: PublicKey, typed: str | None = None) -> list[Fault]:
    """Everything that does not hold in an exported log; nothing where it is as it was sealed.

    Raises:
        NoCase: there is no seal in ``directory``.
        NotAnEnvelope: the seal is no signed document.
    """
    data = read_regular(directory, SEAL)
    envelope = read(data, file=SEAL)
    found = list(_of_the_seal(envelope, data, key, typed))
    if not found:
        try:
            sealed = _files(envelope)
        except NotCanonical as error:
            return [Fault(SEAL, None, error.nl, error.en)]
        for file in sorted({one.name for one in directory.iterdir()} - {*sealed, SEAL}):
            found.append(Fault(file, None, "dit bestand hoort er niet bij", "this file does not belong here"))
        for name, leaves in sealed.items():
            found += _of_a_file(directory, name, leaves)
    return found


def _of_the_seal(envelope: Envelope, data: bytes, key: PublicKey, typed: str | None) -> Iterator[Fault]:
    try:
        verify_by(envelope, PayloadType.LOG, key)
    except SigningError as error:
        yield Fault(SEAL, None, error.sentence("nl"), error.sentence("en"))
    if to_bytes(envelope) != data or len(envelope.signatures) != 1:
        yield Fault(SEAL, None, "het zegel is anders geschreven", "the seal is spelt otherwise")
    if typed is not None and not same_code(typed, code_of(data)):
        yield Fault(SEAL, None, "de bewaarde code is van een ander logboek", "the code that was kept is another log's")


def _files(envelope: Envelope) -> dict[str, list[str]]:
    match parse(envelope.payload):
        case {"files": list(files), "version": 1}:
            named = [_file(one) for one in files]
            if sorted(name for name, _ in named) == sorted(NAMES):
                return dict(named)
    raise NotCanonical("geen zegel van een logboek", "no seal of a log")


def _file(one: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - parsed JSON
    match one:
        case {"name": str(name), "leaves": list(leaves)} if name in NAMES:
            return name, [str(leaf) for leaf in leaves]
    raise NotCanonical("een onbekend bestand in het zegel", "an unknown file in the seal")


def _of_a_file(directory: Path, name: str, sealed: Sequence[str]) -> Iterator[Fault]:
    try:
        data = read_regular(directory, name)
    except InzageError as error:
        yield Fault(name, None, error.sentence("nl"), error.sentence("en"))
        return
    there = [leaf.hex() for leaf in _leaves(data)]
    first = next((n for n, pair in enumerate(zip(there, sealed, strict=False)) if pair[0] != pair[1]), None)
    if len(there) != len(sealed):
        at = min(len(there), len(sealed)) if first is None else first
        yield Fault(
            name,
            at + 1,
            f"{len(sealed)} regels verzegeld, {len(there)} gevonden; vanaf deze regel is het anders",
            f"{len(sealed)} lines sealed, {len(there)} found; it differs from this line on",
        )
        return
    for number, (mine, theirs) in enumerate(zip(there, sealed, strict=True), 1):
        if mine != theirs:
            yield Fault(name, number, *_altered(mine, sealed))


def _altered(leaf: str, sealed: Sequence[str]) -> tuple[str, str]:
    if leaf in sealed:
        at = sealed.index(leaf) + 1
        return f"dit is regel {at}, verplaatst", f"this is line {at}, moved"
    return "deze regel is veranderd", "this line was altered"
