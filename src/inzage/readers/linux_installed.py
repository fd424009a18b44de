"""When a Linux system was installed, by the date of its own number (``/etc/machine-id``).

All systems with systemd or D-Bus; the number (32 hexadecimal digits) is written once, at
the first start, and not again by updates. An act is that moment, class *installed*: the
file's last change, as the file system says. ``rows``: 1 where it falls inside the window.

A copy of the whole system, or an archive that keeps no dates, moves it; a number that a
person writes anew too: what it says is *not changed since*. Without a date the reading is a
lower bound. The same file in packed parts of the system (snap, flatpak, containers) is a copy.

**On this device**: yes; it is the system's own. Has not yet met a real file.

References: machine-id(5)
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.dated_file import one_act
from inzage.mandate import DataClass
from inzage.observations import Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader

_NUMBER = re.compile(rb"[0-9a-f]{32}\n?")
_AT = "etc/machine-id"


@reader(
    opens=DataClass.DEVICE_FACTS,
    family="system_moments",
    at=(_AT,),
    copies=tuple(f"{folder}/**/{_AT}" for folder in ("snap", "flatpak", "docker", "containers", "machines")),
)
def linux_installed(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the installation, if its moment falls inside the window."""
    if not _NUMBER.fullmatch(content(artefact)):
        raise refused(artefact)
    yield from one_act(artefact, window, lambda at: SystemMoment(at, Moment.INSTALLED, OnThisDevice.YES))
