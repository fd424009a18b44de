"""When a Mac was set up: the date of the empty file ``.AppleSetupDone``.

macOS 10.2 and later. The assistant makes the file when the first user has been made, and an upgrade
leaves it as it is. An act is that moment, class *installed*. Nothing is opened. ``rows``: 1
where it lies inside the window, otherwise 0.

Whoever removes the file sees the assistant again, which then makes it anew; a copy of the
whole system may carry the copy's date. Without a date the reading is a lower bound.

**On this device**: yes. Has met no real file yet.

References: https://github.com/ydkhatri/mac_apt (``basicinfo.py``: the date of installation); artefact facts 5
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.dated_file import one_act
from inzage.mandate import DataClass
from inzage.observations import Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader


@reader(opens=DataClass.DEVICE_FACTS, family="system_moments", at=("var/db/.AppleSetupDone",))
def macos_setup(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the setting up, if its moment lies inside the window."""
    yield from one_act(artefact, window, lambda at: SystemMoment(at, Moment.INSTALLED, OnThisDevice.YES))
