"""What a document is made of: blocks in reading order, the same for HTML and for PDF.

Only finished sentences and figures stand in a sheet; templates lay it out and
decide nothing. ``data`` is the JSON form that both templates read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 2 or 3 (1 is the title). ``fresh``: begins a new page."""

    level: int
    text: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead`` stands before it in bold, ``small`` is for remarks."""

    text: str
    lead: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values, as a list of terms."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how its cells are set, its share of the width."""

    head: str
    align: Align = "left"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. The first cell of each row names the row. ``narrow``: few, short columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: SVG of our own making, its words, its caption."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed message. ``tone``: an answer's code, ``mark``, or ``plain``."""

    tone: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Room to write by hand under a label; ``foot``: what to write on one more line below."""

    label: str
    count: int
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: one line each for name, date and signature."""

    who: tuple[str, ...]
    labels: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Code:
    """A code to keep, in groups of letters."""

    label: str
    code: str


Block = Heading | Paragraph | Bullets | Pairs | Table | Figure | Notice | Lines | Signatures | Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """One whole document, before it is laid out.

    ``stamps``: words set across every page. ``words``: the few words that the
    layout itself needs (page, of, caption names).
    """

    design: Literal["officer", "client"]
    lang: str
    title: str
    subtitle: str
    footer: str
    stamps: tuple[str, ...]
    blocks: tuple[Block, ...]
    words: Mapping[str, str] = field(default_factory=dict)


def data(sheet: Sheet) -> dict[str, object]:
    """The sheet as JSON values, each block with its kind under ``is``; captions numbered."""
    plain = asdict(sheet)
    plain["blocks"] = list(_numbered(sheet))
    return _fit(plain)


def _numbered(sheet: Sheet) -> Iterator[dict[str, object]]:
    counts = {"Table": 0, "Figure": 0}
    for block in sheet.blocks:
        kind = type(block).__name__
        plain = {"is": kind.lower(), **asdict(block)}
        if kind in counts:
            counts[kind] += 1
            plain["caption"] = f"{sheet.words[kind.lower()]} {counts[kind]}. {plain['caption']}"
        yield plain


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def _fit(value: object) -> dict[str, object]:
    cleaned = _clean(value)
    assert isinstance(cleaned, dict)  # noqa: S101 - asdict of a dataclass is a dict
    return cleaned


def _clean(value: object) -> object:
    """Without characters that no printed document may hold (controls, reversals of direction)."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
