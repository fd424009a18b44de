"""Traces of ordinary cleaning programs: that they are there, and when they were last used.

Only the name and the last change of well-known files are taken; nothing is opened and
nothing parsed. Windows Prefetch keeps a file per program that is rewritten when it runs;
the settings of CCleaner, BleachBit, Eraser and PrivaZer are rewritten by use. The program
files themselves are no trace: their date is that of a release or of an update, which comes
by itself. Nor are helpers of these programs, which run without anybody (updater, service).

Limits: such programs are legal and often come with a computer; a trace is no removal, and
some start with the computer, which rewrites their Prefetch file as well. A
copied tree may carry the copy's dates. A trace without a date yields nothing.

``rows``: 1 where the trace falls inside the window, otherwise 0. Has met no real
trace yet.

References: https://docs.bleachbit.org/, https://eraser.heidi.ie/, https://www.ccleaner.com/,
https://forensics.wiki/prefetch/
"""

from collections.abc import Iterator
from datetime import UTC

from inzage.artefact import Artefact, Window
from inzage.mandate import DataClass
from inzage.observations import Covers, Observation, OnThisDevice, Opened, ProgramKind, ProgramTrace, Remark
from inzage.readers import reader

_PREFETCH = (
    *("CCLEANER", "CCLEANER64", "BLEACHBIT", "BLEACHBIT_CONSOLE", "ERASER", "ERASERL", "PRIVAZER", "SDELETE"),
    *("SDELETE64", "WIPEFILE", "MOO0 FILESHREDDER"),
)

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
    at=(*(f"Windows/Prefetch/{name}.EXE-*.pf" for name in _PREFETCH), *_FILES),
)
def wiping_traces(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the trace, if its last change falls inside the window."""
    if artefact.modified is None:
        yield Opened(0)
        return
    at = artefact.modified.astimezone(UTC)
    inside = window.start <= at < window.end
    yield Opened(int(inside))
    yield Covers(at, at)
    if inside:
        yield ProgramTrace(at, ProgramKind.WIPING, OnThisDevice.YES)
