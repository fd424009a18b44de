"""When an Android device was last set back to how it left the factory (``bootstat/factory_reset``).

Android 6 and later. At the first start after a reset the system makes this file and gives it the
moment as its *date of change*; its content does not matter and may be empty. An act is that
reset; a new phone starts with one too. ``rows``: 1 where it falls inside the window. An archive
that keeps no dates has lost it: the reading is then a lower bound.

**On this device**: unknown. A new phone begins with the same file, so a reset by the person and
the first start of what he bought cannot be told apart; neither may carry an indication. Has not yet met a real file.

References: artefact facts 8; ALEAPP ``factory_reset.py``; https://android.googlesource.com/platform/system/core/
(``bootstat/boot_event_record_store.cpp``, ``bootstat.cpp``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Degraded, Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader


@reader(opens=DataClass.DEVICE_FACTS, family="system_moments", at=("misc/bootstat/factory_reset",))
def android_reset(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the reset, if its moment falls inside the window."""
    at, dated = last_seen(artefact), Dated(window)
    known = at is not None and PLAUSIBLE[0] <= at < PLAUSIBLE[1]
    if known and dated.inside(at):
        yield SystemMoment(at, Moment.RESET, OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if not known:
        yield Degraded()
