"""Apps in the overview of recent tasks of an Android device (``recent_tasks/<number>_task.xml``).

Android 7 and later; text XML, or binary (ABX) from Android 12 on. One file a task: ``real_activity`` (else
``affinity``) names the app, ``last_time_moved`` when it was last brought to the front or back (Unix
milliseconds). An act is that use; ``times`` is 1. ``rows``: 1 where its moment is in the window. A task
that the person swiped away is gone: no act here says nothing.

**On this device**: yes; the list is the phone's own. The start screen is a task too (class
*other*). Has not yet met a real file.

References: https://android.googlesource.com/platform/frameworks/base/
(``services/core/java/com/android/server/wm/Task.java``); ALEAPP ``recentactivity.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.markup import Attributes, Markup
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.programs import program_kind
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader
from inzage.result import Reason

_DIGITS = 15


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("system_ce/*/recent_tasks/*_task.xml",),
    elsewhere=("**/recent_tasks/*_task.xml",),
)
def android_recent_tasks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the task, if it was last moved inside the window."""
    markup, dated = Markup(artefact), Dated(window)
    name, task = markup.elements[0]
    if name != "task":
        raise refused(artefact, Reason.TABLE_MISSING)
    at, app = unix_millis(_millis(task)), _app(task)
    if dated.inside(at) and app:
        yield ProgramRun(at, program_kind(app), app, 1, OnThisDevice.YES)
    yield from dated.remarks()
    yield from markup.remarks()
    if not (at and app):
        yield Degraded()


def _app(task: Attributes) -> str:
    """The package before the screen: ``com.example/.Main``; an affinity may carry a user's number in front."""
    return (task.get("real_activity") or task.get("affinity", "").rpartition(":")[2]).partition("/")[0]


def _millis(task: Attributes) -> int:
    told = task.get("last_time_moved", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= _DIGITS else 0
