"""Figures for an evaluator: for a locked question only, without persons, each page in the log."""

import hashlib
from uuid import uuid4

import pytest

from inzage.register import export
from inzage.register.evaluating.keys import key_of
from inzage.register.log import canonical, verify
from inzage.register.models import Entry, Record
from inzage.register.values import Actor, Role
from tests.register.api.callers import Machine, evaluator, problem, told
from tests.register.ground import KINDS, SECOND, condition, finished, go, make, state, train, trajectory

OTHER_EVALUATOR = SECOND[Role.EVALUATOR]


def question(locked: bool = True) -> Record:
    made = make("vraag")
    if locked:
        go(made, "vergrendeld", OTHER_EVALUATOR)
    return made


def asks(device: Machine, path: str, about: Record | str) -> object:
    key = str(about.root) if isinstance(about, Record) else about
    return told(device(path, Processing_Purpose=key))


@pytest.fixture
def worked() -> None:
    """Two persons, with a check and its finding on one of them."""
    trajectory(pseudonym="P-0002")
    train()
    place = trajectory()
    done = finished(condition(place))
    make("gedraging", "2026-02-02", trajectory=place, about=done)


def test_events_are_those_of_the_export_keyed_for_this_question(worked: None) -> None:
    about, device = question(), evaluator()
    said = told(device("events", Processing_Purpose=str(about.root)))
    key = key_of(Actor("evaluator-3", Role.EVALUATOR, "rn-1"), about.root)
    expected = [
        {"person": one.person, "on": one.on.isoformat(), "kind": one.kind, "attributes": dict(one.attributes)}
        for one in export.events(KINDS, key)
    ]
    assert said["results"] == expected and len(expected) >= 6
    assert {one["kind"] for one in expected} >= {"toezicht@1", "controle@2", "gedraging@1"}
    assert len({one["person"] for one in expected}) == 2


def test_nothing_is_told_of_a_day_to_come(worked: None) -> None:
    about, device = question(), evaluator()
    place = trajectory(pseudonym="P-0003")
    make("gesprek", "2026-02-03", trajectory=place)
    before = told(device("events", Processing_Purpose=str(about.root)))["results"]
    make("gesprek", "2099-02-03", trajectory=place)
    make("trekking", "2026-02-03", trajectory=place, about=condition(place))
    after = told(device("events", Processing_Purpose=str(about.root)))["results"]
    known = [one["kind"] for one in after]
    assert known.count("gesprek@1") == [one["kind"] for one in before].count("gesprek@1") == 1
    assert "trekking@1" not in known
    assert not any(one["on"].startswith("2099") for one in after)


def test_spans_are_those_of_the_export(worked: None) -> None:
    about, device = question(), evaluator()
    found = told(device("spans", Processing_Purpose=str(about.root)))["results"]
    key = key_of(Actor("evaluator-3", Role.EVALUATOR, "rn-1"), about.root)
    assert [(one["person"], one["kind"], one["state"]) for one in found] == [
        (one.person, one.kind, one.state) for one in export.intervals(KINDS, key)
    ]
    states = [one["state"] for one in found if one["kind"] == "controle@2"]
    assert states == ["voorgenomen", "gepland", "onderweg", "gedaan"]
    assert {one["state"] for one in found if one["kind"] == "controle@2" and "until" not in one} == {"gedaan"}


def test_pages_are_the_whole_and_nothing_twice(worked: None) -> None:
    about, device = question(), evaluator()
    whole = told(device("events", Processing_Purpose=str(about.root)))["results"]
    parts, where = [], "events?pageSize=2"
    while where:
        page = told(device(where, Processing_Purpose=str(about.root)))
        assert len(page["results"]) <= 2
        parts += page["results"]
        where = page.get("next", "")
    assert parts == whole


def test_nobody_is_in_it(worked: None) -> None:
    about, device = question(), evaluator()
    for path in ("events", "spans"):
        content = device(path, Processing_Purpose=str(about.root)).content.decode()
        for word in ("P-0001", "P-0002", "toezichthouder-1", "A7F3", "noord", "rn-1"):
            assert word not in content, word
        for record in Record.objects.all():
            assert str(record.id) not in content


def test_two_questions_know_the_same_person_by_different_keys(worked: None) -> None:
    device = evaluator()
    persons = []
    for _ in range(2):
        found = told(device("events", Processing_Purpose=str(question().root)))["results"]
        persons.append({one["person"] for one in found})
    assert len(persons[0]) == 2 and not persons[0] & persons[1]


@pytest.mark.parametrize("path", ["events", "spans"])
def test_without_a_locked_question_nothing_is_given(worked: None, path: str) -> None:
    device, draft = evaluator(), question(locked=False)
    for key in (str(draft.root), str(uuid4()), str(trajectory(pseudonym="P-0003").root)):
        assert problem(device(path, Processing_Purpose=key), 403)["type"].endswith(":PurposeWrong")
    assert problem(device(path), 400)["errors"][0]["name"] == "Processing-Purpose"
    problem(device(path, Processing_Purpose="recidive"), 400)
    assert state(draft) == "concept" and not Entry.objects.filter(action="export").exists()


def test_a_closed_question_gives_nothing_more() -> None:
    about, device = question(), evaluator()
    told(device("events", Processing_Purpose=str(about.root)))
    go(about, "afgesloten", OTHER_EVALUATOR, result_sha256="ab" * 32)
    problem(device("events", Processing_Purpose=str(about.root)), 403)


def test_each_page_is_a_line_about_its_question(worked: None) -> None:
    about, device = question(), evaluator()
    said = told(device("events?pageSize=3", Processing_Purpose=str(about.root)))
    line = Entry.objects.order_by("-number").first()
    assert line is not None and device.token is not None
    assert (line.action, line.subject, line.kind, line.actor) == (
        "export",
        about.root,
        "events",
        device.token.account_id,
    )
    assert len(said["results"]) == 3
    assert line.digest == hashlib.sha256(canonical({"page": 1, "size": 3, "of": said["results"]})).hexdigest()
    assert verify() == line.number
