"""Words of a search that Firefox remembers with the pages it led to (since 2021, mostly on Android).

``moz_places_metadata`` in ``places.sqlite`` has a row for every look at a page and names
the search by which it was found. Many rows belong to one search, and nothing tells how
often the same words were given; so an observation is one search per words, at its first
row inside the window: a lower bound of the searches. ``rows`` are all rows of the table
inside the window that name a search. A file without these tables keeps none (a column
remark says so).

**Which device.** As in ``formats.mozilla``, on a phone *unknown*.

Has met no real file yet.

References: https://searchfox.org/mozilla-central/source/toolkit/components/places/nsPlacesTables.h,
https://github.com/mozilla/application-services (``history_metadata.rs``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import mozilla
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.firefox_profile import here_or_unknown
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Columns, Observation, Opened, Remark, Search
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_ROWS = """
    SELECT m.id, m.created_at, m.search_query_id, {words}
    FROM moz_places_metadata AS m NOT INDEXED
        LEFT JOIN moz_places_metadata_search_queries AS q ON q.id = m.search_query_id
    WHERE m.search_query_id IS NOT NULL AND {inside}
"""


@reader(
    opens=DataClass.SEARCHES,
    family="search_history",
    at=mozilla.PLACES,
    elsewhere=mozilla.ELSEWHERE,
    beside=mozilla.BESIDE,
)
def firefox_page_searches(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each search of which a page was looked at inside the window."""
    with database(artefact) as db:
        db.need("moz_places", ("id", "url"))
        if not db.has("moz_places_metadata") or not db.has("moz_places_metadata_search_queries"):
            yield Columns(("search_query_id",), 0)
            yield Opened(0)
        else:
            yield from _searches(db, artefact, window)
        yield from db.remarks()


def _searches(db: Database, artefact: Artefact, window: Window) -> Iterator[Search | Opened]:
    db.need("moz_places_metadata", ("id", "created_at", "search_query_id"))
    db.need("moz_places_metadata_search_queries", ("id", "terms"))
    first: dict[object, tuple[int, str]] = {}
    opened = 0
    for _, time, query, words in db.rows(
        _ROWS.format(words=text("q.terms"), inside=_CLOCK.inside("m.created_at", window))
    ):
        opened += 1
        if not (isinstance(words, str) and words.strip() and isinstance(time, int)):
            db.doubt()
        elif query not in first or time < first[query][0]:
            first[query] = (time, words)
    origin = here_or_unknown(artefact)
    for time, words in sorted(first.values()):
        at = _CLOCK.moment(time)
        if at:
            yield Search(at, words, origin)
    yield Opened(opened)
