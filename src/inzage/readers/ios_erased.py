"""When an iPhone or iPad was erased: the date of the file ``.obliterated``.

The system makes it at the first start after it was erased ("erase all content and settings", too
many wrong codes, or from afar). An act is that moment, class *reset*. Nothing is opened.
``rows``: 1 where it lies inside the window, otherwise 0.

**On this device**: unknown, always. A new or refurbished phone that was erased before it was sold
can show the same moment, and so nobody is said to have removed anything because of it.

A backup does not hold this file, a full copy of the phone does, and may carry the copy's date.
Without a date the reading is a lower bound. Has met no real file yet.

References: https://github.com/abrignoni/iLEAPP (``wipe_indicators.py``); artefact facts 8
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.dated_file import one_act
from inzage.mandate import DataClass
from inzage.observations import Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader


@reader(opens=DataClass.DEVICE_FACTS, family="system_moments", at=("var/root/.obliterated",))
def ios_erased(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the erasing, if its moment lies inside the window."""
    yield from one_act(artefact, window, lambda at: SystemMoment(at, Moment.RESET, OnThisDevice.UNKNOWN))
