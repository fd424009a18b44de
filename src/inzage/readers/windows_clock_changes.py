"""Settings of the clock of a Windows computer, by its system log (``System.evtx``).

Windows Vista and later: source ``Microsoft-Windows-Kernel-General``, event 1, with the new and the
old time (UTC) and the account under which it was done. Who did it is used only to tell a person
from the system.

An act is a change of at least a minute under a person's account (``S-1-5-21-…`` or ``S-1-12-1-…``).
No acts are what the system does by itself: corrections by the time service (``S-1-5-19``), at
starting, and by what runs as the system (``S-1-5-18``, such as the tools of a virtual machine),
whatever their size. Under a minute no date shifts and who sets the time by hand can hardly do it.
Another time zone is no change of the clock. ``at``: when, by the new clock; so an act outside the
window can still have made dates inside it. ``rows``: all records of changes whose new time lies
inside the window.

The security log says the same again (event 4616), where that is watched; it stays shut, so that no
change counts twice. A full log drops its oldest records, and a log that was cleared starts anew:
``covers`` says how far it reaches. A log in use is not closed, and then a lower bound.

**On this device**: yes. Tried on one public log of Windows Server 2008 R2 (5,009 records, 6
changes, no act: one by a person of no time, five by the system); it is not in the project's test
data, so it counts as not yet proven.

References: artefact facts 13.2; https://learn.microsoft.com/windows/security/threat-protection/auditing/event-4616;
libevtx's format specification
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.evtx import Event, EventLog
from inzage.formats.moments import Dated
from inzage.mandate import DataClass
from inzage.observations import Covers, Degraded, Moment, Observation, OnThisDevice, Opened, Remark, SystemMoment
from inzage.readers import reader

_SOURCE, _CHANGED = "Microsoft-Windows-Kernel-General", 1
_LEAST = timedelta(minutes=1)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,6})?\d*Z")
_PERSON = re.compile(r"S-1-(5-21|12-1)-\d+(-\d+)*")


@reader(
    opens=DataClass.DEVICE_FACTS,
    family="system_moments",
    at=("Windows/System32/winevt/Logs/System.evtx",),
    elsewhere=("**/System.evtx",),
    copies=("Windows.old/**/System.evtx",),
)
def windows_clock_changes(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the changes of the clock by a person, whose new time lies inside the window."""
    log, dated = EventLog(artefact), Dated(window)
    for event in log.events(_SOURCE, _CHANGED):
        new, old = (_time(one) for one in (*event.untrusted_texts, "", "")[:2])
        if not (new and old):
            log.degraded = True
        elif dated.inside(new) and abs(new - old) >= _LEAST and _by_a_person(event):
            yield SystemMoment(new, Moment.CLOCK_CHANGED, OnThisDevice.YES)
    yield from (said for said in dated.remarks() if isinstance(said, Opened))
    if log.first and log.last:
        yield Covers(log.first, log.last)
    if log.degraded:
        yield Degraded()


def _by_a_person(event: Event) -> bool:
    return bool(_PERSON.fullmatch(event.untrusted_sid))


def _time(untrusted_text: str) -> datetime | None:
    """A moment as the log writes it (UTC, down to nanoseconds); None where it names none."""
    written = _TIME.fullmatch(untrusted_text)
    try:
        at = datetime.fromisoformat(written[1] + (written[2] or "")).replace(tzinfo=UTC) if written else None
    except ValueError:
        return None
    return at if at and PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
