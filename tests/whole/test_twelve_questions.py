"""Twelve questions over one invented computer and phone, by the command line as an officer gives it.

A pair with traces for every question, and its twin with the same programs and near misses:
each trace is answered with its number, days, first and last, and nothing is counted on the twin.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest

from inzage.record import HANDOVER
from inzage.record.handover import read_handover
from inzage.record.store import Store
from inzage.signing.kit import Kit
from tests.police import Police
from tests.whole import twelve_papers
from tests.whole.twelve_computer import SHAPES, Made, picture
from tests.whole.twelve_desk import Desk


@pytest.fixture(scope="module")
def planted(twelve: Desk) -> dict[str, Any]:
    return twelve.result("case-planted", twelve.pair("planted"))


@pytest.fixture(scope="module")
def twin(twelve: Desk) -> dict[str, Any]:
    return twelve.result("case-twin", twelve.pair("twin"))


Split = list[tuple[int, str, int, int]]
"""Carrier, class, acts, days."""

Planted = tuple[str, list[int], Split]
"""Question, days ago of each act, the split by carrier and class."""

PLANTED: list[Planted] = [
    ("history_kept", [10, 9], [(1, "gap", 1, 1), (1, "wiping_program", 1, 1)]),
    ("devices_declared", [33, 19, 3], [(1, "storage", 2, 2), (2, "bluetooth", 1, 1)]),
    (
        "forbidden_software_present",
        [22, 22, 14, 14],
        [(1, "vpn", 1, 1), (1, "vpn_used", 1, 1), (2, "vpn", 1, 1), (2, "vpn_used", 1, 1)],
    ),
    ("banned_contact_sought", [26, 26, 25], [(2, "sent", 3, 2)]),
    ("hours_kept", [21, 9, 8], [(1, "program", 2, 2), (2, "program", 1, 1)]),
    (
        "listed_places_visited",
        [40, 20, 20, 20, 12, 7, 5],
        [(1, "soort_a", 5, 3), (1, "soort_b", 1, 1), (2, "soort_a", 1, 1)],
    ),
    ("listed_talk_places_visited", [30, 15], [(1, "gesprek", 2, 2)]),
    ("listed_groups_used", [31, 29], [(2, "groep", 2, 2)]),
    ("listed_terms_searched", [21, 21, 11], [(1, "term", 3, 2)]),
    ("contact_with_minors", [27, 24], [(2, "three_signs", 1, 1), (2, "two_signs", 1, 1)]),
    ("files_shared", [17, 16], [(1, "sent", 2, 2)]),
    ("listed_tools_present", [6, 6], [(1, "hulpmiddel", 2, 1)]),
    ("listed_markets_visited", [18, 18], [(1, "markt", 2, 1)]),
    ("concealing_software_present", [4], [(1, "remote_desktop_used", 1, 1)]),
    ("listed_channels_visited", [25], [(1, "kanaal", 1, 1)]),
    ("listed_channels_used", [26], [(2, "kanaal", 1, 1)]),
    (
        "concealed_storage_present",
        [23, 13, 13],
        [(1, "container", 1, 1), (1, "container_used", 1, 1), (2, "vault", 1, 1)],
    ),
]

NAMED = {
    "history_kept": {"unknown": 1},  # a reset of the phone: nobody can tell it from a first start
    "devices_declared": {"unknown": 1},  # a stick without a number
    "banned_contact_sought": {"yes": 3},  # a message and a call of the other, a name in the address book
    "listed_groups_used": {"unknown": 3},  # received in the group, and one sent by an unknown device
    "listed_channels_used": {"unknown": 2},
    "contact_with_minors": {"yes": 1},  # a declared age
    "files_shared": {"yes": 2},  # a file that only lay ready, and the program itself
}
"""Question → acts that are named over and above those that count, by origin."""

CLASSES = {
    "history_kept": {"reset": 1},
    "devices_declared": {"storage": 1},
    "banned_contact_sought": {"received": 2, "address_book": 1},
    "listed_groups_used": {"received": 2, "groep": 1},
    "listed_channels_used": {"received": 2},
    "contact_with_minors": {"declared_age": 1},
    "files_shared": {"available": 1, "present": 1},
}
"""The same by class."""

TWIN = {
    "banned_contact_sought": {"received": 2, "address_book": 1},
    "listed_groups_used": {"received": 2},
    "listed_channels_used": {"received": 2},
    "contact_with_minors": {"declared_age": 1},
    "files_shared": {"available": 1, "present": 1},
}
"""What is named on the twin: the other wrote, a declared age, a file that lay ready."""


def named(question: str, counted: int) -> dict[str, int]:
    """What ``on_this_device`` says of all acts."""
    more = NAMED.get(question, {})
    return {"yes": counted + more.get("yes", 0), "no": 0, "unknown": more.get("unknown", 0)}


MATERIAL = "known_material_present"
"""Not answered: a hit ends the check. Without the police's key, as on this desk, it is not even asked."""


