"""When an Android device was set up for use (``setup_wizard_info.xml`` of Google's settings).

XML of Android's small settings; ``suw_finished_time_ms`` is when the questions at the first start
were done (Unix milliseconds). An act is that moment, class *installed*: a new phone, or one that
was set back. ``rows``: 1 where it falls inside the window. Without that field nothing is told.

**On this device**: yes; it is the system's own. Has not yet met a real file.

References: ALEAPP ``setupWizardinfo.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.markup import Attributes, Markup
from inzage.formats.moments import Dated, unix_millis
from inzage.mandate import DataClass
from inzage.observations import Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader
from inzage.result import Reason

_FINISHED, _DIGITS = "suw_finished_time_ms", 15


@reader(
    opens=DataClass.DEVICE_FACTS,
    family="system_moments",
    at=("com.google.android.settings.intelligence/shared_prefs/setup_wizard_info.xml",),
    elsewhere=("**/setup_wizard_info.xml",),
)
def android_setup(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the setting up, if its moment falls inside the window."""
    markup, dated = Markup(artefact), Dated(window)
    if markup.elements[0][0] != "map":
        raise refused(artefact, Reason.TABLE_MISSING)
    for _, held in markup.elements:
        at = unix_millis(_millis(held)) if held.get("name") == _FINISHED else None
        if dated.inside(at):
            yield SystemMoment(at, Moment.INSTALLED, OnThisDevice.YES)
    yield from dated.remarks()
    yield from markup.remarks()


def _millis(held: Attributes) -> int:
    told = held.get("value", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= _DIGITS else 0
