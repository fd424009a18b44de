"""Tabs that were open in a Chromium browser when its session was last kept (``Sessions/Session_…``).

Chrome, Edge, Brave, Opera and others on a computer; ``Current Session`` up to version 85. An
observation is an open tab, by the page that it shows, at the moment that page was opened. The pages before it
in the same tab are not taken: they stand in the history. None are closed tabs and the
browser's own pages. ``rows``: tabs with such a moment inside the window.

The newest file of the folder is read; an older one beside it holds the session before,
mostly the same tabs, and tells nothing; nor does ``Last Session``. Private windows are not kept.
A last command that is not whole, and a tab without a moment, make the reading a lower bound.

**On this device**: yes; tabs of other devices lie elsewhere. **Time**: microseconds since 1601.
Has not yet met a real file.

References: see ``formats.snss``; hindsight ``chrome.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import chromium, snss
from inzage.formats.clocks import WEBKIT, Clock
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.saved import is_place
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Reason

_CLOCK = Clock(WEBKIT)
_NUMBERED, _SINGLE = "Session_*", "Current Session"


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=chromium.places(f"Sessions/{_NUMBERED}", _SINGLE),
    elsewhere=(f"**/Sessions/{_NUMBERED}", f"**/{_SINGLE}"),
    beside=(_NUMBERED,),
    copies=chromium.COPIES,
)
def chromium_sessions(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the open tabs whose page was opened inside the window."""
    kept = content(artefact)
    _known(artefact, kept)
    dated, session = Dated(window), snss.Session()
    whole = _is_older(artefact) or _filled(session, kept)
    for tab in session.tabs.values():
        page = tab.page()
        at = _CLOCK.moment(page[1]) if page else None
        whole &= page is None or at is not None
        if dated.inside(at) and page and is_place(page[0]):
            yield Saved(at, page[0], OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _known(artefact: Artefact, kept: bytes) -> None:
    version = int.from_bytes(kept[len(snss.MAGIC) : snss.HEAD], "little")
    if not kept.startswith(snss.MAGIC) or len(kept) < snss.HEAD:
        raise refused(artefact)
    if version in snss.ENCRYPTED:
        raise refused(artefact, Reason.ENCRYPTED)
    if version not in snss.PLAIN:
        raise refused(artefact)


def _is_older(artefact: Artefact) -> bool:
    """Is there a newer session beside it? Their names are numbers of the same length, by moment."""
    name = artefact.untrusted_path.rpartition("/")[2].lower()
    return any((len(other), other.lower()) > (len(name), name) for other in artefact.siblings)


def _filled(session: snss.Session, kept: bytes) -> bool:
    """Carry out all commands; False where one is not as it should be."""
    whole = True
    try:
        for number, held in snss.commands(kept):
            whole &= _taken(session, number, held)
    except snss.Broken:
        return False
    return whole


def _taken(session: snss.Session, number: int, held: bytes) -> bool:
    try:
        session.take(number, held)
    except snss.Broken:
        return False
    return True
