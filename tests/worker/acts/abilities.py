"""What a locked worker can do with what it was handed."""

import bz2
import codecs
import ctypes
import gc
import gzip
import hashlib
import io
import json
import lzma
import os
import plistlib
import tarfile
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import apsw
import idna

from inzage.worker import Json, Reply, Request

NEEDLE_IN_THE_WORKER = b"a-needle-that-lies-in-the-worker-itself"

kept: list[int] = []


def read_at_a_place(file: int) -> Json:
    return os.pread(file, 5, 3).decode()


def read_as_a_file(file: int) -> Json:
    with open(file, "rb", closefd=False) as opened:
        opened.seek(-4, os.SEEK_END)
        return opened.read().decode()


def tell_the_size(file: int) -> Json:
    return os.fstat(file).st_size


def tell_the_last_change(file: int) -> Json:
    return os.fstat(file).st_mtime


def seek_the_end(file: int) -> Json:
    return os.lseek(file, 0, os.SEEK_END)


def digest(file: int) -> Json:
    with open(file, "rb", closefd=False) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def unpack(_file: int) -> Json:
    packers = (zlib, bz2, lzma, gzip)
    return [packer.decompress(packer.compress(b"x" * 100_000)).count(b"x") for packer in packers]


def archive(_file: int) -> Json:
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_LZMA) as writer:
        writer.writestr("a", "zipped")
    with tarfile.open(fileobj=tarred, mode="w:xz") as taring:
        taring.addfile(tarfile.TarInfo("a"), io.BytesIO())
    tarred.seek(0)
    return [zipfile.ZipFile(zipped).read("a").decode(), list[Json](tarfile.open(fileobj=tarred).getnames())]


def query(_file: int) -> Json:
    with_rows = apsw.Connection(":memory:")
    with_rows.execute("create table t (a); insert into t values (1), (2), (39)")
    copy = apsw.Connection(":memory:")
    copy.deserialize("main", with_rows.serialize("main"))
    copy.execute("create temp table s as select a from t order by a desc")
    return copy.execute("select sum(a), count(*) from s").get  # type: ignore[no-any-return]


def days(_file: int) -> Json:
    at = datetime(2026, 3, 29, 1, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
    return [at.isoformat(), datetime.strptime("2026-03-29", "%Y-%m-%d").date().isoformat()]


def spell(_file: int) -> Json:
    return [
        idna.encode("bücher.example").decode(),
        unicodedata.normalize("NFKC", "ﬁ"),
        b"caf\xe9".decode("cp1252"),
        "é".encode("utf-16-le").decode("utf-16"),
        codecs.decode("caf\\u00e9", "unicode-escape"),
        "bücher.example".encode("idna").decode(),
    ]


def compute(_file: int) -> Json:
    return [str(Decimal(1) / 3)[:6], json.loads('{"a":[1]}')["a"], plistlib.loads(plistlib.dumps({"a": 1}))["a"]]


def sleep_and_wake(_file: int) -> Json:
    before = time.monotonic()
    time.sleep(0.001)
    return time.monotonic() > before


def use_memory(_file: int) -> Json:
    return len(bytearray(300 * 1024**2))


def speak_aside(_file: int) -> Json:
    print("a path on the carrier")
    ctypes.CDLL(None).perror(b"a path on the carrier")
    return True


ABILITIES: dict[str, Callable[[int], Json]] = {
    function.__name__: function
    for function in (
        *(read_at_a_place, read_as_a_file, tell_the_size, tell_the_last_change, seek_the_end, digest, unpack),
        *(archive, query, days, spell, compute, sleep_and_wake, use_memory, speak_aside),
    )
}


def do(request: Request, descriptors: Sequence[int]) -> Reply:
    return {"said": ABILITIES[str(request["ability"])](descriptors[0])}


def echo(request: Request, descriptors: Sequence[int]) -> Reply:
    """What arrived: the request, and which files (by inode) under which numbers."""
    return {"request": dict(request), "inodes": [os.fstat(descriptor).st_ino for descriptor in descriptors]}


def remember(_request: Request, descriptors: Sequence[int]) -> Reply:
    """Descriptors of earlier requests of the same session are still open."""
    kept.extend(descriptors)
    return {"asked": [os.pread(descriptor, 100, 0).decode() for descriptor in kept]}


def open_descriptors(_request: Request, _descriptors: Sequence[int]) -> Reply:
    """Number → inode of every open descriptor."""
    found: dict[str, Json] = {}
    for number in range(1024):
        try:
            found[str(number)] = os.fstat(number).st_ino
        except OSError:
            continue
    gc.collect()
    return {"open": found}


def own_memory_holds(request: Request, _descriptors: Sequence[int]) -> Reply:
    """Search all of this process's memory for needles, given in halves so that asking is not holding."""
    halves: Any = request["halves"]
    with Path("/proc/self/maps").open() as maps:
        regions = [line.split()[:2] for line in maps if "[v" not in line]
    found = [False] * len(halves)
    with Path("/proc/self/mem").open("rb", 0) as memory:
        for span, rights in regions:
            if rights.startswith("r"):
                begin, end = (int(part, 16) for part in span.split("-"))
                memory.seek(begin)
                part = memory.read(end - begin)
                found = [was or holds(part, *half) for was, half in zip(found, halves, strict=True)]
    return {"found": list[Json](found), "environment": list[Json](os.environ)}


def holds(part: bytes, first: str, second: str) -> bool:
    at = part.find(first.encode())
    while at >= 0:
        after = at + len(first)
        if part[after : after + len(second)] == second.encode():
            return True
        at = part.find(first.encode(), after)
    return False
