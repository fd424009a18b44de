"""The locked worker's side: a file's columns and cells, held to what they may be. No other text leaves the worker.

A name is not looked for; it does not fit. A pseudonym has a digit and capitals, a day digits, everything else stands in
a closed list or is left empty. What looks like a name, a number or an address is where the file is refused.
"""

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence

from inzage.register.absence import telling
from inzage.register.outcomes import COLUMNS, DEFINITIONS, LARGEST, LEFT_OUT, LISTS, MOST, SOURCES
from inzage.worker import Json, Reply, Request

PSEUDONYM = re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9-]{3,31}")
DAY = re.compile(r"[0-9-]{1,10}")
NUMBER = re.compile(r"[0-9]{1,4}")
BORN = re.compile(r"([0-9]{4})?")
CODE = re.compile(r"[0-9A-Za-z.-]{0,32}")
CLOSED: Mapping[str, Sequence[str]] = {"definitie": DEFINITIONS, "indeling": LISTS, "bron": SOURCES}
NUMBERS = ("definitieversie", "geboortejaar")
DAYS = ("gepleegd_op", "uittreksel_van")


class Unfit(Exception):
    """The file is not taken. ``args``: a code of ``faults.REFUSALS``, and a line or column."""


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """``{"lines": [...]}``, or ``{"refused": code, "place": number}``."""
    del request
    try:
        return {"lines": list(_lines(_text(descriptors[0])))}
    except Unfit as unfit:
        code, place = unfit.args
        return {"refused": code, "place": place}


def _text(descriptor: int) -> str:
    size = os.fstat(descriptor).st_size
    if size > LARGEST:
        raise Unfit("too_large", 0)
    try:
        text = os.pread(descriptor, size, 0).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("encoding", 0) from None
    if not text.strip():
        raise Unfit("empty", 0)
    return text


def _lines(text: str) -> Iterator[Json]:
    head = text.splitlines()[0]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True
    )
    names = _columns(_next(rows))
    many = 0
    while (row := _next(rows)) is not None:
        if not any(cell.strip() for cell in row):
            continue
        many += 1
        if many > MOST:
            raise Unfit("too_many", MOST)
        if len(row) != len(names):
            raise Unfit("shape", rows.line_num)
        yield {"number": rows.line_num, **_cells(dict(zip(names, row, strict=True)), rows.line_num)}


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error:
        raise Unfit("shape", getattr(rows, "line_num", 0)) from None


def _columns(head: list[str] | None) -> list[str]:
    """The names of the columns: those that are known, each once, none missing."""
    names = [name.strip().lower() for name in head or []]
    for place, name in enumerate(names, 1):
        if name not in COLUMNS or name in names[: place - 1]:
            raise Unfit("column", place)
    if COLUMNS.keys() - LEFT_OUT - set(names):
        raise Unfit("missing", 0)
    return names


def _cells(told: Mapping[str, str], line: int) -> dict[str, Json]:
    """What fits of a line. A cell that tells who somebody is refuses the file; one that is unknown is empty."""
    cells = {name: value.strip() for name, value in told.items()}
    if any(_tells(value) for value in cells.values()):
        raise Unfit("number", line)
    if not PSEUDONYM.fullmatch(cells["pseudoniem"]):
        raise Unfit("name", line)
    if not all(CODE.fullmatch(value) for value in cells.values()):
        raise Unfit("text", line)
    if not BORN.fullmatch(cells.get("geboortejaar", "")):
        raise Unfit(
            "birth", line
        )  # a year that cannot be compared would let every day pass; a whole date says too much
    found: dict[str, Json] = {COLUMNS["pseudoniem"]: cells["pseudoniem"]}
    found |= {COLUMNS[name]: cells[name] if cells[name] in known else "" for name, known in CLOSED.items()}
    found |= {COLUMNS[name]: cells[name] if DAY.fullmatch(cells[name]) else "" for name in DAYS}
    return found | {COLUMNS[name]: _number(cells.get(name, "")) for name in NUMBERS}


def _number(cell: str) -> int:
    return int(cell) if NUMBER.fullmatch(cell) else 0


def _tells(cell: str) -> bool:
    """A citizen service number also where its first zero was lost, as spreadsheets do."""
    return telling(cell) or (cell.isascii() and cell.isdigit() and telling(cell.zfill(9)))
