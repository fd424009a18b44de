"""A recount needs no order, so it opens nothing but what a check that verifies has opened."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Offer
from inzage.check.prepare import Table
from inzage.check.recount import Compared, NotTheSamePlan, recount
from inzage.cli._offers import today
from inzage.errors import InzageError
from inzage.record import CaseDamaged, EntryKind
from inzage.record.reading import read_case
from inzage.result import CheckResult, Mark
from inzage.signing import Role
from inzage.signing.kit import Kit
from inzage.signing.revocation import Cause, Revocation
from inzage.signing.trust import TrustStore
from tests.bench import Bench, make_bench
from tests.check.beside import (
    ORDINARY,
    Ask,
    Beside,
    beside,
    checked,
    entries,
    give,
    give_order,
    mandate_of,
    of_kind,
    unfinished,
    widened,
)

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")


@pytest.fixture
def bench(tmp_path: Path, beside: type[Beside]) -> Bench:
    """A bench whose check is done, in ``case``."""
    made = make_bench(tmp_path)
    checked(made, Ask(tmp_path / "case"))
    beside.asked = 0
    return made


def again(
    bench: Bench, out: str = "again", *, way: tuple[Any, ...] = ORDINARY, case: str = "case", kit: Kit | None = None
) -> tuple[CheckResult, tuple[Compared, ...]]:
    used = kit or Kit.load(bench.papers.kit)
    table = Table((Offer(str(bench.carrier), *way),), bench.root / out)
    return recount(read_case(bench.root / case, used), used, table, bench.papers.lists)


def test_it_counts_the_same_marks_itself_and_uses_no_order(bench: Bench) -> None:
    used = (bench.papers.kit / "used_orders.jsonl").read_bytes()
    result, compared = again(bench)
    assert all(one.same for one in compared)
    assert Mark.RECOUNT in result.marks
    assert (bench.papers.kit / "used_orders.jsonl").read_bytes() == used


WIDER: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "a wider window": lambda plan: plan | {"window": plan["window"] | {"from": "2020-01-01"}},
    "later days": lambda plan: plan | {"window": plan["window"] | {"to": "2030-01-01"}},
    "another day": lambda plan: plan | {"on": (today() - timedelta(days=30)).isoformat()},
    "a door more": lambda plan: plan | {"doors": plan["doors"][:1] * 9},
    "no mark": lambda plan: plan | {"marks": []},
}


@pytest.mark.parametrize("change", WIDER.values(), ids=WIDER.keys())
def test_a_case_whose_plan_was_changed_is_not_counted_again(
    bench: Bench, change: Callable[[dict[str, Any]], dict[str, Any]], beside: type[Beside]
) -> None:
    file = bench.root / "case/plan.json"
    file.write_text(json.dumps(change(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    with pytest.raises(CaseDamaged):
        again(bench)
    assert beside.asked == 0
    assert not (bench.root / "again.part").exists()


@pytest.mark.parametrize("file", ["mandate.dsse.json", "order.dsse.json", "result.dsse.json", "ledger.jsonl"])
def test_a_case_of_which_anything_was_changed_is_not_counted_again(
    bench: Bench, file: str, beside: type[Beside]
) -> None:
    spoilt = bench.root / "case" / file
    spoilt.write_bytes(spoilt.read_bytes().replace(b"e", b"f", 1))
    with pytest.raises(InzageError):
        again(bench)
    assert beside.asked == 0


def test_a_case_of_a_kit_that_nobody_knows_is_not_counted_again(bench: Bench, tmp_path: Path) -> None:
    """Whoever has a kit of their own could write a case with any window in it."""
    other = Kit.create(tmp_path / "other", laboratory=True)
    for role in (Role.MANDATE_ISSUER, Role.SECOND_SIGNER, Role.REGISTER, Role.LIST_ISSUER):
        TrustStore.add(other.path / "trust", role, bench.papers.keys[role].public)
    with pytest.raises(CaseDamaged):
        again(bench, kit=Kit.load(other.path))
    TrustStore.add(other.path / "trust", Role.KIT, Kit.load(bench.papers.kit).key.public)
    with pytest.raises(InzageError) as refused:  # the lists are keyed for the first kit
        again(bench, kit=Kit.load(other.path))
    assert not isinstance(refused.value, CaseDamaged)


def test_an_interrupted_check_is_no_case_to_count_again(bench: Bench) -> None:
    give_order(bench, number=2)
    unfinished(bench, bench.root / "dead")
    with pytest.raises(InzageError):
        again(bench, case="dead")
    with pytest.raises(InzageError):
        again(bench, case="dead.part")


def test_a_carrier_that_the_mandate_does_not_name_stays_shut_in_a_recount_too(
    bench: Bench, beside: type[Beside]
) -> None:
    result, compared = again(bench, way=("computer", "aangereikt", "kind"))
    assert beside.asked == 0
    assert result.intrusion == ()
    assert not all(one.same for one in compared)


def test_what_is_found_now_is_told_beside_what_was_found_then(bench: Bench) -> None:
    shutil.rmtree(bench.carrier / "Users/bram")
    _, compared = again(bench)
    differing = {one.question: (one.then[:2], one.now[:2]) for one in compared if not one.same}
    assert differing["listed_places_visited"] == (("indication", 8), ("indication", 6))


def test_the_lists_must_be_those_of_then(bench: Bench) -> None:
    (bench.papers.lists / "demo-termen.keyed").unlink()
    with pytest.raises(NotTheSamePlan) as refused:
        again(bench)
    assert "lists" in refused.value.sentence("nl")
    assert refused.value.exit_code == 5


def test_its_looks_are_counted_in_a_ledger_of_its_own(bench: Bench) -> None:
    again(bench)
    first, second = entries(bench, bench.root / "case"), entries(bench, bench.root / "again")
    assert len(of_kind(list(first), EntryKind.OPENED)) == len(of_kind(list(second), EntryKind.OPENED)) > 0
    assert second[0].facts["recount_of"] == first[0].facts["check_id"]
    assert second[0].facts["check_id"] != first[0].facts["check_id"]


def test_a_mandate_widened_since_opens_nothing_more(bench: Bench) -> None:
    """The recount is of the check that was, under the mandate that was."""
    give(bench, widened(replace(mandate_of(bench), reference="DEMO-9"), window_days=9999))
    result, compared = again(bench)
    assert all(one.same for one in compared)
    assert result.window == (today() - timedelta(days=89), today())


@pytest.mark.parametrize("role", [Role.MANDATE_ISSUER, Role.REGISTER])
def test_a_key_that_a_signer_lost_since_does_not_take_the_recount_away(bench: Bench, role: Role) -> None:
    """The person may have it counted again; what was signed before the check still stands, and nothing later."""
    kit, keyid = Kit.load(bench.papers.kit), bench.papers.keys[role].public.keyid
    begun = datetime.fromisoformat(read_case(bench.root / "case", kit).entries[0].at)
    later, earlier = (Revocation(keyid, begun + step, Cause.LOST) for step in (timedelta(1), -timedelta(1)))
    lost = replace(kit, trust=replace(kit.trust, revoked={keyid: later}))
    assert all(one.same for one in again(bench, kit=lost)[1])
    gone = replace(kit, trust=replace(kit.trust, revoked={keyid: earlier}))
    with pytest.raises(CaseDamaged):
        again(bench, "more", kit=gone)
