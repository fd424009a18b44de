"""Rows counted without any of our readers: with SQLite itself, the standard library, or the bytes by hand.

``ROWS``: reader → how many rows of its main table a real file holds that bear a date that can
be. Hives are walked here by the layout of their cells; compressed prefetch goes to the library
that others use for it, because nothing in Python's own can unpack it.

References: https://www.sqlite.org/cli.html (immutable); https://github.com/msuhanov/regf (cells);
artefact facts 4, 5, 9.
"""

import io
import json
import plistlib
import re
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyolecf
import pyscca

LISTED = {b"lf": 8, b"lh": 8, b"li": 4, b"ri": 4}
"""Kinds of list of keys → bytes per entry."""

ACCOUNTS_OF_OUTLOOK = "9375CFF0413111d3B88A00104B2A6676"
NOBODY = b"\xff\xff\xff\xff"
EXPLORER = "Software/Microsoft/Windows/CurrentVersion/Explorer"


@dataclass(frozen=True)
class Key:
    """One key of a hive, at its cell."""

    hive: bytes
    at: int

    def _number(self, offset: int) -> int:
        return int.from_bytes(self.hive[self.at + offset : self.at + offset + 4], "little")

    @property
    def name(self) -> str:
        size = int.from_bytes(self.hive[self.at + 72 : self.at + 74], "little")
        return self.hive[self.at + 76 : self.at + 76 + size].decode("latin-1")

    def below(self) -> list["Key"]:
        return list(self._listed(self._number(28))) if self._number(20) else []

    def _listed(self, offset: int) -> Iterator["Key"]:
        at = cell(offset)
        kind, count = self.hive[at : at + 2], int.from_bytes(self.hive[at + 2 : at + 4], "little")
        for entry in range(at + 4, at + 4 + count * LISTED[kind], LISTED[kind]):
            there = int.from_bytes(self.hive[entry : entry + 4], "little")
            if kind == b"ri":
                yield from self._listed(there)
            else:
                yield Key(self.hive, cell(there))

    def values(self) -> dict[str, bytes]:
        if not self._number(36):
            return {}
        listed = cell(self._number(40))
        return dict(map(self._value, struct.unpack_from(f"<{self._number(36)}I", self.hive, listed)))

    def _value(self, offset: int) -> tuple[str, bytes]:
        at = cell(offset)
        length, size, data = struct.unpack_from("<HII", self.hive, at + 2)
        name = self.hive[at + 20 : at + 20 + length].decode("latin-1")
        if size >> 31:
            return name, self.hive[at + 8 : at + 8 + (size & 0xFF)]
        return name, self.hive[cell(data) : cell(data) + size]

    def under(self, path: str) -> list["Key"]:
        """The keys below a path; none where the path leads nowhere."""
        keys = [self]
        for name in path.split("/"):
            keys = [one for key in keys for one in key.below() if one.name.lower() == name.lower()]
        return [one for key in keys for one in key.below()]

    def named(self, path: str) -> dict[str, bytes]:
        """The values of the key at a path."""
        parent, _, last = path.rpartition("/")
        found = [key for key in self.under(parent) if key.name.lower() == last.lower()]
        return found[0].values() if found else {}


def cell(offset: int) -> int:
    """Where a cell's content begins in the file."""
    return 0x1000 + offset + 4


def root(content: bytes) -> Key:
    return Key(content, cell(int.from_bytes(content[36:40], "little")))


def runs(content: bytes) -> list[tuple[str, str, bytes]]:
    """(list, program in ROT13, moment) of UserAssist, where there is a moment."""
    made = []
    for listed in root(content).under(f"{EXPLORER}/UserAssist"):
        for count in listed.below():
            for name, data in count.values().items():
                moment = {72: data[60:68], 16: data[8:16]}.get(len(data), b"")
                if any(moment):
                    made.append((listed.name.lower(), name, moment))
    return made


