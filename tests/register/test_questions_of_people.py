"""Questions of the evaluation over records that were made and moved as people do, and not over rows made by hand."""

from datetime import date

from inzage.evaluation import Cohort, Protocol, Unit
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from inzage.register.evaluating.rows import Selection, counted, selected
from inzage.register.models import Record
from inzage.register.values import Role
from tests.register.ground import (
    BY,
    EVALUATOR,
    KINDS,
    OFFICER,
    ORG,
    PLANNER,
    at,
    condition,
    finished,
    go,
    make,
    train,
    trajectory,
)

LATER = at("2099-01-01")
"""The moment of the extraction: after anything that a clock says while this is written."""


def cohort(code: str, asked: Protocol | None = None) -> Cohort:
    """What a question makes of all records of the house."""
    seen = question(code)
    rows = selected(Selection(counted(KINDS, seen.kinds), ORG, LATER, b"k" * 32))
    return seen.select(rows, asked or protocol(code))


def only(code: str) -> Unit:
    (unit,) = cohort(code).units
    return unit


def held(code: str, place: Record, day: str, about: Record | None = None) -> Record:
    """An activity that was planned, begun and done on a day."""
    made = make(code, day, trajectory=place, about=about)
    for state, by in (("gepland", PLANNER), ("onderweg", OFFICER), ("gedaan", OFFICER)):
        go(made, state, by, day)
    return made


def test_an_advice_goes_from_its_summons_to_what_was_imposed() -> None:
    advice = trajectory("advies", day="2026-01-05")
    go(advice, "aangevraagd", OFFICER, "2026-01-10", requester="OM", requested_on="2026-01-08")
    go(advice, "in_behandeling", OFFICER, "2026-01-12")
    go(advice, "geweigerd", OFFICER, "2026-02-01", basis="alleen-dossier", still_advised=["meldplicht"])
    go(advice, "gevorderd", OFFICER, "2026-03-01", as_advised="deels")
    unit = only("E5")
    assert (unit.group, unit.marks["requester"], unit.marks["quarter"]) == ("noord-holland", "OM", "2026-K1")
    assert unit.marks["geweigerd"]
    assert unit.marks["still_advised"]
    assert unit.marks["demanded_as_advised"] == "deels"
    assert unit.marks["waited"] > 200


def test_help_with_debts_is_an_exposure_from_the_day_on_which_it_began() -> None:
    place = trajectory(day="2026-01-05")
    judged = make("oordeel", "2026-01-06", trajectory=place)
    held("interventie-schulden", place, "2026-02-01", judged)
    make("recidive", "2026-06-02", trajectory=place, data={"occurred_on": "2026-03-05", "extracted_on": "2026-06-01"})
    found = cohort("E7")
    (unit,) = found.units
    assert (unit.event, unit.days, unit.marks["helped_after"]) == ("recidive", 59, 27)
    assert found.extracted_on.isoformat() == "2026-06-01"
    (described,) = [each for each in cohort("E6").units if each.marks["unit"] == "toezicht"]
    assert described.group == "past-niet"
    assert described.marks["interventie-schulden"] is True


def test_a_withdrawn_outcome_is_no_new_case() -> None:
    place = trajectory(day="2026-01-05")
    told = make("recidive", "2026-06-02", trajectory=place, data={"occurred_on": "2026-03-05"})
    go(told, "ingetrokken", EVALUATOR, "2026-06-03")
    assert (only("E7").event, only("E7").missing) == ("", True)


def test_staff_and_their_training_have_the_same_key() -> None:
    make("medewerker")
    make("medewerker", data={"key": "toezichthouder-2"})
    learned = make("e-learning", data={"valid_until": "2099-12-31"})
    go(learned, "gevolgd", PLANNER)
    reached = [unit.marks["e-learning:mensenhandel-herkennen"] for unit in cohort("E6").units]
    assert sorted(reached) == [False, True]


def test_a_stay_has_its_prison_its_plan_and_the_first_conversation_after_it() -> None:
    stay = trajectory("detentie-re-integratie", day="2026-01-05", data={"release_on": "2026-03-01"})
    make("basisvoorwaarden", "2026-03-01", trajectory=stay)
    held("gesprek", stay, "2026-03-09")
    unit = only("E8")
    assert (unit.group, unit.marks["in_time"], unit.marks["waited"], unit.marks["contact"]) == ("pi-1", True, 8, True)
    assert unit.marks["basic_identity"] == "ja"


def test_a_contact_with_an_experience_worker_and_appointments_around_it() -> None:
    place = trajectory(day="2026-01-05")
    held("gesprek", place, "2026-01-20")
    held("ervaringscontact", place, "2026-02-01")
    absent = make("gesprek", "2026-02-10", trajectory=place)
    go(absent, "gepland", PLANNER, "2026-02-10")
    go(absent, "niet_verschenen", OFFICER, "2026-02-10", reason="aanvaardbaar")
    marks = only("E9").marks
    assert (marks["contacts"], marks["before"], marks["before_kept"]) == (1, 1, 1)
    assert (marks["after"], marks["after_kept"]) == (1, 0)


def test_burdens_and_the_region_of_a_supervision() -> None:
    place = trajectory(day="2026-01-05")
    make("sociale-context", "2026-01-20", trajectory=place)
    unit = only("E10")
    assert (unit.group, unit.marks["burdens"], unit.marks["known"]) == ("noord", 1, False)


def test_a_commitment_has_its_term() -> None:
    promised = make("toezegging", "2026-01-05", due=date(2026, 2, 1))
    go(promised, "voldaan", BY[Role.LEAD], "2026-02-02", evidence="kst-1", on="2026-02-01")
    assert (only("E12").marks["in_time"], only("E12").group) == (True, "brief")


def test_checks_are_counted_for_how_closely_somebody_is_watched() -> None:
    train()
    place = trajectory(day="2026-01-05")
    finished(condition(place), "2026-02-02")
    assert only("E7").checks == 1
