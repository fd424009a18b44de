"""Organisations apart: by the managers on either database, and by PostgreSQL itself; one place where screens read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

import inzage.register
from inzage.register import NoSuchRecord
from inzage.register.due import open_transfers
from inzage.register.houses import WHO, acting, everywhere
from inzage.register.log import verify
from inzage.register.models import Entry, Record, Step
from inzage.register.row_security import HANGING, OPEN, OWN, RIGHTS
from inzage.register.values import Actor, Role
from inzage.register.visibility import lines, versions, visible
from inzage.register.writing import Times, correct
from tests.register.ground import (
    ADMIN,
    EVALUATOR,
    EXPERT,
    KINDS,
    LEAD,
    LISTS,
    OFFICER,
    PLANNER,
    go,
    make,
    trajectory,
)

THERE = Actor("toezichthouder-9", Role.OFFICER, "svg-1")
POLICE = Actor("politiecontact-9", Role.POLICE, "politie-1")
OTHER_POLICE = Actor("politiecontact-8", Role.POLICE, "politie-2")


@pytest.fixture
def places() -> tuple[Record, Record]:
    """A trajectory of ours with a conversation, one of another organisation, and a transfer of ours to the police."""
    ours = trajectory()
    make("gesprek", trajectory=ours, by=OFFICER)
    handed = make("overdracht-politie", trajectory=ours, about=make("oordeel", trajectory=ours), by=OFFICER)
    go(handed, "verzonden", OFFICER)
    with acting(THERE):
        theirs = make("toezicht", about=make("persoon", by=THERE, data={"pseudonym": "P-0009"}), by=THERE)
    make("toezegging", by=LEAD)
    return ours, theirs


def codes(found: object) -> list[str]:
    return sorted(record.kind for record in found)  # type: ignore[attr-defined]


OURS = ["gesprek", "oordeel", "overdracht-politie", "persoon", "toezegging", "toezicht"]
SEEN = [
    (OFFICER, OURS),
    (LEAD, OURS),
    (EXPERT, ["gesprek", "overdracht-politie", "persoon", "toezegging", "toezicht"]),
    (PLANNER, ["gesprek", "persoon", "toezegging", "toezicht"]),
    (LISTS, ["toezegging"]),
    (EVALUATOR, ["toezegging"]),
    (ADMIN, ["toezegging"]),
    (THERE, ["persoon", "toezegging", "toezicht"]),
    (POLICE, ["overdracht-politie"]),
    (OTHER_POLICE, []),
]


@pytest.mark.parametrize(("by", "kinds"), SEEN, ids=[f"{by.role} {by.organisation}" for by, _ in SEEN])
@pytest.mark.parametrize("acts", [True, False], ids=["acting", "asked"])
def test_each_sees_what_is_theirs(places: tuple[Record, Record], by: Actor, kinds: list[str], acts: bool) -> None:
    if not acts:
        assert codes(visible(KINDS, by)) == kinds
        return
    with acting(by):
        assert codes(visible(KINDS, by)) == kinds


def test_while_somebody_acts_no_function_of_the_core_reaches_another_organisation(
    places: tuple[Record, Record],
) -> None:
    ours, theirs = places
    assert Record.objects.filter(id__in=[ours.id, theirs.id]).count() == 2
    with acting(OFFICER):
        assert not Record.objects.filter(id=theirs.id).exists()
        assert not Step.objects.filter(record=theirs.id).exists()
        assert [record.kind for record in open_transfers(KINDS)] == ["overdracht-politie"]
        assert ours.steps.count() == 1
        with pytest.raises(NoSuchRecord):
            go(theirs, "geschorst", OFFICER)
    with acting(THERE):
        assert open_transfers(KINDS) == []
    assert WHO.get() is None


def test_the_receiver_of_a_transfer_says_what_became_of_it(places: tuple[Record, Record]) -> None:
    handed = Record.objects.get(kind="overdracht-politie")
    with acting(OTHER_POLICE), pytest.raises(NoSuchRecord):
        go(handed, "ontvangen", OTHER_POLICE, receipt="ontvangst-1")
    with acting(POLICE):
        go(handed, "ontvangen", POLICE, receipt="ontvangst-1")
    handed.refresh_from_db()
    assert (handed.state, handed.steps.last().organisation) == ("ontvangen", "politie-1")  # type: ignore[union-attr]


def test_the_chain_is_followed_whole_whoever_asks(places: tuple[Record, Record]) -> None:
    with acting(THERE):
        assert verify() == Entry.objects.count()
        with everywhere():
            assert Record.objects.filter(organisation="rn-1").exists()
        assert not Record.objects.filter(organisation="rn-1").exclude(kind="toezegging").exists()


def test_all_versions_of_what_is_seen_and_none_of_what_is_not(places: tuple[Record, Record]) -> None:
    ours, theirs = places
    correct(KINDS, ours, OFFICER, ours.data | {"region": "zuid"}, Times(ours.happened))
    assert [record.data["region"] for record in versions(KINDS, OFFICER, ours.root)] == ["noord", "zuid"]
    assert visible(KINDS, OFFICER).filter(root=ours.root).count() == 1
    assert not versions(KINDS, OFFICER, theirs.root).exists()


def test_a_decision_of_two_people_is_seen_by_who_has_a_part_in_it() -> None:
    make("tweepersoonsbesluit", by=OFFICER, data={"act": "venster-verruimen"})
    make("tweepersoonsbesluit", by=LISTS, data={"act": "lijst-invoeren"})
    seen = {by.role: [record.data["act"] for record in visible(KINDS, by)] for by in (LISTS, ADMIN, EXPERT)}
    assert seen == {Role.LISTS: ["lijst-invoeren"], Role.ADMINISTRATOR: [], Role.EXPERT: ["venster-verruimen"]}


def test_the_log_is_read_by_few_and_of_their_own_organisation(places: tuple[Record, Record]) -> None:
    assert {line.organisation for line in lines(ADMIN)} == {"rn-1"}
    assert lines(ADMIN).count() < Entry.objects.count()
    assert not lines(OFFICER).exists()


def test_what_fails_inside_leaves_nobody_acting() -> None:
    with pytest.raises(NoSuchRecord), acting(OFFICER):
        raise NoSuchRecord(expected="x", key="y")
    assert WHO.get() is None
    with acting(OFFICER):
        with acting(THERE):
            make("persoon", by=THERE)
        assert not Record.objects.exists()
        make("persoon", by=OFFICER)
        assert Record.objects.count() == 1


HERE = Path(inzage.register.__file__).parent
CORE = {"record", "step", "entry"}
ALLOWED = {"web/reading", "web/opening"}
"""By key of what ``visible`` then finds; and whether there is anything at all, before anybody can sign in."""
NARROWED = {"root", "about_id", "record__root"}
"""What hangs on a record that was found by ``visible`` may be asked for by its root."""


def raw_uses(tree: ast.AST) -> Iterator[str]:
    """``Record.objects`` and its like, or the manager by another way, but what is filtered by a root at once."""
    hanging = {id(node.func.value) for node in ast.walk(tree) if isinstance(node, ast.Call) and narrowed(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager"):
            owner = node.value
            if isinstance(owner, ast.Name) and owner.id.lower() in CORE and id(node) not in hanging:
                yield f"{owner.id}.{node.attr}"


def narrowed(call: ast.Call) -> bool:
    """Whether a call is a filter by a root."""
    by = {keyword.arg for keyword in call.keywords}
    return isinstance(call.func, ast.Attribute) and call.func.attr == "filter" and bool(by & NARROWED)


def test_raw_reading_is_found_in_a_sample() -> None:
    sample = "Record.objects.all(), Step._base_manager, Other.objects, visible(r), Record.objects.filter(root=r)"
    assert sorted(raw_uses(ast.parse(sample))) == ["Record.objects", "Step._base_manager"]
    assert (
        list(raw_uses(ast.parse("Record.objects.filter(id=r), Record.objects.exclude(root=r)")))
        == ["Record.objects"] * 2
    )


def test_screens_read_records_in_one_place_alone() -> None:
    found = {
        str(file.relative_to(HERE).with_suffix(""))
        for file in HERE.rglob("*.py")
        if list(raw_uses(ast.parse(file.read_text(encoding="utf-8"))))
    }
    outside = {name for name in found if name.startswith("web/")}
    assert outside - ALLOWED == set()


def test_every_table_of_the_register_is_set_apart_or_open_on_purpose() -> None:
    models: list[type[Model]] = list(apps.get_app_config("register").get_models())
    tables = {model._meta.db_table.removeprefix("register_") for model in models}
    assert tables == RIGHTS.keys()
    assert tables == {"record", *HANGING, *OPEN, *OWN}
