"""A LevelDB as LevelDB itself and a browser wrote it, as the tests write it, and as nobody should.

``GOOGLE`` was written by LevelDB 1.23: sixty keys, one taken out, compacted into a packed table; then
one written again and one taken out. ``CHROMIUM`` is what Chromium 156 leaves of a profile that never synchronised.
"""

import base64
import itertools
import os
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.artefact import Artefact
from inzage.formats import leveldb, leveldb_table
from inzage.formats.crc32c import masked
from inzage.formats.leveldb import Store, store
from inzage.result import Reason, Unreadable
from inzage.sources.sidecars import beside
from tests.readers.makers.leveldb import (
    BYTEWISE,
    Put,
    batch,
    batches,
    closed,
    edit,
    folder,
    internal,
    log,
    pairs,
    sealed,
    table,
)
from tests.readers.makers.protobuf import varint

Files = Mapping[str, bytes]

GOOGLE: Files = {
    "CURRENT": b"MANIFEST-000002\n",
    "MANIFEST-000002": bytes.fromhex(
        "56f9b8f81c0001011a6c6576656c64622e4279746577697365436f6d70617261746f72a49c8bbe080001020309000304"
        "04001e24d6852d0001020409000306043d070205f2080f6b65792d30303001010000000000000f6b65792d303539013c"
        "000000000000"
    ),
    "000005.ldb": zlib.decompress(
        base64.b85decode(
            "c-n=Nzi-n(6vy97;@D1HQfLF^M<GD?*)*Jg#W6o7hKddrLnNdQA(kiz6?J1^V?=@t3Fht$kReDwMLTur5=PjN_y^b!L-F$^="
            "htT721}pMJNw?9zc;K2sC3p=pDhX@5JAIw{3w3BUW?Zs)Xb8V*v3@(XBB3PX2-^yc7M4CU`IXZOXpy|n;0iEE*8kRnek8~<7"
            "LLjA{jq3E!4@hlz{+lnZ0S<=%8Vi?`$;R<RFOF#`D`~()@Pzg%C?*LTTo-QpXlpUWuvQ-Ta^mtGi$&Gop_pnBs7VLq)-dzGe"
            "G3-F*nrW?K9PhpCtXts3AF;(l7(ff)|73aA@LV3oRYqMcFwDAmVsjKds<;|hMgh7$zaX=NKuayZ3dp2KMc)Q2nZ4E5nkH8d>"
            "O#v1K#yx>{B`Z*5gIn+5^;Bb+{B@UMrP%ECmE7XcN+TIJe%KKhWfGdr@2Jop2kOu(#a(DjiA4^5obFncQUC+&;>*1n|?!FK<"
            "Cqj5_e+ZM`E64<yX`?+6Jm*00e1UGVuYxa@V;GDtkJmkTb^M8|)8hLN<gMAFa)NEDy&Kg+4%a!{P%zXjKg65#Yts}qlA{B?2"
            "#}*QY=*rV5=f7&-y83tl9#9H-~z}o(7-G_!96)XYhUS2sDk_iY~KD}+0%_zh7JE6_x?VAS%13p;~x^J27d"
        )
    ),
    "000004.log": bytes.fromhex(
        "56b156661b00013e000000000000000100000001076b65792d303038056c617465723263a2a81500013f000000000000"
        "000100000000076b65792d303039"
    ),
}
CHROMIUM: Files = {
    "CURRENT": b"MANIFEST-000001\n",
    "MANIFEST-000001": bytes.fromhex(
        "957cb9c5220001011a6c6576656c64622e4279746577697365436f6d70617261746f72020003020400"
    ),
    "000003.log": bytes.fromhex(
        "110efa6e27000101000000000000000100000001165f6d74735f736368656d615f64657363726970746f7202"
        "0801acc7460e0c00010200000000000000000000009687522a2e0001020000000000000001000000011d7765"
        "625f617070732d64742d44415441424153455f4d45544144415441020807"
    ),
}


