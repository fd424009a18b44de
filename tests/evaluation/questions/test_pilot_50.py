"""The pilot: four heads counted by hand over twelve checks; sensible with 0, 5, 27 and 50; fifty per version."""

from dataclasses import replace
from datetime import date

import pytest

from inzage.evaluation import Figure, Head, Result
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.invented import rows as invented
from inzage.evaluation.questions import question
from tests.evaluation.made import Made, later
from tests.evaluation.questions.twelve import twelve

PILOT = protocol("pilot-50")
SMALL = replace(PILOT, minimum=1)
QUESTION = question("pilot-50")

BY_HAND = {
    "v1": {
        "lawful-in-term": (7, 7),
        "lawful-in-frequency": (6, 7),
        "lawful-in-manner": (7, 7),
        "lawful-refused": (1, 7),
        "lawful-stopped": (2, 7),
        "lawful-known-material": (1, 7),
        "lawful-closed": (1, 6),
        "methodical-disputed": (1, 6),
        "methodical-upheld": (0, 1),
        "effective-any": (3, 6),
        "effective-q1": (2, 4),
        "effective-q2": (1, 4),
    },
    "v2": {
        "lawful-in-term": (3, 4),
        "lawful-in-frequency": (3, 4),
        "lawful-in-manner": (3, 4),
        "lawful-refused": (0, 5),
        "lawful-stopped": (0, 5),
        "lawful-known-material": (0, 5),
        "lawful-closed": (1, 5),
        "methodical-disputed": (1, 5),
        "methodical-upheld": (1, 1),
        "effective-any": (1, 4),
        "effective-q1": (1, 4),
        "effective-q2": (0, 1),
    },
}
TOTALS = {
    ("v1", "methodical-answered"): (8, 9),
    ("v1", "methodical-not-assessable"): (1, 9),
    ("v2", "methodical-answered"): (5, 6),
    ("v2", "methodical-not-assessable"): (1, 6),
    ("v1", "feasible-no-show"): (1, 9),
    ("v1", "feasible-expired"): (1, 9),
    ("v2", "feasible-no-show"): (1, 6),
    ("v2", "feasible-expired"): (0, 6),
}
MEDIANS = {
    ("v1", "feasible-hours"): (1.5, 5),
    ("v1", "feasible-staff-hours"): (3.0, 3),
    ("v2", "feasible-hours"): (0.75, 4),
    ("v2", "feasible-staff-hours"): (1.0, 1),
}


def told(minimum: int = 1) -> Result:
    return answer(QUESTION, replace(PILOT, minimum=minimum), twelve().rows(), looks=1)


def figure(result: Result, group: str, code: str) -> Figure:
    (found,) = [each for each in result.figures if (each.group, each.code) == (group, code)]
    return found


@pytest.mark.parametrize(("group", "code"), [(group, code) for group, some in BY_HAND.items() for code in some])
def test_shares_are_those_counted_by_hand(group: str, code: str) -> None:
    part, whole = BY_HAND[group][code]
    found = figure(told(), group, code)
    assert (len(found.units), len(found.of)) == (part, whole)
    assert set(found.units) <= set(found.of)
    assert found.estimate and found.estimate.value == pytest.approx(part / whole)


@pytest.mark.parametrize(("group", "code"), TOTALS)
def test_totals_are_those_counted_by_hand(group: str, code: str) -> None:
    part, whole = TOTALS[group, code]
    found = figure(told(), group, code)
    assert (found.extra["events"], found.extra["n"]) == (part, whole)
    assert found.estimate and found.estimate.value == pytest.approx(part / whole)


def test_a_share_of_checks_is_its_units_among_its_denominator_and_any_other_has_none() -> None:
    """Questions, days and appointments are no checks: a publication would make a share of checks of them."""
    for each in told().figures:
        if each.measure == "share" and each.estimate and each.of:
            assert each.estimate.value == pytest.approx(len(each.units) / len(each.of))
        assert bool(each.of) is ((each.group, each.code) not in TOTALS) or not each.units


@pytest.mark.parametrize(("group", "code"), MEDIANS)
def test_times_are_those_counted_by_hand(group: str, code: str) -> None:
    middle, many = MEDIANS[group, code]
    found = figure(told(), group, code)
    assert found.measure == "hours"
    assert len(found.of) == many
    assert found.estimate and found.estimate.value == pytest.approx(middle)


def test_every_figure_leads_back_to_the_checks_that_it_counts() -> None:
    rows = twelve().rows()
    cohort = cohort_of(QUESTION, SMALL, rows)
    (stopped,) = figure(told(), "v1", "lawful-known-material").units
    assert cohort.units[stopped].zero == date(2026, 4, 20)
    (after,) = [place for place, unit in enumerate(cohort.units) if unit.group == "v2" and unit.marks["missed_before"]]
    assert cohort.units[after].zero == date(2026, 6, 25)
    assert after in figure(told(), "v2", "feasible-no-show").units
    keys = {event.source for event in rows.events}
    assert all(source in keys for unit in cohort.units for source in unit.sources)
    missed = [event.source for event in rows.of("controle") if event.person == "p4"]
    assert missed[0] in cohort.units[after].sources and missed[1] not in cohort.units[after].sources


