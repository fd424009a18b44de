"""The ``places`` database of Firefox and its kin: where it lies, what its rows mean.

**Time.** Desktop: microseconds since 1970. Mobile: milliseconds. Decided per value.

**Which rows are acts.** Mozilla's own visit count leaves out ``visit_type`` 0 (none),
4 (embedded), 7 (download), 8 (framed link) and 9 (reload). Of a redirect chain the end is
the act: a visit from which a redirect (5, 6) came is left out here as well.

**Where it was done.** Mobile says it: ``is_local``. Desktop does not; visits of other
devices arrive through Firefox Sync and carry no mark, so the answer is *unknown*, except
where the profile shows that it never took part: it lies there whole (``prefs.js`` beside
it), without ``signedInUser.json``, which signing in makes and signing out only blanks
(``FxAccountsStorage``: ``plainStorage.set(null)``), and without other remains of Sync
(the folder ``weave``, which an archive may not list, and ``synced-tabs.db``). Visits from
before the database itself was made (the date of its bookmarks' root) were brought in
from another browser: unknown. What remains: history imported later on from another
browser on the same computer, which no column tells apart.

References: https://searchfox.org/mozilla-central/source/toolkit/components/places/nsINavHistoryService.idl,
https://github.com/mozilla/application-services/tree/main/components/places/sql
"""

from collections.abc import Iterator

from inzage.artefact import Artefact
from inzage.formats.clocks import MICROSECONDS, MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import Database, names
from inzage.observations import Covers

CLOCK = Clock(MICROSECONDS, MILLISECONDS)

NAMES = ("places.sqlite",)
MOBILE_NAMES = ("places.db",)
BESIDE = ("prefs.js", "signedInUser.json", "weave", "synced-tabs.db")
"""What beside the database tells whether this profile ever synchronised."""

_TRACES_OF_SYNC = frozenset(("signedinuser.json", "weave", "synced-tabs.db"))

PLACES = (
    "Firefox/Profiles/*/places.sqlite",  # Windows, macOS
    ".mozilla/firefox/*/places.sqlite",
    "mozilla/firefox/*/places.sqlite",
    "TorBrowser/Data/Browser/*/places.sqlite",
    "TorBrowser-Data/Browser/*/places.sqlite",
    "org.mozilla.*/files/places.sqlite",  # Android
    "org.torproject.*/files/places.sqlite",
    "profile.profile/places.db",  # iOS
)
ELSEWHERE = ("**/places.sqlite",)

KNOWN_VISITS = names("id from_visit place_id visit_date visit_type session source triggeringplaceid")
KNOWN_MOBILE = frozenset({"is_local", "unknown_fields"})
NEEDED_VISITS = ("id", "place_id", "visit_date", "visit_type")

_NO_ACT = "0, 4, 7, 8, 9"


def never_synchronised(artefact: Artefact) -> bool:
    """Does the profile around a desktop database show that it took no part in Sync?"""
    beside = {name.lower() for name in artefact.siblings}
    return "prefs.js" in beside and not beside & _TRACES_OF_SYNC


def origin(db: Database, artefact: Artefact) -> str:
    """SQL on ``moz_historyvisits AS v``: ``'yes'``, ``'no'`` or ``'unknown'``."""
    if db.has("moz_historyvisits", "is_local"):
        return "(CASE v.is_local WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END)"
    if not never_synchronised(artefact):
        return "'unknown'"
    made = _made(db)
    return f"(CASE WHEN v.visit_date < {made} THEN 'unknown' ELSE 'yes' END)" if made else "'yes'"


def act(db: Database) -> str:
    """SQL on ``moz_historyvisits AS v``: did the person open this?"""
    counted = f"coalesce(v.visit_type, 0) NOT IN ({_NO_ACT})"
    if not db.has("moz_historyvisits", "from_visit"):
        return f"({counted})"
    passed_on = (
        "SELECT r.from_visit FROM moz_historyvisits AS r NOT INDEXED"
        " WHERE r.visit_type IN (5, 6) AND r.from_visit IS NOT NULL"
    )
    return f"({counted} AND v.id NOT IN ({passed_on}))"


def made(db: Database) -> int | None:
    """When the database was made, in microseconds, or None where it does not say."""
    when = _made(db)
    value = db.one(f"SELECT {CLOCK.micros(when)}")[0] if when else None
    return value if isinstance(value, int) else None


def covers(db: Database) -> Iterator[Covers]:
    """The first and last visit that the table holds, whatever the window."""
    return reach(db, "moz_historyvisits", "visit_date", CLOCK)


def _made(db: Database) -> str | None:
    """SQL: the bookmarks' root is the first row that a new database gets."""
    if not (db.has("moz_bookmarks", "dateadded") and db.has("moz_bookmarks", "id")):
        return None
    return "(SELECT b.dateAdded FROM moz_bookmarks AS b WHERE b.id = 1)"