def read(at: Path, files: Files, *prefixes: bytes, sure: bool = True) -> Store:
    """What is read of these files where they lie in one folder."""
    at.mkdir(exist_ok=True)
    for name, held in files.items():
        (at / name).write_bytes(held)
    opened = {name: os.open(at / path, os.O_RDONLY) for name, path in beside("CURRENT", list(files)).items()}
    main = os.open(at / "CURRENT", os.O_RDONLY)
    try:
        return store(Artefact("CURRENT", main, len(files["CURRENT"]), None, opened, sure=sure), *prefixes)
    finally:
        for descriptor in (main, *opened.values()):
            os.close(descriptor)


def reason(at: Path, files: Files, *, sure: bool = True) -> Reason:
    with pytest.raises(Unreadable) as refused:
        read(at, files, b"", sure=sure)
    return refused.value.reason


def spoilt(files: Files, name: str, place: int, byte: int = 0x55) -> Files:
    held = bytearray(files[name])
    held[place] ^= byte
    return {**files, name: bytes(held)}


def cut(files: Files, name: str, kept: int) -> Files:
    return {**files, name: files[name][:kept]}


def without(files: Files, *names: str) -> Files:
    return {name: held for name, held in files.items() if name not in names}


def test_what_leveldb_wrote_is_read(tmp_path: Path) -> None:
    kept = {b"key-%03d" % n: b"again and again %03d, " % n * 4 for n in range(60) if n not in (7, 9)}
    assert read(tmp_path, GOOGLE, b"") == Store(kept | {b"key-008": b"later"}, whole=True)
    assert GOOGLE["000005.ldb"].count(b"again and again") < 30  # it is packed


def test_what_a_browser_wrote_is_read(tmp_path: Path) -> None:
    told = read(tmp_path, CHROMIUM, b"")
    assert told == Store({b"_mts_schema_descriptor": b"\x08\x01", b"web_apps-dt-DATABASE_METADATA": b"\x08\x07"}, True)


@pytest.mark.parametrize(
    ("prefixes", "expected"),
    [((b"key-00",), 8), ((b"key-008", b"key-059"), 2), ((b"key-009",), 0), ((b"l",), 0), ((b"a",), 0), ((), 0)],
)
def test_only_what_begins_so_is_given(prefixes: Sequence[bytes], expected: int, tmp_path: Path) -> None:
    told = read(tmp_path, GOOGLE, *prefixes)
    assert (len(told.entries), told.whole) == (expected, True)


def test_a_block_in_which_nothing_wanted_lies_is_not_opened(tmp_path: Path) -> None:
    """Spoilt, it would be told of."""
    files = folder({5: made(table, "b1 b2 b3 b4 d1 d2 d3 d4")}, {6: b""})
    first = spoilt(files, "000005.ldb", 3)
    assert [read(tmp_path, first, prefix).whole for prefix in (b"d", b"b", b"a", b"c", b"e")] == [
        True, False, True, True, True,
    ]  # fmt: skip
    assert list(read(tmp_path, first, b"d").entries) == [b"d1", b"d2", b"d3", b"d4"]


def made(writer: object, keys: str) -> tuple[bytes, list[Put]]:
    puts = [Put(key.encode(), n, b"value of " + key.encode()) for n, key in enumerate(keys.split(), 1)]
    assert callable(writer)
    return writer(puts), puts


KEYS = st.sampled_from([b"a", b"ab", b"b", b"b\xff", b"c" * 300, b"\xff"])
ACTS = st.lists(st.tuples(KEYS, st.none() | st.binary(max_size=40) | st.just(b"long " * 9000)), max_size=24)


@given(ACTS, st.integers(0, 3), st.booleans(), st.integers(1, 4))
@settings(deadline=None, max_examples=60)
def test_whatever_was_done_last_holds_wherever_it_lies(
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[bytes, bytes | None]],
    parts: int,
    snappy: bool,
    each: int,
) -> None:
    puts = [Put(key, n, value) for n, (key, value) in enumerate(acts, 1)]
    spread = [puts[n :: parts + 1] for n in range(parts + 1)]  # one key in every file, in any order
    tables = {n: (table(some, snappy=snappy, each=each), some) for n, some in enumerate(spread[1:], 5) if some}
    files = folder(tables, {20: log(batches(spread[0]))})
    holds = {put.key: put.value for put in puts}
    expected = {key: value for key, value in holds.items() if value is not None}
    assert read(tmp_path_factory.mktemp("db"), files, b"") == Store(expected, whole=True)


