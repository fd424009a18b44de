"""The rows of the first memo (9 February 2024), each by its number, as the register carries it."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from inzage.register import DataWrong, Refused, commitments
from inzage.register.conditions import Share, coverage, gaps, without_execution
from inzage.register.due import open_transfers, overdue, warnings
from inzage.register.export import events, may_read
from inzage.register.funnels import DEBTS, funnel, summoned_without_request
from inzage.register.histories import current
from inzage.register.models import Record
from inzage.register.staff import Contact, attendance, contacts, exposure, trained
from inzage.register.values import Role
from tests.register.ground import (
    ADMIN,
    EVALUATOR,
    EXPERT,
    KINDS,
    LEAD,
    OFFICER,
    PAIR,
    PARAMETERS,
    PLANNER,
    POLICE,
    SECOND,
    WHY,
    at,
    check,
    condition,
    finished,
    go,
    make,
    parameters,
    state,
    train,
    trajectory,
)

# ruff: noqa: N802 each test is called after its row


def started(of: Record, day: str = "2026-02-02", **data: Any) -> Record:
    """A check that is under way; the performers are trained."""
    one = check(of, day, **data)
    go(one, "gepland", PLANNER)
    go(one, "onderweg", OFFICER, day)
    return one


def seeded() -> list[Record]:
    return commitments.load(KINDS, LEAD)


def of_row(row: str) -> list[Record]:
    return [each for each in seeded() if each.data["row"] == row]


@pytest.mark.parametrize("role", Role)
def test_A1_only_probation_staff_plan_execute_and_conclude_a_check(role: Role) -> None:
    table = KINDS.kinds["controle", 1].table
    acting = {target for (_, target), arrow in table.arrows.items() if role in arrow.roles}
    own = {Role.OFFICER, Role.EXPERT}
    assert ("onderweg" in acting) == ("gedaan" in acting) == (role in own)
    assert role is not Role.POLICE or acting == set()


@pytest.mark.parametrize("row", ["A2", "A3"])
def test_A2_A3_a_commitment_of_a_question_has_its_source_and_a_child_per_recommendation(row: str) -> None:
    (parent,) = of_row(row)
    assert parent.data["source"] == "kst-29270-156"
    assert parent.data["given_on"] == {"A2": "2023-03-07", "A3": "2023-04-11"}[row]
    child = make("toezegging", about=parent, data={"row": row, "owner": "rn-1"})
    go(child, "deels_voldaan", LEAD, evidence="figuur-7", on="2026-01-06")
    assert (state(child), state(parent)) == ("deels_voldaan", "openstaand")
    assert list(current().filter(about=parent)) == [child]


@pytest.mark.parametrize(
    ("row", "process", "report"),
    [
        ("A4", "samenwerking-DJI-3RO", "significant-2023"),
        ("A5", "ervaringsdeskundigheid", "rsj-2024-01-25"),
    ],
)
def test_A4_A5_an_outside_evaluation_is_a_finding_on_a_process_with_commitments(
    row: str, process: str, report: str
) -> None:
    found = make("externe-evaluatie", data={"process": process, "report": report})
    asked = make("toezegging", about=found, due=date(2026, 7, 1), data={"row": row, "owner": "dji-1"})
    go(asked, "voldaan", EVALUATOR, evidence="brief-12", on="2026-03-01")
    assert (asked.about, asked.due, asked.data["owner"]) == (found, date(2026, 7, 1), "dji-1")
    assert asked.steps.get(place=1).details["evidence"] == "brief-12"


@pytest.mark.parametrize(
    ("day", "warned", "late"),
    [("2024-02-07", 0, 0), ("2024-02-08", 1, 0), ("2024-02-15", 1, 0), ("2024-02-16", 0, 1)],
)
def test_A6_a_day_is_warned_of_ahead_and_told_when_past(day: str, warned: int, late: int) -> None:
    (debate,) = of_row("A6")
    on = date.fromisoformat(day)
    assert warnings(KINDS, on).count(debate) == warned
    assert overdue(KINDS, on).count(debate) == late


def test_A7_a_pilot_has_a_fixed_sample_and_each_check_enrols_with_a_number() -> None:
    pilot, of = make("vraag"), condition()
    for number in range(1, 51):
        check(of, enrolment={"protocol": str(pilot.id), "number": number})
    enrolled = [r.data["enrolment"] for r in current().filter(kind="controle")]
    assert pilot.data["fixed_sample"] == 50
    assert sorted(each["number"] for each in enrolled) == list(range(1, 51))
    assert {each["protocol"] for each in enrolled} == {str(pilot.id)}


def test_A8_every_check_says_by_which_version_of_the_method() -> None:
    of = condition()
    for version in ("inzage-0.1.0", "inzage-0.2.0"):
        check(of, method_version=version)
    found = current().filter(kind="controle", data__method_version="inzage-0.2.0")
    assert found.count() == 1
    with pytest.raises(DataWrong, match="method_version"):
        check(of, method_version="")


COHORT = [
    # condition's term, days of finished checks, counted on 2026-06-30 with 180 days
    (("2026-01-01", "2027-12-31"), ["2026-02-02"], True),
    (("2026-01-01", "2027-12-31"), ["2026-01-01"], False),  # 180 days before: just too long ago
    (("2026-01-01", "2027-12-31"), ["2026-01-02"], True),
    (("2026-01-01", "2027-12-31"), [], False),
    (("2026-01-01", "2026-06-30"), ["2026-03-01"], True),
]
OUTSIDE = [("2026-07-01", "2027-12-31"), ("2025-01-01", "2026-06-29")]


def test_A9_coverage_is_the_count_by_hand() -> None:
    train()
    for (since, until), days, _ in COHORT:
        of = condition(**{"from": since, "to": until})
        for day in days:
            finished(of, day)
    for since, until in OUTSIDE:
        condition(**{"from": since, "to": until})
    planned_only = condition()
    go(check(planned_only), "gepland", PLANNER)
    wanted = Share(sum(counts for *_, counts in COHORT), len(COHORT) + 1)
    assert coverage(date(2026, 6, 30), 180) == wanted == Share(3, 6)


def test_A9_a_condition_that_ended_needs_no_check() -> None:
    of = condition()
    go(of, "beeindigd", OFFICER, "2026-03-01")
    assert coverage(date(2026, 2, 28), 90).whole == 1
    assert coverage(date(2026, 3, 1), 90).whole == 0


@pytest.mark.parametrize("target", ["onderweg", "gedaan", "gepland", "voorgenomen"])
def test_A10_after_a_stop_nothing_is_examined(target: str) -> None:
    train()
    halted = started(condition())
    go(halted, "gestopt", EXPERT, reason="bekend-materiaal")
    decision = make("stop", trajectory=halted.trajectory, about=halted)
    handed = make("overdracht-politie", trajectory=halted.trajectory, about=decision)
    with pytest.raises(Refused, match="Nothing more is opened"):
        go(halted, target, OFFICER)
    assert (state(halted), state(handed)) == ("gestopt", "klaar")


def test_A10_police_see_the_transfer_and_nothing_else() -> None:
    seen = {kind.code for kind in KINDS.kinds.values() if may_read(kind, Role.POLICE)}
    assert seen == {"overdracht-politie"}


@pytest.mark.parametrize("question", ["visits-listed-place", "history-removed", "hours-of-use", "nieuwe-vraag"])
def test_A11_a_finding_is_a_behaviour_and_an_order_of_size(question: str) -> None:
    done = check(condition())
    found = make("gedraging", trajectory=done.trajectory, about=done, data={"question": question})
    assert found.data["count_band"] == "5-19"
    with pytest.raises(DataWrong, match="count_band"):
        make("gedraging", trajectory=done.trajectory, about=done, data={"count_band": "7"})


def test_A12_the_memo_s_four_commitments_are_there_and_undated_ones_are_never_late() -> None:
    four = of_row("A12")
    assert sorted(str(each.due) for each in four) == ["2024-12-31", "2024-12-31", "None", "None"]
    assert [each for each in overdue(KINDS, date(2099, 1, 1)) if each.due is None] == []
    assert {each.id for each in overdue(KINDS, date(2025, 1, 1))} >= {each.id for each in four if each.due}
    assert all(state(each) == "openstaand" for each in four)


def test_A12_loading_twice_makes_nothing_twice() -> None:
    assert [each.id for each in seeded()] == [each.id for each in seeded()]
    assert Record.objects.count() == 12


def test_A13_a_decision_waits_for_the_consent_of_a_second() -> None:
    decision = make("voortzetting", about=make("vraag"), by=LEAD)
    assert state(decision) == "wacht"
    with pytest.raises(Refused, match="second person"):
        go(decision, "vastgesteld", LEAD)
    go(decision, "vastgesteld", SECOND[Role.LEAD])
    assert state(decision) == "vastgesteld"


def test_A14_a_question_names_the_heads_that_the_trial_is_judged_on() -> None:
    assert make("vraag").data["heads"] == ["rechtmatig", "methodisch", "effectief", "uitvoerbaar"]
    with pytest.raises(DataWrong, match="heads"):
        make("vraag", data={"heads": []})


def test_A15_police_neither_plan_nor_do_a_check() -> None:
    train()
    of = condition()
    with pytest.raises(Refused):
        make("controle", trajectory=of.trajectory, about=of, by=POLICE)
    one = check(of)
    go(one, "gepland", PLANNER)
    with pytest.raises(Refused, match="probation"):
        go(one, "onderweg", POLICE)


def handed_over() -> Record:
    halted = check(condition())
    return make(
        "overdracht-politie",
        trajectory=halted.trajectory,
        about=make("stop", trajectory=halted.trajectory, about=halted),
    )


def test_A16_a_transfer_stays_open_until_its_receipt_and_its_fate_are_there() -> None:
    handed = handed_over()
    go(handed, "verzonden", OFFICER)
    assert handed.id in {each.id for each in open_transfers(KINDS)}
    with pytest.raises(DataWrong, match="receipt"):
        go(handed, "ontvangen", POLICE)
    go(handed, "ontvangen", POLICE, receipt="PL-2026-17")
    assert handed.id in {each.id for each in open_transfers(KINDS)}
    go(handed, "niet_opgepakt", POLICE)
    assert open_transfers(KINDS) == []


@pytest.mark.parametrize(
    ("training", "day", "planned"),
    [
        (None, "2026-02-02", False),
        ({}, "2026-02-02", True),
        ({"valid_until": "2026-02-02"}, "2026-02-02", True),
        ({"valid_until": "2026-02-01"}, "2026-02-02", False),
        ({"valid_from": "2026-02-03"}, "2026-02-02", False),
        ({"subject": "schulden-en-recidive"}, "2026-02-02", False),
    ],
)
def test_A17_who_is_not_trained_cannot_be_planned(training: dict[str, str] | None, day: str, *, planned: bool) -> None:
    for person in PAIR if training is not None else []:
        go(make("opleiding", data={"person": person["key"]} | (training or {})), "gevolgd", PLANNER)
    one = check(condition(), day)
    if planned:
        go(one, "gepland", PLANNER)
    else:
        with pytest.raises(Refused, match="valid training") as refused:
            go(one, "gepland", PLANNER)
        assert "digitaal-deskundige-1" in refused.value.sentence("nl")
    assert state(one) == ("gepland" if planned else "voorgenomen")


def test_A17_a_training_that_was_only_planned_does_not_count() -> None:
    make("opleiding", data={"person": "toezichthouder-1"})
    train("digitaal-deskundige-1")
    with pytest.raises(Refused, match="toezichthouder-1"):
        go(check(condition()), "gepland", PLANNER)


def test_A17_exposure_to_images_is_a_sum_per_worker() -> None:
    for minutes, day in ((30, "2026-01-05"), (45, "2026-01-31"), (60, "2026-02-01")):
        make("beeldbelasting", data={"minutes": minutes, "on": day})
    make("beeldbelasting", data={"person": "toezichthouder-9"})
    assert exposure("digitaal-deskundige-1", date(2026, 1, 1), date(2026, 1, 31)) == 75
    assert make("beeldorientatie").data["exposure_minutes"] == 20


def test_A18_a_condition_that_is_not_executed_shows_why_and_for_how_long() -> None:
    of = condition()
    go(of, "niet_uitgevoerd", PLANNER, "2026-02-01", reason="geen-capaciteit")
    go(of, "lopend", PLANNER, "2026-02-11")
    go(of, "niet_uitgevoerd", PLANNER, "2026-03-01", reason="juridische-belemmering")
    found = [(gap.reason, str(gap.since), str(gap.until), gap.days) for gap in gaps(of, date(2026, 3, 5))]
    assert found == [
        ("geen-capaciteit", "2026-02-01", "2026-02-10", 10),
        ("juridische-belemmering", "2026-03-01", "2026-03-05", 5),
    ]
    assert [(each.id, days) for each, days in without_execution(date(2026, 3, 5))] == [(of.id, 15)]


def test_A18_a_gap_that_began_later_is_none_yet() -> None:
    of = condition()
    go(of, "niet_uitgevoerd", PLANNER, "2026-02-01", reason="ziekte")
    assert gaps(of, date(2026, 1, 31)) == []
    with pytest.raises(DataWrong, match="reason"):
        go(condition(), "niet_uitgevoerd", PLANNER, reason="geen zin")


def test_A20_who_was_trained_on_debts_and_where_debts_are_known() -> None:
    for number in (1, 2, 3):
        make("medewerker", data={"key": f"toezichthouder-{number}"})
    train("toezichthouder-2", subject="schulden-en-recidive")
    assert trained("schulden-en-recidive", date(2026, 6, 1)) == Share(1, 3)
    debts = make("schulden", trajectory=trajectory())
    assert (debts.data["debt_band"], debts.data["creditors"], debts.data["enforcement"]) == ("5000-25000", "5-9", True)


def test_A21_attendance_is_counted_per_organisation_and_quarter() -> None:
    for day, target in (("2026-01-05", "gevolgd"), ("2026-03-31", "gevolgd"), ("2026-04-01", "gevolgd")):
        go(make("kenniscirkel", day), target, PLANNER)
    go(make("kenniscirkel"), "niet_gevolgd", PLANNER)
    quarter = at("2026-01-01", 0), at("2026-04-01", 0)
    assert attendance("kenniscirkel", "rn-1", *quarter) == 2
    assert attendance("kenniscirkel", "svg-1", *quarter) == 0


PATHS = [
    [],
    ["complex"],
    ["complex", "verwezen"],
    ["complex", "verwezen", "niet_aangenomen"],
    ["complex", "verwezen", "aangenomen", "geregeld"],
    ["geregeld"],
]


def test_A22_debts_go_from_known_to_arranged_and_the_funnel_counts_them() -> None:
    for path in PATHS:
        debts = make("schulden", trajectory=trajectory())
        for target in path:
            go(debts, target, OFFICER, **({"criterion": "beslag"} if target == "complex" else {}))
    counted = funnel("schulden", DEBTS, at("2026-01-01"), at("2027-01-01"))
    assert counted == {"bekend": 6, "complex": 4, "verwezen": 3, "aangenomen": 1, "geregeld": 2}


def test_A22_complex_debts_go_to_a_specialist_with_the_criterion() -> None:
    debts = make("schulden", trajectory=trajectory())
    with pytest.raises(DataWrong, match="criterion"):
        go(debts, "complex", OFFICER)
    sent = make("overdracht-schuldhulp", trajectory=debts.trajectory, about=debts)
    assert (sent.about, sent.data["criterion"]) == (debts, "beslag")


def test_A23_a_question_says_from_which_number_a_figure_may_be_shown() -> None:
    assert make("vraag").data["minimum"] == 10
    for version, missing in product((1, 2), ("minimum", "publication")):
        assert missing in KINDS.kinds["vraag", version].data["required"]  # type: ignore[operator]


@pytest.mark.parametrize(
    "wrong", [{"definition": "vermoed"}, {"source": "betrokkene"}, {"classification": "eigen"}, {"extracted_on": ""}]
)
def test_A24_re_offending_is_imported_by_definition_with_the_day_of_the_extract(wrong: dict[str, str]) -> None:
    place = trajectory()
    made = make("recidive", trajectory=place)
    assert made.data["extracted_on"] == "2026-06-01"
    with pytest.raises(DataWrong):
        make("recidive", trajectory=place, data=wrong)
    with pytest.raises(Refused):
        make("recidive", trajectory=place, by=OFFICER)


def test_A25_youth_runs_on_the_same_code() -> None:
    youth = trajectory("jeugd")
    of = condition(youth)
    train()
    assert state(finished(of)) == "gedaan"
    assert (youth.data["body"], youth.data["instrument"]) == ("GI", "LIJ")


def test_A26_a_result_expected_from_outside_is_a_commitment_with_a_day() -> None:
    (studies,) = of_row("A26")
    assert (studies.due, studies.data["form"]) == (date(2024, 3, 31), "onderzoek")


def test_A27_advice_is_counted_per_office_of_the_prosecutor() -> None:
    asked = {"requester": "OM", "requested_on": "2026-01-06"}
    for office, requested in (("noord", True), ("noord", False), ("zuid", True)):
        advice = trajectory("advies", data={"parket": office})
        if requested:
            go(advice, "aangevraagd", PLANNER, **asked)
    year = at("2026-01-01"), at("2027-01-01")
    assert funnel("advies", ("gedagvaard", "aangevraagd"), *year, parket="noord") == {"gedagvaard": 2, "aangevraagd": 1}
    assert funnel("advies", ("gedagvaard", "aangevraagd"), *year)["gedagvaard"] == 3
    assert len(summoned_without_request()) == 1
    assert of_row("A27")[0].data["form"] == "motie"


def test_A28_a_question_names_the_decision_it_serves_and_is_locked_before_the_first_look() -> None:
    question = make("vraag", by=EVALUATOR)
    assert question.data["decision_served"]["nl"] == "Doorgaan met de proef of niet."
    with pytest.raises(Refused, match="Lock it"):
        go(question, "afgesloten", EVALUATOR, result_sha256="ab" * 32)
    with pytest.raises(Refused, match="second person"):
        go(question, "vergrendeld", EVALUATOR)
    go(question, "vergrendeld", SECOND[Role.EVALUATOR])
    assert make("voortzetting", about=question).about == question


def test_A29_exposure_to_an_experience_worker_is_told_per_contact() -> None:
    place = trajectory()
    for day, minutes in (("2026-01-10", 50), ("2026-03-10", 20)):
        one = make("ervaringscontact", day, trajectory=place)
        for target, by in (("gepland", PLANNER), ("onderweg", OFFICER)):
            go(one, target, by, day)
        go(one, "gedaan", OFFICER, day, minutes=minutes)
    go(make("ervaringscontact", "2026-04-10", trajectory=place), "gepland", PLANNER)
    assert contacts(place) == [
        Contact("ervaringswerker-1", at("2026-01-10"), 50),
        Contact("ervaringswerker-1", at("2026-03-10"), 20),
    ]
    with pytest.raises(DataWrong, match="function"):
        make("ervaringscontact", trajectory=place, data={"performers": PAIR})


REFUSED_BY_ORDER: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "unannounced": ({}, {"notice": "onaangekondigd"}, "manner"),
    "another kind of carrier": ({}, {"carriers": ["computer", "tablet"]}, "manner"),
    "no manner at all": ({"manner": None}, {}, "manner"),
    "no frequency at all": ({"frequency": None}, {}, "frequency"),
    "a function not named": ({"officials": ["toezichthouder"]}, {}, "digitaal-deskundige"),
    "nobody named": ({"officials": None}, {}, "function"),
}


@pytest.mark.parametrize("what", REFUSED_BY_ORDER)
def test_A30_outside_frequency_manner_or_officials_a_check_is_refused(what: str) -> None:
    changed, data, said = REFUSED_BY_ORDER[what]
    train()
    kept = {name: value for name, value in (PARAMETERS | changed).items() if value is not None}
    one = check(condition(parameters=kept), **data)
    with pytest.raises(Refused, match=said):
        go(one, "gepland", PLANNER)
    assert state(one) == "voorgenomen"


def test_A30_the_frequency_counts_what_began_in_the_period() -> None:
    train()
    of = condition()
    for day in ("2026-02-02", "2026-03-02"):
        finished(of, day)
    third = check(of, "2026-04-01")
    with pytest.raises(Refused, match="All 2 checks"):
        go(third, "gepland", PLANNER)
    go(check(of, "2026-05-02"), "gepland", PLANNER)


def test_A30_a_check_that_never_began_uses_nothing_up() -> None:
    train()
    of = parameters(frequency={"at_most": 1, "per": "jaar"})
    missed = check(of)
    go(missed, "gepland", PLANNER)
    with pytest.raises(Refused, match="All 1 checks"):
        go(check(of), "gepland", PLANNER)
    go(missed, "niet_verschenen", OFFICER, reason="organisatie")
    go(check(of), "gepland", PLANNER)


@pytest.mark.parametrize("day", ["2025-12-31", "2028-01-01"])
def test_A30_outside_the_term_of_the_condition_nothing_is_planned(day: str) -> None:
    train()
    with pytest.raises(Refused, match="does not hold"):
        go(check(condition(), day), "gepland", PLANNER)


def test_A30_what_changed_after_planning_is_looked_at_again_when_it_begins() -> None:
    train()
    of = condition()
    one = check(of)
    go(one, "gepland", PLANNER)
    go(of, "beeindigd", OFFICER)
    with pytest.raises(Refused, match="does not hold"):
        go(one, "onderweg", OFFICER)


@pytest.mark.parametrize("grants", [["instellingen"], ["inhoud"], ["instellingen", "inhoud"]])
def test_A30_a_look_by_hand_needs_its_own_grant(grants: list[str]) -> None:
    train(subject="handmatige-telefooncontrole")
    one = check(condition(), code="telefooncontrole", carriers=["phone"], platform="Android", grants=grants)
    go(one, "gepland", PLANNER)
    if grants == ["instellingen"]:
        go(one, "onderweg", OFFICER)
    else:
        with pytest.raises(Refused, match="grant"):
            go(one, "onderweg", OFFICER)


NECESSARY = {"function": "extern-deskundige", "task": "technisch", "necessity": "De schijf is alleen zo te lezen."}


@pytest.mark.parametrize(
    "wrong", [{"necessity": ""}, {"necessity": "nodig"}, {"task": "meekijken"}, {"function": "buur"}]
)
def test_A31_an_expert_comes_along_for_a_technical_task_with_the_reason(wrong: dict[str, str]) -> None:
    of = condition()
    assert check(of, attendees=[NECESSARY]).data["attendees"] == [NECESSARY]
    with pytest.raises(DataWrong, match="attendees"):
        check(of, attendees=[NECESSARY | wrong])


def test_A32_a_function_that_the_verdict_shuts_out_takes_no_part_as_expert_either() -> None:
    train()
    police = NECESSARY | {"function": "politie"}
    with pytest.raises(Refused, match="politie"):
        go(check(condition(), attendees=[police]), "gepland", PLANNER)
    go(check(parameters(excluded=[]), attendees=[police]), "gepland", PLANNER)


def test_A33_from_advice_to_demand_to_order() -> None:
    advice = trajectory("advies")
    item = make("adviespunt", trajectory=advice, about=advice, data={"item": "controle-gegevensdragers"})
    for target, details in (
        ("aangevraagd", {"requester": "OM", "requested_on": "2026-01-06"}),
        ("in_behandeling", {}),
        ("uitgebracht", {}),
        ("gevorderd", {"as_advised": "deels"}),
        ("opgelegd", {"as_advised": "geheel"}),
    ):
        go(advice, target, OFFICER, **details)
    of = condition(trajectory(), from_advice=str(advice.id))
    assert (item.about, of.data["from_advice"], state(advice)) == (advice, str(advice.id), "opgelegd")


CONDITIONS = [kind for kind in KINDS.kinds.values() if kind.code.startswith("voorwaarde-")]


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.name)
def test_A34_each_kind_of_condition_answers_the_four_tests(kind: Any) -> None:
    assert sorted(kind.tests) == ["bepaaldheid", "proportionaliteit", "subsidiariteit", "uitvoerbaarheid"]
    assert all(len(answer) > 20 for answer in kind.tests.values())
    for standing in ("algemeen", "bijzonder"):
        assert condition(code=kind.code, standing=standing).data["standing"] == standing


def test_A35_the_register_keeps_the_sums_of_what_was_opened() -> None:
    done = check(condition())
    for rows, looks in ((840, 0), (160, 3)):
        make(
            "inbreuktelling", trajectory=done.trajectory, about=done, data={"machine_rows": rows, "human_looks": looks}
        )
    found = [each.data for each in current().filter(kind="inbreuktelling", about=done)]
    assert sum(each["machine_rows"] for each in found) == 1000
    assert sum(each["human_looks"] for each in found) == 3


@pytest.mark.parametrize("how", ["aangereikt", "in zicht", "gevonden", "doorzocht", ""])
def test_A36_a_carrier_was_handed_over_or_lay_in_sight(how: str) -> None:
    of = condition()
    carrier = make("gegevensdrager", trajectory=of.trajectory, about=of)
    if how in ("aangereikt", "in zicht"):
        go(carrier, "aangeboden", OFFICER, how_presented=how)
    else:
        with pytest.raises(DataWrong, match="how_presented"):
            go(carrier, "aangeboden", OFFICER, how_presented=how)


def test_A37_declared_and_presented_are_two_counts() -> None:
    of = condition()
    for declared, presented in ((True, True), (True, False), (True, False), (False, True)):
        carrier = make("gegevensdrager", trajectory=of.trajectory, about=of, data={"declared": declared})
        if presented:
            go(carrier, "aangeboden", OFFICER, how_presented="in zicht")
    found = current().filter(kind="gegevensdrager")
    assert found.filter(data__declared=True).count() == 3
    assert found.filter(state="aangeboden").count() == 2


def test_A38_the_person_s_own_view_keeps_announced_and_unannounced_apart() -> None:
    done = check(condition())
    for announced in ("aangekondigd", "onaangekondigd"):
        make("eigen-oordeel", trajectory=done.trajectory, about=done, data={"announced": announced})
    assert current().filter(kind="eigen-oordeel", data__announced="aangekondigd").count() == 1


def test_A39_no_key_of_staff_leaves_the_register() -> None:
    train()
    done = finished(condition())
    make("beeldbelasting")
    make("oordeel", trajectory=done.trajectory)
    told = repr(list(events(KINDS, b"key")))
    for hidden in ("toezichthouder-1", "digitaal-deskundige-1", "rn-1", WHY, "P-0001"):
        assert hidden not in told
    assert "controle@2" in told


@pytest.mark.parametrize(
    "code", ["politie", "RN", "OM", "MRb", "MJenV", "NR", "WODC", "RSJ", "Significant", "DGRR/DRC"]
)
def test_A40_every_partner_is_a_party(code: str) -> None:
    if code == "politie":
        with pytest.raises(DataWrong, match="code"):
            make("organisatie", data={"code": code})
        code = "Politie"
    made = make("organisatie", data={"code": code, "part": "politie"}, by=ADMIN)
    assert (made.noun, made.data["code"]) == ("party", code)
