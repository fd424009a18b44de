"""When macOS was installed and upgraded, by its own list of installations: ``InstallHistory.plist``.

An act is an entry of the system itself: by its installer (``OS X Installer``, ``macOS
Installer``), or an update that is called after the system (``macOS …``, ``OS X …``). The entry of
an installer with which the list begins is the installation, every other one an upgrade: a
clean installation begins a new list. ``rows``: all entries inside the window.

All was done on this computer. Met one real file (macOS 10.9: 7 entries, of which one is the
installation); an upgrade only as described.

References: https://github.com/log2timeline/plaso (``plist_plugins/install_history.py``); artefact facts 5
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats import apple_plist
from inzage.formats.moments import Dated
from inzage.formats.trees import Fields, date, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader

_INSTALLERS = ("os x installer", "macos installer")
_UPDATERS = ("softwareupdated", "softwareupdate", "software update")
_SYSTEM = ("macos ", "os x ", "mac os x ")


@reader(
    opens=DataClass.DEVICE_FACTS,
    family="system_moments",
    at=("Library/Receipts/InstallHistory.plist",),
    elsewhere=("**/InstallHistory.plist",),
    met_real=True,
)
def macos_installed(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the moments inside the window."""
    listed = [entry if isinstance(entry, dict) else {} for entry in apple_plist.rows(artefact)]
    moments = [date(fields, "date") for fields in listed]
    begins = min((at for at in moments if at), default=None)
    dated = Dated(window)
    for fields, at in zip(listed, moments, strict=True):
        kind = _moment(fields, at, begins)
        if dated.inside(at) and kind:
            yield SystemMoment(at, kind, OnThisDevice.YES)
    yield from dated.remarks()
    if None in moments:
        yield Degraded()


def _moment(fields: Fields, at: datetime | None, begins: datetime | None) -> Moment | None:
    by = text(fields, "processName").lower()
    if by in _INSTALLERS:
        return Moment.INSTALLED if at == begins else Moment.UPGRADED
    updated = by in _UPDATERS and f"{text(fields, 'displayName').lower()} ".startswith(_SYSTEM)
    return Moment.UPGRADED if updated and text(fields, "contentType") != "config-data" else None
