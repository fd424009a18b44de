"""The questions about checks over records of the register itself: its kinds and steps hold what the questions read."""

import pytest

from inzage.evaluation import Figure, Result, Rows, Unit
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from inzage.register.evaluating.rows import Selection, counted, selected
from inzage.register.faults import DataWrong
from inzage.register.models import Record
from tests.register.ground import COLLEAGUE, EXPERT, KINDS, OFFICER, ORG, PLANNER, at, check, condition, go, make, train

LATER = at("2099-01-01")
"""The moment of the extraction: after anything that a clock says while this is written."""
CODES = ("pilot-50", "E1", "E2", "E3", "E4", "E11")


def rows(code: str) -> Rows:
    return selected(Selection(counted(KINDS, question(code).kinds), ORG, LATER, b"key"))


def units(code: str) -> tuple[Unit, ...]:
    return cohort_of(question(code), protocol(code), rows(code)).units


def told(code: str) -> Result:
    return answer(question(code), protocol(code), rows(code), looks=1)


def figure(result: Result, code: str) -> Figure:
    (found,) = [each for each in result.figures if each.code == code and each.group in ("", "inzage-0.1.0")]
    return found


def done(under: Record, day: str, how: str = "gedaan", **said: object) -> Record:
    made = check(under, day)
    go(made, "gepland", PLANNER, day)
    go(made, "onderweg", OFFICER, day)
    go(made, how, OFFICER, day, **said)
    return made


def finding(about: Record, day: str, answered: str, name: str = "listed-places-visited") -> Record:
    data = {"answer": answered, "question": name}
    return make("gedraging", day, trajectory=about.trajectory, about=about, data=data)


@pytest.fixture
def written() -> Record:
    """One person, a condition of two checks a quarter; three checks, an appointment missed, a refusal, a dispute."""
    train()
    under = condition()
    data = {"times": 2, "per": "jaar"}
    make("controlefrequentie", "2026-01-06", trajectory=under.trajectory, about=under, data=data)
    carrier = make("gegevensdrager", "2026-02-02", trajectory=under.trajectory, about=under)
    go(carrier, "aangeboden", OFFICER, "2026-02-02", how_presented="aangereikt")
    first = done(under, "2026-02-02", minutes=90)
    wrong = finding(first, "2026-02-02", "indication")
    go(wrong, "betwist", OFFICER, "2026-02-03")
    go(wrong, "vervallen", EXPERT if wrong.actor != EXPERT.key else COLLEAGUE, "2026-02-10")
    finding(first, "2026-02-02", "no_indication", "history-kept")
    make("inbreuktelling", "2026-02-02", trajectory=under.trajectory, about=first)
    missed = check(under, "2026-03-02")
    go(missed, "gepland", PLANNER, "2026-03-01")
    go(missed, "niet_verschenen", OFFICER, "2026-03-02", reason="niet-aanvaardbaar")
    second = done(under, "2026-03-09", minutes=60)
    finding(second, "2026-03-09", "indication", "history-kept")
    third = done(under, "2026-06-01", "gestopt", reason="medewerking-gestopt")
    make("weigering", "2026-06-01", trajectory=under.trajectory, about=third)
    return under


@pytest.mark.parametrize("code", CODES)
def test_every_question_answers_over_the_register_as_it_begins(code: str) -> None:
    assert told(code).counted == 0


@pytest.mark.usefixtures("written")
def test_what_a_check_came_to_is_in_its_marks() -> None:
    first, second, third = (unit.marks for unit in units("pilot-50"))
    assert {name: first[name] for name in ("how", "minutes", "performers", "staff_minutes", "machine_rows")} == {
        "how": "gedaan",
        "minutes": 90,
        "performers": 2,
        "staff_minutes": 180,
        "machine_rows": 840,
    }
    assert (first["answers"], first["disputed"], first["lapsed"]) == ({"history-kept": "no_indication"}, 1, 1)
    assert (first["presented"], first["declared"]) == (1, 1)
    assert (second["missed_before"], second["indications"]) == (1, ["history-kept"])
    assert (third["how"], third["stop_reason"], third["refused"]) == ("gestopt", "medewerking-gestopt", True)
    for marks in (first, second, third):
        assert (marks["in_term"], marks["in_frequency"], marks["in_manner"]) == (True, True, True)


