"""Who could know that a spoilt file is damaged: a check that is not the reader's own.

``damaged`` gives True where such a check finds a fault, False where it finds none (a byte of a
value is another byte: nobody can tell), and None where we have no check for that form.

- SQLite: ``PRAGMA quick_check`` of the tables without whose rows the reading is another.
- Property lists, JSON: Python's parsers. XML: expat. Text: it is UTF-8 without control characters.
- Registry hives: libregf over every key and value, the base block's checksum, the bins' marks.
- ESE, EVTX, PNG: the checksums of pages, chunks and pieces. mozLz4, bencode: they decode whole.
- Compound files, shortcuts, prefetch: libolecf, liblnk, libscca over all they hold.
"""

import io
import json
import plistlib
import re
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from xml.parsers import expat

from inzage.formats import bencode, mozlz4
from inzage.formats.libyal import library
from inzage.formats.registry_base import base_block
from tests.fuzz import tell_windows

Check = Callable[[bytes], bool]

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_STEPS = 20_000_000
"""Steps of SQLite's machine after which a check of a spoilt file has gone on for long enough."""


def damaged(base: bytes, spoilt: Mapping[str, bytes], tables: tuple[str, ...]) -> bool | None:
    """Does a check of the form that ``base`` has find a fault in ``spoilt`` (suffix → bytes; "" the file)?"""
    if base.startswith(b"SQLite format 3\0"):
        return of_sqlite(spoilt, tables)
    check = check_of(base)
    if check is None or not check(base):
        return None
    return not check(spoilt[""])


def check_of(base: bytes) -> Check | None:
    """The check for the form of a whole file; it says whether a file is good."""
    for mark, check in _BY_MARK:
        if base.startswith(mark):
            return check
    for form in (_json, _xml, _bencode, _text):
        if form(base):
            return form
    return None


def of_sqlite(spoilt: Mapping[str, bytes], tables: tuple[str, ...]) -> bool:
    """Does SQLite's own check find fault with one of the tables? One that is gone: with anything?"""
    with tempfile.TemporaryDirectory() as folder:
        for suffix, content in spoilt.items():
            Path(folder, f"file{suffix}").write_bytes(content)
        try:
            with closing(sqlite3.connect(Path(folder, "file"))) as db:
                db.set_progress_handler(lambda: 1, _STEPS)
                known = {name.lower() for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
                if not known.issuperset(map(str.lower, tables)):
                    return _faulty(db, "PRAGMA quick_check")
                return any(_faulty(db, f"PRAGMA quick_check('{table}')") for table in tables)
        except (sqlite3.DatabaseError, UnicodeDecodeError, AttributeError):
            return True


def _faulty(db: sqlite3.Connection, check: str) -> bool:
    said = {str(row[0]) for row in db.execute(check)}
    return any(word != "ok" and not word.startswith("wrong # of entries in index") for word in said)


def _json(content: bytes) -> bool:
    try:
        json.loads(content.decode())
    except (ValueError, RecursionError):
        return False
    return True


def _xml(content: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def _xml_list(content: bytes) -> bool:
    return _plist(content) if b"<plist" in content[:400] else _xml(content)


def _plist(content: bytes) -> bool:
    try:
        plistlib.loads(content)
    except Exception:
        return False
    return True


def _bencode(content: bytes) -> bool:
    try:
        bencode.decode(content)
    except bencode.Broken:
        return False
    return True


def _text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return bool(content) and not _CONTROL.search(content)


def _mozlz4(content: bytes) -> bool:
    try:
        return _json(mozlz4.block(content[12:], int.from_bytes(content[8:12], "little")))
    except (mozlz4.BadBlock, MemoryError):
        return False


def _hive(content: bytes) -> bool:
    block = base_block(content)
    return bool(block and block.sound) and tell_windows.bins_hold(content) and _opens("pyregf", content)


def _png(content: bytes) -> bool:
    at = 8
    while at + 12 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        piece = content[at + 4 : at + 8 + size]
        if zlib.crc32(piece).to_bytes(4, "big") != content[at + 8 + size : at + 12 + size]:
            return False
        at += 12 + size
        if piece[:4] == b"IEND":
            return True
    return False


def _opens(name: str, content: bytes) -> bool:
    """A library of libyal opens it, calls it not corrupted, and can walk through all that it holds."""
    held = library(name).file()
    try:
        held.open_file_object(io.BytesIO(content))
        return not getattr(held, "is_corrupted", bool)() and tell_windows.walked(name, held)
    except (OSError, ValueError, OverflowError, MemoryError, RuntimeError, TypeError, AttributeError):
        return False


_BY_MARK: tuple[tuple[bytes, Check], ...] = (
    (b"bplist00", _plist),
    (b"<?xml", _xml_list),
    (b"mozLz40\0", _mozlz4),
    (b"regf", _hive),
    (b"ElfFile\0", tell_windows.events_hold),
    (b"\x89PNG", _png),
    (b"\xd0\xcf\x11\xe0", lambda content: _opens("pyolecf", content)),
    (b"L\0\0\0\x01\x14\x02\0", lambda content: _opens("pylnk", content)),
    (b"MAM", lambda content: _opens("pyscca", content)),
)
