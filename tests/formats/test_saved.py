"""What counts as an address that was kept, and when it was last seen."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from inzage.artefact import Artefact
from inzage.formats.saved import is_place, last_seen


@pytest.mark.parametrize(
    ("address", "counts"),
    [
        ("https://listed.example/", True),
        ("HTTP://LISTED.example", True),
        ("ftp://listed.example", True),
        # near misses
        ("place:sort=8", False),
        ("javascript:location='https://listed.example/'", False),
        ("about:newtab", False),
        ("file:///home/listed.example", False),
        ("view-source:https://listed.example/", False),
        ("httpss://listed.example", False),
        ("https:/listed.example", False),
        ("", False),
        (None, False),
        (b"https://listed.example/", False),
    ],
)
def test_an_address_is_a_place_on_the_internet(address: object, counts: bool) -> None:
    assert is_place(address) is counts


def test_last_seen_is_when_the_file_was_written_in_utc() -> None:
    at = datetime(2026, 3, 10, 10, tzinfo=timezone(timedelta(hours=1)))
    seen = last_seen(Artefact("x", 0, 1, at))
    assert seen == at
    assert seen.tzinfo is UTC
    assert last_seen(Artefact("x", 0, 1, None)) is None
