"""Where files of a Firefox profile lie, and whose their acts are."""

from datetime import UTC, datetime

import pytest

from inzage.artefact import Artefact
from inzage.formats.firefox_profile import here_or_unknown, places
from inzage.sources.patterns import Matcher, Patterns

MATCHER = Matcher([Patterns("r", places("formhistory.sqlite", "sessionstore-backups/recovery.jsonlz4"))])
AT = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("Users/a/AppData/Roaming/Mozilla/Firefox/Profiles/x.default/formhistory.sqlite", True),
        ("Users/a/Library/Application Support/Firefox/Profiles/x.default/formhistory.sqlite", True),
        ("home/a/.mozilla/firefox/x.default/sessionstore-backups/recovery.jsonlz4", True),
        ("home/a/.config/mozilla/firefox/x.default/formhistory.sqlite", True),
        ("Tor Browser/Browser/TorBrowser/Data/Browser/profile.default/formhistory.sqlite", True),
        # near misses
        ("home/a/.mozilla/firefox/formhistory.sqlite", False),
        ("home/a/.mozilla/firefox/x.default/places.sqlite", False),
        ("data/org.mozilla.firefox/files/formhistory.sqlite", False),
        ("home/a/.mozilla/firefox/x.default/sessionstore-backups/previous.jsonlz4", False),
    ],
)
def test_where_a_profile_lies(path: str, found: bool) -> None:
    assert list(MATCHER.match(path)) == ([("r", True)] if found else [])


@pytest.mark.parametrize(
    ("beside", "origin"),
    [
        (("prefs.js",), "yes"),
        (("prefs.js", "signedInUser.json"), "unknown"),
        (("prefs.js", "weave"), "unknown"),
        ((), "unknown"),
    ],
)
def test_only_a_profile_that_never_synchronised_speaks_for_itself(beside: tuple[str, ...], origin: str) -> None:
    artefact = Artefact("x", 0, 1, None, siblings=dict.fromkeys(beside, AT))
    assert str(here_or_unknown(artefact)) == origin
