"""Windows' Prefetch: which program a file is about, and when it last ran.

Forms 17 (XP), 23 (Vista, 7), 26 (8), 30 and 31 (10, 11), packed or not, through libscca. Which files the
program loaded and from which volumes is not read.

References: https://github.com/libyal/libscca/blob/main/documentation/ (Windows Prefetch File (PF) format)
"""

from datetime import datetime
from typing import Any

from inzage.artefact import Artefact
from inzage.formats.blocks import DescriptorBlocks, FileObject
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import filetime
from inzage.result import Reason, Unreadable

MOST = 16 * 1024 * 1024
"""Bytes of a prefetch file; real ones stay below one megabyte."""

_PACKED, _PLAIN, _RUNS = b"MAM", b"SCCA", 8


def dated_runs(artefact: Artefact) -> tuple[str, list[datetime], bool]:
    """(program, its dated runs, are they whole); raises ``Unreadable``.

    Newest first: one up to Windows 7, later up to eight. Not whole where a run names no moment that can be.
    """
    first = first_bytes(artefact, MOST)
    if not first.startswith(_PACKED) and first[4:8] != _PLAIN:
        raise refused(artefact)
    file = library("pyscca").file()
    try:
        file.open_file_object(FileObject(DescriptorBlocks(artefact.file, artefact.size)))
        return str(file.get_executable_filename()), *_runs(file)
    except FAULTS:
        raise Unreadable(Reason.DAMAGED) from None


def _runs(file: Any) -> tuple[list[datetime], bool]:  # noqa: ANN401 (the library has no types)
    found = set[datetime]()
    whole = True
    for number in range(_RUNS):
        try:
            ticks = file.get_last_run_time_as_integer(number)
            at = filetime(ticks)
        except FAULTS:  # an older form keeps one run alone
            if number == 0:
                raise
            break
        found |= {at} if at else set()
        whole &= at is not None or not ticks
    return sorted(found, reverse=True), whole
