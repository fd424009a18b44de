"""Tabs that were open, or lately closed, in Firefox on a computer: ``sessionstore.jsonlz4`` and its like.

An observation is an open or lately closed tab, by the address it showed, at the moment it
was last looked at (open) or closed; where a tab has no date, when the session was last
kept. The pages before it in the same tab are not taken: they stand in the history. None
are the browser's own pages. ``rows`` are the tabs with a moment inside the window.

Read are the session kept at closing and the one kept while Firefox runs; older copies
(``previous``, ``upgrade``, ``.baklz4``) hold the same tabs again and stay shut. Files
from before version 56 are plain JSON (``sessionstore.js``). Private windows are not kept.

Tabs of other devices lie elsewhere: all are of this device. Has met no real file yet.

References: https://searchfox.org/mozilla-central/source/browser/components/sessionstore/SessionStore.sys.mjs
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats import mozlz4
from inzage.formats.content import content, refused
from inzage.formats.firefox_profile import places
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.plain_text import marred
from inzage.formats.saved import is_place, last_seen
from inzage.formats.trees import MOST, Fields, entries, inner, json_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Reason

_FILES = (
    "sessionstore.jsonlz4",
    "sessionstore-backups/recovery.jsonlz4",
    "sessionstore.js",
    "sessionstore-backups/recovery.js",
)
_COPIES = tuple(
    f"sessionstore-backups/{name}"
    for name in ("previous.jsonlz4", "previous.js", "recovery.baklz4", "recovery.bak", "upgrade.js*")
)

_Tab = tuple[datetime | None, Fields]


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=places(*_FILES),
    elsewhere=(*(f"**/{name}" for name in _FILES), *_COPIES),
    copies=_COPIES,
)
def firefox_sessions(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the tabs whose last moment lies inside the window."""
    untrusted = _plain(artefact)
    session = _session(artefact, untrusted)
    kept = unix_millis(inner(session, "session").get("lastUpdate")) or last_seen(artefact)
    dated, whole = Dated(window), True
    for moment, tab in _tabs(session):
        address, at = _shown(tab), moment or kept
        whole &= address is not None and at is not None
        if dated.inside(at) and address and is_place(address):
            yield Saved(at, address, OnThisDevice.YES)
    yield from dated.remarks()
    yield from marred(untrusted)
    if not whole:
        yield Degraded()


def _plain(artefact: Artefact) -> bytes:
    packed = content(artefact, MOST)
    return mozlz4.plain(artefact) if packed.startswith(mozlz4.MAGIC) else packed


def _session(artefact: Artefact, untrusted: bytes) -> Fields:
    session = json_tree(artefact, untrusted, b'"windows"')
    if not isinstance(session.get("windows"), list):
        raise refused(artefact, Reason.TABLE_MISSING)
    return session


def _tabs(session: Fields) -> Iterator[_Tab]:
    """Every tab with its own moment: of open and lately closed windows, open and lately closed."""
    for window in (*entries(session["windows"]), *entries(session.get("_closedWindows"))):
        fields = window if isinstance(window, dict) else {}
        for tab in entries(fields.get("tabs")):
            known = tab if isinstance(tab, dict) else {}
            yield unix_millis(known.get("lastAccessed")), known
        for closed in entries(fields.get("_closedTabs")):
            known = closed if isinstance(closed, dict) else {}
            yield unix_millis(known.get("closedAt")), inner(known, "state")


def _shown(tab: Fields) -> str | None:
    """The address that a tab showed; None where it says nothing (a tab never used has no entries)."""
    pages, number = entries(tab.get("entries")), tab.get("index")
    if not pages:
        return "" if "entries" in tab else None
    last = number - 1 if isinstance(number, int) and 0 < number <= len(pages) else len(pages) - 1
    page = pages[last]
    return text(page, "url") or None if isinstance(page, dict) else None
