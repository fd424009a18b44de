"""Whatever is wrong with a list is said by line or record, and the version before it stays in force."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inzage.errors import InzageError
from inzage.signing.keys import PrivateKey
from inzage.watchlists import ListKind, Meaning, OverlapsBenign, ingest
from inzage.watchlists.bringing import LARGEST
from inzage.watchlists.formats import Format
from tests.watchlists.desk import TODAY, Desk
from tests.watchlists.formats.test_ncmec import BOMB, item, xml
from tests.watchlists.formats.test_tables import ICSE, NSRL, icse, nsrl
from tests.watchlists.formats.test_vics import ITEM, vics

M, S = "d" * 32, "e" * 40
KEPT = "a" * 32
MAPPED = (("1", "class-a"), ("A1", "class-a"), ("true", "class-a"))
LATER = {"version": "2", "issued": date(2026, 10, 2), "kind": ListKind.DIGESTS}


def broken(data: str | bytes, tells: str, **said: object) -> tuple[str | bytes, dict[str, object], str]:
    return data, said, tells


BAD = {
    "does not match its manifest": broken(f"md5:{M}\n", "SHA-256", file_sha256="1" * 64),
    "another number of entries": broken(f"md5:{M}\n", "2 vermeldingen", entries=2),
    "withdrawn": broken(f"md5:{M}\n", "ingetrokken", withdrawn=True),
    "empty": broken("", "leeg bestand"),
    "of comments alone": broken("# none\n\n", "1 vermeldingen", entries=1),
    "md5 of forty digits": broken(f"md5:{M}\nmd5:{S}\n", "Regel 2 "),
    "an odd number of digits": broken(f"{M}\n{M}d\n", "Regel 2 "),
    "no hexadecimal": broken(f"{'g' * 32}\n", "Regel 1 "),
    "the empty file": broken(f"md5:{M}\nmd5:d41d8cd98f00b204e9800998ecf8427e\n", "Regel 2 "),
    "size nought": broken(f"md5:{M} size:0\n", "Regel 1 "),
    "nul bytes": broken(f"md5:{M}\n\0\0\0\n", "Regel 2 "),
    "utf-16": broken(f"md5:{M}\n".encode("utf-16"), "Regel 1 "),
    "one endless line": broken("d" * 1_000_000, "Regel 1 "),
    "no list at all": broken("words\n" * 100, "Regel 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"),
    "wrong separator in csv": broken(f"entry;class\n{M};class-a\n", "Regel 1 "),
    "wrong separator without heading": broken(f"{KEPT};class-a\n", "Regel 1 "),
    "wrong separator in icse": broken((ICSE + icse()).replace(";", ","), "Regel 1 ", entries=1),
    "icse with md5 of forty digits": broken(ICSE + icse() + icse(md5=S), "Regel 3 ", entries=2),
    "nsrl with a cut line": broken(NSRL + nsrl() + nsrl()[:30], "Regel 3 ", entries=2),
    "json cut off in the middle": broken(vics(ITEM, ITEM)[:-90], "Record ", entries=2),
    "json with md5 of forty digits": broken(vics(ITEM, ITEM | {"MD5": S}), "Record 2 ", entries=2),
    "json with a nul character": broken(vics(ITEM, ITEM | {"MD5": "\0" * 32}), "Record 2 ", entries=2),
    "json of another kind": broken('{"a": 1}', "andere JSON"),
    "category nobody named": broken(vics(ITEM, ITEM | {"Category": 0}), "Record 2 ", entries=2),
    "xml bomb": broken(xml(item(), before=BOMB), "documenttype", entries=1),
    "xml cut off": broken(xml(item())[:-20], "Record ", entries=1),
    "xml of another kind": broken("<a/>", "andere XML"),
    "database of another kind": broken(b"SQLite format 3\0" + b"\0" * 4096, "Record 1 "),
}


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_by_name_and_the_version_before_stays(desk: Desk, case: str) -> None:
    desk.bring_files(f"md5:{KEPT}")
    data, said, tells = BAD[case]
    mapped = MAPPED if data[:1] in {"{", "<", "M"} else ()
    file, signed = desk.write(data, **({"entries": 1, "categories": mapped} | LATER | said))
    before = sorted(one.read_bytes() for one in desk.lists.glob("*"))
    with pytest.raises(InzageError) as told:
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY)
    assert tells in told.value.sentence("nl")
    assert not {M, S, "words", KEPT} & set(told.value.sentence("nl").replace(",", " ").split())
    assert sorted(one.read_bytes() for one in desk.lists.glob("*")) == before
    assert desk.open().stored[0].version == "1"
    assert desk.classes("places", f"md5:{KEPT}") == {"class-a"}


def test_a_stranger_changes_nothing(desk: Desk) -> None:
    desk.bring_files(f"md5:{KEPT}")
    desk.issuer = PrivateKey.generate()
    with pytest.raises(InzageError):
        desk.bring_files(f"md5:{M}", version="2")
    assert desk.classes("places", f"md5:{KEPT}") == {"class-a"}


def test_benign_entries_stop_the_new_version_alone(desk: Desk) -> None:
    desk.bring_files(f"md5:{KEPT}")
    desk.bring_files(f"md5:{M}", name="ordinary", meaning=Meaning.BENIGN)
    with pytest.raises(OverlapsBenign):
        desk.bring_files(f"md5:{KEPT}\nmd5:{M}", version="2")
    assert {(one.name, one.version) for one in desk.open().stored} == {("places", "1"), ("ordinary", "1")}
    assert desk.classes("places", f"md5:{KEPT}") == {"class-a"}


def test_mixed_cases_and_duplicates_count_once(desk: Desk) -> None:
    done = desk.bring_files(f"md5:{M}\nMD5:{M.upper()}\n{M}\n  {M.title()} \n{S}\n")
    assert (done.stored.entries, done.stored.duplicates) == (2, 3)
    assert done.stored.header.parts == 0


def test_the_empty_file_may_stand_on_a_benign_list(desk: Desk) -> None:
    text = NSRL + nsrl() + nsrl(size="0")
    assert desk.bring_files(text, meaning=Meaning.BENIGN, name="ordinary").stored.entries == 2


@pytest.mark.parametrize(
    ("meaning", "size"), [(Meaning.LISTED, 20 * 10**9), (Meaning.LISTED, LARGEST[Meaning.LISTED] + 1)]
)
def test_a_listed_list_of_twenty_gigabytes_is_refused_before_it_is_read(
    desk: Desk, meaning: Meaning, size: int
) -> None:
    desk.bring_files(f"md5:{KEPT}")
    file, signed = desk.write("x", meaning=meaning, **LATER)
    os.truncate(file, size)
    with pytest.raises(InzageError) as told:
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY)
    assert "8 GiB" in told.value.sentence("nl")
    assert desk.open().stored[0].version == "1"


def test_a_manifest_of_a_megabyte_is_refused(desk: Desk) -> None:
    file, signed = desk.write(f"md5:{M}", kind=ListKind.DIGESTS)
    signed.write_bytes(b" " * 2_000_000)
    with pytest.raises(InzageError):
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY)


@pytest.mark.parametrize("change", [lambda p: p.write_bytes(b"other"), lambda p: os.utime(p, (1, 1))])
def test_a_file_that_changes_meanwhile_is_refused(
    desk: Desk, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, signed = desk.write(f"md5:{M}\n", kind=ListKind.DIGESTS)
    checked = ingest._check_file

    def then(*given: object) -> None:
        checked(*given)  # type: ignore[arg-type]
        change(file)

    monkeypatch.setattr(ingest, "_check_file", then)
    with pytest.raises(InzageError):
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY)
    assert not list(desk.lists.glob("*.keyed"))


SMALL = """
import resource, sys
from datetime import date
from pathlib import Path
from inzage.signing.kit import Kit
from inzage.watchlists import ingest
home = Path(sys.argv[1])
kit = Kit.load(home / "kit")
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[3]), resource.RLIM_INFINITY))
today = date.fromisoformat(sys.argv[2])
done = ingest.import_list(home / "list.txt", home / "manifest.json", home / "lists", kit, today=today)
print(done.stored.entries)
"""


def test_memory_does_not_grow_with_the_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 200 MB of records in a process that may hold 160 MB."""
    count, size = 20_000, 10_000
    file = desk.home / "list.txt"
    with file.open("w", encoding="utf-8") as out:
        out.write(vics()[:-2])
        for n in range(count):
            out.write(f'{"," * (n > 0)}{{"Category": 1, "MD5": "{n:032x}", "Tags": "{"x" * size}"}}')
        out.write("]}")
    told = ingest.describe(file, ListKind.DIGESTS, ("class-a",), categories=MAPPED)
    assert told[1] == count
    assert file.stat().st_size > 200_000_000
    raw = file.rename(desk.home / "kept")
    desk.write("", "list.txt", file_sha256=told[0], entries=count, kind=ListKind.DIGESTS, categories=MAPPED)
    raw.rename(file)
    command = [sys.executable, "-c", SMALL, desk.home, TODAY.isoformat(), str(160 * 1024 * 1024)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    file.unlink()
    assert done.stdout == f"{count}\n", done.stderr
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


def test_a_format_that_is_stated_is_not_guessed(desk: Desk) -> None:
    file, signed = desk.write(vics(ITEM), kind=ListKind.DIGESTS, entries=1, categories=MAPPED)
    with pytest.raises(InzageError) as told:
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY, written=Format.ICSE)
    assert "Regel 1 " in told.value.sentence("nl")
    ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY, written=Format.VICS)
