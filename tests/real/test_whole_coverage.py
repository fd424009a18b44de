"""One whole check over every real file, laid out as carriers: what each reader says, and that it is so.

Rows are counted a second time without our readers (``bare``); acts are held to what the other
tests over single files know. What is not in ``known.txt`` must be *absent*.
"""

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.readers import all_readers
from inzage.result import Reason
from inzage.sources.patterns import Matcher, Patterns
from tests.bench import inzage
from tests.real import bare, coverage, test_browsers, test_browsers_more, test_communication, test_software
from tests.real.laid_out import FORMS, Checked, check, content, recipe

READ = {"read", "degraded"}
REASONS = {str(reason) for reason in Reason}
WHY_NOT = {"read": {None}, "absent": {None, "other_kind"}}
MANUAL = Path(__file__).parents[2] / "docs/manual/dekking.md"
LISTED = 2
"""Entries of ``custom_destinations``, of which ``test_windows_lists`` says where they stand."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("coverage")
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def checked(real_data: Path, room: Path) -> Checked:
    return check(real_data, room)


def test_every_real_file_lies_on_a_carrier_or_it_says_why_not(real_data: Path) -> None:
    told = recipe()
    laid = {path for one in told.carriers for path in one.files(real_data)}
    left = told.left_out(real_data)
    every = {path for path in real_data.glob("*/**/*") if path.is_file()}
    assert len(left) == len(set(left))
    assert not laid & set(left)
    assert every - laid - set(left) == set()
    assert laid - every == set()


def test_what_lies_on_a_carrier_and_is_read_by_nobody_says_why(real_data: Path) -> None:
    named = {path for glob in recipe().unread for path in real_data.glob(glob)}
    assert coverage.met_by_none(real_data) == named


def test_every_reader_says_of_every_carrier_what_is_known(checked: Checked) -> None:
    assert list(map(str, coverage.lines(checked))) == list(map(str, coverage.known()))


def test_no_nought_stands_alone(checked: Checked) -> None:
    """Every reader has an outcome on every carrier; what was not read says why, and counts nothing."""
    said = checked.result["coverage"]
    names = coverage.opened()
    assert {(line["carrier"], line["reader"]) for line in said} == {
        (number, name) for number in range(1, len(checked.labels) + 1) for name in names
    }
    for line in said:
        # a file of another kind in a place that many kinds share is no file of this reader's
        assert line["reason"] in WHY_NOT.get(line["status"], REASONS)
        assert line["status"] in READ or (line["rows"], line["records"]) == (0, {})


def test_where_nothing_could_be_seen_no_reader_says_absent(checked: Checked) -> None:
    for carrier in checked.result["carriers"]:
        shut = {one["status"] for one in carrier["filesystems"]} & {"encrypted", "unreadable"}
        said = {line["status"] for line in checked.result["coverage"] if line["carrier"] == carrier["ordinal"]}
        assert not shut or said == shut


def test_the_case_holds(checked: Checked) -> None:
    assert checked.result["status"] == "done"
    verified = inzage("verify", checked.case)
    assert verified.returncode == 0, verified.stdout


def counted(real_data: Path, room: Path) -> Counter[tuple[str, str]]:
    """(carrier, reader) → rows, counted without our readers at every place where a reader looks for sure."""
    matcher = Matcher([Patterns(one.name, one.at) for one in all_readers()])
    rows: Counter[tuple[str, str]] = Counter()
    for one in recipe().carriers:
        if one.form == "folder":
            FORMS[one.form](one, real_data, room / one.name)
            for place in (place for place, _ in one.laid(real_data) if not place.endswith("-wal")):
                for reader, _ in matcher.match(place):
                    if reader in bare.ROWS:
                        rows[one.name, reader] += bare.ROWS[reader](room / one.name / place)
    return rows


@pytest.fixture
def media(real_data: Path) -> list[Path]:
    """Pictures and videos, by their endings."""
    return [
        path for path in real_data.glob("ThreatExchange/**/*.*") if path.suffix in {".jpg", ".png", ".webp", ".mp4"}
    ]


def test_rows_are_as_many_as_others_count(real_data: Path, tmp_path: Path, media: list[Path]) -> None:
    """Also where known.txt says 0: nothing of that kind is in the file."""
    said: Counter[tuple[str, str]] = Counter()
    folders = {one.name for one in recipe().carriers if one.form == "folder"}
    for line in coverage.known():
        if line.carrier in folders and line.status in READ:
            said[line.carrier, line.reader] += line.rows
    said["windows_7", "custom_destinations"] -= LISTED
    pictures = {("android_11", "media_files"): len(media)}  # found by what they are, not by where they lie
    assert counted(real_data, tmp_path) + Counter(pictures) == +said
    assert {reader for _, reader in said} <= set(bare.ROWS)


APART = [
    ("iphone_backup", "sms.db", ("ios_messages", "ios_messages_texts")),
    ("iphone_backup", "kik.sqlite", ("kik_ios", "kik_ios_texts")),
    ("iphone_backup", "9368974384.db", ("instagram_ios_texts",)),
    ("iphone_app_store", "storeSystem.db", ("ios_store",)),
    ("iphone_whatsapp", "ContactsV2.sqlite", ("whatsapp_ios_contacts",)),
]
"""Carrier that is no folder → a file on it, and who reads it."""


@pytest.mark.parametrize(("carrier", "file", "readers"), APART)
def test_rows_of_archives_and_of_a_backup_too(
    carrier: str, file: str, readers: tuple[str, ...], real_data: Path, tmp_path: Path
) -> None:
    (one,) = [one for one in recipe().carriers if one.name == carrier]
    if one.file:
        with zipfile.ZipFile(real_data / one.file) as packed:
            packed.extractall(tmp_path)
    for _, path in one.laid(real_data):
        shutil.copyfile(path, tmp_path / path.name)  # alone: a backup brings no log
    (found,) = tmp_path.rglob(file)
    said = {line.reader: line.rows for line in coverage.known() if line.carrier == carrier}
    assert {reader: bare.ROWS[reader](found) for reader in readers} == {reader: said[reader] for reader in readers}


PLASO = "plaso/test_data"
ACTS: dict[tuple[str, str], int] = {
    **{(reader, f"{PLASO}/{file}"): sum(acts.values()) for (reader, file), (_, acts) in test_software.HIVES.items()},
    **{(reader, file): sum(acts.values()) for (reader, file), (_, acts) in test_software.TABLES.items()},
    **{(reader, file): sum(acts.values()) for (reader, file), (_, acts) in test_communication.KNOWN.items()},
    **{(reader, file): sum(acts.values()) for reader, (file, _, acts) in test_browsers_more.KNOWN.items()},
    **{("chromium_downloads", file): known[1] for file, known in test_browsers.HISTORIES.items()},
    **{("chromium_searches", file): known[2] for file, known in test_browsers.HISTORIES.items()},
}
"""(reader, file) → acts, as the tests over single files know them."""


def test_acts_are_those_that_are_known_of_each_file(real_data: Path) -> None:
    matcher = Matcher([Patterns(one.name, one.at) for one in all_readers()])
    sums: Counter[tuple[str, str]] = Counter()
    unknown = set()
    for one in recipe().carriers:
        for place, path in one.laid(real_data):
            for reader, _ in matcher.match(place):
                acts = ACTS.get((reader, str(path.relative_to(real_data))))
                unknown |= {(one.name, reader)} if acts is None else set()
                sums[one.name, reader] += acts or 0
    said: Counter[tuple[str, str]] = Counter()
    for line in coverage.known():
        said[line.carrier, line.reader] += sum(number for _, number in line.acts)
    # without its log, the backup's database of messages holds two fewer
    both = {key for key in sums if key not in unknown and key != ("iphone_backup", "ios_messages")}
    assert len(both) > 30
    assert {key: sums[key] for key in both} == {key: said[key] for key in both}


def test_programs_that_were_started_are_as_many_as_a_second_walk_of_the_hives_finds(real_data: Path) -> None:
    found: Counter[str] = Counter()
    for one in recipe().carriers:
        for place, path in one.laid(real_data):
            if place.endswith("NTUSER.DAT") and "corrupt" not in path.name:
                found[one.name] += bare.started(content(path))
    said = {line.carrier: dict(line.acts).get("ProgramRun") for line in coverage.known() if line.reader == "userassist"
            and line.status == "read"}  # fmt: skip
    assert found == said


def test_a_user_who_stays_shut_is_said_to_be_so_by_every_reader(checked: Checked, room: Path) -> None:
    words = ["check", room / "carriers/windows_7", "--mandate", room / "validation.json", "--kit", room / "labkit"]
    shown = inzage(*words, "--out", room / "shut", "--owner", "betrokkene", "--exclude", "a", "--json")
    told = json.loads(shown.stdout)["coverage"]
    shut = [line for line in told if line["status"] == "excluded"]
    assert sorted(line["reader"] for line in shut) == coverage.opened()
    assert {(line["reason"], line["rows"]) for line in shut} == {("excluded_container", 0)}
    open_still = {line["reader"] for line in told if line["rows"]}
    assert {"prefetch", "recycle_bin", "sam_users", "userassist"} <= open_still
    assert not {"chromium_history", "skype", "skype_texts", "utorrent"} & open_still


def test_the_manual_shows_this_table(checked: Checked, real_data: Path) -> None:
    assert MANUAL.read_text(encoding="utf-8") == coverage.chapter(checked, real_data), "run tools/coverage_table.py"