def started(content: bytes) -> int:
    """Programs of UserAssist that a person started: those of the list of programs with a moment of their own."""
    every = runs(content)
    shared = Counter(moment for _, _, moment in every)
    own = [one for one in every if shared[one[2]] < 3]
    new = [name for listed, name, _ in own if listed.startswith("{cebff5cd") and not name.startswith("HRZR_")]
    return len(new) + sum(name.startswith("HRZR_EHACNGU:") for _, name, _ in own)


def typed(content: bytes) -> int:
    ie = "Software/Microsoft/Internet Explorer"
    if times := root(content).named(f"{ie}/TypedURLsTime"):
        return sum(any(moment) for moment in times.values())
    return min(1, len(root(content).named(f"{ie}/TypedURLs")))


def recent(content: bytes) -> int:
    whole = [root(content).named(f"{EXPLORER}/RecentDocs")]
    lists = whole + [key.values() for key in root(content).under(f"{EXPLORER}/RecentDocs")]
    return sum(one.get("MRUListEx", NOBODY)[:4] != NOBODY for one in lists)


def shares(content: bytes) -> int:
    return sum(key.name.startswith("##") for key in root(content).under(f"{EXPLORER}/MountPoints2"))


def mail(content: bytes) -> int:
    top = "Software/Microsoft/Windows NT/CurrentVersion/Windows Messaging Subsystem/Profiles"
    listed = [key for profile in root(content).under(top) for key in profile.below()]
    entries = [entry for key in listed if key.name == ACCOUNTS_OF_OUTLOOK for entry in key.below()]
    return sum("Email" in entry.values() for entry in entries)


def signed_in(content: bytes) -> int:
    one, other = "Software/Microsoft/IdentityCRL/UserExtendedProperties", "Software/Microsoft/OneDrive/Accounts"
    return len(root(content).under(one)) + sum("UserEmail" in key.values() for key in root(content).under(other))


def uninstall(content: bytes) -> int:
    return len(root(content).under("Software/Microsoft/Windows/CurrentVersion/Uninstall"))


def people(content: bytes) -> int:
    return sum(key.name.startswith("0000") for key in root(content).under("SAM/Domains/Account/Users"))


def stock(content: bytes) -> int:
    """Programs, and files, of ``Amcache.hve`` since Windows 10 1709: each key of theirs."""
    top = root(content)
    return len(top.under("Root/InventoryApplication")) + len(top.under("Root/InventoryApplicationFile"))


def prefetched(content: bytes) -> int:
    """Dated runs: one up to Windows 7, up to eight since."""
    file = pyscca.file()
    file.open_file_object(io.BytesIO(content))
    many = 8 if file.get_format_version() > 23 else 1
    return sum(bool(file.get_last_run_time_as_integer(number)) for number in range(many))


def jump(content: bytes) -> int:
    file = pyolecf.file()
    file.open_file_object(io.BytesIO(content))
    listed = file.get_root_item().get_sub_item_by_name("DestList")
    return int.from_bytes(listed.read(8)[4:8], "little")


def bin_info(content: bytes) -> int:
    """``$I``: one each. ``INFO2``: a head of 20 bytes that says how long each entry is."""
    if content[:4] in (b"\1\0\0\0", b"\2\0\0\0"):
        return 1
    return (len(content) - 20) // int.from_bytes(content[12:16], "little")


def address_tables(content: bytes) -> int:
    """``index.dat``: records that its tables name; what is left over from before is in no table."""
    count, at = 0, int.from_bytes(content[32:36], "little")
    while at:
        size, following = int.from_bytes(content[at + 4 : at + 8], "little"), content[at + 8 : at + 12]
        for entry in range(at + 16, at + size * 128, 8):
            flags, there = struct.unpack_from("<II", content, entry)
            count += flags & 0x3F not in (1, 3) and content[there : there + 4] == b"URL "
        at = int.from_bytes(following, "little")
    return count


def packages(content: bytes) -> int:
    return len(re.findall(rb"<(?:updated-)?package\s", content))


