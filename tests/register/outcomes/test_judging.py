"""Each line held against the register: every reason with a near miss, and what was there before."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.models import Record
from inzage.register.outcomes import Line
from inzage.register.outcomes.judging import day, judge
from inzage.register.values import Actor
from tests.register.ground import EVALUATOR, KINDS, go, make
from tests.register.outcomes.lines import supervised

TODAY = date(2026, 7, 1)
LINE = Line(2, "P-0001", "algemeen", 1, "2026-03-01", "SCM2010", "OBJD", "2026-06-01", 1990)
ALONE = {
    "onbekend-pseudoniem": ({"pseudonym": "P-0009"}, {"pseudonym": "P-0001"}),
    "geen-toezicht": ({"pseudonym": "P-0003"}, {"pseudonym": "P-0002"}),
    "voor-begin": ({"occurred": "2026-01-04"}, {"occurred": "2026-01-05"}),
    "na-uittreksel": ({"occurred": "2026-06-02"}, {"occurred": "2026-06-01"}),
    "uittreksel-te-laat": ({"extracted": "2026-07-02"}, {"extracted": "2026-07-01"}),
    "voor-geboorte": ({"born": 2027}, {"born": 2026}),
    "onmogelijke-dag": ({"occurred": "2026-02-29"}, {"occurred": "2026-02-28"}),
    "onmogelijke-dag-uittreksel": ({"extracted": "2026-06-31"}, {"extracted": "2026-06-30"}),
    "onbekende-definitie": ({"definition": ""}, {"definition": "speciaal"}),
    "onbekende-versie": ({"version": 2}, {"version": 1}),
    "onbekende-indeling": ({"classification": ""}, {"classification": "SCM1993"}),
    "onbekende-bron": ({"source": ""}, {"source": "met-de-hand"}),
}


@pytest.fixture(autouse=True)
def known(people: dict[str, Record]) -> dict[str, Record]:
    """Two under supervision, and one who is known and is not."""
    make("persoon", data={"pseudonym": "P-0003"})
    return people


def faults(*lines: Line, by: Actor = EVALUATOR) -> list[str]:
    return [each.fault for each in judge(lines, by, TODAY).apart]


@pytest.mark.parametrize("fault", ALONE)
def test_a_line_is_set_apart_for_what_is_wrong_and_its_neighbour_is_not(fault: str) -> None:
    wrong, right = ALONE[fault]
    assert faults(replace(LINE, **wrong)) == [fault]  # type: ignore[arg-type]
    assert faults(replace(LINE, **right)) == []  # type: ignore[arg-type]


def test_every_reason_of_the_kind_is_found_here() -> None:
    fields = KINDS.kinds["uitkomstregel", 1].data["properties"]
    beside = {"dubbel-in-bestand", "stond-er-al", "andere-indeling"}
    assert set(fields["fault"]["enum"]) == ALONE.keys() | beside  # type: ignore[index]


def test_an_unknown_year_of_birth_is_compared_with_nothing() -> None:
    assert faults(replace(LINE, born=0)) == []


def test_the_same_line_twice_in_a_file_is_taken_once() -> None:
    found = judge([LINE, replace(LINE, number=3), replace(LINE, number=4)], EVALUATOR, TODAY)
    assert [each.line.number for each in found.good] == [2]
    assert [(each.line.number, each.fault) for each in found.apart] == [
        (3, "dubbel-in-bestand"),
        (4, "dubbel-in-bestand"),
    ]
    assert len({each.apart for each in found.apart}) == 2
    assert faults(LINE, replace(LINE, number=3, definition="ernstig")) == []


def test_another_list_than_the_rest_of_the_file_is_set_apart() -> None:
    assert faults(LINE, replace(LINE, number=3, occurred="2026-03-02", classification="SCM1993")) == ["andere-indeling"]


def test_another_list_than_what_was_taken_in_before_is_set_apart(known: dict[str, Record]) -> None:
    make("recidive", "2026-02-01", trajectory=known["P-0002"], data={"classification": "SCM1993"})
    assert faults(LINE) == ["andere-indeling"]
    assert faults(replace(LINE, classification="SCM1993")) == []


def test_what_is_there_from_another_extract_is_set_apart(known: dict[str, Record]) -> None:
    there = make("recidive", "2026-03-01", trajectory=known["P-0001"], data={"occurred_on": "2026-03-01"})
    assert faults(LINE) == ["stond-er-al"]
    assert faults(replace(LINE, occurred="2026-03-02")) == []
    assert faults(replace(LINE, pseudonym="P-0002")) == []
    go(there, "ingetrokken", EVALUATOR)
    assert faults(LINE) == []


def test_a_line_is_on_the_last_supervision_that_had_begun() -> None:
    first = supervised("P-0005", "2026-01-10")
    last = make("toezicht", "2026-04-01", about=first.about)
    found = judge(
        [replace(LINE, pseudonym="P-0005", occurred=on) for on in ("2026-03-31", "2026-04-01")], EVALUATOR, TODAY
    )
    assert [each.on for each in found.good] == [first, last]


def test_people_of_another_organisation_are_not_known() -> None:
    elsewhere = replace(EVALUATOR, organisation="rn-2")
    assert faults(LINE, by=elsewhere) == ["onbekend-pseudoniem"]


def test_a_line_apart_leads_to_the_supervision_of_whom_it_is_on(known: dict[str, Record]) -> None:
    found = judge([replace(LINE, version=2), replace(LINE, number=3, pseudonym="P-0009")], EVALUATOR, TODAY)
    assert [each.on and each.on.root for each in found.apart] == [known["P-0001"].root, None]


def test_a_day_is_written_year_first() -> None:
    assert day("2026-03-01") == date(2026, 3, 1)
    assert [day(text) for text in ("20260301", "2026-W09-7", "01-03-2026", "2026-3-1", "", "-")] == [None] * 6


@given(st.lists(st.sampled_from([LINE, replace(LINE, born=2030), replace(LINE, definition="ernstig")]), max_size=8))
def test_every_line_comes_out_once(told: list[Line]) -> None:
    lines = [replace(line, number=place) for place, line in enumerate(told, 2)]
    found = judge(lines, EVALUATOR, TODAY)
    numbers = [each.line.number for each in (*found.good, *found.known, *found.apart)]
    assert sorted(numbers) == [line.number for line in lines]
