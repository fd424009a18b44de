"""Listed terms searched for: words given to a search engine that stand on a list of terms.

Only whole words count, in the order of the term; no term is found inside a longer
word. A search that also holds a term of a benign list never counts. One search
counts once: of several classes the first by name stands for it.

False alarms: not measured on neutral data: they hang on the list. Known: a term that is
an ordinary word too, or half of another subject; the hygiene gate keeps out what a
benign list of terms holds, and nothing more.

References: folding and runs of words as in ``watchlists.terms``.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.observations import Search
from inzage.watchlists import ListKind
from inzage.watchlists.listed import Listed


@indicator(observes=(Search,), needs=ListKind.TERMS)
class SearchedListedTerm(Detector):
    """Counts searches that hold a listed term."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._listed = Listed(lookups)

    def observe(self, seen: Search) -> Iterator[Counted]:
        """One act, if the words hold a listed term and no benign one."""
        found = self._listed.classes_of_text(seen.untrusted_text)
        if found:
            yield min(found), seen.at, seen.on_this_device
