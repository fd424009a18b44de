"""The rows of the second memo (3 June 2024), each by its number, as the register carries it."""

from datetime import date
from typing import Any

import pytest

from inzage.register import DataWrong, NoSuchRecord, Refused, commitments
from inzage.register.due import overdue
from inzage.register.export import events, may_read, visible
from inzage.register.funnels import ADVICE, funnel, still_advised, summoned_without_request
from inzage.register.histories import current
from inzage.register.models import Record
from inzage.register.staff import attendance
from inzage.register.values import Noun, Role, Scope
from inzage.register.writing import Links, Times, record
from tests.register import test_kind_files, test_rows_a
from tests.register.ground import (
    EXAMPLES,
    KINDS,
    LEAD,
    OFFICER,
    PLANNER,
    WHY,
    at,
    condition,
    go,
    make,
    state,
    trajectory,
)

# ruff: noqa: N802 each test is called after its row

ASKED = {"requester": "OM", "requested_on": "2026-01-06"}
REFUSED = {"basis": "alleen-dossier", "still_advised": ["behandelverplichting", "gedragsinterventie"]}
STEPS: dict[str, dict[str, Any]] = {"aangevraagd": ASKED, "geweigerd": REFUSED, "retour": {"reason": "te-laat"}}
STEPS |= {"gevorderd": {"as_advised": "geheel"}, "opgelegd": {"as_advised": "deels"}}
STEPS |= {"niet_aangevraagd": {"reason": "niet-nodig-geacht"}}
YEAR = at("2026-01-01"), at("2027-01-01")


def advice(*path: str) -> Record:
    made = trajectory("advies")
    for target in path:
        go(made, target, OFFICER, **STEPS.get(target, {}))
    return made


COHORT = [
    (),
    ("niet_aangevraagd",),
    ("aangevraagd",),
    ("aangevraagd", "retour"),
    ("aangevraagd", "in_behandeling", "uitgebracht"),
    ("aangevraagd", "in_behandeling", "uitgebracht", "gevorderd", "opgelegd"),
    ("aangevraagd", "in_behandeling", "geweigerd"),
    ("aangevraagd", "in_behandeling", "geweigerd", "gevorderd", "niet_opgelegd"),
]


def test_B1_the_funnel_from_summons_to_advice_is_the_count_by_hand() -> None:
    for path in COHORT:
        advice(*path)
    by_hand = {name: sum(name in path for path in COHORT) for name in ADVICE} | {"gedagvaard": len(COHORT)}
    assert funnel("advies", ADVICE, *YEAR) == by_hand
    assert (by_hand["aangevraagd"], by_hand["uitgebracht"], by_hand["geweigerd"]) == (6, 2, 2)
    assert [each.state for each in summoned_without_request()] == ["gedagvaard"]


@pytest.mark.parametrize("requester", ["OM", "rechter", "DJI", "reclassering", "verdachte"])
def test_B1_who_asked_is_one_of_those_who_can(requester: str) -> None:
    made = advice()
    if requester == "verdachte":
        with pytest.raises(DataWrong, match="requester"):
            go(made, "aangevraagd", PLANNER, requester=requester, requested_on="2026-01-06")
    else:
        go(made, "aangevraagd", PLANNER, requester=requester, requested_on="2026-01-06")
        assert made.steps.get(place=1).details["requester"] == requester


@pytest.mark.parametrize("moment", ["start", "vrijlating", "6-maanden", "12-maanden", "24-maanden"])
def test_B2_the_five_basic_conditions_and_the_network_at_fixed_moments(moment: str) -> None:
    place = trajectory("detentie-re-integratie")
    made = make("basisvoorwaarden", trajectory=place, data={"moment": moment})
    five = ("identity", "income", "housing", "debts", "care", "network")
    assert {made.data[name] for name in five} <= {"ja", "nee", "onbekend"}
    for name in five:
        with pytest.raises(DataWrong, match=name):
            make("basisvoorwaarden", trajectory=place, data={name: "deels"})


def test_B3_that_none_was_requested_is_told_with_the_reason() -> None:
    made = advice("niet_aangevraagd")
    assert made.steps.get(place=1).details["reason"] == "niet-nodig-geacht"
    go(made, "aangevraagd", PLANNER, **ASKED)
    assert state(made) == "aangevraagd"


