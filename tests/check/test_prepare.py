"""What cannot begin leaves nothing behind: no case, no used order, no carrier touched."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inzage.check import carriers, papers, prepare
from inzage.check.carriers import CaseOnCarrier, SameCarrierTwice, UnconfinedNotAllowed
from inzage.check.earlier import previous_check
from inzage.check.papers import PreviousOfAnother
from inzage.check.plan_json import plan_to_json
from inzage.check.prepare import Table, check
from inzage.cli._offers import today
from inzage.errors import InzageError
from inzage.mandate import NotAdmitted
from inzage.mandate.refusals import Expired, OrderUsed, PreviousDiffers
from inzage.mandate.used import UsedOrders
from inzage.record import PLAN, CaseBusy, CaseDamaged, CaseExists, CaseOfAnother, NoCase
from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.sources import NoSuchCarrier
from inzage.sources.opening import open_source
from inzage.worker import CannotLock
from inzage.worker.lock import Confinement
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
    give_order,
    killed,
    mandate_of,
    papers_of,
    unfinished,
    widened,
)

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def left_behind(bench: Bench, name: str = "case") -> list[str]:
    """What a check that did not begin left: of its case, and in the kit's memory."""
    lies = [path.name for path in (bench.root / name, part_of(bench.root / name)) if path.exists()]
    return lies + ["used"] * bool(UsedOrders(Kit.load(bench.papers.kit).used_orders).uses())


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the carriers that were opened, by whichever way."""
    seen: list[str] = []

    def opening(path: str, **more: Any) -> Any:
        seen.append(path)
        return open_source(path, **more)

    for module in (carriers, prepare):
        monkeypatch.setattr(module, "open_source", opening)
    return seen


# --- nothing is touched before it may be ---------------------------------------------


def ended(bench: Bench) -> None:
    mandate = mandate_of(bench)
    give(bench, replace(mandate, period=replace(mandate.period, last=today() - timedelta(days=1))))


REFUSED: dict[str, Callable[[Bench], None]] = {
    "a mandate that ended": ended,
    "an order of another person": lambda bench: give_order(bench, person="P-other"),
    "an order of tomorrow": lambda bench: give_order(bench, on=today() + timedelta(days=1)),
}


@pytest.mark.parametrize("spoil", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_check_touches_no_carrier(bench: Bench, touched: list[str], spoil: Callable[[Bench], None]) -> None:
    spoil(bench)
    with pytest.raises(NotAdmitted):
        checked(bench, Ask(bench.root / "case"))
    assert touched == []
    assert left_behind(bench) == []


@pytest.mark.parametrize(
    "way",
    [
        ("computer", "aangereikt", "kind"),
        ("computer", "aangereikt", "ander"),
        ("phone", "aangereikt", "betrokkene"),
        ("computer", "in-zicht", "betrokkene"),
    ],
)
def test_a_carrier_that_the_mandate_does_not_name_is_not_even_looked_at(
    bench: Bench, touched: list[str], way: tuple[Any, ...]
) -> None:
    other = bench.root / "of another.zip"
    other.write_bytes(b"PK\x03\x04 and nothing that is an archive")
    result = checked(bench, Ask(bench.root / "case", carriers=[bench.carrier, other], ways=[ORDINARY, way]))
    assert set(touched) == {str(bench.carrier)}
    shut = result.carriers[1]
    assert (shut.key, shut.containers, shut.filesystems) == ("", 0, ())


def test_a_plan_without_doors_touches_no_carrier(bench: Bench, touched: list[str]) -> None:
    give(bench, replace(mandate_of(bench), conditions=()))
    checked(bench, Ask(bench.root / "case", carriers=[bench.root / "not even there"]))
    assert touched == []
    assert entries(bench, bench.root / "case") == ()


ABSENT: dict[str, Callable[[Bench], Path]] = {
    "nothing": lambda bench: bench.root / "nothing",
    "below a file": lambda bench: bench.papers.mandate / "x",
    "a link to nothing": lambda bench: link(bench.root / "link", bench.root / "nothing"),
}


def link(path: Path, to: Path) -> Path:
    path.symlink_to(to)
    return path


@pytest.mark.parametrize("where", ABSENT.values(), ids=ABSENT.keys())
def test_a_carrier_that_is_not_there_uses_no_order(bench: Bench, where: Callable[[Bench], Path]) -> None:
    with pytest.raises(NoSuchCarrier):
        checked(bench, Ask(bench.root / "case", carriers=[bench.carrier, where(bench)]))
    assert left_behind(bench) == []


def test_a_machine_that_cannot_lock_uses_no_order(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriers, "confinement", lambda: Confinement(1, seccomp=True))
    with pytest.raises(CannotLock):
        checked(bench, Ask(bench.root / "case"))
    assert left_behind(bench) == []


def test_without_a_lock_is_for_a_laboratory(bench: Bench, touched: list[str]) -> None:
    kit = Kit.load(bench.papers.kit)
    field = replace(kit, policy=replace(kit.policy, laboratory=False))
    with pytest.raises(UnconfinedNotAllowed):
        check(papers_of(bench), field, Table((), bench.root / "case", unconfined=True), today())
    assert touched == []
    assert left_behind(bench) == []


# --- one carrier is counted once -----------------------------------------------------


def itself(bench: Bench) -> list[Path]:
    return [bench.carrier, bench.carrier]


def by_a_link(bench: Bench) -> list[Path]:
    return [bench.carrier, link(bench.root / "link", bench.carrier)]


def by_dots(bench: Bench) -> list[Path]:
    return [bench.carrier, bench.carrier / "Users" / ".."]


def inside(bench: Bench) -> list[Path]:
    return [bench.carrier, bench.carrier / "Users/bram"]


def around(bench: Bench) -> list[Path]:
    return [bench.carrier / "Users/bram", bench.carrier]


def a_copy_of_the_archive(bench: Bench) -> list[Path]:
    one = Path(shutil.make_archive(str(bench.root / "one"), "zip", bench.carrier))
    return [one, Path(shutil.copy(one, bench.root / "two.zip"))]


TWICE = (itself, by_a_link, by_dots, inside, around, a_copy_of_the_archive)


@pytest.mark.parametrize("given", TWICE, ids=[given.__name__ for given in TWICE])
def test_no_carrier_is_counted_twice(bench: Bench, given: Callable[[Bench], list[Path]]) -> None:
    with pytest.raises(SameCarrierTwice):
        checked(bench, Ask(bench.root / "case", carriers=given(bench)))
    assert left_behind(bench) == []


def test_two_carriers_beside_each_other_are_two(bench: Bench) -> None:
    names = [bench.root / "stick", bench.root / "stick 2"]
    for name in names:
        shutil.copytree(bench.carrier / "Users/bram", name / "Users/bram")
    result = checked(bench, Ask(bench.root / "case", carriers=names))
    assert len({carrier.key for carrier in result.carriers}) == 2
    answer = next(one for one in result.answers if one.question == "listed_places_visited")
    assert {n: tally.count for n, tally in answer.by_carrier.items()} == {1: 2, 2: 2}


@pytest.mark.parametrize("name", [".", "case", "Users/bram/case", "Users/anna/../case"])
def test_a_case_is_never_written_on_the_carrier(bench: Bench, name: str) -> None:
    before = sorted(bench.carrier.rglob("*"))
    with pytest.raises(CaseOnCarrier):
        checked(bench, Ask(bench.carrier / name))
    assert sorted(bench.carrier.rglob("*")) == before


def test_a_case_behind_a_link_into_the_carrier_is_on_the_carrier(bench: Bench) -> None:
    link(bench.root / "elsewhere", bench.carrier / "Users")
    with pytest.raises(CaseOnCarrier):
        checked(bench, Ask(bench.root / "elsewhere/case"))


def test_a_case_beside_a_carrier_whose_name_it_begins_with_is_allowed(bench: Bench) -> None:
    checked(bench, Ask(bench.root / "carrier-case"))
    assert (bench.root / "carrier-case").is_dir()


# --- orders and cases ----------------------------------------------------------------


def test_of_two_checks_with_one_order_the_second_leaves_no_case_in_the_way(bench: Bench) -> None:
    """As when two begin at once: both are admitted, and only then does the first one use the order."""
    with pytest.MonkeyPatch.context() as patch:
        admit = papers.admitted

        def meanwhile(*words: Any, **more: Any) -> Any:
            told = admit(*words, **more)
            patch.undo()
            checked(bench, Ask(bench.root / "first"))
            return told

        patch.setattr(prepare, "admitted", meanwhile)
        with pytest.raises(OrderUsed):
            checked(bench, Ask(bench.root / "second"))
    assert (bench.root / "first").is_dir()
    assert left_behind(bench, "second") == ["used"]
    give_order(bench, number=2)
    checked(bench, Ask(bench.root / "second"))


def test_a_kit_whose_memory_is_damaged_begins_nothing(bench: Bench) -> None:
    Kit.load(bench.papers.kit).used_orders.write_bytes(b"not a line of ours\n")
    with pytest.raises(InzageError) as fault:
        checked(bench, Ask(bench.root / "case"))
    assert fault.value.exit_code == 1
    assert not part_of(bench.root / "case").exists()


def test_a_kit_that_cannot_remember_leaves_no_case_in_the_way(bench: Bench) -> None:
    memory = Kit.load(bench.papers.kit).used_orders
    memory.unlink()
    memory.symlink_to(bench.root / "gone" / "used_orders.jsonl")
    with pytest.raises(InzageError):
        checked(bench, Ask(bench.root / "case"))
    assert not part_of(bench.root / "case").exists()
    memory.unlink()
    checked(bench, Ask(bench.root / "case"))


def test_a_case_that_is_being_written_is_left_alone(bench: Bench) -> None:
    told: list[type[Exception]] = []

    def second(_: object) -> None:
        if not told:
            for resume in (True, False):
                try:
                    checked(bench, Ask(bench.root / "case", resume=resume))
                except InzageError as refused:
                    told.append(type(refused))

    checked(bench, Ask(bench.root / "case", watch=second))
    assert told == [CaseBusy, OrderUsed]
    assert (bench.root / "case").is_dir()


@pytest.mark.parametrize("kept", [0, 3, 20])
def test_another_order_does_not_go_on_with_an_interrupted_check(bench: Bench, kept: int) -> None:
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows[:kept])
    order = bench.papers.order.read_bytes()
    give_order(bench, number=2)
    with pytest.raises(CaseOfAnother):
        checked(bench, Ask(bench.root / "case", resume=True))
    bench.papers.order.write_bytes(order)
    checked(bench, Ask(bench.root / "case", resume=True))


def test_an_interrupted_check_ends_with_the_validity_of_its_order(bench: Bench) -> None:
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows)
    with pytest.raises(NotAdmitted):
        checked(bench, Ask(bench.root / "case", resume=True, on=today() + timedelta(days=1)))


def test_resumed_on_a_later_day_it_reads_the_days_of_the_first(bench: Bench) -> None:
    give_order(bench, valid_days=3)
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows[:30])
    result = checked(bench, Ask(bench.root / "case", resume=True, on=today() + timedelta(days=2)))
    assert result.window[1] == today()


OTHER_PLANS: dict[str, Callable[[dict[str, Any]], object]] = {
    "another day": lambda plan: plan | {"on": (today() - timedelta(days=30)).isoformat()},
    "a wider window": lambda plan: plan | {"window": plan["window"] | {"from": "2020-01-01"}},
    "a door more": lambda plan: plan | {"doors": plan["doors"] * 2},
    "more time": lambda plan: plan | {"budget": plan["budget"] | {"minutes": 10**6}},
    "no day": lambda plan: {name: value for name, value in plan.items() if name != "on"},
    "a day that is none": lambda plan: plan | {"on": "morgen"},
    "a list": lambda plan: [plan],
}


@pytest.mark.parametrize("kept", [0, 12])
@pytest.mark.parametrize("change", OTHER_PLANS.values(), ids=OTHER_PLANS.keys())
def test_a_plan_changed_on_disk_is_not_gone_on_with(
    bench: Bench, change: Callable[[dict[str, Any]], object], kept: int, beside: type[Beside]
) -> None:
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows[:kept])
    file = part_of(bench.root / "case") / PLAN
    file.write_text(json.dumps(change(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    beside.asked = 0
    with pytest.raises((CaseOfAnother, CaseDamaged)):
        checked(bench, Ask(bench.root / "case", resume=True))
    assert beside.asked == 0


def test_a_plan_of_an_earlier_day_made_to_fit_is_not_gone_on_with(bench: Bench, beside: type[Beside]) -> None:
    """A plan of last month, whole and as this kit would have made it then, in the place of today's."""
    ago = today() - timedelta(days=60)
    give_order(bench, on=ago, valid_days=1)
    unfinished(bench, bench.root / "then", on=ago)
    give_order(bench)
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows[:0])
    earlier = json.loads((part_of(bench.root / "then") / PLAN).read_text(encoding="utf-8"))
    todays = json.loads((part_of(bench.root / "case") / PLAN).read_text(encoding="utf-8"))
    forged = earlier | {"order_sha256": todays["order_sha256"]}
    (part_of(bench.root / "case") / PLAN).write_bytes(prepare.canonical(forged))
    beside.asked = 0
    with pytest.raises(CaseOfAnother):
        checked(bench, Ask(bench.root / "case", resume=True))
    assert beside.asked == 0


