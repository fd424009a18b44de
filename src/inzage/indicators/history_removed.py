"""History removed: kept records with others missing between them, an emptied history, a wiping program.

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

References: readers that yield ``HistoryGap``, ``HistoryEmptied`` and ``ProgramTrace``;
building block ALG-1; "absence is not a negative finding" (claims rules of the LEAPPs).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from inzage.artefact import Window
from inzage.indicators import Counted, Evidence, Lookups, indicator, judge_acts
from inzage.observations import HistoryEmptied, HistoryGap, ProgramKind, ProgramTrace
from inzage.result import Verdict

GAP = "gap"
EMPTIED = "emptied"
WIPING_PROGRAM = "wiping_program"


@indicator(observes=(HistoryGap, HistoryEmptied, ProgramTrace), labels=(GAP, EMPTIED, WIPING_PROGRAM))
class HistoryRemoved:
    """Counts gaps, emptied histories and uses of wiping programs."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        days = parameters.get("dagen")
        self._kept_from = _kept_from(window, days) if window and isinstance(days, int) else None

    def observe(self, seen: HistoryGap | HistoryEmptied | ProgramTrace) -> Iterator[Counted]:
        """One act of the class that the observation belongs to."""
        label = self._label(seen)
        if label:
            yield label, seen.at, seen.on_this_device

    def _label(self, seen: HistoryGap | HistoryEmptied | ProgramTrace) -> str | None:
        match seen:
            case HistoryGap():
                return GAP if seen.missing > 0 and (self._kept_from is None or seen.at >= self._kept_from) else None
            case HistoryEmptied():
                return EMPTIED
            case ProgramTrace():
                return WIPING_PROGRAM if seen.program is ProgramKind.WIPING else None

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As every question about acts is judged."""
        return judge_acts(evidence)


def _kept_from(window: Window, days: int) -> datetime:
    """The first instant whose history had to be there still on the window's last day."""
    first = window.last - timedelta(days=min(days, window.last.toordinal()) - 1)
    return Window(first, window.last).start