@given(st.lists(st.integers(0, 70_000), min_size=1, max_size=5))
@settings(deadline=None, max_examples=30)
def test_a_log_breaks_its_records_over_blocks(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    puts = [Put(b"%d" % n, n + 1, bytes([n]) * size) for n, size in enumerate(sizes)]
    told = read(tmp_path_factory.mktemp("db"), folder({}, {6: log(batches(puts))}), b"")
    assert told == Store({put.key: put.value for put in puts if put.value is not None}, whole=True)


def test_files_that_count_no_more_are_not_read(tmp_path: Path) -> None:
    """An old log and an old table may hold what was taken out."""
    old = made(table, "gone")
    files = folder({8: made(table, "kept")}, {9: log(batches([Put(b"late", 9, b"x")]))})
    files |= {"000003.log": log(batches([Put(b"gone", 99, b"x")])), "000005.ldb": old[0]}
    assert sorted(read(tmp_path, files, b"").entries) == [b"kept", b"late"]


def test_later_edits_put_tables_in_and_out(tmp_path: Path) -> None:
    one, two = made(table, "one"), made(table, "two")
    files = folder({5: one, 6: two}, {9: b""})
    away = log([edit({5: one, 6: two}, 9), b"\6\0" + varint(5) + b"\5\0" + varint(3) + b"abc"])
    assert list(read(tmp_path, {**files, "MANIFEST-000004": away}, b"").entries) == [b"two"]


def test_an_older_log_counts_where_the_manifest_names_it(tmp_path: Path) -> None:
    files = folder({}, {7: log(batches([Put(b"old", 1, b"x")])), 9: log(batches([Put(b"new", 2, b"x")]))})
    named = log([edit({}, 9) + b"\x09" + varint(7)])
    assert sorted(read(tmp_path, {**files, "MANIFEST-000004": named}, b"").entries) == [b"new", b"old"]


def test_keys_in_another_order_are_all_looked_at(tmp_path: Path) -> None:
    """A database of a page is sorted by its own rule: then no block may be passed over."""
    puts = [Put(key, 1, b"x") for key in (b"z", b"b", b"m")]
    blocks = [sealed(pairs([(internal(put), b"x")])) for put in puts]
    places = list(itertools.accumulate(map(len, blocks), initial=0))
    index = [
        (internal(put), varint(place) + varint(len(block) - 5))
        for put, place, block in zip(puts, places, blocks, strict=False)
    ]
    held = closed(b"".join(blocks), index)
    files = folder({5: (held, puts)}, {6: b""})
    other = log([edit({5: (held, puts)}, 6, b"idb_cmp1")])
    assert read(tmp_path, {**files, "MANIFEST-000004": other}, b"b") == Store({b"b": b"x"}, whole=True)
    assert read(tmp_path, files, b"b").whole is False


TWO = folder({5: made(table, "a b c d e f g h")}, {6: log(batches([Put(b"i", 20, b"x"), Put(b"j", 21, b"y")]))})
ALL = [b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h", b"i", b"j"]
FOOTER = len(TWO["000005.ldb"]) - 48
BOMB = varint(2**31) + b"\0a"


def with_table(held: bytes, keys: str = "a b c d") -> Files:
    puts = made(table, keys)[1]
    return folder({5: (held, puts)}, {6: b""})


def pointing(*handles: tuple[int, int]) -> bytes:
    """A table of one block whose index says this."""
    block = sealed(pairs([(internal(Put(b"a", 1, b"x")), b"x")]))
    told = [(internal(Put(b"a", 1, b"x")), varint(offset) + varint(size)) for offset, size in handles]
    return closed(block, told)


def stored(content: bytes, packing: bytes) -> bytes:
    """A table of one block that is stored as it is given."""
    block = content + packing
    block += struct.pack("<I", masked(block))
    return closed(block, [(internal(Put(b"d", 1, b"x")), varint(0) + varint(len(content)))])


LOSSES: dict[str, tuple[Files, list[bytes]]] = {
    "a log that stops within a record": (cut(TWO, "000006.log", len(TWO["000006.log"]) - 1), ALL[:9]),
    "a log that stops within a head": (cut(TWO, "000006.log", 27), ALL[:9]),
    "a log that is zeroed": ({**TWO, "000006.log": bytes(200)}, ALL[:8]),
    "a log whose checksum does not fit": (spoilt(TWO, "000006.log", 0), ALL[:8]),
    "a log that is not there": (without(TWO, "000006.log"), ALL[:8]),
    "a log that begins within a record": (
        {**TWO, "000006.log": log([b"x" * 40_000])[32_768:] + TWO["000006.log"]}, ALL,
    ),
    "a record that never ends": ({**TWO, "000006.log": log([b"x" * 40_000])[:32_768]}, ALL[:8]),
    "a batch that says more than it holds": (
        {**TWO, "000006.log": log([struct.pack("<QI", 20, 2) + b"\1\1i\1x"])}, ALL[:9],
    ),
    "a batch that holds more than it says": (
        {**TWO, "000006.log": log([struct.pack("<QI", 20, 1) + b"\1\1i\1x\1"])}, ALL[:9],
    ),
    "a batch with an unknown act": ({**TWO, "000006.log": log([struct.pack("<QI", 20, 1) + b"\2\1i"])}, ALL[:8]),
    "a table that is not there": (without(TWO, "000005.ldb"), ALL[8:]),
    "a table that stops early": (cut(TWO, "000005.ldb", FOOTER + 40), ALL[8:]),
    "a table that goes on": ({**TWO, "000005.ldb": TWO["000005.ldb"] + b"x"}, ALL[8:]),
    "a table without its mark": (spoilt(TWO, "000005.ldb", FOOTER + 47), ALL[8:]),
    "an index whose checksum does not fit": (spoilt(TWO, "000005.ldb", FOOTER - 12), ALL[8:]),
    "a block whose checksum does not fit": (spoilt(TWO, "000005.ldb", 5), ALL[4:]),
    "a table that is empty": ({**TWO, "000005.ldb": b""}, ALL[8:]),
    "an index that points at itself": (with_table(pointing((0, 26), (39, 20))), []),
    "an index that goes back": (with_table(pointing((0, 26), (0, 26))), []),
    "an index that points past the end": (with_table(pointing((0, 2**40))), []),
    "a packed block that becomes too much": (with_table(stored(BOMB, b"\1")), []),
    "a packed block that copies what is not there": (with_table(stored(b"\4\x05\7", b"\1")), []),
    "a block packed in another way": (with_table(stored(b"x" * 20, b"\2")), []),
    "a block with too many restarts": (with_table(stored(b"\xff" * 8, b"\0")), []),
    "a block of three bytes": (with_table(stored(b"abc", b"\0")), []),
    "a key that shares more than there is": (with_table(stored(b"\5\1\1ax" + struct.pack("<II", 0, 1), b"\0")), []),
    "a key too short to say when": (with_table(stored(pairs([(b"a", b"x")]), b"\0")), []),
    "a key of an unknown kind": (with_table(stored(pairs([(b"a" + b"\7" + bytes(7), b"x")]), b"\0")), []),
    "a key outside its block": (with_table(stored(pairs([(internal(Put(b"q", 1, b"x")), b"x")]), b"\0")), []),
}  # fmt: skip


@pytest.mark.parametrize("defect", LOSSES)
def test_what_is_lost_is_told_and_the_rest_is_read(defect: str, tmp_path: Path) -> None:
    files, left = LOSSES[defect]
    told = read(tmp_path, files, b"")
    assert (sorted(told.entries), told.whole) == (left, False)


def test_without_a_defect_all_of_it_is_read(tmp_path: Path) -> None:
    told = read(tmp_path, TWO, b"")
    assert (sorted(told.entries), told.whole) == (ALL, True)


def manifest(*records: bytes) -> Files:
    return {**TWO, "MANIFEST-000004": log(records)}


REFUSED: dict[str, tuple[Files, Reason]] = {
    "CURRENT is empty": ({**TWO, "CURRENT": b""}, Reason.EMPTY_FILE),
    "CURRENT is zeroed": ({**TWO, "CURRENT": bytes(16)}, Reason.ZEROED),
    "CURRENT is long": ({**TWO, "CURRENT": b"MANIFEST-000004\n" * 9}, Reason.TOO_LARGE),
    "CURRENT does not end": ({**TWO, "CURRENT": b"MANIFEST-000004"}, Reason.DAMAGED),
    "CURRENT names another kind of file": ({**TWO, "CURRENT": b"../../000005.ldb\n"}, Reason.DAMAGED),
    "CURRENT names what is not there": ({**TWO, "CURRENT": b"MANIFEST-000009\n"}, Reason.DAMAGED),
    "the MANIFEST is empty": (manifest(), Reason.DAMAGED),
    "the MANIFEST stops early": (cut(TWO, "MANIFEST-000004", 30), Reason.DAMAGED),
    "the MANIFEST's checksum does not fit": (spoilt(TWO, "MANIFEST-000004", 12), Reason.DAMAGED),
    "the MANIFEST lost its last edit": (manifest(edit({}, 6), b"\6"), Reason.DAMAGED),
    "the MANIFEST says what nobody knows": (manifest(edit({}, 6) + b"\x2a"), Reason.DAMAGED),
    "the MANIFEST names no order": (manifest(b"\2\6"), Reason.DAMAGED),
    "a table's first key says no moment": (
        manifest(edit({}, 6) + b"\7\0\5\x10" + b"\1a\1b"), Reason.DAMAGED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", REFUSED)
def test_without_what_says_which_files_count_nothing_is_read(defect: str, tmp_path: Path) -> None:
    files, why = REFUSED[defect]
    assert reason(tmp_path, files) is why


def test_elsewhere_a_file_of_that_name_may_be_another(tmp_path: Path) -> None:
    assert reason(tmp_path, {"CURRENT": b"something else\n"}, sure=False) is Reason.OTHER_KIND


def test_more_than_may_be_kept_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leveldb, "MOST_KEPT", 10)
    assert reason(tmp_path, TWO) is Reason.TOO_LARGE


def test_a_log_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leveldb, "MOST_LOG", 60)
    files = {**TWO, "MANIFEST-000004": log([b"\1" + varint(len(BYTEWISE)) + BYTEWISE])}
    larger = {**files, "000006.log": log(batches([Put(b"i", 20, b"x" * 60)]))}
    assert read(tmp_path, larger, b"") == Store({}, whole=False)


def test_a_key_that_is_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leveldb_table, "MOST_KEY", 8)
    assert read(tmp_path, TWO, b"").whole is False


@pytest.mark.parametrize("name", sorted(GOOGLE))
def test_any_one_byte_that_is_turned_is_seen_or_changes_nothing(name: str, tmp_path: Path) -> None:
    """But for the number of a log and what CURRENT names, each byte lies under a checksum or is read for itself."""
    whole = read(tmp_path, GOOGLE, b"")
    silent = 0
    for place in range(0, len(GOOGLE[name]), 3):
        try:
            told = read(tmp_path, spoilt(GOOGLE, name, place), b"")
        except Unreadable:
            continue
        silent += told.whole and told != whole
    assert silent == 0


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=80)
def test_any_bytes_in_any_file_end_in_an_answer(tmp_path_factory: pytest.TempPathFactory, untrusted: bytes) -> None:
    at = tmp_path_factory.mktemp("db")
    for name in TWO:
        try:
            told = read(at, {**TWO, name: untrusted}, b"")
        except Unreadable as fault:
            assert re.fullmatch("CURRENT|MANIFEST.*", name), fault
            continue
        assert set(told.entries) <= set(ALL)


def test_the_writer_of_these_tests_writes_as_leveldb_does() -> None:
    """The same log, byte for byte, from the same acts."""
    assert GOOGLE["000004.log"] == log([batch([Put(b"key-008", 62, b"later")]), batch([Put(b"key-009", 63, None)])])
