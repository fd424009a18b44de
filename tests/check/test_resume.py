"""A check cut after any entry of its ledger goes on to the end that nobody disturbed; a changed table does not."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Budget, plan
from inzage.check.ahead import PER_HAND
from inzage.check.diary import AnotherCarrier
from inzage.mandate.used import UsedOrders
from inzage.record import EntryKind
from inzage.record.place import part_of
from inzage.record.same import looks_again
from inzage.result import Reason, Status
from inzage.signing.kit import Kit
from tests.bench import Bench, make_bench
from tests.check.beside import (
    ORDINARY,
    Ask,
    Beside,
    beside,
    checked,
    cut,
    entries,
    give,
    journal,
    killed,
    lines,
    mandate_of,
    normal_form,
    of_kind,
    unfinished,
    widened,
)

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


@pytest.fixture
def rows(bench: Bench) -> list[bytes]:
    """The journal of a check that was killed when all was read and nothing signed, in ``dead``."""
    return unfinished(bench, bench.root / "dead")


def ends_as(bench: Bench, case: Path, rows: list[bytes]) -> dict[str, object]:
    """Resume the check as it stood with these lines in its journal; the normal form of its end."""
    cut(bench.root / "dead", case, rows)
    checked(bench, Ask(case, resume=True))
    return normal_form(bench, case)


def calm(bench: Bench, rows: list[bytes]) -> dict[str, object]:
    """The normal form of the check that nobody disturbed: only its end was taken, and given back."""
    return ends_as(bench, bench.root / "calm", rows)


def test_cut_after_every_entry_it_ends_the_same(bench: Bench, rows: list[bytes]) -> None:
    undisturbed = calm(bench, rows)
    assert len(rows) > 30
    for kept in range(len(rows)):
        assert ends_as(bench, bench.root / f"cut-{kept}", rows[:kept]) == undisturbed, kept


def test_torn_in_the_middle_of_any_entry_it_ends_the_same(bench: Bench, rows: list[bytes]) -> None:
    undisturbed = calm(bench, rows)
    for kept in range(0, len(rows), 3):
        torn = [*rows[:kept], rows[kept][: len(rows[kept]) // 2]]
        assert ends_as(bench, bench.root / f"torn-{kept}", torn) == undisturbed, kept


def test_killed_again_and_again_it_ends_the_same(bench: Bench, rows: list[bytes]) -> None:
    undisturbed, chance = calm(bench, rows), random.Random(7)  # noqa: S311 - moments to kill at
    for n in range(8):
        case = bench.root / f"often-{n}"
        cut(bench.root / "dead", case, rows[: chance.randrange(len(rows))])
        for _ in range(4):
            with killed(chance.randrange(12)):
                checked(bench, Ask(case, resume=True))
            if case.exists():
                break
        else:
            checked(bench, Ask(case, resume=True))
        assert normal_form(bench, case) == undisturbed, n


def test_an_artefact_is_looked_at_again_only_where_the_kill_came_while_it_was_open(
    bench: Bench, rows: list[bytes], beside: type[Beside]
) -> None:
    for kept, row in enumerate(rows, 1):
        again = b'"kind":"opened"' in row
        case = bench.root / f"look-{kept}"
        opened = sum(b'"kind":"opened"' in one for one in rows[kept:])
        beside.asked = 0
        ends_as(bench, case, rows[:kept])
        assert beside.asked == opened + again
        assert looks_again(entries(bench, case)) == again


@pytest.mark.parametrize("hands", [2, 3])
def test_with_more_hands_no_more_is_looked_at_again_than_was_in_hand(
    bench: Bench, rows: list[bytes], hands: int
) -> None:
    """Of each hand so many batches may be begun and not yet written down; here a batch is one artefact."""
    undisturbed, most = calm(bench, rows), 0
    for entry in range(0, len(rows), 3):
        case = bench.root / f"hands-{hands}-{entry}"
        Kit.load(bench.papers.kit).used_orders.write_bytes(b"")  # one order, for as many checks as are tried
        with killed(entry):
            checked(bench, Ask(case, hands=hands))
        if not part_of(case).exists():
            continue
        checked(bench, Ask(case, hands=hands, resume=True))
        assert normal_form(bench, case) == undisturbed, entry
        again = looks_again(entries(bench, case))
        assert again <= hands * PER_HAND
        most = max(most, again)
    assert most > 1


def test_a_kill_before_the_kit_remembers_the_order_is_made_good(bench: Bench, rows: list[bytes]) -> None:
    kit = Kit.load(bench.papers.kit)
    cut(bench.root / "dead", bench.root / "case", rows[:0])
    kit.used_orders.write_bytes(b"")  # as it lay between the making of the case and the memory of the kit
    checked(bench, Ask(bench.root / "case", resume=True))
    assert [use.mandate_sha256 for use in UsedOrders(kit.used_orders).uses()] == [mandate_of(bench).sha256]


def test_what_was_counted_before_the_kill_is_not_counted_again(bench: Bench, rows: list[bytes]) -> None:
    cut(bench.root / "dead", bench.root / "case", rows[:-1])
    for history in bench.carrier.rglob("History"):
        history.write_bytes(b"")  # all was read by then: what becomes of the carrier changes nothing
    result = checked(bench, Ask(bench.root / "case", resume=True))
    answer = next(one for one in result.answers if one.question == "listed_places_visited")
    assert answer.verdict.tally.count == 8


# --- the table must be the one of the beginning --------------------------------------


def second(bench: Bench) -> Path:
    """A second carrier, with what is bram's."""
    shutil.copytree(bench.carrier / "Users/bram", bench.root / "second/Users/bram")
    return bench.root / "second"


