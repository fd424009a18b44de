"""Too broad, or of no name: the edges of what one entry may be."""

import pytest

from inzage.watchlists.hygiene import is_host_name, too_broad


@pytest.mark.parametrize(
    ("host", "broad"),
    [
        ("com", True),
        ("nl", True),
        ("example", True),
        ("co.uk", True),
        ("gov.nl", True),
        ("com.xn--p1ai", True),
        ("github.io", True),
        ("wordpress.com", True),
        # near misses
        ("listed.example", False),
        ("co.com", False),
        ("cox.uk", False),
        ("listed.co.uk", False),
        ("somebody.wordpress.com", False),
        ("notwordpress.com", False),
        ("github.io.example", False),
    ],
)
def test_a_host_that_names_more_than_one_place(host: str, broad: bool) -> None:
    assert too_broad(host) == broad


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("listed.example", True),
        ("a_b.example", True),
        ("xn--listd-esa.example", True),
        ("a" * 63 + ".example", True),
        ("a" * 64 + ".example", False),
        (".".join(["ab"] * 84), True),
        (".".join(["ab"] * 85), False),
        ("", False),
        ("a..b", False),
        ("*.example", False),
        ("a b.example", False),
        ("a%20b.example", False),
        ("LISTED.example", False),
        ("listed.example\n", False),
    ],
)
def test_a_name_that_a_browser_could_visit(host: str, known: bool) -> None:
    assert is_host_name(host) == known
