"""An ESE database (form 0x620, revision 9, pages of 8,192 bytes): a catalogue and tables of one page each.

``[[table]]`` with ``name``, ``columns`` (``[[name, kind], ...]``) and ``rows`` (values in that
order; ``""`` for a time and ``"-"`` for all else is no value). Kinds: ``byte``, ``short``,
``long``, ``unsigned``, ``longlong``, ``filetime``, ``date``, ``text`` and ``binary`` (hex, or ``utf16:…``).
``state``: how it was closed (3 cleanly, the default; 2 not). ``zero_page``: that page overwritten.

References: libesedb, "Extensible Storage Engine (ESE) Database File (EDB) format".
"""

import struct
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor
from typing import Any

from tests.readers.makers.packed import filetime

PAGE, HEADER, CATALOGUE, COPY = 8192, 668, 4, 24
ROOT, LEAF = 1, 2
FIXED = {"byte": (2, "<B"), "short": (3, "<h"), "long": (4, "<i"), "longlong": (15, "<q"), "unsigned": (14, "<I")}
FIXED |= {"filetime": (15, "<Q"), "date": (8, "<d")}
TAGGED = {"text": 12, "binary": 11}
NAME, LAST_FIXED = 128, 8
_1899 = datetime(1899, 12, 30, tzinfo=UTC)


def checksum(content: bytes) -> int:
    return reduce(xor, struct.unpack(f"<{len(content) // 4}I", content), 0x89ABCDEF)


def header(state: int) -> bytes:
    made = bytearray(PAGE)
    struct.pack_into("<IIIQ", made, 4, 0x89ABCDEF, 0x620, 0, 1)
    struct.pack_into("<I", made, 52, state)
    struct.pack_into("<II", made, 232, 9, PAGE)
    struct.pack_into("<I", made, 0, checksum(bytes(made[4:HEADER])))
    return bytes(made)


def page(number: int, owner: int, values: list[bytes]) -> bytes:
    """A page of a table, its root and only leaf: its values from the front, where each stands from the back."""
    body, tags = b"", b""
    for value in [struct.pack("<IIII", 1, 1, 0, 0), *values]:
        tags = struct.pack("<HH", len(value), len(body)) + tags
        body += value
    room = PAGE - 40 - len(body) - len(tags)
    assert room >= 0, "one page holds no more"
    head = struct.pack("<IQIIIHHHHI", number, 1, 0, 0, owner, room, 0, len(body), len(values) + 1, ROOT | LEAF)
    made = bytes(4) + head + body + bytes(room) + tags
    return struct.pack("<I", checksum(made[4:])) + made[4:]


def leaf(key: int, data: bytes) -> bytes:
    """A value of a page: its key and what belongs to it."""
    return struct.pack("<HB", 5, 0x7F) + struct.pack(">I", 0x80000000 + key) + data


def definition(table: int, kind: int, number: int, what: int, size: int, name: str) -> bytes:
    """A row of the catalogue: a table (1) with its first page, or a column (2) with its kind."""
    fixed = struct.pack("<IHIIIIIB", table, kind, number, what, size, 0, 1200 if kind == 2 else 1, 0)
    variable = name.encode()
    return (
        struct.pack("<BBH", LAST_FIXED, NAME, 4 + len(fixed) + 1)
        + fixed
        + b"\0"
        + struct.pack("<H", len(variable))
        + variable
    )


def record(columns: list[list[str]], row: list[Any]) -> bytes:
    """A row of a table: the fixed columns first, up to the last of them, then the tagged ones."""
    fixed = [(kind, value) for (_, kind), value in zip(columns, row, strict=True) if kind in FIXED]
    tagged = [(kind, value) for (_, kind), value in zip(columns, row, strict=True) if kind in TAGGED]
    body, absent = b"", 0
    for place, (kind, value) in enumerate(fixed):
        number = _number(kind, value)
        absent |= (number is None) << place
        body += struct.pack(FIXED[kind][1], number or 0)
    body += absent.to_bytes((len(fixed) + 7) // 8, "little")
    held = [(256 + place, _bytes(kind, value)) for place, (kind, value) in enumerate(tagged) if value != "-"]
    places, at = b"", 4 * len(held)
    for number_, value in held:
        places += struct.pack("<HH", number_, at | 0x4000)
        at += len(value) + 1
    head = struct.pack("<BBH", len(fixed), 127, 4 + len(body))
    return head + body + places + b"".join(b"\0" + value for _, value in held)


def _number(kind: str, value: Any) -> Any:
    if value in ("", "-"):
        return None
    if kind == "filetime" and isinstance(value, str):
        return filetime(value)
    if kind == "date":
        return (datetime.fromisoformat(value).replace(tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(
            days=1
        )
    return value


def _bytes(kind: str, value: str) -> bytes:
    if kind == "text" or value.startswith("utf16:"):
        return (value.removeprefix("utf16:") + "\0").encode("utf-16-le")
    return bytes.fromhex(value)


def numbers(columns: list[list[str]]) -> list[int]:
    """Each column's number: fixed ones from 1, tagged ones from 256."""
    found, fixed, tagged = [], 0, 255
    for _, kind in columns:
        fixed, tagged = fixed + (kind in FIXED), tagged + (kind in TAGGED)
        found.append(fixed if kind in FIXED else tagged)
    return found


def make(facts: dict[str, Any]) -> bytes:
    """The whole file: two headers, pages that hold nothing, the catalogue and its copy, a page for each table."""
    tables = facts.get("table", [])
    assert len(tables) < COPY - CATALOGUE
    catalogue = []
    for place, table in enumerate(tables):
        catalogue.append(definition(place + 10, 1, place + 10, CATALOGUE + 1 + place, 1, table["name"]))
        for number, (name, kind) in zip(numbers(table["columns"]), table["columns"], strict=True):
            what, size = (FIXED[kind][0], struct.calcsize(FIXED[kind][1])) if kind in FIXED else (TAGGED[kind], 0)
            catalogue.append(definition(place + 10, 2, number, what, size, name))
    listed = [leaf(key, data) for key, data in enumerate(catalogue)]
    held = {CATALOGUE: (2, listed), COPY: (3, listed)}
    pages = [page(number, *held.get(number, (1, []))) for number in range(1, COPY + 1)]
    for place, table in enumerate(tables):
        rows = [leaf(key, record(table["columns"], row)) for key, row in enumerate(table.get("rows", []))]
        pages[CATALOGUE + place] = page(CATALOGUE + 1 + place, place + 10, rows)
    if "zero_page" in facts:
        pages[facts["zero_page"] - 1] = bytes(PAGE)
    return header(facts.get("state", 3)) * 2 + b"".join(pages)
