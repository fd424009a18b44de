"""Files that were opened or saved on a Linux desktop (``recently-used.xbel``).

GTK programs and many others, since 2006; XML, one ``<bookmark>`` a file with ``added``,
``modified`` and ``visited`` (UTC). An act is a file, at the latest of the three. ``rows``: files
with such a moment inside the window. A list that was cleared holds nothing: no act here
says nothing. Private sessions and some programs leave nothing.

**On this device**: yes; the desktop writes down what is done on it. Has not yet met a
real file.

References: artefact facts 5; https://www.freedesktop.org/wiki/Specifications/desktop-bookmark-spec/
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.content import refused
from inzage.formats.markup import Attributes, Markup
from inzage.formats.moments import Dated
from inzage.mandate import DataClass
from inzage.observations import FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_TIMES = ("added", "modified", "visited")


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("share/recently-used.xbel",),
    elsewhere=("**/recently-used.xbel", "**/.recently-used.xbel"),
)
def linux_recent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files whose latest moment falls inside the window."""
    markup, dated = Markup(artefact), Dated(window)
    if markup.elements[0][0] != "xbel":
        raise refused(artefact, Reason.TABLE_MISSING)
    for name, bookmark in markup.elements:
        at = _latest(bookmark) if name == "bookmark" else None
        if dated.inside(at) and bookmark.get("href"):
            yield FileTouched(at, bookmark["href"], OnThisDevice.YES)
    yield from dated.remarks()
    yield from markup.remarks()


def _latest(bookmark: Attributes) -> datetime | None:
    return max((at for key in _TIMES if (at := _moment(bookmark.get(key, "")))), default=None)


def _moment(told: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(told)
        at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
