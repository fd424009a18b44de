"""Digests of files: how a list gives them, and in which forms a file is looked up.

An entry names a file by what the list's issuer knows of it: ``md5:<hex>``,
``sha1:<hex>``, ``sha256:<hex>`` and ``size:<bytes>``, separated by spaces; a digest may
stand without its name, for its length tells which it is. All that an entry names must
agree: a file with the right MD5 and another SHA-1, or of another size, is another file.
So an entry is kept as one form, its parts in one order, and the header of the list
says which *shapes* (combinations of parts) occur in it: a file is looked up once in each.

References: trust facts 2.2 (both digests checked where both are given, size must agree).
"""

import re
from collections.abc import Iterable, Mapping, Sequence

ALGORITHMS: Mapping[str, int] = {"md5": 32, "sha1": 40, "sha256": 64}
"""Name → hexadecimal digits, in the order in which a form holds them."""

SIZE = "size"
PARTS = (*ALGORITHMS, SIZE)
_HEX = re.compile(r"[0-9a-f]+")
_BY_LENGTH = {length: name for name, length in ALGORITHMS.items()}
_SIZE = re.compile(r"[0-9]{1,18}")


class NoDigest(ValueError):
    """A line that names no file: what was expected and found, in Dutch and English."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.found = (nl, en)


def form(text: str) -> str:
    """The one form of an entry; ``NoDigest`` where it names no file."""
    parts: dict[str, str] = {}
    for word in text.lower().replace(";", " ").replace(",", " ").split():
        name, value = _part(word)
        if parts.setdefault(name, value) != value:
            raise NoDigest(f"twee waarden voor {name}", f"two values for {name}")
    if not parts.keys() & ALGORITHMS.keys():
        raise NoDigest("geen digest", "no digest")
    return _joined(parts)


def is_digest(algorithm: str, digits: str) -> bool:
    """Could this be what an algorithm makes of a file, in lower case?"""
    return len(digits) == ALGORITHMS.get(algorithm) and _HEX.fullmatch(digits) is not None


def shape(of_form: str) -> str:
    """Which parts a form holds: ``md5+sha1+size``."""
    return "+".join(word.partition(":")[0] for word in of_form.split())


def size_of(of_form: str) -> int | None:
    """The size that a form names, None where it names none."""
    last = of_form.rpartition(" ")[2]
    return int(last.removeprefix(f"{SIZE}:")) if last.startswith(f"{SIZE}:") else None


def digests_of(of_form: str) -> tuple[str, ...]:
    """The digests of a form (``algorithm:hex``), without its size."""
    return tuple(word for word in of_form.split() if not word.startswith(f"{SIZE}:"))


def algorithms(shapes: Iterable[str]) -> tuple[str, ...]:
    """The algorithms that a file must be digested with to be looked up in these shapes."""
    named = {part for one in shapes for part in one.split("+")}
    return tuple(name for name in ALGORITHMS if name in named)


def forms(digests: Sequence[str], size: int, shapes: Iterable[str]) -> tuple[str, ...]:
    """The forms of a file whose digests are given as ``algorithm:hex``, one for each shape that they suffice for."""
    known = dict(word.split(":", 1) for word in digests) | {SIZE: str(size)}
    asked = [one.split("+") for one in shapes]
    return tuple(_joined({part: known[part] for part in parts}) for parts in asked if known.keys() >= set(parts))


def _part(word: str) -> tuple[str, str]:
    name, colon, value = word.rpartition(":")
    if name == SIZE and _SIZE.fullmatch(value):
        return SIZE, str(int(value))
    if not _HEX.fullmatch(value):
        raise NoDigest("iets anders dan een digest", "something that is no digest")
    name = name if colon else _BY_LENGTH.get(len(value), "")
    if not is_digest(name, value):
        raise NoDigest(f"{len(value)} hexadecimale tekens", f"{len(value)} hexadecimal digits")
    return name, value


def _joined(parts: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{parts[name]}" for name in PARTS if name in parts)