def test_a_case_never_takes_the_place_of_anything(bench: Bench) -> None:
    for name, make in {
        "file": lambda path: path.write_text("x", encoding="utf-8"),
        "folder": lambda path: (path / "x").mkdir(parents=True),
        "link": lambda path: path.symlink_to(bench.root),
    }.items():
        make(bench.root / name)
        with pytest.raises(CaseExists):
            checked(bench, Ask(bench.root / name))
        assert not part_of(bench.root / name).exists()
    assert UsedOrders(Kit.load(bench.papers.kit).used_orders).uses() == ()


def test_a_check_killed_before_its_first_entry_is_found_by_resume(bench: Bench) -> None:
    with killed(0):
        checked(bench, Ask(bench.root / "case"))
    checked(bench, Ask(bench.root / "case", resume=True))
    assert (bench.root / "case").is_dir()


# --- the previous check --------------------------------------------------------------


@pytest.fixture
def followed(bench: Bench) -> Bench:
    """A bench with a first check in ``first``, forty days ago, and an order for a second."""
    ago = today() - timedelta(days=40)
    give_order(bench, on=ago)
    checked(bench, Ask(bench.root / "first", on=ago))
    give_order(bench, number=2)
    return bench


def after(bench: Bench, case: str = "first") -> Any:
    kit = Kit.load(bench.papers.kit)
    return replace(papers_of(bench), previous=previous_check(bench.root / case, kit))


