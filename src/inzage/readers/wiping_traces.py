"""Traces of ordinary cleaning programs: that they are there, and when they were last used.

**Windows Prefetch** keeps a file per program with its last runs: the last of them inside the window is
the moment, as ``formats.prefetch`` reads it. The date of that file is none; a copy carries the copy's.

**Settings** of CCleaner, BleachBit, Eraser and PrivaZer are rewritten by use. Of them only the last change is
taken; nothing is opened and nothing parsed. The program files themselves are no trace: their date is that
of a release or of an update, which comes by itself. Nor are helpers of these programs, which run
without anybody (updater, service).

**On this device**: yes for a run of a program that does nothing unless somebody starts it (BleachBit,
SDelete, WipeFile, File Shredder). Unknown for the others: CCleaner and Eraser start with the computer
unless told not to, PrivaZer cleans on a timetable, and settings are rewritten at such a start, by an
update or by a copy; nobody need have wiped anything.

Such programs are legal and often come with a computer; a trace is no removal. Settings without a date
yield nothing.

``rows``: 1 where the trace falls inside the window, otherwise 0. Has met no real trace yet.

References: https://docs.bleachbit.org/, https://eraser.heidi.ie/, https://www.ccleaner.com/ ("Smart Cleaning",
on from the first start), https://forensics.wiki/prefetch/
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.prefetch import dated_runs
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Covers, Observation, OnThisDevice, Opened, ProgramKind, ProgramTrace, Remark
from inzage.readers import reader

_BY_HAND = ("BLEACHBIT", "BLEACHBIT_CONSOLE", "SDELETE", "SDELETE64", "WIPEFILE", "MOO0 FILESHREDDER")
_BY_ITSELF = ("CCLEANER", "CCLEANER64", "ERASER", "ERASERL", "PRIVAZER")
_RUNS = ".pf"

_FILES = (
    "Program Files*/CCleaner/ccleaner.ini",
    "Local/BleachBit/bleachbit.ini",
    "Roaming/BleachBit/bleachbit.ini",
    "Local/Eraser 6/Task List.ersy",
    "Local/Eraser 6/Task List.ersx",
    "Local/PrivaZer/*.ini",
    ".config/bleachbit/bleachbit.ini",
    "Preferences/com.piriform.ccleaner.plist",
    "com.piriform.ccleaner/shared_prefs/*.xml",
)


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=(*(f"Windows/Prefetch/{name}.EXE-*.pf" for name in (*_BY_HAND, *_BY_ITSELF)), *_FILES),
    copies=("Windows.old/**/Windows/Prefetch/*.pf",),
)
def wiping_traces(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the trace, if a run or the last change falls inside the window."""
    moments, origin = _moments(artefact)
    at = max((moment for moment in moments if window.start <= moment < window.end), default=None)
    yield Opened(int(at is not None))
    if moments:
        yield Covers(min(moments), max(moments))
    if at:
        yield ProgramTrace(at, ProgramKind.WIPING, origin)


def _moments(artefact: Artefact) -> tuple[list[datetime], OnThisDevice]:
    """When it was used as far as the trace says, and whether somebody must have done so."""
    if artefact.untrusted_path.lower().endswith(_RUNS):
        program, runs, _ = dated_runs(artefact)
        started = program.upper().removesuffix(".EXE") in _BY_HAND
        return runs, OnThisDevice.YES if started else OnThisDevice.UNKNOWN
    at = last_seen(artefact)
    return [at] if at else [], OnThisDevice.UNKNOWN
