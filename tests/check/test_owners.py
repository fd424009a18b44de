"""Whose carrier it is and how it came to lie there: what is opened, and what it can carry."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from inzage.check import Offer
from inzage.check.spots import not_allowed
from inzage.mandate import CarrierKind, DataClass, Manner, Owner, Presented
from inzage.record import EntryKind
from inzage.result import AnswerKind, Reason, Status
from tests.check.scripted import TODAY, Table, acts, allows, asks, by_code, coverage, reads, yes

KINDS, WAYS, OWNERS = get_args(CarrierKind), get_args(Presented), get_args(Owner)
BROWSING = DataClass.BROWSING


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """One carrier with one history; acts of two kinds of origin are found in it."""
    made = Table(tmp_path, allows(BROWSING), (asks("a", BROWSING, requires=("browser_history",)),), (
        reads("medium", BROWSING),
    ))  # fmt: skip
    made.lay("Users/x/medium")
    made.said = {"medium": acts(a=[yes(3)])}
    return made


def allowing(table: Table, **manner: object) -> None:
    table.mandate = replace(table.mandate, manner=replace(table.mandate.manner, **manner))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", list(product(KINDS, WAYS, OWNERS)), ids="-".join)
def test_a_carrier_is_opened_only_where_kind_presentation_and_owner_are_all_allowed(
    table: Table, way: tuple[CarrierKind, Presented, Owner]
) -> None:
    """The mandate allows: a computer or a stick, handed over, of the person or shared."""
    allowing(table, carriers=("computer", "stick"), owners=("betrokkene", "gedeeld"))
    table.ways = [way]
    found = table.go()
    open_to = way[0] in {"computer", "stick"} and way[1] == "aangereikt" and way[2] in {"betrokkene", "gedeeld"}
    assert bool(table.asked) == open_to
    if not open_to:
        (line,) = coverage(found)
        assert line.status is Status.CLOSED
        assert line.reason is not_allowed(Offer("", *way), table.mandate.manner)
        assert (found.carriers[0].key, found.carriers[0].containers) == ("", 0)
        assert by_code(found)["a"].verdict.kind is AnswerKind.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"carriers": ()}, Reason.CARRIER_KIND),
        ({"owners": ()}, Reason.CARRIER_OWNER),
        ({"presented": ()}, Reason.CARRIER_PRESENTED),
        ({"carriers": (), "owners": (), "presented": ()}, Reason.CARRIER_KIND),
        ({"owners": (), "presented": ()}, Reason.CARRIER_OWNER),
    ],
)
def test_the_first_reason_that_holds_is_given(changed: dict[str, tuple[str, ...]], reason: Reason | None) -> None:
    manner = Manner(("computer",), ("aangereikt",), ("betrokkene",), (), 30)
    offer = Offer("x", "computer", "aangereikt", "betrokkene")
    assert not_allowed(offer, replace(manner, **changed)) is reason  # type: ignore[arg-type]


CARRIES: dict[Owner, AnswerKind] = {
    "betrokkene": AnswerKind.INDICATION,
    "gedeeld": AnswerKind.NOT_ASSESSABLE,
    "ander": AnswerKind.NOT_ASSESSABLE,
    "kind": AnswerKind.NOT_ASSESSABLE,
}


@pytest.mark.parametrize(("owner", "kind"), CARRIES.items())
def test_only_the_persons_own_carrier_carries_an_indication(table: Table, owner: Owner, kind: AnswerKind) -> None:
    """Even where the mandate names carriers of others: anybody may have done what was done there."""
    allowing(table, owners=OWNERS)
    table.ways = [("computer", "aangereikt", owner)]
    answer = by_code(table.go())["a"]
    assert answer.verdict.kind is kind
    assert answer.verdict.tally.count == (3 if kind is AnswerKind.INDICATION else 0)
    assert answer.all_acts.count == 3
    assert (Reason.SHARED_PROFILE in answer.verdict.reasons) == (kind is AnswerKind.NOT_ASSESSABLE)


@pytest.mark.parametrize("other", [owner for owner in OWNERS if owner != "betrokkene"])
@pytest.mark.parametrize("first", [True, False], ids=["own first", "own last"])
def test_acts_on_anothers_carrier_are_not_added_to_the_persons_own(table: Table, other: Owner, first: bool) -> None:
    allowing(table, owners=OWNERS)
    ways = [("computer", "aangereikt", "betrokkene"), ("computer", "aangereikt", other)]
    table.ways = ways if first else ways[::-1]
    table.lay("Users/x/medium", ordinal=2)
    answer = by_code(table.go())["a"]
    assert (answer.verdict.kind, answer.verdict.tally.count, answer.all_acts.count) == (AnswerKind.INDICATION, 3, 6)


def test_a_carrier_left_shut_does_not_make_the_others_unanswerable(table: Table) -> None:
    """It is named, and it is not counted: what was seen of the person's own was seen."""
    table.ways = [("computer", "aangereikt", "betrokkene"), ("computer", "aangereikt", "kind")]
    table.said = {}
    answer = by_code(table.go())["a"]
    assert answer.verdict.kind is AnswerKind.NO_INDICATION
    assert Reason.SOURCE_CLOSED in answer.verdict.reasons


