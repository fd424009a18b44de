"""The memory of used orders: an order serves one check, also after a power cut, also with two at once."""

import fcntl
import json
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate import OrdersFault
from inzage.mandate.refusals import OrderUsed
from inzage.mandate.used import UsedOrders
from tests.mandate.made import TODAY, a_mandate, an_order

MANDATE = a_mandate()


@pytest.fixture
def used(tmp_path: Path) -> UsedOrders:
    return UsedOrders(tmp_path / "used_orders.jsonl")


def test_nothing_is_remembered_before_the_first_use(used: UsedOrders) -> None:
    assert used.uses() == ()
    assert used.check_of("00" * 16) is None
    assert not used.path.exists()


def test_an_order_serves_one_check(used: UsedOrders) -> None:
    order = an_order(MANDATE)
    used.use(order, "check-1")
    assert used.check_of(order.nonce) == "check-1"
    with pytest.raises(OrderUsed) as caught:
        used.use(order, "check-2")
    assert caught.value.exit_code == 5
    assert used.check_of(order.nonce) == "check-1"


def test_a_resumed_check_may_use_its_order_again_and_leaves_no_second_line(used: UsedOrders) -> None:
    order = an_order(MANDATE)
    used.use(order, "check-1")
    before = used.path.read_bytes()
    used.use(order, "check-1")
    assert used.path.read_bytes() == before


def test_another_instance_remembers_the_same(used: UsedOrders) -> None:
    order = an_order(MANDATE)
    used.use(order, "check-1")
    assert UsedOrders(used.path).check_of(order.nonce) == "check-1"


def test_days_are_those_of_one_mandate_and_without_one_check(used: UsedOrders) -> None:
    other = a_mandate(reference="ECLI:NL:RBTEST:2026:2")
    used.use(an_order(MANDATE), "check-1")
    used.use(an_order(MANDATE, on=date(2026, 11, 1)), "check-2")
    used.use(an_order(other), "check-3")
    assert used.days(MANDATE.sha256) == (TODAY, date(2026, 11, 1))
    assert used.days(MANDATE.sha256, apart_from="check-2") == (TODAY,)
    assert used.days("0" * 64) == ()


def test_a_line_names_no_person(used: UsedOrders) -> None:
    used.use(an_order(MANDATE), "check-1")
    assert MANDATE.person.encode() not in used.path.read_bytes()
    assert set(json.loads(used.path.read_bytes())) == {"nonce", "check_id", "mandate_sha256", "on"}


def test_the_file_is_the_owners_alone(used: UsedOrders) -> None:
    used.use(an_order(MANDATE), "check-1")
    assert used.path.stat().st_mode & 0o077 == 0


@given(st.integers(0, 600))
def test_a_torn_last_line_is_what_a_power_cut_leaves(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    used = UsedOrders(tmp_path_factory.mktemp("kit") / "used.jsonl")
    first, second, third = (an_order(MANDATE) for _ in range(3))
    long = "check-2" + "x" * 250  # what is torn is longer than what comes after it
    used.use(first, "check-1")
    whole = used.path.read_bytes()
    used.use(second, long)
    torn = used.path.read_bytes()[: len(whole) + cut]
    used.path.write_bytes(torn)
    seen = 2 if torn.endswith(b"\n") and len(torn) > len(whole) else 1
    assert len(used.uses()) == seen
    used.use(third, "check-3")
    expected = ["check-1", long, "check-3"] if seen == 2 else ["check-1", "check-3"]
    assert [use.check_id for use in used.uses()] == expected
    assert used.check_of(third.nonce) == "check-3"
    assert used.check_of(first.nonce) == "check-1"


@pytest.mark.parametrize(
    "damage",
    [
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"3\n",
        b"\xff\n",
        b'{"nonce": 1, "check_id": "a", "mandate_sha256": "b", "on": "2026-01-01"}\n',
        b'{"nonce": "a", "check_id": "a", "mandate_sha256": "b", "on": "gisteren"}\n',
        b'{"nonce": "a", "check_id": "a", "mandate_sha256": "b", "on": "2026-01-01", "x": "y"}\n',
        b"[" * 100_000 + b"\n",
    ],
    ids=["blank", "empty", "list", "null", "number", "no text", "type", "day", "extra", "deep"],
)
def test_any_other_damage_stops_the_kit_and_changes_nothing(used: UsedOrders, damage: bytes) -> None:
    used.use(an_order(MANDATE), "check-1")
    damaged = damage + used.path.read_bytes()
    used.path.write_bytes(damaged)
    for act in (used.uses, lambda: used.use(an_order(MANDATE), "check-2")):
        with pytest.raises(OrdersFault) as caught:
            act()
        assert "line 1" in caught.value.sentence("nl")
        assert caught.value.exit_code == 1
    assert used.path.read_bytes() == damaged


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    for act in (UsedOrders(tmp_path).uses, lambda: UsedOrders(tmp_path).use(an_order(MANDATE), "check-1")):
        with pytest.raises(OrdersFault) as caught:
            act()
        assert str(tmp_path) in caught.value.sentence("nl")


def test_a_missing_kit_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OrdersFault):
        UsedOrders(tmp_path / "weg" / "used.jsonl").use(an_order(MANDATE), "check-1")


def test_a_use_waits_for_another_that_is_being_written(used: UsedOrders) -> None:
    used.use(an_order(MANDATE), "check-1")
    waiting = threading.Thread(target=used.use, args=(an_order(MANDATE), "check-2"))
    with used.path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        assert len(used.uses()) == 1
    waiting.join()
    assert len(used.uses()) == 2


def test_of_two_checks_at_once_one_gets_the_order(used: UsedOrders) -> None:
    order, outcomes = an_order(MANDATE), []

    def begin(check_id: str) -> None:
        try:
            used.use(order, check_id)
            outcomes.append("begun")
        except OrderUsed:
            outcomes.append("refused")

    threads = [threading.Thread(target=begin, args=(f"check-{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["begun"] + ["refused"] * 7
    assert len(used.uses()) == 1