def answered(twelve: Desk, answer: dict[str, Any], ago: list[int], split: Split) -> None:
    """The answer is an indication that rests on acts of these days, split like this."""
    days = sorted({twelve.days.ago(n) for n in ago})
    told = (answer["answer"], answer["count"], answer["days"], answer["first"], answer["last"])
    assert told == ("indication", len(ago), len(days), days[0], days[-1])
    assert answer["per_day"] == [[day, sum(twelve.days.ago(n) == day for n in ago)] for day in days]
    assert [(by["carrier"], by["class"], by["count"], by["days"]) for by in answer["by"]] == split
    assert answer["seen"] == 1.0


@pytest.mark.parametrize(("question", "ago", "split"), PLANTED, ids=[one[0] for one in PLANTED])
def test_every_planted_thing_is_answered(
    twelve: Desk, planted: dict[str, Any], question: str, ago: list[int], split: Split
) -> None:
    answer = next(one for one in planted["answers"] if one["question"] == question)
    answered(twelve, answer, ago, split)
    assert answer["on_this_device"] == named(question, len(ago))
    assert {one["class"]: one["count"] for one in answer["named"]} == CLASSES.get(question, {})


def test_every_question_of_the_mandate_was_planted(planted: dict[str, Any]) -> None:
    asked = [answer["question"] for answer in planted["answers"] if answer["question"] != MATERIAL]
    assert asked == [question for question, _, _ in PLANTED]
    assert planted["marks"] == ["concept"]


SHORT = {"banned_contact_sought", "hours_kept", "listed_groups_used", "listed_terms_searched", "contact_with_minors"}
SHORT |= {"listed_channels_used"}
"""Messages and uses of the phone that begin inside the window; no searches at all in Firefox."""


@pytest.mark.parametrize("question", [question for question, _, _ in PLANTED])
def test_nothing_is_counted_on_the_twin(twin: dict[str, Any], question: str) -> None:
    answer = next(one for one in twin["answers"] if one["question"] == question)
    told = (answer["answer"], answer["count"], answer["by"], answer["per_day"], answer["seen"])
    assert told == ("no_indication", 0, [], [], 1.0)
    assert {one["class"]: one["count"] for one in answer["named"]} == TWIN.get(question, {})
    assert answer["reasons"] == (["history_short"] if question in SHORT else [])


def test_the_same_programs_were_read_on_the_twin(planted: dict[str, Any], twin: dict[str, Any]) -> None:
    def read(result: dict[str, Any]) -> set[tuple[str, int]]:
        return {(line["reader"], line["carrier"]) for line in result["coverage"] if line["status"] == "read"}

    assert read(planted) - read(twin) == {("wiping_traces", 1)}  # the wiping program is what was planted
    assert read(twin) <= read(planted)
    assert {line["status"] for line in twin["coverage"]} == {"read", "absent"}


def test_the_same_pair_as_archives_gives_the_same_answers(twelve: Desk, planted: dict[str, Any]) -> None:
    packed = [
        Path(shutil.make_archive(str(twelve.papers.root / carrier.name), "tar", carrier))
        for carrier in twelve.pair("planted")
    ]
    told = twelve.answers("case-tar", packed)
    for answer in planted["answers"]:
        assert told[answer["question"]] == answer


def test_known_material_ends_the_check_and_the_police_can_read_which(twelve: Desk, tmp_path: Path) -> None:
    """Each listed picture on a carrier of its own, for a hit ends the check; the near misses lie on the twin."""
    under = twelve_papers.validation(twelve.papers, ["ZO-6"])
    police = Police.new().known_to(twelve.papers.root / "laboratory")
    for name, label in (("square", "bekend"), ("dot", "md5_only")):
        file = Made(tmp_path / name, twelve.days, planted=True).file(f"Pictures/{name}.png", picture(name))
        twelve.days.touch(file, SHAPES[name])
        case = twelve.papers.root / f"case-{name}"
        result = twelve_papers.validate(twelve.papers, under, case, [tmp_path / name])
        assert (result["status"], {one["answer"] for one in result["answers"]}) == ("halted", {"not_assessable"})
        kit = Kit.load(twelve.papers.root / "laboratory")
        sealed = read_handover(Store.open(case, kit).read(HANDOVER)).ciphertext
        assert f'"{label}"' in police.opened(sealed).decode("utf-8")
    clean = twelve.validated("case-material-twin", twelve.pair("twin"), under)[MATERIAL]
    assert (clean["answer"], clean["count"], clean["named"], clean["seen"]) == ("no_indication", 0, [], 1.0)


def test_known_material_has_no_meaning_under_a_mandate_about_somebody(planted: dict[str, Any]) -> None:
    answer = next(one for one in planted["answers"] if one["question"] == MATERIAL)
    assert (answer["answer"], answer["reasons"], answer["count"]) == ("not_assessable", ["halt_missing"], 0)
    assert "media_digests" not in {used["data_class"] for used in planted["intrusion"] if used["machine"]["artefacts"]}
