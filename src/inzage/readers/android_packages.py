"""Apps that were installed on an Android device (``packages.xml``), by the system's own list.

Text XML up to Android 11, binary (ABX) from 12 on; which of them its first bytes say. Per
``<package>`` the first installation ``it`` (Unix milliseconds, hexadecimal).

An act is an app that was added: its program lies under ``/data/app`` and it is no update of a
preinstalled one (``<updated-package>`` names those). Preinstalled apps are none. ``rows``:
packages and updated packages whose first installation lies inside the window.

**On this device**: yes; the list is the device's. A new phone that takes over the apps of the
old one installs them on its first day. Removed apps are no longer there. A work profile or
second user shares this list. Met one real file, of Android 10 (text: 291 packages, 45
updated); the binary form none yet.

References: artefact facts 2.6, 5; https://android.googlesource.com/platform/frameworks/base/
(``services/core/java/com/android/server/pm/Settings.java``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.markup import Attributes, Markup
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.programs import program_kind
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_PACKAGE, _UPDATED = "package", "updated-package"
_ADDED = ("/data/app", "/mnt/expand/")
_HEX = 16


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("data/system/packages.xml",),
    elsewhere=("system/packages.xml",),
    met_real=True,
)
def android_packages(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps that were added inside the window."""
    markup, dated = Markup(artefact), Dated(window)
    told = [(name, package) for name, package in markup.elements if name in (_PACKAGE, _UPDATED)]
    preinstalled = {package.get("name") for name, package in told if name == _UPDATED}
    for name, package in told:
        at, app = _installed(package), package.get("name", "")
        added = package.get("codePath", "").startswith(_ADDED) and app not in preinstalled
        if dated.inside(at) and app and added and name == _PACKAGE:
            yield Installation(at, program_kind(app), app, OnThisDevice.YES)
    yield from dated.remarks()
    yield from markup.remarks()


def _installed(package: Attributes) -> datetime | None:
    try:
        return unix_millis(int(package.get("it", "")[:_HEX], _HEX))
    except ValueError:
        return None