def test_B4_who_refuses_never_drops_out_of_a_denominator() -> None:
    for _ in range(3):
        advice("aangevraagd", "in_behandeling", "geweigerd")
    advice("aangevraagd", "in_behandeling", "uitgebracht")
    counted = funnel("advies", ADVICE, *YEAR)
    assert (counted["gedagvaard"], counted["aangevraagd"], counted["in_behandeling"]) == (4, 4, 4)
    assert (counted["geweigerd"], counted["uitgebracht"]) == (3, 1)


@pytest.mark.parametrize("missing", ["basis", "still_advised"])
def test_B4_a_refusal_says_on_what_basis_and_what_was_still_advised(missing: str) -> None:
    made = advice("aangevraagd", "in_behandeling")
    with pytest.raises(DataWrong, match="required"):
        go(made, "geweigerd", OFFICER, **{name: value for name, value in REFUSED.items() if name != missing})
    go(made, "geweigerd", OFFICER, **REFUSED)


def test_B5_no_condition_advised_is_an_item_with_its_reason() -> None:
    made = advice()
    item = make("adviespunt", trajectory=made, about=made, data={"item": "geen-voorwaarden"})
    assert item.data["reasons"] == WHY
    with pytest.raises(DataWrong, match="reasons"):
        make("adviespunt", trajectory=made, about=made, data={"item": "geen-voorwaarden", "reasons": "geen"})


def test_B6_what_was_advised_instead_is_counted_over_refusals() -> None:
    advice("aangevraagd", "in_behandeling", "geweigerd")
    advice("aangevraagd", "in_behandeling", "geweigerd")
    assert still_advised() == {"behandelverplichting": 2, "gedragsinterventie": 2}
    for code in ("voorwaarde-behandelverplichting", "voorwaarde-gedragsinterventie"):
        assert condition(code=code).noun == Noun.MANDATE


@pytest.mark.parametrize(("row", "code"), [("B7", "kennisdeling"), ("B11", "e-learning")])
def test_B7_B11_who_read_or_followed_what_is_counted_per_organisation(row: str, code: str) -> None:
    go(make(code), "gevolgd", PLANNER)
    make(code)
    assert attendance(code, "rn-1", *YEAR) == 1
    assert row in KINDS.kinds[code, 1].rows


def test_B8_an_assessment_has_three_parts_and_an_override_has_its_reason() -> None:
    place = trajectory()
    made = make("oordeel", trajectory=place).data
    assert made["instrument"] == {"code": "RISC", "version": "5.1", "outcome": "matig"}
    assert made["profile"]["considered"] == "past-niet"
    assert made["judgement"] == {"conclusion": "laag", "reasons": WHY}
    for wrong in ({"override": {}}, {"judgement": {"conclusion": "laag"}}, {"instrument": {"code": "RISC"}}):
        with pytest.raises(DataWrong, match="required"):
            make("oordeel", trajectory=place, data=wrong)


def test_B8_a_profile_that_nobody_considered_is_a_gap_and_no_default() -> None:

    data = {name: value for name, value in EXAMPLES["oordeel"].items() if name != "profile"}
    made = record(KINDS, "oordeel", OFFICER, data, Times(at("2026-01-05")), links=Links(trajectory()))
    assert "profile" not in Record.objects.get(id=made.id).data


def test_B9_an_intervention_leads_back_to_the_judgement_it_rests_on() -> None:
    place = trajectory()
    judgement = make("oordeel", trajectory=place)
    decision = make("vervolg", trajectory=place, about=judgement, data={"outcome": "interventie"})
    started = make("interventie-sociale-context", trajectory=place, about=decision)
    assert started.about is not None
    assert (started.about, started.about.about) == (decision, judgement)
    with pytest.raises(NoSuchRecord, match="decision"):
        make("interventie-sociale-context", trajectory=place)


@pytest.mark.parametrize(
    "profile", ["incidenteel", "vroege-piek", "late-piek", "continu", "past-niet", "onbekend", "gemiddeld"]
)
def test_B10_four_profiles_and_neither_is_an_answer_too(profile: str) -> None:
    considered = {"considered": profile, "values_version": "2024-1", "certainty": "onzeker", "why": WHY}
    if profile == "gemiddeld":
        with pytest.raises(DataWrong, match="considered"):
            make("oordeel", trajectory=trajectory(), data={"profile": considered})
    else:
        assert make("oordeel", trajectory=trajectory(), data={"profile": considered}).data["profile"] == considered


