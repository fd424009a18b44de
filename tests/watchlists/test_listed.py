"""Several lists asked at once: a benign one outweighs, and is not even asked where nothing is listed."""

import itertools

import pytest

from inzage.watchlists.listed import Listed
from tests.indicators.lookups import Table, benign

PLACES = Table({"listed.example/": "class-a"})
MORE = Table({"listed.example/": "class-b", "other.example/": "class-b"})
WHITE = benign("listed.example/help/")


@pytest.mark.parametrize(
    ("url", "classes"),
    [
        ("http://listed.example/", {"class-a", "class-b"}),
        ("http://other.example/", {"class-b"}),
        ("http://listed.example/help/me", set()),
        ("http://unlisted.example/", set()),
    ],
)
def test_classes_of_all_lists_together_in_any_order(url: str, classes: set[str]) -> None:
    for lists in itertools.permutations((PLACES, MORE, WHITE)):
        assert Listed(lists).classes_of_address(url) == classes


def test_texts_are_weighed_alike() -> None:
    both = Listed((Table({"term a": "class-a"}), benign("gentle term a")))
    assert both.classes_of_text("a term a here") == {"class-a"}
    assert both.classes_of_text("a gentle term a here") == frozenset()


def test_a_benign_list_is_asked_only_about_what_is_listed() -> None:
    white = benign("listed.example/help/")
    asked = Listed((PLACES, white))
    asked.classes_of_address("http://unlisted.example/")
    assert white.asked == []
    asked.classes_of_address("http://listed.example/")
    assert white.asked == ["http://listed.example/"]


def test_no_lists_list_nothing() -> None:
    assert Listed(()).classes_of_address("http://listed.example/") == frozenset()
