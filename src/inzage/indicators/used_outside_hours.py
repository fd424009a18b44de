"""Use outside the hours that were agreed: acts of the person in hours that the condition keeps free.

``van`` and ``tot`` (hours 0–24, Europe/Amsterdam, as the clock on the wall shows, summer
time and all) bound the hours in which no use is allowed; from 22 to 6 passes midnight.
An act at ``van`` exactly counts, one at ``tot`` does not. Programs that ran and pages
that were opened are such acts: a device that merely stood on did none.

The label is the kind of trace: ``program`` or ``page``. The day that is counted is the
calendar day of the act, so one night is two days.

False alarms: not measured on neutral data. Known: a program that starts itself
(updates) is no act of a person; readers leave out what the source marks as such, and
cannot where it does not. A trace that a program ran of which no start is known
(``times`` 0) does not count: nobody need have been there. Programs keep their *last*
use only, so the count is a lower bound. The clock may be wrong.

References: readers that yield ``ProgramRun`` and ``Visit``; domain facts 5.3, A12.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import AMSTERDAM, Window
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.observations import ProgramRun, Visit

PROGRAM = "program"
PAGE = "page"


@indicator(observes=(ProgramRun, Visit), labels=(PROGRAM, PAGE), hourly=True)
class UsedOutsideHours(Detector):
    """Counts programs used and pages opened in the hours that were to be free."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._first, self._end = _hour(parameters.get("van")), _hour(parameters.get("tot"))

    def observe(self, seen: ProgramRun | Visit) -> Iterator[Counted]:
        """One act, if the clock in Amsterdam then stood inside those hours."""
        if isinstance(seen, ProgramRun) and seen.times == 0:
            return
        if self._inside(seen.at.astimezone(AMSTERDAM).hour):
            yield PAGE if isinstance(seen, Visit) else PROGRAM, seen.at, seen.on_this_device

    def _inside(self, hour: int) -> bool:
        if self._first is None or self._end is None:
            return False
        if self._first <= self._end:
            return self._first <= hour < self._end
        return hour >= self._first or hour < self._end


def _hour(value: object) -> int | None:
    return value if isinstance(value, int) else None
