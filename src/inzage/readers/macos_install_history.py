"""Programs that an installer or the App Store put on a Mac: ``InstallHistory.plist``.

An act is an entry, at its ``date``; an update of a program is one as well. None are what
macOS brought in by itself: its own installers and updates, and lists that it renews
(``contentType`` *config-data*). Programs that were merely dragged into place leave no entry.
``rows``: entries inside the window.

The name is what the list shows; where that is of no class, the first of the parts
(``packageIdentifiers``) that is of one decides the class.

All was done on this computer. Met one real file (macOS 10.9: 7 entries, of which one is an act).

References: https://github.com/log2timeline/plaso (``plist_plugins/install_history.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import apple_plist
from inzage.formats.apple_programs import counted
from inzage.formats.moments import Dated
from inzage.formats.trees import Fields, date, entries, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_BY_ITSELF = ("softwareupdated", "softwareupdate", "software update", "os x installer", "macos installer")


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("Library/Receipts/InstallHistory.plist",),
    elsewhere=("**/InstallHistory.plist",),
    met_real=True,
)
def macos_install_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the programs that came inside the window."""
    dated, whole = Dated(window), True
    for entry in apple_plist.rows(artefact):
        fields = entry if isinstance(entry, dict) else {}
        name, at = text(fields, "displayName"), date(fields, "date")
        whole &= bool(name and at)
        kind = counted(name, *_parts(fields))
        if dated.inside(at) and kind and _chosen(fields):
            yield Installation(at, kind, name, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _chosen(fields: Fields) -> bool:
    """Did anybody ask for this, or does macOS do so by itself?"""
    return text(fields, "contentType") != "config-data" and text(fields, "processName").lower() not in _BY_ITSELF


def _parts(fields: Fields) -> Iterator[str]:
    return (part for part in entries(fields.get("packageIdentifiers")) if isinstance(part, str))