def test_what_is_said_at_the_closing_reaches_the_questions_of_a_check_that_a_case_ended() -> None:
    train()
    under = condition()
    stopped = done(under, "2026-02-02", "gestopt", reason="bekend-materiaal")
    ended = done(under, "2026-03-02")
    silent = done(under, "2026-06-02")
    go(stopped, "beoordeeld", OFFICER, "2026-02-05", minutes=40)
    go(ended, "beoordeeld", OFFICER, "2026-03-05", staff_minutes=170)
    go(silent, "beoordeeld", OFFICER, "2026-06-05")
    for code in ("E2", "pilot-50"):
        told_ = [(unit.marks["minutes"], unit.marks["staff_minutes"]) for unit in units(code)]
        assert told_ == [(40, 80), (None, 170), (None, None)]
        gaps = " ".join(words.nl for words in told(code).gaps)
        assert "Bij 1 van de 3 controles is niet vastgelegd hoeveel werktijd" in gaps
    assert len(figure(told("E2"), "staff-hours").of) == 2


@pytest.mark.parametrize("said", [{"staff_minutes": 0}, {"minutes": 1441}, {"staff_minutes": "60"}])
def test_no_time_at_all_cannot_be_said(said: dict[str, object]) -> None:
    train()
    ended = done(condition(), "2026-03-02")
    with pytest.raises(DataWrong):
        go(ended, "beoordeeld", OFFICER, "2026-03-05", **said)


def test_the_first_version_of_the_kind_stays_what_it_was() -> None:
    """What was adopted does not change: a register that is in use would refuse to start."""
    first, second = KINDS.kinds["controle", 1], KINDS.kinds["controle", 2]
    assert first.digest == "aff3b0bdf5860b9544940dc51e8db5b6d93dac54d413282a066138340e56e589"
    assert not first.table.arrows["gedaan", "beoordeeld"].details.get("properties")
    assert first.table.states.keys() == second.table.states.keys()
    assert first.table.arrows.keys() == second.table.arrows.keys()
    assert (first.data, first.guards, first.readers) == (second.data, second.guards, second.readers)


@pytest.mark.usefixtures("written")
def test_nothing_of_a_check_is_lost_on_its_way_out_of_the_register() -> None:
    """The only gap is the time of the check that was stopped: the step of stopping has no minutes."""
    gaps = [words.nl for words in told("pilot-50").gaps]
    assert [gap[:51] for gap in gaps] == [
        "Bij 1 van de 3 controles is niet vastgelegd hoelang",
        "Bij 1 van de 3 controles is niet vastgelegd hoeveel",
    ]
    assert [unit.group for unit in units("pilot-50")] == ["inzage-0.1.0"] * 3


@pytest.mark.usefixtures("written")
def test_each_question_counts_what_was_written() -> None:
    assert len(figure(told("E1"), "yield-any").units) == 1
    assert len(figure(told("E2"), "hours").of) == 2
    assert [(unit.group, unit.event) for unit in units("E3")] == [
        ("listed-places-visited", "vervallen"),
        ("history-kept", ""),
    ]
    (pair,) = units("E4")
    assert (pair.marks["first"], pair.marks["second"], pair.marks["days_between"]) == (False, True, 35)


def test_the_officers_frequency_and_the_days_without_execution_are_read(written: Record) -> None:
    go(written, "niet_uitgevoerd", PLANNER, "2026-04-01", reason="geen-capaciteit")
    go(written, "lopend", PLANNER, "2026-04-11")
    (unit,) = units("E11")
    assert (unit.marks["norm_days"], unit.marks["set"]) == (183 + 37, True)
    assert unit.marks["gaps"] == {"geen-capaciteit": 10}
    assert unit.checks == 2


@pytest.mark.parametrize("code", CODES)
@pytest.mark.usefixtures("written")
def test_every_unit_leads_back_to_records(code: str) -> None:
    keys = {str(root) for root in Record.objects.values_list("root", flat=True)}
    found = [source for unit in units(code) for source in unit.sources]
    assert found and set(found) <= keys