def test_the_window_begins_on_the_day_of_the_previous_check(followed: Bench) -> None:
    result = checked(followed, Ask(followed.root / "case"), papers=after(followed))
    assert result.window == (today() - timedelta(days=40), today())
    first = read_case(followed.root / "first", None).result["window"]
    assert first["to"] == result.window[0].isoformat()


def test_an_order_that_names_the_previous_check_takes_no_other(followed: Bench) -> None:
    give_order(followed, number=2, previous="BCDFG-HJKLM-NPRST-VWXZB-CDFGH")
    with pytest.raises(PreviousDiffers):
        checked(followed, Ask(followed.root / "case"), papers=after(followed))
    give_order(followed, number=2, previous=read_case(followed.root / "first", None).code.lower())
    checked(followed, Ask(followed.root / "case"), papers=after(followed))


def test_the_previous_check_is_of_the_same_person(followed: Bench) -> None:
    give(followed, replace(mandate_of(followed), person="P-another", reference="DEMO-2"))
    with pytest.raises(PreviousOfAnother) as refused:
        checked(followed, Ask(followed.root / "case"), papers=after(followed))
    assert refused.value.exit_code == 5
    assert "P-another" not in refused.value.sentence("nl")
    assert not part_of(followed.root / "case").exists()


def test_a_new_mandate_of_the_same_person_goes_on_from_the_check_before(followed: Bench) -> None:
    give(followed, widened(mandate_of(followed), window_days=60))
    result = checked(followed, Ask(followed.root / "case"), papers=after(followed))
    assert result.window[0] == today() - timedelta(days=40)