@pytest.fixture
def two(bench: Bench) -> tuple[Bench, Path, Path]:
    """A check of two carriers that was cut when the first one had been read in part."""
    give(bench, widened(mandate_of(bench), owners=("betrokkene", "gedeeld"), presented=("aangereikt", "in-zicht"),
                        carriers=("computer", "stick")))  # fmt: skip
    other, case = second(bench), bench.root / "case"
    rows = unfinished(bench, bench.root / "dead", carriers=[bench.carrier, other])
    first = next(n for n, row in enumerate(rows) if b'"kind":"read"' in row)
    cut(bench.root / "dead", case, rows[: first + 1])
    return bench, other, case


SHARED, SIGHT, STICK = ("computer", "aangereikt", "gedeeld"), ("computer", "in-zicht", "betrokkene"), (
    "stick", "aangereikt", "betrokkene",
)  # fmt: skip

OTHERWISE: dict[str, Callable[[Bench, Path], dict[str, Any]]] = {
    "a carrier less": lambda bench, _: {"carriers": [bench.carrier]},
    "a carrier more": lambda bench, two: {"carriers": [bench.carrier, two, bench.papers.lists]},
    "the other way round": lambda bench, two: {"carriers": [two, bench.carrier]},
    "another owner": lambda bench, two: {"carriers": [bench.carrier, two], "ways": [ORDINARY, SHARED]},
    "presented otherwise": lambda bench, two: {"carriers": [bench.carrier, two], "ways": [SIGHT, ORDINARY]},
    "of another kind": lambda bench, two: {"carriers": [bench.carrier, two], "ways": [ORDINARY, STICK]},
    "an account left shut": lambda bench, two: {"carriers": [bench.carrier, two], "excluded": ["bram"]},
}


