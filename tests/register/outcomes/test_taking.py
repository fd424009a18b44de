"""A file becomes outcomes and lines that are set apart, or nothing; brought twice it changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch

import pytest

from inzage.register import Refused
from inzage.register.faults import Overtaken
from inzage.register.inspection import Asked, inspect
from inzage.register.log import verify, writing
from inzage.register.models import Entry, Record
from inzage.register.outcomes import taking
from inzage.register.outcomes.arriving import examine
from inzage.register.outcomes.deciding import correct, drop, line_of
from inzage.register.outcomes.faults import FileGone, StillWrong
from inzage.register.outcomes.judging import Judging
from inzage.register.outcomes.taking import bring, lapse, looked_at, take_in
from inzage.register.retention import members_of
from inzage.register.running.places import Places
from inzage.register.values import Actor
from inzage.register.zones import day_of
from tests.register.ground import EVALUATOR, KINDS, OFFICER, WHY, at, go, state
from tests.register.outcomes.lines import GOOD, OTHER, lines, names

NOW: datetime = at("2026-07-01")
STRANGE = "P-0009;algemeen;1;2026-03-01;SCM2010;OBJD;2026-06-01;"
LATE = "P-0001;algemeen;1;2026-06-02;SCM2010;OBJD;2026-06-01;"


def brought(places: Places, *told: str) -> Record:
    return bring(KINDS, examine(lines(*told)), EVALUATOR, places, NOW)


def taken(places: Places, *told: str) -> Record:
    file = brought(places, *told)
    take_in(KINDS, file, EVALUATOR, places, NOW)
    return file


def outcomes() -> list[Record]:
    return list(Record.objects.filter(kind="recidive").order_by("happened"))


def apart() -> list[Record]:
    return list(Record.objects.filter(kind="uitkomstregel").order_by("data__file_line"))


@pytest.mark.usefixtures("people")
def test_nothing_is_taken_in_before_somebody_says_so(places: Places) -> None:
    file = brought(places, GOOD, OTHER, STRANGE)
    assert state(file) == "nagekeken"
    judged = looked_at(file, EVALUATOR, places, NOW)
    assert (len(judged.good), len(judged.known), len(judged.apart)) == (2, 0, 1)
    assert not outcomes() and not apart()
    assert file.data["file_lines"] == 3 and file.data["extracted_on"] == "2026-06-01"


def test_good_lines_become_outcomes_on_their_day_and_the_rest_is_kept(
    places: Places, people: dict[str, Record]
) -> None:
    file = taken(places, GOOD, OTHER, STRANGE, LATE)
    first, second = outcomes()
    assert (day_of(first.happened).isoformat(), first.trajectory) == ("2026-03-01", people["P-0001"])
    assert first.data == {
        "definition": "algemeen",
        "definition_version": 1,
        "occurred_on": "2026-03-01",
        "classification": "SCM2010",
        "source": "OBJD",
        "extracted_on": "2026-06-01",
    }
    assert second.data["definition"] == "ernstig"
    assert [(each.data["file_line"], each.data["fault"], each.state) for each in apart()] == [
        (4, "onbekend-pseudoniem", "apart"),
        (5, "na-uittreksel", "apart"),
    ]
    assert [each.trajectory for each in apart()] == [None, people["P-0001"]]
    assert all(each.about == file for each in apart())
    steps = file.steps.order_by("place")
    assert steps[1].details == {"taken": 2, "known": 0, "apart": 2}
    assert not names(places.files)


@pytest.mark.usefixtures("people")
def test_every_write_has_its_line_in_the_log_and_the_chain_holds(places: Places) -> None:
    before = Entry.objects.count()
    taken(places, GOOD, STRANGE)
    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))[before:]
    assert sorted(kinds) == ["recidive@2", "uitkomsten-inlezing@1", "uitkomsten-inlezing@1", "uitkomstregel@1"]
    assert verify() == Entry.objects.count()


@pytest.mark.usefixtures("people")
def test_the_same_file_again_changes_nothing(places: Places) -> None:
    file = taken(places, GOOD, STRANGE)
    before = Entry.objects.count()
    assert brought(places, GOOD, STRANGE) == file
    assert Entry.objects.count() == before
    assert not names(places.files)
    with pytest.raises(FileGone):
        take_in(KINDS, file, EVALUATOR, places, NOW)


@pytest.mark.usefixtures("people")
def test_the_same_lines_in_another_file_change_nothing_either(places: Places) -> None:
    taken(places, GOOD, STRANGE, LATE)
    drop(KINDS, apart()[:1], WHY, EVALUATOR, NOW)
    again = brought(places, LATE, OTHER, STRANGE, GOOD)
    judged = take_in(KINDS, again, EVALUATOR, places, NOW)
    assert (len(judged.good), len(judged.known), len(judged.apart)) == (1, 3, 0)
    assert len(outcomes()) == 2 and len(apart()) == 2


@pytest.mark.usefixtures("people")
def test_an_outcome_that_was_withdrawn_does_not_come_back(places: Places) -> None:
    taken(places, GOOD)
    go(outcomes()[0], "ingetrokken", EVALUATOR)
    judged = take_in(KINDS, brought(places, GOOD, OTHER), EVALUATOR, places, NOW)
    assert [len(part) for part in (judged.good, judged.known, judged.apart)] == [1, 1, 0]
    assert [each.state for each in outcomes()] == ["ingetrokken", "vastgelegd"]


@pytest.mark.usefixtures("people")
def test_all_of_it_or_nothing(places: Places) -> None:
    file = brought(places, GOOD, OTHER, STRANGE)
    before = Entry.objects.count()
    with patch.object(taking, "_set_apart", side_effect=OSError), pytest.raises(OSError):
        take_in(KINDS, file, EVALUATOR, places, NOW)
    assert not outcomes() and Entry.objects.count() == before and state(file) == "nagekeken"
    assert len(names(places.files)) == 1
    take_in(KINDS, file, EVALUATOR, places, NOW)
    assert len(outcomes()) == 2


@pytest.mark.usefixtures("people")
def test_a_file_that_lapsed_can_be_brought_again(places: Places) -> None:
    file = brought(places, GOOD)
    lapse(KINDS, file, EVALUATOR, places, NOW)
    assert state(file) == "vervallen" and not names(places.files)
    assert brought(places, GOOD) == file
    assert state(file) == "nagekeken"
    take_in(KINDS, file, EVALUATOR, places, NOW)
    assert len(outcomes()) == 1


@pytest.mark.usefixtures("people")
def test_only_an_evaluator_takes_in(places: Places) -> None:
    examined = examine(lines(GOOD))
    with pytest.raises(Refused):
        bring(KINDS, examined, OFFICER, places, NOW)
    assert not names(places.files)
    file = bring(KINDS, examined, EVALUATOR, places, NOW)
    with pytest.raises((Refused, FileGone)):
        take_in(KINDS, file, OFFICER, places, NOW)
    assert not outcomes()


@pytest.mark.usefixtures("people")
def test_the_waiting_lines_are_for_their_owner_alone(places: Places) -> None:
    brought(places, GOOD)
    (file,) = [each for each in places.files.rglob("*") if each.is_file()]
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text('[{"number": 2}]', encoding="utf-8")
    with pytest.raises(Exception, match="no answer"):
        looked_at(Record.objects.get(kind="uitkomsten-inlezing"), EVALUATOR, places, NOW)


def test_a_corrected_line_is_taken_in_and_says_as_what(places: Places, people: dict[str, Record]) -> None:
    taken(places, STRANGE)
    (line,) = apart()
    outcome = correct(KINDS, line, {"pseudonym": "P-0002"}, EVALUATOR, NOW)
    assert outcome.trajectory == people["P-0002"]
    assert state(line) == "overgenomen"
    assert line.steps.get(place=1).details == {"taken_as": str(outcome.root)}
    with pytest.raises((Overtaken, Refused)):
        correct(KINDS, line, {"pseudonym": "P-0001"}, EVALUATOR, NOW)
    assert len(outcomes()) == 1


@pytest.mark.usefixtures("people")
def test_a_line_that_is_still_wrong_stays_apart(places: Places) -> None:
    taken(places, STRANGE)
    (line,) = apart()
    with pytest.raises(StillWrong, match="not known here"):
        correct(KINDS, line, {}, EVALUATOR, NOW)
    with pytest.raises(StillWrong, match="no such day"):
        correct(KINDS, line, {"pseudonym": "P-0001", "day_as_written": "2026-02-30"}, EVALUATOR, NOW)
    assert state(line) == "apart" and not outcomes()


@pytest.mark.usefixtures("people")
def test_a_day_before_somebodys_birth_is_not_taken_in_because_the_year_was_not_kept(places: Places) -> None:
    taken(places, "P-0001;algemeen;1;2026-02-01;SCM2010;OBJD;2026-06-01;2027")
    (line,) = apart()
    assert line.data["fault"] == "voor-geboorte"
    for given in ({}, {"day_as_written": "2026-03-01"}, {"definition": "ernstig"}):
        with pytest.raises(StillWrong, match="birth"):
            correct(KINDS, line, given, EVALUATOR, NOW)
    assert not outcomes() and state(line) == "apart"
    assert correct(KINDS, line, {"pseudonym": "P-0002"}, EVALUATOR, NOW), "the control: it was somebody else"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("act", ["take", "correct"])
def test_lines_are_judged_with_the_chain_to_itself(act: str, places: Places) -> None:
    """Else two files at once would both find that a fact is not there yet."""
    taken(places, STRANGE)
    file, (line,) = brought(places, GOOD), apart()
    held: list[bool] = []

    @contextmanager
    def noted() -> Iterator[object]:
        held.append(True)
        with writing() as at:
            yield at
        held.pop()

    def judging(by: Actor, day: date) -> Judging:
        assert held
        return Judging(by, day)

    module = "taking" if act == "take" else "deciding"
    with (
        patch(f"inzage.register.outcomes.{module}.writing", noted),
        patch(f"inzage.register.outcomes.{'judging' if act == 'take' else 'deciding'}.Judging", judging),
    ):
        if act == "take":
            take_in(KINDS, file, EVALUATOR, places, NOW)
        else:
            correct(KINDS, line, {"pseudonym": "P-0002"}, EVALUATOR, NOW)
    assert len(outcomes()) == 1 and not held


@pytest.mark.usefixtures("people")
def test_a_line_that_becomes_what_is_there_leads_to_it(places: Places) -> None:
    taken(places, GOOD, STRANGE)
    (line,) = apart()
    assert correct(KINDS, line, {"pseudonym": "P-0001"}, EVALUATOR, NOW) == outcomes()[0]
    assert len(outcomes()) == 1 and state(line) == "overgenomen"


@pytest.mark.usefixtures("people")
def test_lines_are_dropped_with_a_reason_all_or_none(places: Places) -> None:
    taken(places, STRANGE, LATE)
    with pytest.raises(Exception, match="minLength"):
        drop(KINDS, apart(), "kort", EVALUATOR, NOW)
    assert {each.state for each in apart()} == {"apart"}
    drop(KINDS, apart()[:1], WHY, EVALUATOR, NOW)
    with pytest.raises((Overtaken, Refused)):
        drop(KINDS, list(reversed(apart())), WHY, EVALUATOR, NOW)
    assert [each.state for each in apart()] == ["vervallen", "apart"]


@pytest.mark.usefixtures("people")
def test_a_line_that_was_set_apart_is_the_line_again_but_for_the_year_of_birth(places: Places) -> None:
    (line,) = examine(lines(STRANGE + "1980")).lines
    taken(places, STRANGE + "1980")
    kept = line_of(apart()[0].data)
    assert kept == type(line)(**{n: getattr(line, n) for n in line.__dataclass_fields__ if n != "born"})
    assert "1980" not in str(apart()[0].data)


def test_a_line_of_somebody_known_is_theirs_to_see_and_goes_with_their_supervision(
    places: Places, people: dict[str, Record]
) -> None:
    taken(places, STRANGE, LATE)
    unknown, known = apart()
    place = people["P-0001"]
    assert known in members_of(place) and unknown not in members_of(place)
    seen = inspect(KINDS, Asked(place.about_id), OFFICER, NOW)  # type: ignore[arg-type]
    titles = [item.title for part in seen.parts for item in part.items]
    assert "Apart gezette regel" in titles
    told = seen.file.decode()
    assert "De dag ligt na die van het uittreksel" in told and "P-0009" not in told
