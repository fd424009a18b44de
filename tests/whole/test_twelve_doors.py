"""Three mandates over the same carriers open what each allows: ledger against a trace of system calls.

Then the order of work (low before medium before high), and what stays shut.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inzage.check.spots import keyed
from inzage.mandate import DataClass
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.sources.opening import open_source
from tests.bench import INZAGE
from tests.whole.test_every_look import main_file, opened_files
from tests.whole.twelve_computer import LETTER
from tests.whole.twelve_desk import Desk
from tests.whole.twelve_papers import DOORS, mandate, words

PERSON = "P-verzonnen"


@dataclass(frozen=True)
class Looked:
    """What one check opened: by the trace, and by its ledger (data classes in their order, files that it names)."""

    traced: set[str]
    accounted: set[str]
    classes: list[str]


def look(twelve: Desk, under: Path, name: str) -> Looked:
    """Carry out a check of the planted pair under ``strace``."""
    strace = shutil.which("strace")
    assert strace, "strace is needed to see what a check opens: install the package strace"
    carriers = [carrier.resolve() for carrier in twelve.pair("planted")]
    case, trace = twelve.papers.root / f"case-{name}", twelve.papers.root / f"trace-{name}"
    line = [str(word) for word in words(twelve.papers, under, case, carriers)]
    command = [strace, "-ff", "-y", "-e", "trace=open,openat,openat2", "-o", str(trace), str(INZAGE), *line]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode in {0, 4}, done.stderr
    parts = sorted(trace.parent.glob(f"{trace.name}.*"))  # one per process, so that no line is broken off by another
    trace.write_bytes(b"".join(part.read_bytes() for part in parts))
    traced = {str(carrier / path) for carrier in carriers for path in opened_files(trace, carrier)}
    return _accounted(twelve, case, carriers, traced)


def _accounted(twelve: Desk, case: Path, carriers: Sequence[Path], traced: set[str]) -> Looked:
    kit = Kit.load(twelve.papers.kit)
    entries = [e.facts for e in read_case(case, kit).entries if e.kind is EntryKind.OPENED]
    opened, named = {facts["artefact"] for facts in entries}, set()
    for carrier in carriers:
        identity = open_source(str(carrier)).identity
        for file in (file for file in carrier.rglob("*") if file.is_file()):
            path = os.fsencode(file.relative_to(carrier))
            if keyed(kit.person_key(PERSON), "path", identity + path) in opened:
                named.add(str(file))
    return Looked({main_file(path) for path in traced}, named, [str(facts["data_class"]) for facts in entries])


@pytest.fixture(scope="module")
def full(twelve: Desk) -> Looked:
    return look(twelve, twelve.mandate, "full-traced")


def test_a_full_mandate_opens_what_the_ledger_says_and_nothing_more(full: Looked) -> None:
    assert full.traced == full.accounted
    assert set(full.classes) == set(DOORS) - {"media_digests"}  # digests mean nothing under a mandate about somebody
    names = {Path(path).name for path in full.traced}
    assert {"SYSTEM", "SOFTWARE", "NTUSER.DAT", "History", "places.sqlite", "mmssms.db", "arroyo.db"} <= names


def test_a_file_that_no_question_asks_for_stays_shut(full: Looked) -> None:
    assert LETTER not in {Path(path).name for path in full.traced}


def test_low_comes_before_medium_and_medium_before_high(full: Looked) -> None:
    levels = [DataClass(name).level for name in full.classes]
    assert levels == sorted(levels)


def test_a_mandate_over_places_opens_histories_of_browsers_alone(twelve: Desk) -> None:
    under = mandate(twelve.papers, "places", blocks=["ZO-1"], doors=["browsing", "downloads"])
    seen = look(twelve, under, "places")
    assert seen.traced == seen.accounted
    assert set(seen.classes) == {"browsing", "downloads"}
    assert sorted(Path(path).name for path in seen.traced) == ["History", "History", "NTUSER.DAT", "places.sqlite"]


def test_an_empty_mandate_opens_nothing(twelve: Desk) -> None:
    under = mandate(twelve.papers, "empty", blocks=[], doors=[])
    assert look(twelve, under, "empty") == Looked(set(), set(), [])


def coverage(result: Mapping[str, Any], reader: str) -> set[tuple[str, str | None]]:
    """What became of the artefacts of one reader."""
    return {(line["status"], line["reason"]) for line in result["coverage"] if line["reader"] == reader}


def test_an_indication_at_a_low_stage_closes_the_higher_stage_of_its_question(twelve: Desk) -> None:
    under = mandate(twelve.papers, "hours", blocks=["ALG-5"], doors=["software", "browsing"])
    planted = twelve.result("case-hours", twelve.pair("planted"), under)
    assert planted["answers"][0]["count"] == 3  # programs; the page at night is not asked for any more
    assert coverage(planted, "chromium_history") == {("not_needed", "answered_earlier")}
    assert {used["data_class"] for used in planted["intrusion"] if used["machine"]["artefacts"]} == {"software"}
    twin = twelve.result("case-hours-twin", twelve.pair("twin"), under)
    assert coverage(twin, "chromium_history") == {("read", None)}  # no indication below, so the next stage is read
    assert twin["answers"][0]["answer"] == "no_indication"


def test_another_question_still_reads_what_one_answered_question_needs_no_more(twelve: Desk) -> None:
    under = mandate(twelve.papers, "both", blocks=["ALG-5", "ZO-1"], doors=["software", "browsing"])
    result = twelve.result("case-both", twelve.pair("planted"), under)
    hours, places = result["answers"]
    assert (hours["count"], places["count"]) == (3, 6)  # of the places, the download lies behind a shut door
    assert coverage(result, "chromium_history") == {("read", None)}


def test_a_page_at_night_answers_where_the_low_door_is_shut(twelve: Desk) -> None:
    under = mandate(twelve.papers, "pages", blocks=["ALG-5"], doors=["browsing"])
    [answer] = twelve.result("case-pages", twelve.pair("planted"), under)["answers"]
    assert (answer["answer"], answer["first"]) == ("indication", twelve.days.ago(5))
    assert [(by["class"], by["count"]) for by in answer["by"]] == [("page", 1)]
    assert "source_closed" in answer["reasons"]


def test_with_the_content_door_shut_the_question_of_contact_is_not_assessable(twelve: Desk) -> None:
    under = mandate(twelve.papers, "shut", blocks=["ZO-4"], doors=["contacts"])
    result = twelve.result("case-shut", twelve.pair("planted"), under)
    [answer] = result["answers"]
    assert (answer["answer"], answer["reasons"][0], answer["count"]) == ("not_assessable", "content_closed", 0)
    assert answer["on_this_device"]["yes"] == 1  # the declared age is named; it is never an indication
    assert coverage(result, "android_sms_texts") == {("closed", "not_in_mandate")}
    assert {used["data_class"] for used in result["intrusion"] if used["machine"]["artefacts"]} == {"contacts"}


def test_a_stricter_condition_counts_the_conversation_with_three_signs_alone(twelve: Desk) -> None:
    doors = ["contacts", "message_content"]
    under = mandate(twelve.papers, "strict", blocks=["ZO-4"], doors=doors, filled={"k = 2": "k = 3"})
    [answer] = twelve.result("case-strict", twelve.pair("planted"), under)["answers"]
    assert [(by["class"], by["count"]) for by in answer["by"]] == [("three_signs", 1)]


def test_a_group_used_from_an_unknown_device_is_not_assessable(twelve: Desk, tmp_path: Path) -> None:
    held = "data/data/org.telegram.messenger"
    shutil.copytree(twelve.pair("planted")[1] / held, tmp_path / "phone" / held)
    under = mandate(twelve.papers, "groups", blocks=["ZO-2"], doors=["message_metadata"])
    answers = twelve.answers("case-groups", [tmp_path / "phone"], under)
    groups = answers["listed_groups_used"]
    assert (groups["answer"], groups["reasons"][0]) == ("not_assessable", "origin_unknown")
    assert groups["on_this_device"] == {"yes": 0, "no": 0, "unknown": 1}
