"""The invented service: the shape of the catalogue, its calibration, exact numbers, and no effect anywhere."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Event, Rows
from inzage.evaluation.checks import units
from inzage.evaluation.invented import CALIBRATED, rows
from inzage.mandate.catalogue import FOLDER, Catalogue
from inzage.register import Kind, words
from inzage.register.kind_files import load
from inzage.register.values import Role, Scope

ON = date(2026, 11, 22)
KINDS = load().kinds


@pytest.fixture(scope="module")
def small() -> Rows:
    """Fifty checks among sixty supervisions."""
    return rows(1, checks=50, supervisions=60, on=ON)


@pytest.fixture(scope="module")
def large() -> Rows:
    """Enough supervisions to see a distribution in."""
    return rows(7, checks=0, supervisions=8000, on=ON)


def kind_of(name: str) -> Kind:
    """The kind of an event or span."""
    code, version = name.split("@")
    return KINDS[code, int(version)]


def test_an_evaluator_may_read_every_kind_in_it(small: Rows) -> None:
    assert all(Role.EVALUATOR in kind_of(event.kind).readers for event in small.events)
    for event in small.events:
        assert bool(event.person) is (kind_of(event.kind).scope is not Scope.ORGANISATION)


def test_records_are_about_records_that_are_there(small: Rows) -> None:
    by_key = {event.source: event for event in small.events}
    assert len(by_key) == len(small.events)
    for event in small.events:
        kind = kind_of(event.kind)
        if event.trajectory:
            assert kind_of(by_key[event.trajectory].kind).noun == "trajectory"
            assert by_key[event.trajectory].person == event.person
        if kind.about and kind.about != ("party",):
            assert kind_of(by_key[event.about].kind).noun in kind.about, event
        if event.about in by_key:
            assert by_key[event.about].person == event.person


def test_nothing_is_known_of_what_comes_after_the_extraction(small: Rows) -> None:
    assert small.extracted_on == ON
    assert max(event.on for event in small.events) <= ON
    assert max(span.since for span in small.spans) <= ON
    assert [event.on for event in small.events] == sorted(event.on for event in small.events)
    assert [span.since for span in small.spans] == sorted(span.since for span in small.spans)


@pytest.mark.parametrize("number", [0, 1, 5, 27, 50, 51])
def test_exactly_so_many_checks_are_finished(number: int) -> None:
    made = rows(3, checks=number, supervisions=12, on=ON)
    finished = [span for span in made.spans_of("controle") if span.state == "gedaan"]
    assert len(finished) == number
    assert len(list(made.of("toezicht"))) == 12
    enrolled = [
        event.attributes["enrolment"]["number"] for event in made.of("controle") if "enrolment" in event.attributes
    ]
    assert sorted(enrolled) == list(range(1, min(number, 50) + 1))


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(1, 9), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_any_size_on_any_day_counts_what_was_asked(seed: int, checks: int, supervisions: int, on: date) -> None:
    made = rows(seed, checks=checks, supervisions=supervisions, on=on)
    assert sum(span.state == "gedaan" for span in made.spans_of("controle")) == checks
    assert sum(event.code == "toezicht" for event in made.events) == supervisions
    assert made == rows(seed, checks=checks, supervisions=supervisions, on=on)


def test_another_seed_gives_other_rows() -> None:
    assert rows(1, checks=5, supervisions=5, on=ON) != rows(2, checks=5, supervisions=5, on=ON)


def test_checks_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="supervisions"):
        rows(1, checks=1, supervisions=0, on=ON)
    with pytest.raises(ValueError, match="none"):
        rows(1, checks=-1, supervisions=3, on=ON)
    assert not list(rows(1, checks=0, supervisions=0, on=ON).of("toezicht", "advies", "controle"))


def followed(made: Rows) -> dict[str, tuple[date, date, bool]]:
    """Per person: the start, the last day followed, and whether that day is the first new offence."""
    first = dict[str, date]()
    for event in made.of("recidive"):
        first.setdefault(event.person, event.on)
    left = {
        span.person: span.since
        for span in made.spans_of("toezicht")
        if span.reasons.get("reason") in {"detentie", "overleden", "vertrokken"}
    }
    found = {}
    for event in made.of("toezicht"):
        ends = min(left.get(event.person, ON), ON)
        day = first.get(event.person)
        found[event.person] = (event.on, day or ends, day is not None)
    return found


def kaplan_meier(times: list[tuple[int, bool]], at: int) -> float:
    """The share without the event, by the textbook."""
    events, ends = Counter(t for t, happened in times if happened), Counter(t for t, _ in times)
    left, share = len(times), 1.0
    for t in sorted(ends):
        if t > at:
            break
        share *= 1 - events[t] / left
        left -= ends[t]
    return share


@pytest.mark.parametrize(("years", "published"), [(2, 36.2), (5, 57.1), (7, 65.7)])
def test_reoffending_is_that_of_the_published_figures(large: Rows, years: int, published: float) -> None:
    times = [((ends - start).days, happened) for start, ends, happened in followed(large).values()]
    found = 100 * (1 - kaplan_meier(times, int(years * 365.25)))
    assert found == pytest.approx(published, abs=1.5)


def test_some_leave_before_anything_could_happen(large: Rows) -> None:
    why = Counter(span.reasons["reason"] for span in large.spans_of("toezicht") if span.state == "gesloten")
    left = sum(why[name] for name in ("detentie", "overleden", "vertrokken"))
    assert 0.1 < left / sum(why.values()) < 0.25


def begun(made: Rows, code: str) -> dict[str, date]:
    """The first day of something per person."""
    days = dict[str, date]()
    for event in made.of(code):
        days.setdefault(event.person, event.on)
    return days


@pytest.mark.parametrize("code", ["interventie-schulden", "interventie-vaardigheden", "ervaringscontact"])
def test_no_help_has_any_effect_once_time_is_counted_as_it_passed(large: Rows, code: str) -> None:
    """Mantel-Haenszel over bands of a quarter since the start: events per day with help over without it."""
    help_since = begun(large, code)
    with_help, without = Counter[int](), Counter[int]()
    days_with, days_without = Counter[int](), Counter[int]()
    for person, (start, ends, happened) in followed(large).items():
        since = help_since.get(person, date.max)
        for band in range((ends - start).days // 91 + 1):
            low, high = start + timedelta(91 * band), min(start + timedelta(91 * (band + 1)), ends)
            helped = max(0, (high - max(low, since)).days)
            days_with[band] += helped
            days_without[band] += (high - low).days - helped
        if happened:
            (with_help if since < ends else without)[(ends - start).days // 91] += 1
    weights = [(band, days_with[band] + days_without[band]) for band in days_with if days_with[band]]
    upper = sum(with_help[band] * days_without[band] / whole for band, whole in weights)
    lower = sum(without[band] * days_with[band] / whole for band, whole in weights)
    assert upper / lower == pytest.approx(1, abs=0.12)


def test_ever_against_never_would_have_shown_an_effect_that_is_not_there(large: Rows) -> None:
    helped = begun(large, "interventie-schulden")
    early = {person: ends for person, (_, ends, happened) in followed(large).items() if happened}
    rates = [
        sum(person in early for person in group) / len(group)
        for group in (
            [p for p, (start, ends, _) in followed(large).items() if helped.get(p, date.max) < ends],
            [p for p, (start, ends, _) in followed(large).items() if helped.get(p, date.max) >= ends],
        )
    ]
    assert rates[0] < rates[1] - 0.1


def shares(events: list[str]) -> dict[str, float]:
    """How often each is in a list."""
    return {name: count / len(events) for name, count in Counter(events).items()}


def test_advice_loses_nobody(large: Rows) -> None:
    last = {span.source: span.state for span in large.spans_of("advies")}
    found = shares(list(last.values()))
    assert len(last) == len(list(large.of("advies")))
    assert all(found[name] > 0.01 for name in ("gedagvaard", "retour", "geweigerd", "niet_aangevraagd", "opgelegd"))
    refused = [span for span in large.spans_of("advies") if span.state == "geweigerd"]
    assert all(span.reasons["still_advised"] for span in refused)


def test_there_is_something_of_everything_that_questions_ask(small: Rows) -> None:
    there = {event.code for event in small.events}
    assert there >= {
        "controle", "controleopdracht", "gedraging", "inbreuktelling", "inname", "gegevensdrager", "opdracht",
        "voorwaarde-controle", "advies", "adviespunt", "oordeel", "vervolg", "schulden", "interventie-schulden",
        "overdracht-schuldhulp", "interventie-sociale-context", "sociale-context", "interventie-vaardigheden",
        "ervaringscontact", "eigen-oordeel", "gesprek", "detentie-re-integratie", "overdracht-dji-3ro",
        "basisvoorwaarden", "recidive", "onderzoekskenmerken", "toezegging", "opleiding", "e-learning", "kenniscirkel",
        "kennisdeling", "beeldorientatie", "weigering", "controlefrequentie",
    }  # fmt: skip
    states = {(span.code, span.state) for span in small.spans}
    assert states >= {
        ("controle", "niet_verschenen"),
        ("gedraging", "betwist"),
        ("gedraging", "bevestigd"),
        ("voorwaarde-controle", "niet_uitgevoerd"),
        ("gesprek", "niet_verschenen"),
        ("toezegging", "voldaan"),
        ("toezegging", "deels_voldaan"),
    }


def test_both_versions_of_the_method_are_used_in_order_and_minutes_are_told() -> None:
    small = rows(2, checks=120, supervisions=60, on=ON)
    done = {span.source: span for span in small.spans_of("controle") if span.state == "gedaan"}
    checks = sorted(
        (event for event in small.of("controle") if event.source in done), key=lambda e: done[e.source].since
    )
    versions = [event.attributes["method_version"] for event in checks]
    assert versions == sorted(versions)
    assert set(versions) == {"inzage-0.1.0", "inzage-0.2.0"}
    assert all(30 <= span.reasons["minutes"] <= 1440 for span in done.values())
    again = Counter(event.person for event in checks)
    assert any(count > 1 for count in again.values())
    assert not any(check.on > done[check.source].since for check in checks)


def test_a_check_lies_inside_its_condition(small: Rows) -> None:
    by_key: dict[str, Event] = {event.source: event for event in small.events}
    for span in small.spans_of("controle"):
        if span.state == "gedaan":
            term = by_key[by_key[span.source].about].attributes
            assert term["from"] <= span.since.isoformat() <= term["to"]


@pytest.mark.parametrize(("checks", "supervisions"), [(27, 165), (50, 165), (50, 60), (500, 500)])
def test_about_one_check_in_twenty_five_is_one_more_than_the_court_allows(checks: int, supervisions: int) -> None:
    """So that a page shows such a check, and not an organisation that breaks the law."""
    inside = list[bool]()
    for seed in range(20 if checks < 100 else 2):
        found = units(rows(seed, checks=checks, supervisions=supervisions, on=ON))
        inside += [unit.marks["in_frequency"] for unit in found]
        assert all(unit.marks["in_term"] and unit.marks["in_manner"] for unit in found)
    assert None not in inside
    assert 0 < inside.count(False) / len(inside) < 0.06


@pytest.mark.parametrize(("checks", "supervisions"), [(50, 12), (120, 60), (20, 1)])
def test_where_few_people_have_many_checks_their_court_allowed_many(checks: int, supervisions: int) -> None:
    found = [unit for seed in range(4) for unit in units(rows(seed, checks=checks, supervisions=supervisions, on=ON))]
    assert sum(not unit.marks["in_frequency"] for unit in found) < len(found) / 8


def test_questions_of_findings_are_those_of_the_building_blocks_and_have_words(small: Rows) -> None:
    asked = {event.attributes["question"] for event in small.of("gedraging")}
    real = {question.code.replace("_", "-") for block in Catalogue.read(FOLDER).blocks for question in block.questions}
    assert asked and asked <= real
    assert all(words.known("question", code) for code in asked)


def test_context_is_rolled_out_in_the_order_that_was_set(large: Rows) -> None:
    first = dict[str, tuple[date, int]]()
    for event in large.of("interventie-sociale-context"):
        rollout = event.attributes["rollout"]
        first.setdefault(rollout["group"], (event.on, rollout["place"]))
    assert sorted(first.values()) == sorted(first.values(), key=lambda each: each[1])
    assert len(first) == 4


def test_it_says_on_what_it_is_calibrated_and_that_all_is_invented() -> None:
    assert "verzonnen" in CALIBRATED.nl
    assert "Dadermonitor" in CALIBRATED.nl
    assert "invented" in CALIBRATED.en
    assert "geen enkele hulp effect" in CALIBRATED.nl
