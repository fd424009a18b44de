"""A search counts by whole listed words, once, and never where a benign term speaks for it."""

import pytest

from inzage.indicators.searched_listed_term import SearchedListedTerm
from inzage.observations import OnThisDevice, Search
from inzage.watchlists import ListKind
from tests.indicators.evidence import AT
from tests.indicators.lookups import Table, benign

LISTED = Table({"term a": "class-b", "term b": "class-a", "triangle": "class-c"})
GENTLE = benign("triangle inequality")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("TERM-A", ["class-b"]),
        ("where to find term a cheap", ["class-b"]),
        ("Triangle", ["class-c"]),
        ("triángle!", ["class-c"]),
        ("term-a or term-b", ["class-a"]),
        ("triangle triangle", ["class-c"]),
        # near misses
        ("triangles", []),
        ("rectangle", []),
        ("terma", []),
        ("term of a", []),
        ("a term", []),
        ("triangle inequality", []),
        ("proof of the Triangle-Inequality", []),
        ("inequality of a triangle", ["class-c"]),
        ("", []),
    ],
)
def test_a_search_counts_by_whole_words(text: str, counts: list[str]) -> None:
    counted = SearchedListedTerm((LISTED, GENTLE), {}).observe(Search(AT, text, OnThisDevice.YES))
    assert [label for label, _, _ in counted] == counts


@pytest.mark.parametrize("origin", list(OnThisDevice))
def test_time_and_origin_pass_unchanged(origin: OnThisDevice) -> None:
    counted = list(SearchedListedTerm((LISTED,), {}).observe(Search(AT, "term a", origin)))
    assert counted == [("class-b", AT, origin)]


def test_it_declares_what_it_needs() -> None:
    made = SearchedListedTerm.registered  # type: ignore[attr-defined]
    assert (made.name, made.observes, made.needs) == ("searched_listed_term", (Search,), ListKind.TERMS)
