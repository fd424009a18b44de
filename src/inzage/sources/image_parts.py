"""The files that one image was split into, by the names that imaging programs give them.

Only the folder of the file that the user named is looked in, and no name inside an
image counts: a part that lies elsewhere or is called otherwise is missing.

References: libewf, "Expert Witness Compression Format", 2.2 (extensions); split(1).
"""

import re
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from pathlib import Path

PARTS_MOST = 900
"""A worker may hold a thousand descriptors."""

_EWF = re.compile(r"\.([EeSsLl])(x?)01")
_NUMBERED = re.compile(r"\.(0*[01])")
_LATER = re.compile(r"\.([EeSsLl]x?|)([0-9]{2,})")
_LETTERED = re.compile(r"(.*[._-]|x)(a+)")
_SIGNS = 2  # a single 1 or a is no number of a part
_A, _Z = ord("A"), ord("Z")


def image_parts(path: str) -> list[str]:
    """The named file and those that follow it, as far as they are there."""
    first = _first(Path(path))
    for names in (_ewf, _numbered, _lettered, _vmdk):
        following = names(first)
        if following is not None:
            there = takewhile(Path.is_file, following)
            return [str(first), *(str(part) for part, _ in zip(there, range(PARTS_MOST), strict=False))]
    return [str(first)]


def is_later_part(path: str) -> bool:
    """Is this, by its name and what lies beside it, a part that does not come first?"""
    told = _LATER.fullmatch(Path(path).suffix)
    if told is None or _first(Path(path)) != Path(path):
        return False
    before = f"{int(told[2]) - 1:0{len(told[2])}}"
    return Path(path).with_suffix(f".{told[1]}{before}").is_file()


def _first(named: Path) -> Path:
    """Some programs count from 000 on, others from 001; who names 001 beside a 000 means the whole."""
    if _NUMBERED.fullmatch(named.suffix) and int(named.suffix[1:]) == 1:
        zeroth = named.with_suffix("." + "0" * (len(named.suffix) - 1))
        return zeroth if zeroth.is_file() else named
    return named


def _ewf(first: Path) -> Iterator[Path] | None:
    told = _EWF.fullmatch(first.suffix)
    if told is None:
        return None
    letter, x = told[1], told[2]
    small = letter.islower()
    return (first.with_suffix(f".{name.lower() if small else name}") for name in _ewf_names(letter.upper(), x))


def _ewf_names(letter: str, x: str) -> Iterator[str]:
    """02 to 99, then AA to ZZ, then the next first letter."""
    yield from (f"{letter}{x}{number:02}" for number in range(2, 100))
    for first in range(ord(letter), _Z + 1):
        for second in range(_A, _Z + 1):
            yield from (f"{chr(first)}{x}{chr(second)}{chr(third)}" for third in range(_A, _Z + 1))


def _numbered(first: Path) -> Iterator[Path] | None:
    told = _NUMBERED.fullmatch(first.suffix)
    if told is None or len(told[1]) < _SIGNS:
        return None
    width = len(told[1])
    return (first.with_suffix(f".{number:0{width}}") for number in count(int(told[1]) + 1))


def _lettered(first: Path) -> Iterator[Path] | None:
    told = _LETTERED.fullmatch(first.name)
    if told is None or len(told[2]) < _SIGNS:
        return None
    width = len(told[2])
    return (first.with_name(told[1] + _letters(number, width)) for number in range(1, 26**width))


def _letters(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, digit = divmod(number, 26)
        text = chr(ord("a") + digit) + text
    return text


def _vmdk(first: Path) -> Iterator[Path] | None:
    if first.suffix.lower() != ".vmdk":
        return None
    ways: tuple[Callable[[int], str], ...] = (
        lambda number: f"{first.stem}-s{number:03}{first.suffix}",
        lambda number: f"{first.stem}-f{number:03}{first.suffix}",
    )
    for way in ways:
        if first.with_name(way(1)).is_file():
            return (first.with_name(way(number)) for number in count(1))
    return iter((first.with_name(f"{first.stem}-flat{first.suffix}"),))
