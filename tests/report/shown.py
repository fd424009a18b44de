"""A document read back: from HTML to headings, tables, terms and notices, and to the numbers that stand in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from inzage.errors import Language
from inzage.report.spelling import _MONTHS, _SHORT

Rows = list[list[str]]


@dataclass
class Block:
    """What stands under one heading."""

    heading: str
    tables: dict[str, Rows] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    notices: list[tuple[str, str]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    text: str = ""

    def table(self, caption: str) -> Rows:
        (found,) = [rows for name, rows in self.tables.items() if caption in name]
        return found


class Shown(HTMLParser):
    """The blocks of one document, in order; ``blocks[0]`` is what comes before the first heading in ``main``."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [Block("")]
        self.where: list[tuple[str, str]] = []
        self.words = ""
        self.rows: Rows = []
        self.caption = self.term = self.tone = ""
        self.feed(content.decode())

    def under(self, heading: str) -> Block:
        """The block under the heading that begins with these words."""
        (found,) = [block for block in self.blocks if block.heading.startswith(heading)]
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.where.append((tag, dict(attrs).get("class") or ""))
        if tag in ("h1", "h2", "h3", "caption", "th", "td", "dt", "dd", "li", "p", "desc"):
            self.words = ""
        if tag == "table":
            self.rows = []
        if tag == "tr":
            self.rows.append([])
        if tag == "div" and "notice" in (dict(attrs).get("class") or ""):
            self.tone = str(dict(attrs)["class"]).removeprefix("notice ")
            self.blocks[-1].notices.append((self.tone, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Strokes of a chart say nothing that its words do not."""

    def handle_data(self, data: str) -> None:
        self.words += data
        self.blocks[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        self.where.pop()
        here, words = self.blocks[-1], " ".join(self.words.split())
        match tag:
            case "h2" | "h3":
                self.blocks.append(Block(words))
            case "caption":
                self.caption = words
            case "th" | "td":
                self.rows[-1].append(words)
            case "table":
                here.tables[self.caption] = [row for row in self.rows if row]
            case "dt":
                self.term = words
            case "dd":
                here.terms[self.term] = words
            case "li":
                here.items.append(words)
            case "desc":
                here.charts.append(words)
            case "p" if any("notice" in css for _, css in self.where):
                tone, said = here.notices[-1]
                here.notices[-1] = (tone, f"{said} {words}".strip())


def number(cell: str) -> int:
    """``1.234`` or ``1,234``, or a dash for nothing."""
    return 0 if cell == "–" else int(re.sub(r"[.,]", "", cell))


def numbers(sentence: str) -> list[int]:
    """Every whole number in a sentence; the parts of a date are numbers too."""
    return [int(re.sub(r"[.,]", "", found)) for found in re.findall(r"\d+(?:[.,]\d{3})*", sentence)]


def days(text: str, lang: Language) -> list[date]:
    """Every day that a text names, in full or short."""
    names = {name: n for table in (_MONTHS, _SHORT) for n, name in enumerate(table[lang], start=1)}
    pattern = rf"(\d{{1,2}}) ({'|'.join(sorted(names, key=len, reverse=True))}) (\d{{4}})"
    return [date(int(year), names[month], int(day)) for day, month, year in re.findall(pattern, text)]


def ordinals(cell: str) -> Iterator[int]:
    """``1–3, 7`` as numbers."""
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        if first:
            yield from range(int(first), int(last or first) + 1)
