"""Listed groups used: messages in groups, channels and servers of messengers that stand on a list.

The program's own number or name of the group is compared (``Message.untrusted_group``),
in one spelling (``mandate.handles``), with a signed list of handles. What was said,
and by whom, is not read: the door of circumstances is enough. A group that a benign
list holds too never counts.

What counts is what the person did: messages that went out, class by class. Messages
that came in are one class of their own (``received``) and are only named: one may
be put into a group by somebody else, and a channel fills itself.

False alarms: not measured on neutral data. Known: none by chance (the numbers are
long); a list that names a group for everybody is kept out by the hygiene gate only
where a benign list knows that group.

References: readers that yield ``Message``; domain facts 5.3, A4 and A11.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Evidence, Lookups, indicator, judge_acts, only_named
from inzage.observations import Direction, Message
from inzage.result import Verdict
from inzage.watchlists import ListKind
from inzage.watchlists.listed import Listed

RECEIVED = "received"


@indicator(observes=(Message,), needs=ListKind.HANDLES, labels=(RECEIVED,), timeless=True)
class UsedListedGroup(Detector):
    """Counts messages sent in listed groups, and names those that were received."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._listed = Listed(lookups)

    def observe(self, seen: Message) -> Iterator[Counted]:
        """One act, if the message's group is listed and not benign."""
        found = self._listed.classes_of_handle(seen.untrusted_group) if seen.untrusted_group else frozenset()
        if found:
            label = min(found) if seen.direction is Direction.OUTGOING else RECEIVED
            yield label, seen.at, seen.on_this_device

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As every question about acts is judged, on what the person sent."""
        return judge_acts(only_named(evidence, (RECEIVED,)))
