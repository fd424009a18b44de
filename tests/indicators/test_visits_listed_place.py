"""A visit or download counts by its addresses, once, and never where a benign list speaks for it."""

import pytest

from inzage.indicators.visits_listed_place import VisitsListedPlace
from inzage.observations import Download, OnThisDevice, Visit
from inzage.watchlists import ListKind
from tests.indicators.evidence import AT
from tests.indicators.lookups import Table, benign

LISTED = Table({"listed.example/": "class-b", "other.example/dir/": "class-a"})
HELP = benign("help.listed.example/", "listed.example/help/")
YES = OnThisDevice.YES


def labels(url: str, *lists: Table) -> list[str]:
    counted = VisitsListedPlace(lists or (LISTED, HELP), {}).observe(Visit(AT, url, YES))
    return [label for label, _, _ in counted]


@pytest.mark.parametrize(
    ("url", "counts"),
    [
        ("https://listed.example/page?x=1", ["class-b"]),
        ("http://sub.listed.example/", ["class-b"]),
        ("http://other.example/dir/page", ["class-a"]),
        # near misses
        ("http://unlisted.example/", []),
        ("http://other.example/", []),
        ("http://other.example/directory", []),
        ("http://search.example/?q=listed.example", []),
        ("http://help.listed.example/page", []),
        ("http://listed.example/help/page", []),
        ("http://listed.example/helpless", ["class-b"]),
        ("chrome://listed.example/", []),
        ("", []),
    ],
)
def test_a_visit_counts_by_its_address(url: str, counts: list[str]) -> None:
    assert labels(url) == counts


@pytest.mark.parametrize(
    ("chain", "counts"),
    [
        (("http://listed.example/a", "http://files.example/f"), ["class-b"]),
        (("http://files.example/a", "http://listed.example/f"), ["class-b"]),
        (("http://listed.example/a", "http://listed.example/f"), ["class-b"]),
        (("http://listed.example/a", "http://other.example/dir/f"), ["class-a"]),
        (("http://a.example/", "http://listed.example/", "http://b.example/f"), ["class-b"]),
        # near misses
        (("http://files.example/a", "http://files.example/f"), []),
        (("http://listed.example/help/a", "http://files.example/f"), []),
        ((), []),
    ],
)
def test_a_download_counts_by_its_whole_chain_and_once(chain: tuple[str, ...], counts: list[str]) -> None:
    counted = VisitsListedPlace((LISTED, HELP), {}).observe(Download(AT, chain, YES))
    assert [label for label, _, _ in counted] == counts


def test_several_lists_give_one_act_one_class() -> None:
    assert labels("http://listed.example/", Table({"listed.example/": "b"}), Table({"listed.example/": "a"})) == ["a"]


@pytest.mark.parametrize("lists", [(LISTED, HELP), (HELP, LISTED)])
def test_a_benign_list_outweighs_in_any_order(lists: tuple[Table, ...]) -> None:
    assert labels("http://help.listed.example/", *lists) == []


def test_benign_lists_alone_and_no_lists_count_nothing() -> None:
    assert labels("http://help.listed.example/", HELP) == []
    assert list(VisitsListedPlace((), {}).observe(Visit(AT, "http://listed.example/", YES))) == []


@pytest.mark.parametrize("origin", list(OnThisDevice))
def test_time_and_origin_pass_unchanged(origin: OnThisDevice) -> None:
    counted = list(VisitsListedPlace((LISTED,), {}).observe(Visit(AT, "http://listed.example/", origin)))
    assert counted == [("class-b", AT, origin)]


def test_it_declares_what_it_needs() -> None:
    made = VisitsListedPlace.registered  # type: ignore[attr-defined]
    assert (made.name, made.observes, made.needs) == ("visits_listed_place", (Visit, Download), ListKind.ADDRESSES)
