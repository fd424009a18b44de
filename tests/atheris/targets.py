"""Our own parsers as fuzzing targets: what each does with an input, what it may raise, and where it begins.

Anything raised that is not declared is a crash. Where a property is at hand it is held
too: what is parsed comes back the same, a second way of computing gives the same. Sums
that guard a structure hold for any bytes here (``Target.sums``), for a mutation that is
turned away at the door tries nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from unittest.mock import patch

from inzage.artefact import Window
from inzage.check.job import Asked, parse_reply
from inzage.errors import InzageError
from inzage.formats import (
    abx,
    bencode,
    ewf,
    gpt,
    leveldb_base,
    leveldb_log,
    leveldb_manifest,
    leveldb_table,
    mbdb,
    mfc,
    mozlz4,
    protobuf,
    qcow,
    registry_base,
    registry_log_new,
    snappy,
    snss,
    typedstream,
)
from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.filesystems import exfat
from inzage.formats.overlay import Overlay
from inzage.formats.partitions import volumes
from inzage.formats.registry_logs import LOGS, recovered
from inzage.formats.sqlite import database
from inzage.mandate import DataClass, Question
from inzage.mandate.codec import mandate_of, mandate_payload, order_of, order_payload, read_draft
from inzage.result import Unreadable
from inzage.signing import NotAnEnvelope, dsse
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.sources.archive_replies import chunk, listed, problem_of
from inzage.sources.image_layout import layout_told
from inzage.sources.image_replies import size_told, systems_told, volumes_told
from inzage.worker import Garbage, Reply, wire
from tests.atheris import seeds
from tests.atheris.memory import Held, Patched, artefact, descriptor, parted

MOST_ROWS = 2000
WINDOW = Window(date(2026, 10, 1), date(2026, 10, 31))
QUESTION = Question("q", "ZO-1", "visits_listed_place", (DataClass.BROWSING,), ("browser_history",), "places", "v", "q")
ASKED = (Asked(QUESTION, (), frozenset({"A", "B"})),)
DAMAGE = (Unreadable, ReadFault)


@dataclass(frozen=True)
class Target:
    """``run`` takes one input and may raise ``declared``; ``sums``: (where, name) of sums that shall hold."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    declared: tuple[type[Exception], ...]
    sums: tuple[tuple[Any, str], ...] = ()
    longest: int = 4096


class AnySum(int):
    """A sum that is equal to whatever it is held against."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = int.__hash__


@contextmanager
def sums_hold(target: Target) -> Iterator[None]:
    """For as long as this is open, the target's sums are right for any bytes."""
    patches = [patch.object(where, name, lambda *_: AnySum()) for where, name in target.sums]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def tried(target: Target, data: bytes) -> None:
    """One input; what is declared is an outcome as any other."""
    with suppress(*target.declared):
        target.run(data)


def exhausted(found: Iterable[object]) -> None:
    """Take what there is, up to a bound: a parser may give more than a run has time for."""
    for _, _one in zip(range(MOST_ROWS), found, strict=False):
        pass


def read_all(blocks: Blocks) -> None:
    """Every byte, in steps that begin within one structure and end in another; a bad place is one bad place."""
    for offset in range(0, min(blocks.size, 1 << 20), 39_973):
        with suppress(ReadFault):
            blocks.read_at(offset, 10_000)
    with suppress(ReadFault):
        blocks.read_at(max(0, blocks.size - 10), 100)


def overlay(data: bytes) -> None:
    """Reads, writes and cuts as the input says; held against plain bytes."""
    with descriptor(b"abcdefgh" * 1500) as base:
        made, plain = Overlay(base), bytearray(b"abcdefgh" * 1500)
        for at in range(0, len(data) - 5, 6):
            act, place, length = (
                data[at] % 3,
                int.from_bytes(data[at + 1 : at + 4], "little") % 20_000,
                data[at + 4] * 40,
            )
            if act == 0:
                assert made.read(length, place) == bytes(plain[place : place + length])
            elif act == 1:
                _write(made, plain, bytes([data[at + 5]]) * length, place)
            else:
                made.truncate(place)
                plain[:] = plain[:place].ljust(place, b"\0")
            assert made.size == len(plain)