def test_every_carrier_is_in_the_ledger_with_how_it_came_there(table: Table) -> None:
    table.ways = [("computer", "aangereikt", "betrokkene"), ("phone", "in-zicht", "ander")]
    table.go()
    told = [(f["ordinal"], f["kind"], f["presented"], f["owner"], bool(f["key"])) for f in table.of(EntryKind.CARRIER)]
    assert told == [(1, "computer", "aangereikt", "betrokkene", True), (2, "phone", "in-zicht", "ander", False)]


# --- judged over several carriers ----------------------------------------------------


def test_a_history_gone_on_one_carrier_is_not_made_up_for_by_another(table: Table) -> None:
    table.ways = [*table.ways, *table.ways]
    table.lay("Users/x/medium", ordinal=2, content=b"")
    gone = {"status": "unreadable", "reason": "empty_file", "covers": None}
    table.between = lambda _: table.said.update(medium=gone if len(table.asked) > 1 else {})
    answer = by_code(table.go())["a"]
    assert (answer.verdict.kind, answer.verdict.seen) == (AnswerKind.NOT_ASSESSABLE, 0.5)
    assert answer.verdict.reasons == (Reason.SOURCE_UNREADABLE,)


def test_a_carrier_without_any_history_is_no_missing_source_beside_one_with_it(table: Table) -> None:
    table.ways = [*table.ways, *table.ways]
    table.lay("Users/y/letter.txt", ordinal=2)
    table.said = {}
    assert by_code(table.go())["a"].verdict.kind is AnswerKind.NO_INDICATION


SHORT: dict[str, tuple[list[str] | None, bool]] = {
    "from the first day of the window": (["2026-08-24", "2026-11-21"], False),
    "from the day before it": (["2026-08-23", "2026-11-21"], False),
    "from the day after it": (["2026-08-25", "2026-11-21"], True),
    "today alone": (["2026-11-21", "2026-11-21"], True),
    "long ago alone": (["2020-01-01", "2020-02-01"], False),
    "nothing at all": (None, True),
}


@pytest.mark.parametrize(("covers", "short"), SHORT.values(), ids=SHORT.keys())
def test_a_history_that_holds_less_than_the_window_is_named(
    table: Table, covers: list[str] | None, short: bool
) -> None:
    table.said = {"medium": {"covers": covers}}
    answer = by_code(table.go())["a"]
    assert answer.verdict.kind is AnswerKind.NO_INDICATION
    assert (Reason.HISTORY_SHORT in answer.verdict.reasons) is short


def test_the_window_of_that_table_is_ninety_days(table: Table) -> None:
    assert table.plan.window is not None
    assert (table.plan.window[0].isoformat(), table.plan.window[1]) == ("2026-08-24", TODAY)


@pytest.mark.parametrize("status", ["unreadable", "absent", "encrypted"])
def test_a_history_that_was_not_read_is_not_called_short(table: Table, status: str) -> None:
    reason = {"unreadable": "damaged", "absent": "other_kind", "encrypted": "encrypted"}[status]
    table.readers = (replace(table.readers[0], at=(), elsewhere=("**/medium",)),)
    table.said = {"medium": {"status": status, "reason": reason, "covers": None}}
    assert Reason.HISTORY_SHORT not in by_code(table.go())["a"].verdict.reasons


def test_one_short_history_among_several_is_named(table: Table) -> None:
    table.lay("Users/y/medium")
    short = {"covers": ["2026-11-01", "2026-11-21"]}
    table.between = lambda _: table.said.update(medium=short if len(table.asked) > 1 else {})
    assert Reason.HISTORY_SHORT in by_code(table.go())["a"].verdict.reasons


def test_a_source_that_the_question_does_not_require_is_never_called_short(table: Table) -> None:
    table.questions = (asks("a", BROWSING),)
    table.said = {"medium": {"covers": None}}
    assert Reason.HISTORY_SHORT not in by_code(table.go())["a"].verdict.reasons
