"""Sound inputs to begin with: from the writers and worked cases of the other tests, and by Debian's tools."""

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from inzage.check.job import Tallied, tallied_to_json
from inzage.cli._demo_papers import make_papers
from inzage.formats.mbdb import MAGIC
from inzage.mandate.draft import validation_draft
from inzage.result import Reason, Status
from inzage.signing import dsse
from tests import tables
from tests.atheris.memory import joined
from tests.formats.test_typedstream import written
from tests.readers.makers import hive, hive_logs, leveldb
from tests.readers.recipe import build, cases
from tests.sources.backups import mbdb_record
from tests.volumes import MIB, blank, make_exfat, run

KEYS = [{"path": f"Software/Maker/{n:03}", "values": {"Text": {"text": f"value {n}"}}} for n in range(60)]


def of_reader(reader: str) -> Iterator[bytes]:
    """The files of a reader's worked cases."""
    for case in cases(reader):
        with TemporaryDirectory() as folder:
            yield build(case, Path(folder)).read_bytes()


def _tree(folder: Path) -> Path:
    tree = folder / "tree"
    (tree / "a/b").mkdir(parents=True)
    for name, size in (("a/one", 10), ("a/b/two", 3000), ("three", 70_000)):
        (tree / name).write_bytes(b"x" * size)
    return tree


@cache
def exfat() -> bytes:
    """A small volume with three files in folders."""
    with TemporaryDirectory() as folder:
        return make_exfat(Path(folder) / "volume", _tree(Path(folder)), 4 * MIB).read_bytes()


@cache
def gpt() -> bytes:
    """A disk with two partitions."""
    return tables.gpt(400, [(tables.BASIC, 40, 99), (tables.MSR, 100, 199)])


@cache
def ewf() -> bytes:
    """An image as an examiner's program leaves it."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        command = ["ewfacquirestream", "-q", "-c", "fast", "-t", str(made)]
        subprocess.run(command, input=gpt(), capture_output=True, check=True)
        return made.with_suffix(".E01").read_bytes()


@cache
def qcow() -> bytes:
    """A virtual machine's disk, packed."""
    with TemporaryDirectory() as folder:
        raw, made = blank(Path(folder) / "raw", MIB), Path(folder) / "made"
        raw.write_bytes(gpt().ljust(MIB, b"\0"))
        run("qemu-img", "convert", "-O", "qcow2", "-c", raw, made)
        return made.read_bytes()


def logged() -> Iterator[bytes]:
    """A database with what lies in its write-ahead log, and one that a journal would roll back."""
    for mode, ending in (("wal", "-wal"), ("delete", "-journal")):
        with TemporaryDirectory() as folder:
            made = Path(folder) / "db"
            with closing(sqlite3.connect(made, isolation_level=None)) as db:
                db.execute("PRAGMA page_size = 512")
                db.execute(f"PRAGMA journal_mode = {mode}")
                db.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
                db.executemany("INSERT INTO t (b) VALUES (?)", [(f"text {n}",) for n in range(40)])
                db.execute("BEGIN")
                db.execute("UPDATE t SET b = 'changed'")
                beside = Path(f"{made}{ending}")
                yield joined(made.read_bytes(), beside.read_bytes() if beside.exists() else b"")


def registry() -> Iterator[bytes]:
    """A hive that was being written, with a log of the new kind and of the old one."""
    clean = hive.make({"key": KEYS})
    first, second = (4096, 4096), (8192, 512)
    dirty = hive_logs.half_written(clean, (first, second))
    entries = [hive_logs.entry(clean, 8, [first]), hive_logs.entry(clean, 9, [second])]
    yield joined(dirty, hive_logs.new_log(clean, 8, *entries))
    yield joined(dirty, hive_logs.old_log(clean, (first, second)))


def typedstreams() -> Iterator[bytes]:
    """An archived text, short and long."""
    for said in (b"a text", b"x" * 300):
        yield written(
            said, [b"NSMutableAttributedString", b"NSAttributedString", b"NSObject"], [b"NSString", b"NSObject"]
        )


def phone_index() -> Iterator[bytes]:
    """The index of a phone's backup."""
    yield MAGIC + mbdb_record("HomeDomain", "Library/a", b"12345", b"k" * 44) + mbdb_record("H", "b" * 200, b"")


@cache
def papers() -> tuple[bytes, ...]:
    """Signed papers as they are: mandate, order."""
    with TemporaryDirectory() as folder:
        made = make_papers(Path(folder), date(2026, 11, 1))
        return made.mandate.read_bytes(), made.order.read_bytes()


def payloads() -> Iterator[bytes]:
    """What was signed of those papers, and a draft."""
    for signed in papers():
        yield dsse.read(signed, file="seed").payload
    yield validation_draft((), "VAL-1", salt=bytes(16)).encode()


def replies() -> Iterator[bytes]:
    """What a worker answers when all is well, and when not."""
    told = [Tallied(status=Status.READ, rows=5), Tallied.failed(Reason.DAMAGED), Tallied.failed(Reason.OTHER_KIND)]
    for one in told:
        yield json.dumps(tallied_to_json(one)).encode()
    yield (
        b'{"status":"read","reason":null,"rows":5,"records":{"Visit":3},"covers":["2026-09-01","2026-10-05"],'
        b'"columns_missing":0,"tallies":{"q":[["A","2026-10-03","yes",2]]}}'
    )
    yield b'{"rows":[["YQ==","file",5,1600000000,"",7]],"next":null}'
    yield b'{"bytes":"YWJj","done":true}'
    yield b'{"volumes":[0,1]}'
    yield b'{"systems":[["ntfs","read",""]]}'
    yield b'{"volume":0,"encryption":"bitlocker","how":"password","opened":true,"reason":null}'


PUTS = [leveldb.Put(b"key %02d" % n, n, b"value") for n in range(30)]


def level_tables() -> Iterator[bytes]:
    """Sorted tables, plain and packed."""
    yield leveldb.table(PUTS)
    yield leveldb.table(PUTS, snappy=True)


def level_logs() -> Iterator[bytes]:
    """A log with batches in it, and a list of files."""
    yield leveldb.log(leveldb.batches(PUTS))
    yield leveldb.log([leveldb.edit({5: (b"x" * 99, PUTS)}, 7)])


def snapped() -> Iterator[bytes]:
    """Packed bytes."""
    yield leveldb.packed(b"a text, a text, a text" * 9)
