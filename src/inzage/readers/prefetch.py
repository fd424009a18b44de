"""Programs that ran, by Windows' Prefetch: one file per program and place, with its last runs.

Windows XP (form 17), Vista and 7 (23), 8 (26), 10 (30) and 11 (30, 31), packed or not, as
``formats.prefetch`` reads them. Up to 7 the file keeps the last run alone, later the last eight.

An act is a dated run: one observation each. ``times`` is 0, because a run can be the system's own (an
update, a scheduled task, a start with the computer) and the file does not tell who started it: at the
hour of a run nobody need have been there. How often it ran in all is not read, nor which files it
loaded. ``rows``: dated runs inside the window.

**On this device**: yes; the folder belongs to the machine. Windows keeps 128 files
(from 8 on 1024) and often none on a solid-state disk of Windows 7 or a server. Met real
files of Windows XP, Vista, 7, 8, 10 and 11 (forms 17, 23, 26, 30 and 31).

References: artefact facts 5; https://github.com/libyal/libscca/blob/main/documentation/
(Windows Prefetch File (PF) format)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.prefetch import dated_runs
from inzage.formats.programs import program_kind
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader

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
    name, runs, whole = dated_runs(artefact)
    for at in runs:
        if dated.inside(at):
            yield ProgramRun(at, program_kind(name), name, 0, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