def _write(made: Overlay, plain: bytearray, piece: bytes, place: int) -> None:
    if piece:
        made.write(piece, place)
        plain.extend(bytes(max(0, place + len(piece) - len(plain))))
        plain[place : place + len(piece)] = piece


def log_of(ending: str, data: bytes) -> None:
    """A database and the log that lies beside it, merged in memory and read."""
    main, beside = parted(data)
    with artefact(main, {ending: beside}) as opened, database(opened) as db:
        exhausted(db.rows("SELECT a, CAST(b AS BLOB) AS b FROM t"))


def volume(data: bytes) -> None:
    """An exFAT volume: every name, and the first bytes of every file."""
    made = exfat.ExFat(EXFAT().changed(data))
    for _, entry in zip(range(MOST_ROWS), made.entries(), strict=False):
        with suppress(Unreadable):
            next(iter(made.read(entry.where)), None)


def partitions(data: bytes) -> None:
    """A partition table of either kind; each part lies within the disk."""
    blocks = GPT().changed(data)
    for one in volumes(blocks):
        assert one.problem or one.offset + one.size <= blocks.size
        one.of(blocks).read_at(0, 512)


def image(kind: Callable[[], Patched], opened: Callable[[Blocks], Blocks], data: bytes) -> None:
    """A disk in a container: every byte of it."""
    read_all(opened(kind().changed(data)))


def envelope(data: bytes) -> None:
    """A signed paper, not yet trusted; it comes back as it was."""
    held = dsse.read(data, file="input")
    assert dsse.read(dsse.to_bytes(held), file="input") == held


def value(data: bytes) -> None:
    """JSON in our one form: what was parsed has one, and it parses to the same."""
    held = parse(data)
    form = canonical(held)
    assert canonical(parse(form)) == form


def paper(data: bytes) -> None:
    """A mandate, an order and a draft; what was taken in is written out, and taken in again."""
    for taken, told in ((mandate_of, mandate_payload), (order_of, order_payload), (read_draft, mandate_payload)):
        with suppress(InzageError):
            held: Any = taken(data)
            written = told(held)
            assert (order_of if taken is order_of else mandate_of)(written) is not None


def reply(data: bytes) -> None:
    """A worker's answer, as each of the broker's readers of answers takes it."""
    said: Reply = wire.decode(data)
    readers: tuple[Callable[[Reply], object], ...] = (
        lambda told: parse_reply(told, WINDOW, ASKED),
        *(problem_of, lambda told: listed(told, 0), chunk, size_told, systems_told, volumes_told, layout_told),
    )
    for read in readers:
        with suppress(Garbage):
            read(said)


def hive(data: bytes) -> None:
    """A dirty hive and one log beside it, brought up to date."""
    dirty, log = parted(data)
    with descriptor(dirty) as file, descriptor(log) as beside:
        for ending in LOGS:
            made = recovered(file, {ending: beside})
            if made is not None:
                read_all(made.blocks)


def serialised(data: bytes) -> None:
    """Values one after another, of the kinds that the first byte says."""
    held = mfc.Serialised(data[1:])
    kinds: tuple[Callable[[], object], ...] = (held.text, held.count, held.flag, partial(held.number, 4))
    for n in range(64):
        kinds[(data[:1] or b"\0")[0] >> n % 4 & 3]()


def session(data: bytes) -> None:
    """A browser's open tabs."""
    held = snss.Session()
    for number, told in snss.commands(data):
        held.take(number, told)
    exhausted(tab.page() for tab in held.tabs.values())


def index(data: bytes) -> None:
    """A phone backup's index, record by record."""
    held = mbdb.Mbdb(Held(data))
    at = len(mbdb.MAGIC)
    while at < held.size:
        at = held.record(at).following


