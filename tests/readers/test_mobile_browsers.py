"""Where browsers on phones keep history and bookmarks: each place is met by the reader of its form, and no other."""

import pytest

from inzage.readers import all_readers
from inzage.sources.patterns import Matcher, Patterns

NAMED = ("chromium_history", "chromium_bookmarks", "firefox_history", "safari_history", "duckduckgo_history")
MATCHER = Matcher([Patterns(r.name, r.at, r.elsewhere, r.beside) for r in all_readers() if r.name in NAMED])

ANDROID = "data/data"
CONTAINER = "private/var/mobile/Containers/Data/Application/0A1B"
SURE = {
    f"{ANDROID}/com.android.chrome/app_chrome/Default/History": "chromium_history",
    f"{ANDROID}/com.android.chrome/app_chrome/Profile 1/Bookmarks": "chromium_bookmarks",
    f"{ANDROID}/com.brave.browser/app_chrome/Default/History": "chromium_history",
    f"{ANDROID}/com.microsoft.emmx/app_chrome/Default/History": "chromium_history",
    f"{ANDROID}/com.vivaldi.browser/app_chrome/Default/History": "chromium_history",
    f"{ANDROID}/com.kiwibrowser.browser/app_chrome/Default/History": "chromium_history",
    f"{ANDROID}/com.opera.browser/app_opera/History": "chromium_history",
    f"{ANDROID}/com.sec.android.app.sbrowser/app_sbrowser/Default/History": "chromium_history",
    f"{ANDROID}/com.example.app/app_webview/Default/History": "chromium_history",
    "data/user/10/com.android.chrome/app_chrome/Default/History": "chromium_history",
    f"{CONTAINER}/Library/Application Support/Google/Chrome/Default/History": "chromium_history",
}
"""Places that belong to that form alone: bad content there is damage."""

BY_CONTENT = {
    f"{ANDROID}/com.yandex.browser/app_chromium/Default/History": "chromium_history",
    f"{CONTAINER}/Library/Application Support/Edge/Default/History": "chromium_history",
}
NONE = (
    f"{ANDROID}/com.android.chrome/app_chrome/Default/History-journal",
    f"{ANDROID}/com.android.chrome/app_chrome/Default/Login Data",
    f"{ANDROID}/com.sec.android.app.sbrowser/databases/SBrowser.db",
)


@pytest.mark.parametrize("path", SURE)
def test_a_known_place_is_met_as_its_own(path: str) -> None:
    assert list(MATCHER.match(path)) == [(SURE[path], True)]


@pytest.mark.parametrize("path", BY_CONTENT)
def test_another_place_is_met_and_its_content_decides(path: str) -> None:
    assert list(MATCHER.match(path)) == [(BY_CONTENT[path], False)]


@pytest.mark.parametrize("path", NONE)
def test_what_none_of_them_reads_is_not_met(path: str) -> None:
    assert list(MATCHER.match(path)) == []


def test_no_reader_at_all_meets_what_holds_passwords() -> None:
    every = Matcher([Patterns(r.name, r.at, r.elsewhere, r.beside) for r in all_readers()])
    profiles = (
        f"{ANDROID}/com.android.chrome/app_chrome/Default",
        "Users/a/AppData/Local/Google/Chrome/User Data/Default",
        "home/a/.mozilla/firefox/a.default",
    )
    for profile in profiles:
        for name in ("Login Data", "Login Data For Account", "logins.json", "key4.db", "Cookies"):
            assert list(every.match(f"{profile}/{name}")) == []
