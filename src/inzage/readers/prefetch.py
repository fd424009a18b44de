"""Programs that ran, by Windows' Prefetch: one file per program and place, with its last runs.

Windows XP (form 17), Vista and 7 (23), 8 (26), 10 (30) and 11 (30, 31), packed or not,
through libscca. Up to 7 the file keeps the last run alone, later the last eight.

An act is a dated run: one observation each. ``times`` is 1, but the newest carries the runs
that have no date of their own (in all as many as the file counts). Which files a program
loaded and from which volumes is not read. ``rows``: dated runs inside the window.

**On this device**: yes; the folder belongs to the machine. A run can be the system's own
(an update, a scheduled task): the file does not tell who started it. Windows keeps 128 files
(from 8 on 1024) and often none on a solid-state disk of Windows 7 or a server. Met real
files of Windows XP, Vista, 7, 8, 10 and 11 (forms 17, 23, 26, 30 and 31).

References: artefact facts 5; https://github.com/libyal/libscca/blob/main/documentation/
(Windows Prefetch File (PF) format)
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inzage.artefact import Artefact, Window
from inzage.formats.blocks import DescriptorBlocks, FileObject
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import Dated, filetime
from inzage.formats.programs import program_kind
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

MOST = 16 * 1024 * 1024
"""Bytes of a prefetch file; real ones stay below one megabyte."""

_PACKED, _PLAIN, _RUNS = b"MAM", b"SCCA", 8
_AT = ("Windows/Prefetch/*.pf", "WINNT/Prefetch/*.pf")


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=_AT,
    copies=tuple(f"Windows.old/**/{place}" for place in _AT),
    met_real=True,
)
def prefetch(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the runs inside the window."""
    dated = Dated(window)
    name, runs, count = _read(artefact)
    for newest, at in enumerate(runs):
        if dated.inside(at):
            times = 1 if newest else max(1, count - len(runs) + 1)
            yield ProgramRun(at, program_kind(name), name, times, OnThisDevice.YES)
    yield from dated.remarks()


def _read(artefact: Artefact) -> tuple[str, list[datetime], int]:
    """(program, its dated runs, newest first, count of all runs)."""
    first = first_bytes(artefact, MOST)
    if not first.startswith(_PACKED) and first[4:8] != _PLAIN:
        raise refused(artefact)
    file = library("pyscca").file()
    try:
        file.open_file_object(FileObject(DescriptorBlocks(artefact.file, artefact.size)))
        return str(file.get_executable_filename()), _runs(file), int(file.get_run_count())
    except FAULTS:
        raise Unreadable(Reason.DAMAGED) from None


def _runs(file: Any) -> list[datetime]:  # noqa: ANN401 (the library has no types)
    found = set[datetime]()
    for number in range(_RUNS):
        try:
            at = filetime(file.get_last_run_time_as_integer(number))
        except FAULTS:  # an older form keeps one run alone
            if number == 0:
                raise
            break
        found |= {at} if at else set()
    return sorted(found, reverse=True)