def packed(data: bytes) -> None:
    """A block of LZ4, of the size that it says."""
    mozlz4.block(data[4:], int.from_bytes(data[:3], "little"))


def lazily(made: Callable[[], bytes]) -> Callable[[], Patched]:
    """A sound file, made when it is first asked for."""
    held: list[Patched] = []

    def patched() -> Patched:
        if not held:
            held.append(Patched(made()))
        return held[0]

    return patched


def level_table(data: bytes) -> None:
    """A sorted table: every entry, plain or packed."""
    exhausted(leveldb_table.entries(Held(data), [b""], sorted_by_bytes=True))


def level_log(data: bytes) -> None:
    """A log of batches, and the same bytes as a list of files."""
    for record in leveldb_log.records(data):
        with suppress(leveldb_base.Broken):
            exhausted(leveldb_log.batch(record or b""))
    leveldb_manifest.version(data)


EXFAT, GPT, EWF, QCOW = (lazily(made) for made in (seeds.exfat, seeds.gpt, seeds.ewf, seeds.qcow))

TARGETS: Mapping[str, Target] = {
    "overlay": Target(overlay, lambda: [bytes(range(60)) * 3], ()),
    "wal": Target(partial(log_of, "-wal"), seeds.logged, (Unreadable,), longest=32768),
    "journal": Target(partial(log_of, "-journal"), seeds.logged, (Unreadable,), longest=32768),
    "exfat": Target(volume, lambda: EXFAT().seeds(), DAMAGE),
    "gpt": Target(partitions, lambda: GPT().seeds(), DAMAGE, ((gpt.zlib, "crc32"),)),
    "ewf": Target(
        partial(image, EWF, lambda held: ewf.Ewf([held])), lambda: EWF().seeds(), DAMAGE, ((ewf, "adler32"),)
    ),
    "qcow": Target(partial(image, QCOW, qcow.Qcow), lambda: QCOW().seeds(), DAMAGE),
    "canonical": Target(value, lambda: [b'{"a":[1,2.5,null,true,"x"]}', *seeds.papers()], (NotCanonical,)),
    "dsse": Target(envelope, seeds.papers, (NotAnEnvelope,), longest=16384),
    "papers": Target(paper, seeds.payloads, (), longest=16384),
    "wire": Target(wire.decode, seeds.replies, (Garbage,)),
    "replies": Target(reply, seeds.replies, (Garbage,)),
    "registry_logs": Target(
        hive, seeds.registry, (), ((registry_base, "checksum"), (registry_log_new, "marvin32")), longest=65536
    ),
    "mfc": Target(serialised, lambda: [b"\x00\x03abc", *seeds.of_reader("shareaza")], (mfc.BrokenOff,)),
    "typedstream": Target(typedstream.string, seeds.typedstreams, (typedstream.Broken,)),
    "abx": Target(
        lambda data: exhausted(abx.elements(data)), partial(seeds.of_reader, "android_packages"), (abx.Broken,)
    ),
    "bencode": Target(bencode.decode, partial(seeds.of_reader, "transmission"), (bencode.Broken,)),
    "mozlz4": Target(packed, lambda: [one[8:] for one in seeds.of_reader("firefox_sessions")], (mozlz4.BadBlock,)),
    "protobuf": Target(
        lambda data: exhausted(protobuf.fields(data)),
        partial(seeds.of_reader, "android_usage_stats"),
        (protobuf.Broken,),
    ),
    "snss": Target(session, partial(seeds.of_reader, "chromium_sessions"), (snss.Broken,)),
    "leveldb_table": Target(
        level_table, seeds.level_tables, (leveldb_base.Broken,), ((leveldb_table, "masked"),), longest=16384
    ),
    "leveldb_log": Target(
        level_log, seeds.level_logs, (leveldb_base.Broken,), ((leveldb_log, "masked"),), longest=16384
    ),
    "snappy": Target(lambda data: snappy.plain(data, 1 << 20), seeds.snapped, (snappy.Broken,)),
    "mbdb": Target(index, seeds.phone_index, (Unreadable,)),
}