Count = Callable[[Path], int]


def query(*statements: str) -> Count:
    """Rows as SQLite itself counts them; with a log beside the file, also those in the log."""

    def count(path: Path) -> int:
        with_log = Path(f"{path}-wal").exists()
        with closing(sqlite3.connect(f"file:{path}?mode={'rw' if with_log else 'ro&immutable=1'}", uri=True)) as db:
            return sum(db.execute(statement).fetchone()[0] for statement in statements)

    return count


def whole(counted: Callable[[bytes], int]) -> Count:
    return lambda path: counted(path.read_bytes())


def each(number: int) -> Count:
    return lambda _: number


def table(name: str, where: str = "1") -> Count:
    return query(f"SELECT count(*) FROM {name} WHERE {where}")  # noqa: S608 - names of our own


VISITS, SMS = table("visits"), query("SELECT count(*) FROM sms", "SELECT count(*) FROM pdu")
MESSAGES = table("Messages", "timestamp < 4102444800")

ROWS: dict[str, Count] = {
    "amcache": whole(stock),
    "android_calls": table("calls"),
    "android_checked_apps": table("app_info"),
    "android_contacts": table("raw_contacts"),
    "android_downloads": table("downloads"),
    "android_packages": whole(packages),
    "android_play_installs": table("appstate", "first_download_ms > 0"),
    "android_play_library": table("ownership", "purchase_time > 0"),
    "android_sms": SMS,
    "android_sms_texts": SMS,
    "android_usage": table("events"),
    "chromium_accounts": lambda path: len(json.loads(path.read_bytes()).get("account_info", [])),
    "chromium_downloads": table("downloads"),
    "chromium_extent": VISITS,
    "chromium_history": VISITS,
    "chromium_searches": table("keyword_search_terms"),
    "cloud_accounts": each(1),
    "custom_destinations": each(0),
    "dropbox_changes": table("sync_history"),
    "firefox_bookmarks": table("moz_bookmarks"),
    "firefox_downloads": table("moz_downloads"),
    "firefox_extent": table("moz_historyvisits"),
    "firefox_history": table("moz_historyvisits"),
    "firefox_page_searches": table("sqlite_schema", "name = 'moz_places_metadata'"),
    "firefox_places_downloads": table("moz_anno_attributes", "name LIKE 'downloads/%'"),
    "ie_history": whole(address_tables),
    "instagram_ios_texts": table("messages"),
    "ios_calls": table("ZCALLRECORD"),
    "ios_data_usage": table("ZPROCESS"),
    "ios_messages": table("message"),
    "ios_messages_texts": table("message"),
    "ios_store": table("app_install"),
    "jump_lists": whole(jump),
    "kik_ios": table("ZKIKMESSAGE"),
    "kik_ios_texts": table("ZKIKMESSAGE"),
    "lnk_files": each(1),
    "macos_quarantine": table("LSQuarantineEvent"),
    "media_files": each(1),
    "microsoft_accounts": whole(signed_in),
    "network_shares": whole(shares),
    "outlook_accounts": whole(mail),
    "prefetch": whole(prefetched),
    "recent_docs": whole(recent),
    "recycle_bin": whole(bin_info),
    "safari_downloads": lambda path: len(plistlib.loads(path.read_bytes())["DownloadHistory"]),
    "safari_extent": table("history_visits"),
    "safari_history": table("history_visits"),
    "safari_history_plist": lambda path: len(plistlib.loads(path.read_bytes())["WebHistoryDates"]),
    "sam_users": whole(people),
    "skype": MESSAGES,
    "skype_calls": table("Calls"),
    "skype_texts": MESSAGES,
    "transmission": each(1),
    "typed_urls": whole(typed),
    "uninstall_keys": whole(uninstall),
    "userassist": whole(lambda content: len(runs(content))),
    "utorrent": each(1),
    "whatsapp_ios_contacts": table("ZWAADDRESSBOOKCONTACT"),
    "windows_activities": table("Activity"),
}
