"""Files shared: what a sharing program really sent to others, apart from what only lay ready.

Asked where the condition forbids the sharing of files between peers. ``sent``: the
program itself keeps that (part of) the file went out. ``available``: it stood in a
shared folder or list; most programs put there by themselves what they fetch, so it is
named and carries no indication. Which files they were is not read out.

One file in one program is one act, however often it was sent. A sharing program that
is there (``present``) is named too: its presence says what could be seen, and is asked by
another question where a condition forbids it.

False alarms: not measured on neutral data. Known: a file of a free operating system
counts like any other. The question is whether there was sharing, where a court forbade
that; not what was shared.

References: readers that yield ``Sharing``; domain facts 5.3, A7 (the distinction that
IPED makes between *shared* and *actually shared*).
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Evidence, Lookups, indicator, judge_acts, only_named
from inzage.observations import Installation, ProgramKind, Sharing
from inzage.result import Verdict

SENT = "sent"
AVAILABLE = "available"
PRESENT = "present"


@indicator(observes=(Sharing, Installation), labels=(SENT, AVAILABLE, PRESENT))
class SharedFiles(Detector):
    """Counts files that were sent; names those that only lay ready."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        del lookups, parameters, window  # nothing to set: a file was sent or it was not

    def observe(self, seen: Sharing | Installation) -> Iterator[Counted]:
        """One act for each file, and one for each sharing program that is there."""
        if isinstance(seen, Sharing):
            yield SENT if seen.shared else AVAILABLE, seen.at, seen.on_this_device
        elif seen.program is ProgramKind.PEER_TO_PEER:
            yield PRESENT, seen.at, seen.on_this_device

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As every question about acts is judged, on what was really sent."""
        return judge_acts(only_named(evidence, (AVAILABLE, PRESENT)))
