"""What the hosts of a list turn away is on no list; what is on one is never turned away."""

import os
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.canonical import expressions
from inzage.watchlists.hosts import Hosts
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.layout import Header, record
from tests.indicators.lookups import Table, benign
from tests.watchlists.desk import Desk
from tests.watchlists.test_keyed import KEY, opened, pack

LISTED = Table({"listed.example/": "a", "b.pages.example/one": "b", "pages.example/x/y": "b", "10.0.0.1/": "a"})

BEGINS = st.sampled_from(["http://", "https://", "HTTP://", "https:/", "ftp://", "", "//", " http://", "http%3A//"])
HOSTS = st.sampled_from(
    [
        *("listed.example", "a.listed.example", "LISTED.example.", "b.pages.example", "x.b.pages.example"),
        *("pages.example", "other.example", "listed.example:80", "listed.example:", "user@listed.example", "167772161"),
        *("listed%2eexample", "listed。example", "listed\t.example", "0x0a.0.0.1", "x.listed.example:9:9", "[::1]"),
    ]
)
TAILS = st.text("/?#@%2f.:é\t one", max_size=8)


@given(st.lists(st.builds(str.__add__, st.builds(str.__add__, BEGINS, HOSTS | st.text(max_size=6)), TAILS), max_size=9))
@example(["https://listed.example#/", "https://other.example?@listed.example/", "http://listed.example\\@x.example/"])
@example(["https:///listed.example/", "http://listed.example", "https://listed.example/"])
@settings(max_examples=1500, deadline=None)
def test_whatever_is_listed_is_known(urls: list[str]) -> None:
    known = Hosts([LISTED]).known(urls)
    assert {url for url in urls if LISTED.classes_of_address(url)} <= known <= set(urls)


def test_an_ordinary_address_of_another_host_is_turned_away() -> None:
    others = [
        "https://other.example/listed.example/",
        "https://notlisted.example/",
        "https://example/",
        "http://1.2.3.4/",
    ]
    assert Hosts([LISTED]).known(others) == set()
    below = ["https://a.listed.example/x", "http://pages.example:8080/", "HTTPS://other.example/"]
    assert Hosts([LISTED]).known(below) == set(below)


def test_a_benign_list_makes_nothing_known() -> None:
    assert Hosts([benign("listed.example/")]).known(["https://listed.example/"]) == set()


def test_a_beginning_is_asked_for_once() -> None:
    class Asked(Table):
        def names_hosts(self, hosts: Sequence[str]) -> list[bool]:
            self.asked.extend(hosts)
            return super().names_hosts(hosts)

    table = Asked({"listed.example/": "a"})
    hosts = Hosts([table])
    for _ in range(2):
        hosts.known([f"https://www.other.example/{n}" for n in range(9)])
    assert table.asked == ["www.other.example", "other.example"]


def test_an_imported_list_names_the_hosts_of_its_pages(desk: Desk) -> None:
    desk.bring("listed.example\npages.example/one\nwww.deep.example/a/b?c\n")
    (stored,) = desk.open().stored
    assert stored.entries == 3
    descriptor = os.open(stored.path, os.O_RDONLY)
    try:
        found = KeyedList.open(descriptor, desk.kit.list_key())
        hosts = ["listed.example", "pages.example", "www.deep.example", "deep.example", "other.example", "example"]
        assert found.names_hosts(hosts) == [True, True, True, False, False, False]
        for url, listed in (("http://pages.example/", False), ("http://pages.example/one", True)):
            assert bool(found.classes_of_address(url)) is listed
            assert [bool(one) for one in found.classes_of_many(expressions(url)[:1])] == [listed]
        assert found.by_class() == {"class-a": 3}
    finally:
        os.close(descriptor)


def test_a_list_imported_before_hosts_were_kept_may_hold_any() -> None:
    header = Header(ListKind.ADDRESSES, Meaning.LISTED, ("a",), "{}")
    with opened(pack([record(KEY, ListKind.ADDRESSES, "pages.example/one", 0)], KEY, header)) as found:
        assert found.names_hosts(["pages.example", "other.example"]) == [True, True]
        assert Hosts([found]).known(["https://other.example/"]) == {"https://other.example/"}


def test_only_a_list_of_addresses_has_hosts() -> None:
    header = Header(ListKind.TERMS, Meaning.LISTED, ("a",), "{}")
    with opened(pack([], KEY, header)) as found, pytest.raises(TypeError):
        found.names_hosts(["listed.example"])
