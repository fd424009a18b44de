"""Programs that a user of Windows started by hand, as Explorer counts them (UserAssist).

From Windows 2000 on, in the user's hive, ``Explorer/UserAssist/{GUID}/Count``; names in
ROT13. Windows 7 and later (72 bytes): count at 4, last run at 60 (FILETIME). Before
(16 bytes): count at 4 that begins at 5, last run at 8.

**Which rows are acts.** Starting a program by a shortcut is booked twice, under the
program and under the shortcut. The program is taken: ``{CEBFF5CD-…}``, and up to Vista
``UEME_RUNPATH:`` in ``{75048700-…}``. A row without a last run was never an act, Explorer's
own sums (``UEME_CTL…``) are none. Windows fills the list of a new user with rows of its
own that share one moment to the tick: a moment shared by ``SEEDED`` rows is no act
either. ``times`` is the count, at least 1 where a run is dated; ``at`` the last run: earlier
runs have no date. ``rows``: all dated rows inside the window.

**On this device**: yes; Explorer writes what was started at this screen, and no Microsoft
account takes it elsewhere. The exception, a roaming profile of an organisation's network,
does not show in the hive. Programs started otherwise (by another program, a service, a
prompt) are not counted. Met real hives of Windows XP, 7 and 8.

References: artefact facts 5; plaso ``userassist.py``; https://winreg-kb.readthedocs.io/
(User Assist)
"""

import codecs
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.programs import program_kind
from inzage.formats.registry import USER, Hive, hive, older
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader

_KEY = "Software/Microsoft/Windows/CurrentVersion/Explorer/UserAssist"
_PROGRAMS = "{cebff5cd-ace2-4f4f-9178-9926f41749ea}"
_RUN_PATH, _OWN = "UEME_RUNPATH:", "UEME_"
SEEDED = 3
"""Rows that share one moment and are therefore Windows' own."""

_NEW, _OLD, _OLD_START = 72, 16, 5

codecs.lookup("rot13")  # a locked process can no longer load a codec


@reader(opens=DataClass.SOFTWARE, family="program_use", at=USER, copies=older(*USER), met_real=True)
def userassist(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each program whose last run falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        rows = [(kind, name, *_run(data)) for kind, name, data in _values(opened)]
        shared = Counter(at for _, _, at, _ in rows)
        for kind, name, at, times in rows:
            program = _program(codecs.encode(name, "rot13"), kind)
            if dated.inside(at) and program and shared[at] < SEEDED:
                yield ProgramRun(at, program_kind(program), program, max(times, 1), OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _values(opened: Hive) -> Iterator[tuple[str, str, bytes]]:
    """(kind, name, data)."""
    for kind in opened.under(_KEY):
        count = kind.key("Count")
        for name, data in count.values() if count else ():
            yield kind.name.lower(), name, data


def _run(data: bytes) -> tuple[datetime | None, int]:
    """(last run, count)."""
    times = int.from_bytes(data[4:8], "little")
    if len(data) == _NEW:
        return filetime_at(data, 60), times
    return (filetime_at(data, 8), times - _OLD_START) if len(data) == _OLD else (None, 0)


def _program(name: str, kind: str) -> str:
    """The program that a row counts, empty where it counts something else."""
    if name.startswith(_RUN_PATH):
        return name.removeprefix(_RUN_PATH)
    return "" if name.startswith(_OWN) or kind != _PROGRAMS else name
