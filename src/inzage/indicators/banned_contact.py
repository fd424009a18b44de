"""Banned contact: messages and calls with a person whom the condition names.

The mandate holds for each handle of a named person a token under its own salt
(``personen``), never the number or address itself. Inside the lock every contact of
the carrier is brought to one spelling, keyed with the same salt and compared.

- ``sent``: the person wrote or called. This carries an indication.
- ``received``: the other wrote or called; named only, because nobody can help that.
- ``address_book``: the named person stands in a list of contacts; named only, because
  an old entry is no contact.

False alarms: not measured on neutral data. Known: a handle that has passed to somebody
else; a group in which both are is no contact between them and does not count. A handle
spelt in a way that no rule brings together is missed.

References: readers that yield ``Message``, ``Call`` and ``Contact``; ``mandate.handles``;
domain facts 5.3, A9.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Evidence, Lookups, indicator, judge_acts, only_named
from inzage.mandate.named import Named
from inzage.observations import Call, Contact, Direction, Message
from inzage.result import Verdict

SENT = "sent"
RECEIVED = "received"
ADDRESS_BOOK = "address_book"


@indicator(observes=(Message, Call, Contact), labels=(SENT, RECEIVED, ADDRESS_BOOK), timeless=True)
class BannedContact(Detector):
    """Counts messages and calls to named persons; names those from them."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._named = Named.of(parameters.get("personen"))

    def observe(self, seen: Message | Call | Contact) -> Iterator[Counted]:
        """One act, if the other side is named and it was between two."""
        in_group = isinstance(seen, Message) and seen.in_group
        if not in_group and self._named.holds(seen.untrusted_contact):
            yield _label(seen), seen.at, seen.on_this_device

    @staticmethod
    def judge(evidence: Evidence) -> Verdict:
        """As every question about acts is judged, on what the person did."""
        return judge_acts(only_named(evidence, (RECEIVED, ADDRESS_BOOK)))


def _label(seen: Message | Call | Contact) -> str:
    if isinstance(seen, Contact):
        return ADDRESS_BOOK
    return SENT if seen.direction is Direction.OUTGOING else RECEIVED