@pytest.mark.parametrize("changed", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_a_table_laid_otherwise_is_refused_and_nothing_more_is_opened(
    two: tuple[Bench, Path, Path], changed: Callable[[Bench, Path], dict[str, Any]], beside: type[Beside]
) -> None:
    bench, other, case = two
    beside.asked = 0
    with pytest.raises(AnotherCarrier) as refused:
        checked(bench, Ask(case, resume=True, **changed(bench, other)))
    assert refused.value.exit_code == 5
    assert beside.asked == 0
    assert part_of(case).exists()
    checked(bench, Ask(case, carriers=[bench.carrier, other], resume=True))
    assert case.exists()


def test_an_account_shut_at_the_start_stays_shut_after_it(bench: Bench) -> None:
    rows = unfinished(bench, bench.root / "dead", excluded=["anna"])
    for kept in (1, 8, len(rows) // 2, len(rows)):
        case = bench.root / f"case-{kept}"
        cut(bench.root / "dead", case, rows[:kept])
        if any(b'"kind":"opened"' in row for row in rows[:kept]):
            with pytest.raises(AnotherCarrier):
                checked(bench, Ask(case, resume=True))
        result = checked(bench, Ask(case, resume=True, excluded=["ANNA "]))
        answer = next(one for one in result.answers if one.question == "listed_places_visited")
        assert answer.verdict.tally.count == 2


def test_counts_stay_with_the_artefact_they_were_counted_in(bench: Bench) -> None:
    """A profile that appears in between shifts the numbers, not the counts."""
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows[:-1])
    data = bench.carrier / "Users/anna/AppData/Local/Google/Chrome/User Data"
    shutil.copytree(data / "Default", data / "A Profile Before It")
    result = checked(bench, Ask(bench.root / "case", resume=True))
    read = [line.rows for line in lines(result, Status.READ) if line.reader == "chromium_history"]
    assert sorted(read) == [40, 60, 145, 145]
    answer = next(one for one in result.answers if one.question == "listed_places_visited")
    assert answer.verdict.tally.count == 8 + 6


# --- budgets -------------------------------------------------------------------------


def of_few(monkeypatch: pytest.MonkeyPatch, **bounds: int) -> None:
    monkeypatch.setattr(plan, "Budget", lambda: Budget(**bounds))


@pytest.mark.parametrize("most", [0, 1, 5, 13])
def test_a_budget_of_artefacts_is_kept_across_kills(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, beside: type[Beside], most: int
) -> None:
    of_few(monkeypatch, artefacts=most)
    rows = unfinished(bench, bench.root / "dead")
    assert beside.asked == most
    undisturbed = calm(bench, rows)
    for kept in range(0, len(rows), 4):
        case = bench.root / f"case-{kept}"
        assert ends_as(bench, case, rows[:kept]) == undisturbed
        assert len({entry.facts["artefact"] for entry in of_kind(list(entries(bench, case)), EntryKind.OPENED)}) <= most


def test_a_budget_of_rows_ends_in_lines_that_say_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    of_few(monkeypatch, rows=300)
    result = checked(bench, Ask(bench.root / "case"))
    over = lines(result, Status.OVER_BUDGET)
    assert {line.reason for line in over} == {Reason.COUNT_BUDGET}
    assert {line.reader for line in over} >= {"chromium_history", "firefox_history"}
    spent = [line.rows for line in result.coverage]
    assert 300 <= sum(spent) < 300 + max(spent)


def test_what_time_closed_in_one_sitting_stays_closed_in_the_next(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, beside: type[Beside]
) -> None:
    of_few(monkeypatch, minutes=-1)
    rows = unfinished(bench, bench.root / "dead")
    undisturbed = calm(bench, rows)
    assert beside.asked == 0
    monkeypatch.setattr(plan, "Budget", Budget)  # the time of the next sitting
    monkeypatch.setattr("inzage.check.meter.Meter.over_budget", lambda _: None)
    of_few(monkeypatch, minutes=-1)
    assert ends_as(bench, bench.root / "case", rows) == undisturbed
    assert beside.asked == 0
    told = entries(bench, bench.root / "case")
    skipped = {(e.facts["reader"], e.facts["ordinal"]) for e in of_kind(list(told), EntryKind.SKIPPED)}
    opened = {(e.facts["reader"], e.facts["ordinal"]) for e in of_kind(list(told), EntryKind.OPENED)}
    assert not skipped & opened


def test_the_names_that_the_plan_allows_bound_the_walk(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    of_few(monkeypatch, entries=6)
    result = checked(bench, Ask(bench.root / "case"))
    (system,) = result.carriers[0].filesystems
    assert (system.status, system.reason) == (Status.OVER_BUDGET, Reason.QUOTA)
    assert system.entries <= 6
    assert {answer.verdict.kind.value for answer in result.answers} == {"not_assessable"}


def test_the_journal_of_a_dead_check_is_whole_lines(bench: Bench, rows: list[bytes]) -> None:
    assert all(row.endswith(b"\n") for row in rows)
    assert journal(bench.root / "dead") == rows
