"""What readers seek on an iPhone is found in a backup and in a full copy, where apps' folders bear numbers.

No table from number to app is made: the property lists that hold it say which apps there are, and
reading them would open that door for every question. A reader's own globs must do.
"""

import re
from pathlib import Path

import pytest

from inzage.readers import Reader, all_readers
from inzage.sources import Source
from inzage.sources.backup_places import on_iphone
from inzage.sources.opening import open_source
from inzage.sources.patterns import Matcher, Patterns
from tests.sources.archives import made_zip
from tests.sources.backups import IosBackup
from tests.sources.trees import hits, put

READERS = {reader.name: reader for reader in all_readers()}
NUMBER = "0F3C9A56-7A43-4B6C-9C0E-5D3E8E6D1A11"
SAFARI, CHROME = "AppDomain-com.apple.mobilesafari", "AppDomain-com.google.chrome.ios"
FIREFOX = "AppDomainGroup-group.org.mozilla.ios.Firefox"
WHATSAPP, BUSINESS = (f"AppDomainGroup-group.net.whatsapp.{name}.shared" for name in ("WhatsApp", "WhatsAppSMB"))
HISTORY = "Library/Application Support/Google/Chrome/Default/History"
TIKTOK = "Library/Application Support/ChatFiles/6812345678901234567/db.sqlite"

PLACES: list[tuple[str, str, str]] = [
    ("safari_history", "HomeDomain", "Library/Safari/History.db"),
    ("safari_history", SAFARI, "Library/Safari/History.db"),
    ("safari_history", SAFARI, f"Library/Safari/Profiles/{NUMBER}/History.db"),
    ("safari_history_plist", "HomeDomain", "Library/Safari/History.plist"),
    ("safari_tabs", "HomeDomain", "Library/Safari/BrowserState.db"),
    ("safari_tabs", SAFARI, "Library/Safari/BrowserState.db"),
    ("safari_tabs_db", SAFARI, "Library/Safari/SafariTabs.db"),
    ("safari_downloads", SAFARI, "Library/Safari/Downloads/Downloads.plist"),
    ("safari_bookmarks", "HomeDomain", "Library/Safari/Bookmarks.plist"),
    ("safari_bookmarks_db", "HomeDomain", "Library/Safari/Bookmarks.db"),
    ("safari_searches", SAFARI, "Library/Preferences/com.apple.mobilesafari.plist"),
    *((name, CHROME, HISTORY) for name in
      ("chromium_history", "chromium_downloads", "chromium_searches", "chromium_extent")),
    ("chromium_bookmarks", CHROME, HISTORY.replace("History", "Bookmarks")),
    ("firefox_ios_history", FIREFOX, "profile.profile/browser.db"),
    ("firefox_history", FIREFOX, "profile.profile/places.db"),
    ("firefox_bookmarks", FIREFOX, "profile.profile/places.db"),
    ("duckduckgo_history", "AppDomain-com.duckduckgo.mobile.ios", "Library/Application Support/History.sqlite"),
    ("ios_calls", "HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"),
    ("ios_contacts", "HomeDomain", "Library/AddressBook/AddressBook.sqlitedb"),
    ("ios_messages", "HomeDomain", "Library/SMS/sms.db"),
    ("ios_store", "SysContainerDomain-com.apple.appstored", "Documents/Persistence/storeSystem.db"),
    ("ios_data_usage", "WirelessDomain", "Library/Databases/DataUsage.sqlite"),
    ("ios_app_state", "HomeDomain", "Library/FrontBoard/applicationState.db"),
    ("kik_ios", "AppDomainGroup-group.com.kik.chat", "kik.sqlite"),
    ("kik_ios", "AppDomainGroup-group.com.kik.chat", "cores/private/0a1b2c/kik.sqlite"),
    ("kik_ios_texts", "AppDomainGroup-group.com.kik.chat", "kik.sqlite"),
    ("tiktok_ios", "AppDomain-com.zhiliaoapp.musically", TIKTOK),
    *((name, app, "ChatStorage.sqlite") for name in ("whatsapp_ios", "whatsapp_ios_texts")
      for app in (WHATSAPP, BUSINESS)),
    *(("whatsapp_ios_contacts", app, "ContactsV2.sqlite") for app in (WHATSAPP, BUSINESS)),
]  # fmt: skip
"""(reader, domain, path) as a backup names it."""

UNSURE = {"duckduckgo_history"}
"""Those whose file's name other apps use as well: there the content decides."""


def in_backup(domain: str, path: str) -> str:
    return on_iphone(domain.encode(), path.encode()).decode()


