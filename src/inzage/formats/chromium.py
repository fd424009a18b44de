"""The ``History`` database of every Chromium browser: where it lies, what its rows mean.

Four readers share it. Columns are read where they exist; the version number decides
nothing, because forks and migrations do not keep to it.

**Where.** Brands are not listed out of completeness: ``ELSEWHERE`` finds any file called
``History`` and its tables decide. ``places`` names the roots of which it is certain that
bad content is damage.

**Time.** Microseconds since 1601; up to schema 16 on macOS and Linux microseconds since
1970 (step 16→17 of ``history_database.cc``). Decided per value, see ``clocks``.

**Which rows are acts.** Chromium's own count of domains visited takes visits that end
their redirect chain, are no sub-frame and no generated keyword page, on addresses that
are not hidden. Here reloads (which include restored tabs), steps back and forward and
blocked attempts are left out too: nothing new was opened by them (Firefox stores no
visit for a step back either). Of a redirect chain the end is the act; an address that
only passed the person on is none.

**Where it was done.** ``originator_cache_guid`` filled, or ``visit_source.source`` 0:
synchronised from another device. No row in ``visit_source``, or source 1: browsed here
(Chromium stores only what is not the default). Imported from another browser (3 and up)
or added by an extension (2): unknown. A file without ``visit_source`` whose ``visits``
has no column younger than that table comes from before browsers synchronised visits:
here. Without it though such a column is there, something was taken out: unknown. Where
the table is damaged a missing row says nothing: unknown.

References: https://source.chromium.org/chromium/chromium/src/+/main:components/history/core/browser/
(``history_types.h``, ``visit_database.cc``, ``url_database.cc``, ``history_database.cc``),
https://source.chromium.org/chromium/chromium/src/+/main:ui/base/page_transition_types.h
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inzage.formats.clocks import MICROSECONDS, SECONDS, WEBKIT, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import Database, names
from inzage.observations import Covers

VISIT_CLOCK = Clock(WEBKIT, MICROSECONDS)
DOWNLOAD_CLOCK = Clock(WEBKIT, MICROSECONDS, SECONDS)
"""Downloads counted in Unix seconds before schema 24."""

ELSEWHERE = ("**/History", "**/Archived History")
COPIES = ("User Data*/Snapshots/*/*/*",)
"""Older copies of a profile that an update left: the same visits again."""

_ROOTS = (
    "User Data*/*",  # Windows: Chrome, Edge, Brave, Vivaldi, Yandex, Arc and their kin
    "Opera Software/**",
    "Application Support/Google/Chrome*/*",  # macOS, and iOS containers
    "Application Support/Microsoft Edge*/*",
    "Application Support/BraveSoftware/*/*",
    "Application Support/Vivaldi*/*",
    "Application Support/com.operasoftware.Opera*/**",
    "Application Support/Chromium/*",
    "Application Support/Yandex/YandexBrowser*/*",
    *(f"{config}/{root}" for config in (".config", "config") for root in (  # Linux; ``config``: Flatpak
        "google-chrome*/*", "chromium/*", "microsoft-edge*/*", "BraveSoftware/*/*", "vivaldi*/*",
        "opera*/**", "yandex-browser*/*",
    )),
    "snap/chromium/common/chromium/*",
    "app_chrome/*",  # Android: Chrome, Edge, Brave, Vivaldi
    "app_opera",
    "app_sbrowser/*",
    "app_webview*/*",
    "EBWebView/*",
)  # fmt: skip

KNOWN_VISITS = names(
    "id url visit_time from_visit transition segment_id is_indexed visit_duration publicly_routable "
    "incremented_omnibox_typed_score opener_visit originator_cache_guid originator_visit_id "
    "originator_from_visit originator_opener_visit is_known_to_sync consider_for_ntp_most_visited "
    "external_referrer_url visited_link_id app_id"
)
USED_VISITS = ("originator_cache_guid",)
NEEDED_VISITS = ("id", "url", "visit_time", "transition")

_BEFORE_SYNC = names("id url visit_time from_visit transition segment_id is_indexed")
"""The columns that ``visits`` had when ``visit_source`` did not exist yet."""

_NO_ACT = "3, 4, 8, 10"
"""AUTO_SUBFRAME, MANUAL_SUBFRAME, RELOAD, KEYWORD_GENERATED."""

_BLOCKED, _FORWARD_BACK, _CHAIN_END = 0x00800000, 0x01000000, 0x20000000
REDIRECT = 0xC0000000
"""Client or server redirect: this visit was reached without the person."""


def places(*files: str) -> tuple[str, ...]:
    """Globs of these files in every profile root that is certainly a Chromium browser's."""
    return tuple(f"{root}/{name}" for root in _ROOTS for name in files)


@dataclass(frozen=True, slots=True)
class Visits:
    """SQL for ``visits AS v``, fitted to the columns that this file has.

    ``origin``: an expression ``'yes'``, ``'no'`` or ``'unknown'``; ``join``: what it needs.
    ``opened``: was something opened by the person, wherever in its redirect chain;
    ``ended``: the same at the end of its chain, an act if its address was ``shown`` (of ``urls AS u``).
    """

    join: str
    origin: str
    opened: str
    ended: str
    shown: str

    @classmethod
    def of(cls, db: Database) -> "Visits":
        """Look at the columns; raises ``Unreadable`` where the needed ones are missing."""
        columns = db.need("visits", NEEDED_VISITS)
        shown = "coalesce(u.hidden, 0) = 0" if db.has("urls", "hidden") else "1"
        opened = f"((v.transition & 255) NOT IN ({_NO_ACT}) AND (v.transition & {_BLOCKED | _FORWARD_BACK}) = 0)"
        ended = f"({opened} AND (v.transition & {_CHAIN_END}) <> 0)"
        if not (db.has("visit_source", "source") and db.has("visit_source", "id")):
            return cls("", _origin(columns, browsed=None), opened, ended, shown)
        browsed = "s.source IS NULL OR s.source = 1" if db.sound("visit_source") else "s.source = 1"
        origin = _origin(columns, browsed=browsed)
        return cls("LEFT JOIN visit_source AS s ON s.id = v.id", origin, opened, ended, shown)


def covers(db: Database) -> Iterator[Covers]:
    """The first and last visit that the table holds, whatever the window."""
    return reach(db, "visits", "visit_time", VISIT_CLOCK)


def _origin(columns: frozenset[str], *, browsed: str | None) -> str:
    """``browsed``: SQL, does ``visit_source`` say that the visit was made here? None: there is no such table."""
    cases = ["WHEN coalesce(v.originator_cache_guid, '') <> '' THEN 'no'"] * ("originator_cache_guid" in columns)
    if browsed:
        cases += ["WHEN s.source = 0 THEN 'no'", f"WHEN {browsed} THEN 'yes'"]
    elif columns <= _BEFORE_SYNC:
        return "'yes'"
    return f"(CASE {' '.join(cases)} ELSE 'unknown' END)" if cases else "'unknown'"