def test_a_group_below_the_minimum_keeps_its_numbers_and_has_no_estimate() -> None:
    seen = told(minimum=6)
    assert figure(seen, "v1", "lawful-refused").estimate
    assert figure(seen, "v2", "lawful-refused").estimate is None
    assert len(figure(seen, "v2", "lawful-refused").of) == 5


def test_what_the_rows_do_not_tell_is_a_gap_and_not_a_guess() -> None:
    gaps = " ".join(words.nl for words in told().gaps)
    assert "Bij 1 van de 12 controles is niet te zien of zij binnen de opdracht vielen" in gaps
    assert "Bij 3 van de 12 controles is niet vastgelegd hoelang zij duurden" in gaps
    assert "Bij 8 van de 12 controles is niet vastgelegd hoeveel werktijd" in gaps
    assert "methodeversie" not in gaps


def test_without_versions_and_questions_that_is_said() -> None:
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31")
    check = made.check(under, "2026-02-01", method_version=None)
    made.record("gedraging", "p1", "2026-02-01", [("vastgesteld", "2026-02-01")], about=check, answer="indication")
    seen = answer(QUESTION, SMALL, made.rows(), looks=1)
    gaps = " ".join(words.nl for words in seen.gaps)
    assert "Bij 1 van de 1 controles staat geen methodeversie" in gaps
    assert "welke vraag" in gaps
    assert len(figure(seen, "", "effective-any").units) == 1
    assert not [each for each in seen.figures if each.code == "effective-"]


@pytest.mark.parametrize("many", [0, 5, 27, 50])
def test_the_page_has_a_sensible_answer_at_each_stage(many: int) -> None:
    rows = invented(3, checks=many, supervisions=60, on=date(2026, 6, 30))
    seen = answer(QUESTION, PILOT, rows, looks=1)
    codes = [caution.code for caution in seen.cautions]
    assert seen.counted >= many
    assert ("below_minimum" in codes) is (many < PILOT.minimum)
    assert bool([each for each in seen.figures if each.estimate]) is (many >= PILOT.minimum)
    assert set(seen.context["heads"]) == {head.value for head in Head}
    assert {code for some in seen.context["heads"].values() for code in some} == {each.code for each in seen.figures}
    for each in seen.figures:
        assert (set(each.units) <= set(each.of) or not each.of) and each.extra["n"] >= 0
        if each.estimate and each.estimate.low is not None and each.estimate.high is not None:
            assert each.estimate.low <= each.estimate.value <= each.estimate.high


def fifty(many: int, version: str = "v1", start: str = "2025-01-01") -> Made:
    """So many checks a day after each other; every fifth came to an indication."""
    made = Made("2026-06-30")
    under = made.condition("p1", "2025-01-01", "2026-12-31", 52, "maand")
    for number in range(many):
        found = "indication" if number % 5 == 0 else "no_indication"
        made.check(under, later(start, number), version=version, answers={"q1": found})
    return made


@pytest.mark.parametrize(("many", "closed", "method"), [(49, False, "beta-binomiaal"), (50, True, "Wilson")])
def test_the_sample_closes_at_fifty_and_then_one_look_at_the_end_is_told(many: int, closed: bool, method: str) -> None:
    seen = answer(QUESTION, PILOT, fifty(many).rows(), looks=many)
    found = figure(seen, "v1", "effective-any")
    assert seen.context["sample"] == [{"version": "v1", "counted": many, "of": 50, "closed": closed}]
    assert found.estimate and found.estimate.method.startswith(method)
    assert seen.left_out == {}


def test_ten_of_fifty_has_the_published_margins() -> None:
    """Wilson: 11.2 to 33.0 per cent; at every look it would be 6.4 to 41.4."""
    found = figure(answer(QUESTION, PILOT, fifty(50).rows(), looks=50), "v1", "effective-any").estimate
    assert found and found.low and found.high
    assert (round(found.low, 3), round(found.high, 3)) == (0.112, 0.330)


def test_the_fifty_first_check_of_a_version_is_not_in_its_sample() -> None:
    made = fifty(53)
    under = made.condition("p2", "2025-01-01", "2026-12-31", 52, "maand")
    made.check(under, "2025-01-01", version="v2", answers={"q1": "indication"})
    seen = answer(QUESTION, PILOT, made.rows(), looks=1)
    assert seen.left_out == {"after-sample": 3}
    assert [each["counted"] for each in seen.context["sample"]] == [50, 1]
    assert [each["closed"] for each in seen.context["sample"]] == [True, False]
    cohort = cohort_of(QUESTION, PILOT, made.rows())
    assert max(unit.zero for unit in cohort.units if unit.group == "v1") == date(2025, 2, 19)


def test_later_checks_do_not_change_a_sample_that_is_full() -> None:
    before, after = (cohort_of(QUESTION, PILOT, fifty(many).rows()) for many in (50, 60))
    assert before.units == after.units


def test_versions_stand_side_by_side_within_each_head() -> None:
    seen = told()
    assert [(each.code, each.group) for each in seen.figures] == [
        (code, group) for some in seen.context["heads"].values() for code in some for group in ("v1", "v2")
    ]
