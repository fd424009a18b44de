"""A recount by somebody else finds the same, or says where it differs; it is no check."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inzage.artefact import AMSTERDAM
from inzage.check import Offer
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_papers import make_papers
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.bench import Bench, inzage, make_bench

ON_THE_TABLE = ("computer", "aangereikt", "betrokkene")


@pytest.fixture
def counted(tmp_path: Path) -> Bench:
    """A bench whose check is done, in ``case``."""
    bench = make_bench(tmp_path)
    bench.result(tmp_path / "case")
    return bench


def words(bench: Bench, *more: object) -> list[object]:
    papers = bench.papers
    return [
        "recount", bench.root / "case", bench.carrier, "--kit", papers.kit, "--lists", papers.lists,
        "--out", bench.root / "recount", *more,
    ]  # fmt: skip


def test_the_same_carrier_counts_the_same(counted: Bench) -> None:
    told = inzage(*words(counted, "--json"))
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["same"] is True


def test_a_recount_uses_no_order_and_leaves_a_ledger_that_says_what_it_is(counted: Bench) -> None:
    used = (counted.papers.kit / "used_orders.jsonl").read_bytes()
    assert inzage(*words(counted)).returncode == 0
    assert (counted.papers.kit / "used_orders.jsonl").read_bytes() == used
    kit = Kit.load(counted.papers.kit)
    first, again = read_case(counted.root / "case", kit), read_case(counted.root / "recount", kit)
    assert "recount" in again.result["marks"]
    assert again.entries[0].facts["recount_of"] == first.check_id
    looks = [sum(entry.kind is EntryKind.OPENED for entry in case.entries) for case in (first, again)]
    assert looks[0] == looks[1] > 0
    assert inzage("verify", counted.root / "recount", "--kit", counted.papers.kit).returncode == 0


def test_a_carrier_that_changed_since_is_told(counted: Bench) -> None:
    history = next(counted.carrier.rglob("*Brave-Browser/User Data/Default/History"))
    with closing(sqlite3.connect(history)) as db, db:
        db.execute("DELETE FROM visits")
    told = inzage(*words(counted))
    assert told.returncode == 0
    assert "listed_places_visited: verschil: eerst Aanwijzing (8, " in told.stdout
    assert "listed_terms_searched: zelfde uitkomst" in told.stdout


def test_a_recount_without_the_lists_of_the_check_is_refused(counted: Bench) -> None:
    papers = counted.papers
    told = inzage(
        "recount", counted.root / "case", counted.carrier, "--kit", papers.kit, "--out", counted.root / "again"
    )
    assert told.returncode == 5
    assert "dezelfde lijsten" in told.stderr
    assert not (counted.root / "again").exists()


def test_a_recount_after_the_mandate_ended_reads_the_days_of_then(tmp_path: Path) -> None:
    then = datetime.now(AMSTERDAM) - timedelta(days=1500)
    make_carrier(tmp_path / "carrier", then)
    bench = Bench(tmp_path, make_papers(tmp_path, then.date()), tmp_path / "carrier")
    kit, table = Kit.load(bench.papers.kit), Table((Offer(str(bench.carrier), *ON_THE_TABLE),), tmp_path / "case")
    papers = Papers(bench.papers.mandate.read_bytes(), bench.papers.order.read_bytes(), bench.papers.lists)
    check(papers, kit, table, then.date())
    assert json.loads(inzage(*words(bench, "--json")).stdout)["same"] is True
    windows = [read_case(tmp_path / name, kit).result["window"] for name in ("case", "recount")]
    assert windows[0] == windows[1]
    assert inzage("plan", bench.papers.mandate, "--kit", kit.path).returncode == 5  # the mandate has long ended


def test_a_recount_of_a_recount_is_a_recount(counted: Bench) -> None:
    assert inzage(*words(counted)).returncode == 0
    papers = counted.papers
    told = inzage(
        "recount", counted.root / "recount", counted.carrier, "--kit", papers.kit, "--lists", papers.lists,
        "--out", counted.root / "third", "--json",
    )  # fmt: skip
    assert json.loads(told.stdout)["same"] is True