@pytest.mark.parametrize(
    ("row", "form", "due"),
    [("B12", "inspanning", None), ("B16", "gesprek", None), ("B20", "brief", date(2024, 6, 28))],
)
def test_B12_B16_B20_what_was_promised_is_there_with_its_day_or_without(row: str, form: str, due: date | None) -> None:
    (found,) = (each for each in commitments.load(KINDS, LEAD) if each.data["row"] == row)
    assert (found.data["form"], found.due) == (form, due)
    assert overdue(KINDS, date(2030, 1, 1)).count(found) == (due is not None)


INTERVENTIONS = [kind for kind in KINDS.kinds.values() if kind.code.startswith("interventie-")]


@pytest.mark.parametrize("kind", INTERVENTIONS, ids=lambda kind: kind.name)
def test_B13_an_intervention_has_a_version_a_target_and_a_level_of_evidence(kind: Any) -> None:
    fixed = {name: value["const"] for name, value in kind.data["properties"].items() if "const" in value}
    assert sorted(fixed) == ["evidence_level", "intervention_version", "target_factor"]
    place = trajectory()
    about = make("oordeel", trajectory=place)
    for name in fixed:
        with pytest.raises(DataWrong, match=name):
            make(kind.code, trajectory=place, about=about, data={name: "anders"})


def test_B14_the_social_context_is_measured_per_factor_before_and_after() -> None:
    place = trajectory()
    for moment, found in (("start", "belastend"), ("12-maanden", "steunend")):
        make("sociale-context", trajectory=place, data={"moment": moment, "state": found})
    states = [each.data["state"] for each in current(place.id).filter(kind="sociale-context").order_by("recorded")]
    assert states == ["belastend", "steunend"]


def test_B15_the_order_of_rolling_out_is_fixed_beforehand() -> None:
    question = make("vraag", data={"rollout_order": ["noord", "zuid", "oost"]})
    place = trajectory(data={"region": "zuid"})
    started = make("interventie-sociale-context", trajectory=place, about=make("oordeel", trajectory=place))
    assert started.data["rollout"] == {"group": "noord", "place": 2}
    with pytest.raises(DataWrong, match="uniqueItems"):
        make("vraag", data={"rollout_order": ["noord", "noord"]})
    assert question.data["rollout_order"][1] == place.data["region"]


@pytest.mark.parametrize("role", Role)
def test_B17_research_flags_are_for_the_evaluator_alone(role: Role) -> None:
    flags = make("onderzoekskenmerken", trajectory=trajectory())
    assert may_read(KINDS.kinds["onderzoekskenmerken", 1], role) == (role is Role.EVALUATOR)
    assert visible(KINDS, [flags], role) == ([flags] if role is Role.EVALUATOR else [])


def test_B18_nobody_is_in_the_register_before_a_summons_or_an_order() -> None:
    onto_persons = [kind for kind in KINDS.kinds.values() if kind.scope is Scope.PERSON]
    loose = {kind.noun for kind in onto_persons} & {Noun.PARTY, Noun.TRAJECTORY}
    assert loose == {Noun.PARTY, Noun.TRAJECTORY}
    for kind in onto_persons:
        if kind.noun not in loose:
            with pytest.raises((NoSuchRecord, Refused), match="trajectory"):
                make(kind.code)


def test_B19_which_instrument_by_whom_it_was_overruled_is_told_without_names() -> None:
    place = trajectory("jeugd")
    make("oordeel", trajectory=place)
    make("basisvoorwaarden", trajectory=place)
    told = {event.kind: event for event in events(KINDS, b"key")}
    assert set(told) == {"jeugd@1", "oordeel@1", "basisvoorwaarden@1"}
    assert len({event.person for event in told.values()}) == 1
    assert told["basisvoorwaarden@1"].attributes["housing"] == "onbekend"
    assert told["oordeel@1"].attributes["instrument"] == {"code": "RISC", "version": "5.1", "outcome": "matig"}
    assert told["oordeel@1"].attributes["override"] == {}
    assert WHY not in repr(told)


@pytest.mark.parametrize("code", ["DGRR/DRC", "DGSenB/SenS", "OM", "RN", "NR"])
def test_B21_directorates_and_partners_are_parties(code: str) -> None:
    assert make("organisatie", data={"code": code, "part": "ministerie"}).data["code"] == code


def test_every_row_of_both_memos_has_a_test_of_its_name() -> None:

    names = [*dir(test_rows_a), *dir(test_kind_files), *globals()]
    tested = {part for name in names if name.startswith("test_") for part in name.split("_")}
    rows = [f"A{number}" for number in range(1, 41)] + [f"B{number}" for number in range(1, 22)]
    assert [row for row in rows if row not in tested] == []
