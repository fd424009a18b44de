"""Apps that a backup of an iPhone or iPad holds something of, by the names of its parts. Nothing is opened.

A backup keeps each app's files under the app's own name, with its settings as
``Library/Preferences/<app>.plist``. An act is an app of which these settings are there, at their
last change: the app was there then. Apple's own are none, nor other lists in the same folder.
``rows``: 1 for such a file changed inside the window, otherwise 0.

In a full copy of a phone the folder bears a number instead of the name; there this source says
nothing and others do (``storeSystem.db``, ``applicationState.db``).

**On this device**: yes. An app that keeps no settings is not seen. Has met no real backup yet.

References: artefact facts 2.3 ("the list of AppDomain values is itself an installed-apps list")
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.apple_programs import counted
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_DEEP = 4
"""Parts of the path from the app's folder to its settings."""


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("Containers/Data/Application/*.*/Library/Preferences/*.plist",),
)
def ios_backup_apps(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the app, if its settings were last written inside the window."""
    dated, at, app = Dated(window), last_seen(artefact), _app(artefact.untrusted_path)
    kind = counted(app)
    if kind and dated.inside(at):
        yield Installation(at, kind, app, OnThisDevice.YES)
    yield from dated.remarks()


def _app(untrusted_path: str) -> str:
    """The app whose own settings these are, empty where they are another list."""
    parts = untrusted_path.split("/")[-_DEEP:]
    return parts[0] if len(parts) == _DEEP and "." in parts[0] and parts[-1] == f"{parts[0]}.plist" else ""
