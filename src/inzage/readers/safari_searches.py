"""Words that were given to Safari's search bar: its own short list, on macOS and iOS.

``com.apple.Safari.plist`` and ``com.apple.mobilesafari.plist``: ``RecentWebSearches`` keeps the
words and the moment of the last time (``Date``). Safari keeps only the latest ones, each
once, and forgets them with the history. ``rows`` are the entries inside the window.

Versions before 2014 keep ``RecentSearchStrings``, words alone. They lie in no window; such a
list is not counted and makes the reading a lower bound. Searches in a private window leave
nothing here.

The list stays on its device: all of it was done here. Has met no real file yet; both forms
as two independent readers name them.

References: https://github.com/abrignoni/iLEAPP (``safariRecentWebSearches.py``),
https://github.com/ydkhatri/mac_apt (``safari.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.trees import date, entries, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Search
from inzage.readers import reader


@reader(
    opens=DataClass.SEARCHES,
    family="search_history",
    at=("Preferences/com.apple.Safari.plist", "Preferences/com.apple.mobilesafari.plist"),
)
def safari_searches(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the searches inside the window."""
    settings = plist_tree(artefact)
    dated, whole = Dated(window), not entries(settings.get("RecentSearchStrings"))
    for entry in entries(settings.get("RecentWebSearches")):
        fields = entry if isinstance(entry, dict) else {}
        words, at = text(fields, "SearchString"), date(fields, "Date")
        whole &= bool(words and at)
        if dated.inside(at) and words.strip():
            yield Search(at, words, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