@pytest.mark.parametrize("file", ["result.dsse.json", "ledger.jsonl", "mandate.dsse.json", "plan.json", "checkpoint"])
def test_a_previous_case_that_was_changed_narrows_no_window(followed: Bench, file: str) -> None:
    spoilt = followed.root / "first" / file
    content = spoilt.read_bytes()
    spoilt.write_bytes(content.replace(b"a", b"b", 1))
    with pytest.raises(InzageError) as fault:
        after(followed)
    assert fault.value.exit_code == 1
    spoilt.write_bytes(content)
    after(followed)


def test_a_folder_that_is_no_case_is_no_previous_check(followed: Bench) -> None:
    with pytest.raises(NoCase):
        after(followed, "lists")


def test_a_previous_case_of_a_stranger_narrows_no_window(followed: Bench, tmp_path: Path) -> None:
    (tmp_path / "stranger").mkdir()
    stranger = make_bench(tmp_path / "stranger")
    checked(stranger, Ask(stranger.root / "case"))
    with pytest.raises(CaseDamaged):
        previous_check(stranger.root / "case", Kit.load(followed.papers.kit))
    assert previous_check(stranger.root / "case", None).person == "P-demo"  # nobody to ask whose kit it is


def test_resume_needs_the_previous_check_of_the_beginning(followed: Bench) -> None:
    given = after(followed)
    with killed(10):
        checked(followed, Ask(followed.root / "case"), papers=given)
    with pytest.raises(CaseOfAnother):
        checked(followed, Ask(followed.root / "case", resume=True))
    checked(followed, Ask(followed.root / "case", resume=True), papers=given)


def test_what_is_planned_is_what_lies_in_the_case(followed: Bench) -> None:
    kit, given = Kit.load(followed.papers.kit), after(followed)
    planned = plan_to_json(papers.prepared(given, papers.admitted(given, kit, today()), kit, today()).plan)
    checked(followed, Ask(followed.root / "case"), papers=given)
    assert read_case(followed.root / "case", kit).plan == planned


def test_an_expired_mandate_plans_nothing(bench: Bench) -> None:
    ended(bench)
    with pytest.raises(Expired):
        papers.admitted(papers_of(bench), Kit.load(bench.papers.kit), today())
