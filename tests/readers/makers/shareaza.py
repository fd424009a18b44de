"""The library of Shareaza from a recipe: ``version`` and ``[[folder]]``s with ``shared``, ``folders``, ``files``.

A file has ``name``, ``changed`` (a moment), ``shared``, ``sent`` and, at will, ``sources`` and ``about`` (text of
its description). ``shared``: 0 says nothing, 1 no, 2 yes; before version 5 it is 0 for no and 1 for nothing.

References: the source of Shareaza (``LibraryFile.cpp``, ``LibraryFolder.cpp``: ``Serialize``)
"""

import struct
from typing import Any

from tests.readers.makers.packed import filetime


def number(value: int, size: int = 4) -> bytes:
    return value.to_bytes(size, "little")


def count(value: int) -> bytes:
    return number(value, 2) if value < 0xFFFF else b"\xff\xff" + number(value)


def text(value: str) -> bytes:
    """As it is written since Unicode came."""
    if value.isascii():
        return length(len(value)) + value.encode()
    wide = value.encode("utf-16-le")
    return b"\xff\xfe\xff" + length(len(wide) // 2) + wide


def length(value: int) -> bytes:
    if value < 0xFF:
        return number(value, 1)
    return b"\xff" + (number(value, 2) if value < 0xFFFE else b"\xff\xff" + number(value))


def shared(told: dict[str, Any], version: int) -> bytes:
    return number(told.get("shared", 0), 4 if version >= 5 else 1)


def digests(version: int) -> bytes:
    made = number(1) + bytes(20)
    made += number(0) if version >= 8 else b""
    made += number(1) + bytes(16) + number(1) + bytes(16) if version >= 11 else b""
    made += number(0) if version >= 26 else b""
    return made + (number(0) if version >= 4 else b"")


def element(about: str) -> bytes:
    inner = text("inner") + text(about) + count(0) + count(0)
    return text("outer") + text("") + count(1) + text("name") + text("value") + count(1) + inner


def described(told: dict[str, Any], version: int) -> bytes:
    about, by_itself = told.get("about", ""), told.get("by_itself", True)
    made = text("http://www.shareaza.com/schemas/x.xsd" if about else "")
    if about and version < 27:
        made += number(by_itself) + (b"" if by_itself else bytes(8))
    made += element(about) if about else b""
    if version >= 13:
        comment = told.get("comment", "")
        made += number(0) + text(comment) + (text("") if version >= 16 else b"")
        if version >= 27:
            made += number(1) + bytes(8)
        elif about and by_itself and comment:
            made += bytes(8)
    return made


def file(told: dict[str, Any], version: int) -> bytes:
    made = text(told["name"]) + number(7) + number(1000, 8 if version >= 17 else 4)
    made += struct.pack("<Q", filetime(told["changed"]) if told.get("changed") else 0) + shared(told, version)
    part = told.get("part", 0)
    made += number(part, 8) + (bytes(8) if part else b"") if version >= 21 else b""
    made += digests(version) + described(told, version)
    made += number(told.get("hits", 5)) + number(told.get("sent", 0))
    made += (number(0) if version >= 14 else b"") + (number(0) if version >= 20 else b"")
    if version >= 2:
        sources = told.get("sources", [])
        made += count(len(sources)) + b"".join(text(one) + bytes(8 if version >= 10 else 4) for one in sources)
    return made


def folder(told: dict[str, Any], version: int) -> bytes:
    made = text(told.get("path", "C:\\Shared")) + shared(told, version) + (number(0) if version >= 3 else b"")
    for name, make_one in (("folders", folder), ("files", file)):
        ones = told.get(name, [])
        made += count(len(ones)) + b"".join(make_one(one, version) for one in ones)
    return made


def make(facts: dict[str, Any]) -> bytes:
    """The whole file, up to the albums."""
    version = facts["version"]
    made = bytes(8) + number(version) + (number(9) if version >= 29 else b"")
    made += number(8) + (bytes(12) if version >= 28 else b"")
    folders = facts.get("folder", [])
    return made + count(len(folders)) + b"".join(folder(one, version) for one in folders) + bytes(40)
