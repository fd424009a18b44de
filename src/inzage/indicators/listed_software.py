"""Listed software: programs whose name stands on a signed list that the organisation brought.

For conditions about tools that no class of ordinary programs holds (cyber: tools to
break in, to take over, to harvest passwords; wallets). The list is one of terms, so a
name counts as whole words in the name that the source gives: an entry ``tool x`` is
met in ``Tool X 4.2`` and not in ``Toolx``. A program that a benign list names too
never counts.

One observation is one act: an installation at the moment it came, a use at its last
moment. What the program was used for nobody can tell from this.

False alarms: not measured on neutral data. Known: short or ordinary words as names. The
hygiene gate and whole words keep most of them out; the list's issuer answers for the
rest.

References: readers that yield ``Installation`` and ``ProgramRun``; whole words as in
``watchlists.terms``; domain facts 5.3, A10.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.observations import Installation, ProgramRun
from inzage.watchlists import ListKind
from inzage.watchlists.listed import Listed


@indicator(observes=(Installation, ProgramRun), needs=ListKind.TERMS)
class ListedSoftware(Detector):
    """Counts traces of programs with a listed name."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._listed = Listed(lookups)

    def observe(self, seen: Installation | ProgramRun) -> Iterator[Counted]:
        """One act, if the name holds a listed one and no benign one."""
        found = self._listed.classes_of_text(seen.untrusted_program)
        if found:
            yield min(found), seen.at, seen.on_this_device
