"""History removed: kept records with others missing between them, an emptied history, a wiping program, a reset.

Asked only where the mandate forbids removal. Expiry is no removal: a browser throws
old records away by itself, so a history that is merely short is named
(``history_short``) and never counts; readers yield an observation only where expiry
does not explain what they see. A gap counts as one act, however much is missing,
because nobody can tell in how many acts it was removed.

The condition asks that history is kept for a number of days (``dagen``). When a gap
was made is not known, so only gaps inside the last so many days of the window count:
an older one may have been made when that was free. An emptied history had its
youngest days removed too, and counts wherever it lies in the window.

A wiping program is a class of its own. The building block forbids its use in so many
words, so its trace alone carries an indication; but it says nothing of what was
removed, nor that history was. The officer therefore sees it apart from the others.
So it is with a reset of the whole device, which removes history with all else.

Only named, never an indication: a clock that was set (``clock_set``), because that
removes nothing and happens by itself; and a system installed inside the window
(``installed``), because a new device looks the same.

False alarms: not measured on neutral data. Known: a cleaning program that came with the
machine, a history that a repair shop emptied, a reset before a sale.

References: readers that yield ``HistoryGap``, ``HistoryEmptied``, ``ProgramTrace`` and
``SystemMoment``; building block ALG-1; "absence is not a negative finding" (claims
rules of the LEAPPs); domain facts 5.3, A2.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Evidence, Lookups, indicator, judge_acts, only_named
from inzage.observations import HistoryEmptied, HistoryGap, Moment, ProgramKind, ProgramTrace, SystemMoment
from inzage.result import Verdict

GAP = "gap"
EMPTIED = "emptied"
WIPING_PROGRAM = "wiping_program"
RESET = "reset"
CLOCK_SET = "clock_set"
INSTALLED = "installed"
_MOMENTS: Mapping[Moment, str] = {
    Moment.RESET: RESET,
    Moment.CLOCK_CHANGED: CLOCK_SET,
    Moment.INSTALLED: INSTALLED,
}

Seen = HistoryGap | HistoryEmptied | ProgramTrace | SystemMoment


@indicator(
    observes=(HistoryGap, HistoryEmptied, ProgramTrace, SystemMoment),
    labels=(GAP, EMPTIED, WIPING_PROGRAM, RESET, CLOCK_SET, INSTALLED),
)
class HistoryRemoved(Detector):
    """Counts gaps, emptied histories, uses of wiping programs and resets; names installs and clocks that were set."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        days = parameters.get("dagen")
        self._kept_from = _kept_from(window, days) if window and isinstance(days, int) else None

    def observe(self, seen: Seen) -> Iterator[Counted]:
        """One act of the class that the observation belongs to."""
        label = self._label(seen)
        if label:
            yield label, seen.at, seen.on_this_device

    def _label(self, seen: Seen) -> str | None:
        match seen:
            case HistoryGap():
                return GAP if seen.missing > 0 and (self._kept_from is None or seen.at >= self._kept_from) else None
            case HistoryEmptied():
                return EMPTIED
            case ProgramTrace():
                return WIPING_PROGRAM if seen.program is ProgramKind.WIPING else None
            case SystemMoment():
                return _MOMENTS.get(seen.moment)

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As every question about acts is judged, on the acts that remove something."""
        return judge_acts(only_named(evidence, (CLOCK_SET, INSTALLED)))


def _kept_from(window: Window, days: int) -> datetime:
    """The first instant whose history had to be there still on the window's last day."""
    first = window.last - timedelta(days=min(days, window.last.toordinal()) - 1)
    return Window(first, window.last).start