def in_full_copy(domain: str, path: str) -> str:
    """The same file where each app's folder bears a number in place of its name."""
    place = in_backup(domain, path)
    _, _, app = domain.partition("-")
    return place.replace(f"/{app}/", f"/{NUMBER}/", 1) if app else place


def wanted(name: str) -> Patterns:
    reader = READERS[name]
    return Patterns(name, reader.at, reader.elsewhere)


def found(source: Source) -> set[tuple[str, str, bool]]:
    """(reader, path, sure) of all that is offered."""
    try:
        offered = hits(source, [wanted(name) for name in sorted({row[0] for row in PLACES})])
        return {(hit.reader, hit.found.untrusted_path, hit.found.sure) for hit in offered}
    finally:
        source.close()


def expected(domain_to_place: "dict[tuple[str, str], str]") -> set[tuple[str, str, bool]]:
    return {(name, domain_to_place[domain, path], name not in UNSURE) for name, domain, path in PLACES}


FILES = sorted({(domain, path) for _, domain, path in PLACES})


def test_every_reader_finds_its_file_in_a_backup(tmp_path: Path) -> None:
    at = IosBackup([(domain, path, b"x") for domain, path in FILES]).write(tmp_path / "backup")
    told = {(reader, path) for reader, path, _ in found(open_source(str(at)))}
    assert {(name, in_backup(domain, path)) for name, domain, path in PLACES} <= told


@pytest.mark.parametrize("prefix", ["", "filesystem1/", "Dump/"])
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_every_reader_finds_its_file_in_a_full_copy(form: str, prefix: str, tmp_path: Path) -> None:
    copies = {one: prefix + in_full_copy(*one) for one in FILES}
    for place in set(copies.values()):
        put(tmp_path / "tree", place)
    at = tmp_path / "tree"
    if form == "zip":
        at = made_zip(tmp_path / "a.zip", [(place, b"x") for place in sorted(set(copies.values()))])
    assert expected(copies) <= found(open_source(str(at)))


def test_the_numbers_stand_for_apps_alone() -> None:
    assert in_full_copy(WHATSAPP, "a") == f"private/var/mobile/Containers/Shared/AppGroup/{NUMBER}/a"
    assert in_full_copy(SAFARI, "a") == f"private/var/mobile/Containers/Data/Application/{NUMBER}/a"
    assert in_full_copy("HomeDomain", "Library/a") == "private/var/mobile/Library/a"


_OF_APP = re.compile(r"\*?(com|org|net|group|ch|jp|de|nl)\.[^/]+")
_IN_APP = {"Library", "Documents", "tmp", "SystemData"}
OF_APPLE = [
    reader for reader in READERS.values() if re.search(r"\biOS\b|iPhone|iPad|safari|ios", f"{reader.name} {reader.doc}")
]


def numbered(glob: str) -> str | None:
    """A place that the glob fits, with a number where the app's name stood; None where no app's name stands."""
    names = [name for name in glob.split("/") if name != "**"]
    at = next((at for at, name in enumerate(names[:-1]) if _OF_APP.fullmatch(name)), None)
    if at is None or not (names[at].startswith("group.") or names[at + 1] in _IN_APP):
        return None  # a folder of that name within an app's own bears it everywhere
    family = "Shared/AppGroup" if names[at].startswith("group.") else "Data/Application"
    filled = [name.replace("*", "0").replace("?", "0") for name in names[at + 1 :]]
    return "/".join(["private/var/mobile/Containers", family, NUMBER, *filled])


@pytest.mark.parametrize("reader", OF_APPLE, ids=lambda reader: reader.name)
def test_no_reader_rests_on_the_name_of_an_app_alone(reader: Reader) -> None:
    matcher = Matcher([Patterns(reader.name, reader.at, reader.elsewhere)])
    places = {glob: numbered(glob) for glob in reader.at}
    lost = [glob for glob, place in places.items() if place and not list(matcher.match(place))]
    assert lost == [], "add a glob with '*' where the app's name stands"


def test_readers_of_iphones_are_met() -> None:
    assert {name for name, _, _ in PLACES if READERS[name].family != "browser_history"} & {"kik_ios", "ios_calls"}
    assert len(OF_APPLE) >= 15
    assert (
        numbered("group.com.kik.chat/kik.sqlite")
        == f"private/var/mobile/Containers/Shared/AppGroup/{NUMBER}/kik.sqlite"
    )
    assert numbered("com.whatsapp/databases/msgstore.db") is None
    assert numbered("com.viber/database/Contacts.data") is None
    assert (
        numbered("com.example/Library/a.db") == f"private/var/mobile/Containers/Data/Application/{NUMBER}/Library/a.db"
    )
