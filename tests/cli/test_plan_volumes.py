"""``inzage plan`` over a disk: the table, each volume by the number that ``--unlock`` takes, and nothing opened."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Offer
from inzage.cli._secrets import UnlockEntry, entries
from inzage.cli._survey import Met, Planned, Row
from inzage.cli._survey_text import SEEN, SYSTEMS, carrier_json, carrier_lines
from inzage.cli._volume_words import ENCRYPTIONS, SECRETS, TABLES
from inzage.formats.encryption import EncryptionKind, SecretKind
from inzage.result import FileSystem, Reason, Status
from inzage.sources.image_layout import TABLES as KINDS
from inzage.sources.image_replies import WORDS
from tests.bench import Bench, laid, make_bench
from tests.cli.room import run
from tests.formats.encryption.made import luks2
from tests.sources.backups import SECRET, ab_bytes
from tests.tables import BASIC, MSR, SECTOR, gpt, mbr
from tests.tables import disk as whole
from tests.volumes import MIB, make_exfat


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return make_bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def disk(bench: Bench) -> Path:
    """A reserved part, a locked volume, a stick's volume with three users."""
    locked = luks2(bytes(MIB))
    locked += bytes(-len(locked) % SECTOR)
    stick = make_exfat(bench.root / "stick", bench.carrier).read_bytes()
    parts, pieces, at = [(MSR, 34, 2047)], {}, 2048
    for volume in (locked, stick):
        parts.append((BASIC, at, at + len(volume) // SECTOR - 1))
        pieces[at] = volume
        at += len(volume) // SECTOR + 2048
    path = bench.root / "disk.img"
    path.write_bytes(gpt(at + 4096, parts, pieces))
    return path


def plan(bench: Bench, *more: object, language: str = "nl") -> str:
    papers = bench.papers
    done = run("--lang", language, "plan", papers.mandate, *more, "--kit", papers.kit, "--order", papers.order,
               "--lists", papers.lists, *laid(*more))  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_table_says_number_place_size_and_what_lies_there(bench: Bench, disk: Path) -> None:
    said = plan(bench, disk)
    assert "ingedeeld met een GPT" in said
    rows = [re.split(r" {2,}", line.strip()) for line in said.splitlines()]
    assert ["Volume", "Begint bij", "Grootte", "Inhoud", "Toestand", "Namen"] in rows
    assert ["1", "17,4 kB", "1 MB", "deel voor Windows zelf", "geen bestandssysteem"] in rows
    assert any(row[:1] == ["2"] and row[3:] == ["LUKS2", "versleuteld"] for row in rows)
    (stick,) = [row for row in rows if row[0] == "3" and "exFAT" in row]
    assert stick[2:5] == ["25,2 MB", "exFAT", "leesbaar"]
    assert int(stick[5]) > 30
    assert "te lezen" in said


def test_the_columns_stand_under_each_other(bench: Bench, disk: Path) -> None:
    lines = plan(bench, disk).splitlines()
    head = next(line for line in lines if "Begint bij" in line)
    at = lines.index(head)
    for line, word in zip(lines[at + 1 : at + 4], ("deel", "LUKS2", "exFAT"), strict=True):
        assert line.index(word) == head.index("Inhoud")


def test_the_words_that_open_what_is_locked_are_those_that_a_check_takes(bench: Bench, disk: Path) -> None:
    said = plan(bench, bench.carrier, disk)
    (words,) = re.findall(r"--unlock (\S+)", said)
    assert entries([words], (str(bench.carrier), str(disk))) == (UnlockEntry(1, 2, SecretKind.PASSWORD),)


def test_a_second_file_system_on_a_volume_has_a_number_that_a_check_takes() -> None:
    system = FileSystem("apfs", 0, Status.ENCRYPTED, Reason.ENCRYPTED)
    met = Met("gpt", (Row("2.1", 0, 9, FileSystem("apfs", 4, Status.READ)), Row("2.2", 0, 9, system)), (), {})
    lines = list(carrier_lines(Planned(1, Offer("a", "disk", "aangereikt", "betrokkene"), None, met)))
    assert lines[-1].strip() == "Te openen met: --unlock 1:2.2=password, --unlock 1:2.2=recovery-key"
    words = re.findall(r"--unlock (\S+?)(?:,|$)", lines[-1])
    assert [entry.volume for entry in entries(words, ("a",))] == [2002, 2002]


def test_a_locked_backup_has_no_volumes_and_says_how_it_opens(bench: Bench) -> None:
    at = bench.root / "b.ab"
    at.write_bytes(ab_bytes([("apps/org.example/f/x", b"x")], secret=SECRET))
    said = plan(bench, at)
    assert "--unlock 1=password" in said
    assert "Begint bij" not in said
    assert "reservekopie van Android  versleuteld" in said


def test_for_machines_everything_stands_in_bytes(bench: Bench, disk: Path) -> None:
    (carrier,) = json.loads(plan(bench, disk, "--json"))["carriers"]
    assert (carrier["place"], carrier["path"], carrier["closed"]) == (1, str(disk), None)
    survey: dict[str, Any] = carrier["survey"]
    assert survey["table"] == "gpt"
    assert [(one["number"], one["offset"], one["type"]) for one in survey["volumes"]] == [
        ("1", 34 * SECTOR, "msr"), ("2", 2048 * SECTOR, "luks2"), ("3", survey["volumes"][2]["offset"], "exfat"),
    ]  # fmt: skip
    assert survey["volumes"][0]["size"] == (2047 - 34 + 1) * SECTOR
    assert survey["volumes"][1]["reason"] == "encrypted"
    assert {one["kind"] for one in survey["containers"]} == {"carrier", "user", "profile"}
    assert survey["sources"]["chromium_history"] > 0


def test_without_a_kit_or_where_the_mandate_closes_it_nothing_is_walked(bench: Bench, disk: Path) -> None:
    done = run("plan", bench.papers.mandate, disk, "--json")
    assert json.loads(done.stdout)["carriers"][0]["survey"] is None
    (closed,) = json.loads(plan(bench, disk, "--owner", "kind", "--json"))["carriers"]
    assert (closed["closed"], closed["survey"]) == ("carrier_owner", None)


def test_nothing_of_a_name_on_the_carrier_is_shown(bench: Bench, disk: Path) -> None:
    for said in (plan(bench, disk), plan(bench, disk, "--json")):
        for name in ("anna", "bram", "chris", "Chrome", "Default", "STICK VAN"):
            assert name not in said.replace(str(disk), "")


def test_in_english(bench: Bench, disk: Path) -> None:
    said = plan(bench, disk, language="en")
    assert "divided by a GPT" in said
    assert "To be opened with: --unlock 1:2=password" in said
    assert not any(word in said for word in ("Begint", "versleuteld", "leesbaar", "ingedeeld", "Te openen"))


def test_a_carrier_of_which_nothing_can_be_told_says_why(bench: Bench) -> None:
    (carrier,) = json.loads(plan(bench, bench.root / "nothing", "--json"))["carriers"]
    assert carrier["fault"].startswith("Verwacht: een gegevensdrager op")


def test_a_table_that_lies_is_told_without_numbers(bench: Bench) -> None:
    at = bench.root / "lie.img"
    at.write_bytes(whole(300, {0: mbr((0xEE, 1, 299))}))
    said = plan(bench, at)
    assert "niet te bepalen  niet leesbaar (" in said
    assert "Begint bij" not in said


def test_every_word_of_a_disk_can_be_said() -> None:
    plain = {"ext", "ext2", "ext3", "ext4"}  # what a word without a row is: a name that needs no other
    assert not {word for word in WORDS - set(SYSTEMS) - plain if not word.isalnum()}
    assert {"blank", "msr", "swap", "bios-boot", "unknown", "volume"} <= set(SYSTEMS)
    assert set(KINDS) == set(TABLES)
    assert set(EncryptionKind) == set(ENCRYPTIONS)
    assert set(SecretKind) == set(SECRETS)
    assert {one.value for one in (Status.READ, Status.ABSENT, Status.ENCRYPTED, Status.UNREADABLE)} <= set(SEEN)


def test_of_what_stays_closed_json_says_the_reason() -> None:
    told = carrier_json(Planned(2, Offer("a", "disk", "aangereikt", "kind"), Reason.CARRIER_OWNER))
    assert (told["place"], told["closed"], told["survey"], told["owner"]) == (2, "carrier_owner", None, "kind")
