"""The lint: each gap and each excess is named with the ruling behind it, and nothing else is."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given

from inzage.mandate import (
    CarrierKind,
    Condition,
    DataClass,
    Exclusions,
    Frequency,
    HitProcedure,
    Mandate,
    Officials,
    Period,
    Permit,
)
from inzage.mandate.codec import read_draft
from inzage.mandate.lint import Kind, lint, opens_today
from inzage.mandate.lint_missing import MISSING
from inzage.mandate.lint_wide import WIDE
from tests.mandate.made import FULL_DRAFT, SILENT_DRAFT, TODAY, a_mandate, a_validation, mandates

SOUND = a_mandate()
M = SOUND.manner


def found(mandate: Mandate) -> set[tuple[str, Kind]]:
    return {(remark.field, remark.kind) for remark in lint(mandate)}


def test_a_sound_mandate_has_no_remark() -> None:
    assert lint(SOUND) == []


def test_a_silent_mandate_lacks_everything_that_a_court_should_settle() -> None:
    missing = {field for field, kind in found(read_draft(SILENT_DRAFT.encode())) if kind == Kind.MISSING}
    assert missing == {rule.field for rule in MISSING}


GAPS = [
    ("first", "period"),
    ("last", "period"),
    ("at_most", "frequency"),
    ("per", "frequency"),
    ("notice", "frequency.notice"),
    ("carriers", "manner.carriers"),
    ("presented", "manner"),
    ("owners", "manner"),
    ("data_classes", "manner.data_classes"),
    ("window_days", "manner.window_days"),
    ("human", "manner.human"),
    ("allowed", "officials.allowed"),
    ("contact", "hit"),
    ("instructions", "hit"),
    ("retention_days", "retention_days"),
    ("verdict_quote", "verdict_quote"),
]


@pytest.mark.parametrize(("line", "field"), GAPS)
def test_one_gap_gives_its_own_remark(line: str, field: str) -> None:
    text = re.sub(rf"^{line} = .*\n", "", FULL_DRAFT, flags=re.MULTILINE)
    before, after = (found(read_draft(one.encode())) for one in (FULL_DRAFT, text))
    assert (field, Kind.MISSING) in after - before
    assert {one for one in after - before if one[1] == Kind.MISSING} == {(field, Kind.MISSING)}


EXCESS: list[tuple[str, dict[str, Any], str | None]] = [
    ("monthly", {"frequency": Frequency(1, "month")}, None),
    ("more than monthly", {"frequency": Frequency(13, "year")}, "frequency"),
    ("twice a month", {"frequency": Frequency(2, "month")}, "frequency"),
    ("monthly by quarter", {"frequency": Frequency(3, "quarter")}, None),
    ("more by quarter", {"frequency": Frequency(4, "quarter")}, "frequency"),
    ("all carriers", {"manner": replace(M, carriers=get_args(CarrierKind))}, "manner.carriers"),
    ("all but one", {"manner": replace(M, carriers=get_args(CarrierKind)[1:])}, None),
    ("shared", {"manner": replace(M, owners=("betrokkene", "gedeeld"))}, None),
    ("another's", {"manner": replace(M, owners=("betrokkene", "ander"))}, "manner.owners"),
    ("a child's", {"manner": replace(M, owners=("kind",))}, "manner.owners"),
    ("not asked", {"manner": replace(M, data_classes=(*M.data_classes, DataClass.SEARCHES))}, "manner.data_classes"),
    ("asked", {"manner": replace(M, data_classes=(*M.data_classes, DataClass.DOWNLOADS))}, None),
    ("a year back", {"manner": replace(M, window_days=365)}, None),
    ("more than a year", {"manner": replace(M, window_days=366)}, "manner.window_days"),
    ("settings shown", {"manner": replace(M, human=("settings",))}, None),
    ("content shown", {"manner": replace(M, human=("content",))}, "manner.human"),
    ("police", {"officials": Officials(("toezichthouder", "politie"))}, "officials.allowed"),
    ("police expert", {"officials": Officials(("politie-specialist",))}, "officials.allowed"),
    ("police excluded", {"officials": Officials(("toezichthouder",), ("politie",))}, None),
    ("kept a year", {"retention_days": 365}, None),
    ("kept longer", {"retention_days": 366}, "retention_days"),
    ("ten years", {"period": Period(date(2026, 1, 1), date(2036, 1, 1))}, None),
    ("more than ten", {"period": Period(date(2026, 1, 1), date(2036, 2, 1))}, "period"),
]


@pytest.mark.parametrize(("changes", "field"), [(c, f) for _, c, f in EXCESS], ids=[name for name, _, _ in EXCESS])
def test_what_is_too_wide_is_named_and_its_near_miss_is_not(changes: dict[str, Any], field: str | None) -> None:
    assert found(a_mandate(**changes)) == ({(field, Kind.WIDE)} if field else set())


def test_looking_back_past_what_must_be_kept_is_named() -> None:
    def kept(days: int) -> Mandate:
        classes = (DataClass.SOFTWARE, DataClass.HISTORY_EXTENT)
        return a_mandate(
            conditions=(Condition("ALG-1", 1, {"dagen": days}),),
            manner=replace(M, data_classes=classes, window_days=30),
        )

    assert found(kept(30)) == set()
    assert found(kept(29)) == {("manner.window_days", Kind.WIDE)}


def test_days_of_another_question_are_no_days_of_keeping() -> None:
    classes = (DataClass.CONTACTS, DataClass.MESSAGE_CONTENT)
    parameters = {"leeftijd": 16, "k": 2, "minimum": 10, "dagen": 3}
    asked = (Condition("ZO-4", 1, parameters),)
    remarks = found(a_mandate(conditions=asked, manner=replace(M, data_classes=classes, window_days=30)))
    assert ("manner.window_days", Kind.WIDE) not in remarks


def test_high_intrusion_asks_for_its_own_reasons() -> None:
    remarks = lint(a_mandate(manner=replace(M, data_classes=(DataClass.BROWSING, DataClass.MESSAGE_CONTENT))))
    assert {remark.source for remark in remarks} == {"ECLI:NL:HR:2025:409"}
    assert len(remarks) == 2  # of high intrusion, and asked by no condition


def test_no_condition_and_no_exclusion_are_gaps() -> None:
    assert found(a_mandate(conditions=())) >= {("conditions", Kind.MISSING)}
    assert found(a_mandate(exclusions=Exclusions())) == {("exclusions", Kind.MISSING)}
    assert found(a_mandate(exclusions=Exclusions(b"x", frozenset(), frozenset({"a" * 64})))) == set()


def test_a_question_without_any_door_is_said_to_have_no_answer() -> None:
    shut = a_mandate(manner=replace(M, data_classes=()))
    (remark,) = lint(shut)
    assert (remark.field, remark.kind) == ("manner.data_classes", Kind.CLOSED)
    assert "browsing, downloads" in remark.advice
    ajar = a_mandate(manner=replace(M, data_classes=(DataClass.DOWNLOADS,)))
    assert lint(ajar) == []


def test_a_validation_mandate_is_not_linted() -> None:
    assert lint(a_validation(exclusions=Exclusions(), verdict_quote="", hit=HitProcedure())) == []


def test_an_unknown_block_stops_no_lint_and_is_named() -> None:
    (remark,) = lint(a_mandate(conditions=(Condition("XX-1", 1),)))
    assert (remark.field, remark.kind) == ("conditions[1]", Kind.MISSING)
    assert "XX-1" in remark.nl
    assert opens_today(a_mandate(conditions=(Condition("XX-1", 1),)), TODAY) == ()


def test_a_condition_that_is_not_filled_in_is_named() -> None:
    """It asks nothing, so nothing would open, and nobody would know why."""
    good, gap = Condition("ZO-1", 1), Condition("ALG-4", 1)
    (remark,) = lint(a_mandate(conditions=(good, gap)))
    assert remark.field == "conditions[2]"
    assert "personen" in remark.nl


SOURCE = re.compile(r"ECLI:NL:P?HR:\d{4}:\d+|artikel \d+, .* AVG")


@pytest.mark.parametrize("rule", [*MISSING, *WIDE], ids=lambda rule: f"{rule.field}: {rule.en:.30}")
def test_each_rule_has_a_source_two_languages_and_a_sentence_for_the_court(rule: Any) -> None:
    assert SOURCE.fullmatch(rule.source)
    assert rule.nl.endswith(".")
    assert rule.en.endswith(".")
    assert rule.nl != rule.en
    assert rule.advice.startswith("Geadviseerd wordt ")
    assert rule.advice.endswith(".")


def test_no_two_rules_say_the_same() -> None:
    rules = [*MISSING, *WIDE]
    assert len({rule.nl for rule in rules}) == len({rule.advice for rule in rules}) == len(rules)


@given(mandates())
def test_any_mandate_can_be_linted_and_what_opens_is_what_is_decided(mandate: Mandate) -> None:
    assert all(remark.advice and remark.nl and remark.en for remark in lint(mandate))
    for permit in opens_today(mandate, TODAY):
        assert permit.data_class in mandate.manner.data_classes
        assert TODAY in mandate.period


def test_what_opens_all_the_same_is_listed_per_question() -> None:
    both = a_mandate(
        conditions=(Condition("ZO-1", 1), Condition("ZO-2", 1)), manner=replace(M, data_classes=(DataClass.BROWSING,))
    )
    assert opens_today(both, TODAY) == (
        Permit("listed_places_visited", DataClass.BROWSING),
        Permit("listed_talk_places_visited", DataClass.BROWSING),
    )
    assert opens_today(both, date(2030, 1, 1)) == ()


def test_the_lint_refuses_nothing() -> None:
    wide = a_mandate(manner=replace(M, data_classes=tuple(DataClass), window_days=36_500, human=("content",)))
    assert len(lint(wide)) >= 4
    from_catalogue = opens_today(wide, TODAY)
    assert from_catalogue
    for permit in from_catalogue:
        assert permit.question == "listed_places_visited"
