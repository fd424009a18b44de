"""Profiles and interventions, counted and never compared; staff beside them, who count as persons."""

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import inzage.register
from inzage.evaluation import Figure, Result
from inzage.evaluation.asking import answer
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.questions.e06_profiles import EVIDENCE, INTERVENTIONS, QUESTION, TOPICS, estimate, select
from tests.evaluation.made import Made, State, later
from tests.evaluation.questions.following import held, planned
from tests.evaluation.questions.mixing import mixed

E6 = protocol("E6")
START = "2025-01-01"
KINDS = Path(inzage.register.__file__).parent / "catalogue"


def kind(code: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((KINDS / f"{code}.v1.toml").read_text(encoding="utf-8"))["data"]["properties"]
    return found


def judged(made: Made, person: str, on: str, profile: str, *steps: State, trajectory: str = "") -> str:
    told: dict[str, Any] = {"instrument": {"code": "RISC"}}
    told |= {"profile": {"considered": profile, "certainty": "onzeker"}} if profile else {}
    return made.record("oordeel", person, on, [("vastgesteld", on), *steps], trajectory=trajectory, **told)


def staff(made: Made, key: str, *functions: str, ended: str = "") -> None:
    steps: list[State] = [("actief", START), *([("beeindigd", ended)] if ended else [])]
    made.record("medewerker", key, START, steps, functions=list(functions or ("toezichthouder",)))


def taught(made: Made, key: str, topic: str, until: str, state: str = "gevolgd", since: str = "2025-02-01") -> None:
    code, _, subject = topic.partition(":")
    steps: list[State] = [("gepland", since), (state, since)]
    made.record(code, key, since, steps, subject=subject, valid_from=since, valid_until=until)


def groups(made: Made) -> list[str]:
    return [unit.group for unit in select(made.rows(), E6).units]


def figures(result: Result) -> dict[tuple[str, str], Figure]:
    return {(each.code, each.group): each for each in result.figures}


def test_the_profile_is_that_of_the_first_judgement_in_the_supervision() -> None:
    made = Made("2026-06-30")
    key = made.supervision("p1", START)
    judged(made, "p1", "2024-12-01", "continu")
    judged(made, "p1", "2025-02-01", "late-piek", trajectory=key)
    judged(made, "p1", "2025-03-01", "incidenteel", trajectory=key)
    assert groups(made) == ["late-piek"]


@pytest.mark.parametrize(
    ("on", "group"), [("2024-12-31", "continu"), (START, "continu"), ("2025-01-02", "niet-overwogen")]
)
def test_without_one_it_is_the_last_before_it_and_a_later_one_elsewhere_is_none(on: str, group: str) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    judged(made, "p1", "2024-01-01", "")
    judged(made, "p1", on, "continu", trajectory="advies-1")
    assert groups(made) == [group]


def test_a_missing_profile_is_a_visible_gap_and_unknown_is_another() -> None:
    made = Made("2026-06-30")
    keys = [made.supervision(f"p{n}", START) for n in range(3)]
    judged(made, "p0", "2025-02-01", "", trajectory=keys[0])
    judged(made, "p1", "2025-02-01", "onbekend", trajectory=keys[1])
    assert groups(made) == ["niet-overwogen", "onbekend", "niet-overwogen"]


@pytest.mark.parametrize(("outcome", "group"), [("blijft", "continu"), ("ingetrokken", "niet-overwogen")])
def test_a_judgement_that_was_withdrawn_on_review_does_not_count(outcome: str, group: str) -> None:
    made = Made("2026-06-30")
    key = made.supervision("p1", START)
    review: list[State] = [("te_herzien", "2025-03-01", {}), ("herzien", "2025-03-02", {"outcome": outcome})]
    judged(made, "p1", "2025-02-01", "continu", *review, trajectory=key)
    assert groups(made) == [group]


def test_an_intervention_counts_in_the_supervision_in_which_it_began() -> None:
    made = Made("2026-06-30")
    first, second = made.supervision("p1", START), made.supervision("p1", "2026-01-01")
    held(made, "interventie-schulden", "p1", "2025-05-01", trajectory=first)
    planned(made, "interventie-vaardigheden", "p1", "2025-05-01")
    one, two = select(made.rows(), E6).units
    assert (one.sources, two.sources) == ((first,), (second,))
    assert [one.marks[code] for code in INTERVENTIONS] == [True, False, False]
    assert not any(two.marks[code] for code in INTERVENTIONS)


def small() -> Made:
    """Twelve supervisions in three profiles and two years; four members of staff."""
    made = Made("2026-06-30")
    for number in range(12):
        key = made.supervision(f"p{number}", later("2024-06-01", 60 * number))
        judged(
            made,
            f"p{number}",
            later("2024-06-02", 60 * number),
            ["incidenteel", "continu", ""][number % 3],
            trajectory=key,
        )
        if number % 3 == 0 or number == 1:
            held(made, "interventie-schulden", f"p{number}", later("2024-07-01", 60 * number), trajectory=key)
    return made


def test_every_profile_is_drawn_to_the_common_share_and_its_count_is_exact() -> None:
    """Of three profiles; where none was considered stands beside them as it is, and draws nothing to itself."""
    made = Made("2026-06-30")
    for number in range(20):
        key = made.supervision(f"p{number}", later("2024-06-01", number))
        profile = ["incidenteel", "continu", "vroege-piek", "", ""][number % 5]
        judged(made, f"p{number}", later("2024-06-02", number), profile, trajectory=key)
        if number % 5 == 0 or number in {1, 2, 7}:
            held(made, "interventie-schulden", f"p{number}", later("2024-07-01", number), trajectory=key)
    found = figures(estimate(select(made.rows(), E6), E6))
    told = {group: each for (code, group), each in found.items() if code == "interventie-schulden-per-profiel"}
    assert {group: (len(each.units), len(each.of)) for group, each in told.items()} == {
        "incidenteel": (4, 4),
        "continu": (1, 4),
        "vroege-piek": (2, 4),
        "niet-overwogen": (0, 8),
    }
    common = 7 / 12
    for group, own in (("incidenteel", 1.0), ("continu", 0.25), ("vroege-piek", 0.5)):
        drawn = told[group].estimate
        assert drawn
        assert abs(drawn.value - common) < abs(own - common)
    assert told["niet-overwogen"].estimate == wilson(0, 8)


def test_only_the_last_five_years_are_shown_each_drawn_to_the_others() -> None:
    made = Made("2026-06-30")
    for year in range(2019, 2026):
        for number in range(2):
            key = made.supervision(f"p{year}{number}", f"{year}-03-01")
            if number:
                held(made, "interventie-schulden", f"p{year}{number}", f"{year}-05-01", trajectory=key)
    found = figures(estimate(select(made.rows(), E6), E6))
    years = {group: len(f.units) for (code, group), f in found.items() if code == "interventie-schulden-per-jaar"}
    assert years == dict.fromkeys(["2021", "2022", "2023", "2024", "2025"], 1)
    assert (len(found["interventie-schulden", ""].units), len(found["interventie-schulden", ""].of)) == (7, 14)


def test_no_figure_is_an_effect_and_a_sentence_says_so() -> None:
    result = estimate(select(small().rows(), E6), E6)
    assert not any(figure.effect for figure in result.figures)
    assert "geen effect" in result.notes[0].nl


@pytest.mark.parametrize(
    ("until", "state", "counted"),
    [
        ("2026-06-30", "gevolgd", 1),
        ("2026-06-29", "gevolgd", 0),
        ("2027-01-01", "niet_gevolgd", 0),
        ("2027-01-01", "gevolgd", 1),
    ],
)
def test_a_training_reaches_staff_while_it_is_valid_its_last_day_with_it(until: str, state: str, counted: int) -> None:
    made = small()
    for number in range(10):
        staff(made, f"m{number}")
    taught(made, "m1", TOPICS[0], until, state)
    taught(made, "m1", TOPICS[0], "2020-01-01")
    found = figures(estimate(select(made.rows(), E6), E6))["scholing-e-learning-mensenhandel-herkennen", ""]
    assert (len(found.units), len(found.of)) == (counted, 10)
    assert found.estimate
    assert found.estimate.value == counted / 10


def test_a_training_to_come_does_not_count_yet() -> None:
    made = small()
    staff(made, "m1")
    taught(made, "m1", TOPICS[0], "2028-01-01", since="2026-06-30")
    made.events[-1].attributes["valid_from"] = "2026-07-01"  # type: ignore[index]
    assert not select(made.rows(), E6).units[-1].marks[TOPICS[0]]


def test_staff_who_left_or_are_of_others_do_not_count_and_followed_twice_is_once() -> None:
    made = small()
    staff(made, "m1")
    staff(made, "m2", ended="2026-06-30")
    staff(made, "m3", "politie")
    staff(made, "m4", "vrijwilliger", "ervaringswerker")
    for _ in range(2):
        taught(made, "m1", TOPICS[3], "2027-01-01")
    taught(made, "m2", TOPICS[3], "2027-01-01")
    found = figures(estimate(select(made.rows(), E6), E6))["scholing-kenniscirkel-schulden", ""]
    assert (len(found.units), len(found.of)) == (1, 2)
    # Two members of staff are fewer than the minimum, though twelve supervisions are not.
    assert found.estimate is None


def test_supervisions_do_not_reach_the_minimum_by_staff() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    for number in range(20):
        staff(made, f"m{number}")
    result = answer(QUESTION, E6, made.rows(), looks=1)
    found = figures(result)
    assert found["profiel-overwogen", ""].estimate is None
    assert found["scholing-kenniscirkel-schulden", ""].estimate
    assert result.context == {"supervisions": 1, "staff": 20}
    assert "1 toezichten en, apart daarvan, 20 medewerkers" in result.notes[0].nl


def test_staff_without_a_key_cannot_be_counted_and_the_gap_says_so() -> None:
    made = small()
    staff(made, "")
    result = estimate(select(made.rows(), E6), E6)
    assert "sleutel" in result.gaps[0].nl
    assert result.context["staff"] == 0
    assert not [each for each in result.figures if each.code.startswith("scholing")]


def test_nobody_is_answered() -> None:
    result = estimate(select(Made().rows(), E6), E6)
    assert result.counted == 0
    assert not result.gaps


def test_topics_and_levels_of_evidence_are_those_of_the_catalogue() -> None:
    for topic in TOPICS:
        code, _, subject = topic.partition(":")
        assert subject in kind(code)["subject"]["enum"]
    assert EVIDENCE.keys() == INTERVENTIONS.keys()
    for code, level in EVIDENCE.items():
        assert kind(code)["evidence_level"]["const"] == level.nl


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_cohort_is_the_same_in_whatever_order_the_rows_come(draw: random.Random, chance: random.Random) -> None:
    made = Made("2026-06-30")
    for number in range(draw.randint(1, 6)):
        person = f"p{draw.randint(1, 3)}"
        key = made.supervision(person, later(START, draw.randint(0, 2)))
        judged(made, person, later(START, draw.randint(-1, 3)), draw.choice(["continu", ""]), trajectory=key)
        held(made, "interventie-schulden", person, later(START, draw.randint(0, 3)), trajectory=key)
        staff(made, f"m{number}")
        taught(made, f"m{number}", draw.choice(TOPICS), "2027-01-01")
    rows = made.rows()
    assert select(mixed(rows, chance), E6).sha256 == select(rows, E6).sha256
