"""Words given to a search engine, as every Chromium browser keeps them beside its history.

An observation is one act of searching: a visit to a results page of which the browser
kept the words. They stand in ``keyword_search_terms`` (per address) and, in newer files,
in ``content_annotations.search_terms`` (per visit); where both have them the visit still
counts once, and the first is taken. Several addresses of one redirect chain with the same
words are one act. Sub-frames, reloads and steps back are none, as in ``formats.chromium``.

``rows``: rows of ``keyword_search_terms`` whose address was visited inside the window, and
visits whose words stand in the annotations alone. Met five real histories (0 to 5 rows),
of before the annotations.

References: https://source.chromium.org/chromium/chromium/src/+/main:components/history/core/browser/url_database.cc,
https://source.chromium.org/chromium/chromium/src/+/main:components/history/core/browser/visit_annotations_database.cc
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import chromium
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, Remark, Search
from inzage.readers import reader

_TERMS = """
    SELECT count(*) FROM keyword_search_terms AS k NOT INDEXED
    WHERE k.url_id IN (
        SELECT v.url FROM visits AS v NOT INDEXED
        WHERE {inside} AND v.url IN (SELECT url_id FROM keyword_search_terms NOT INDEXED)
    )
"""
"""Few of all visited addresses are results of a search: SQLite keeps those alone while it counts."""
_ROWS = """
    WITH k AS MATERIALIZED (
        SELECT url_id, min(keyword_id), term FROM keyword_search_terms NOT INDEXED GROUP BY url_id
    )
    SELECT v.id, v.visit_time, {from_visit}, v.transition & {redirect}, {opened},
           k.url_id IS NULL, coalesce({term}, {annotated}), {origin}
    FROM visits AS v NOT INDEXED LEFT JOIN k ON k.url_id = v.url {join} {annotations}
    WHERE {inside} AND (k.url_id IS NOT NULL OR {annotated} IS NOT NULL)
"""
_ANNOTATED = "nullif(a.search_terms, '')"


@reader(
    opens=DataClass.SEARCHES,
    family="search_history",
    at=chromium.places("History", "Archived History"),
    elsewhere=chromium.ELSEWHERE,
    copies=chromium.COPIES,
    met_real=True,
)
def chromium_searches(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the searches made inside the window."""
    with database(artefact) as db:
        db.need("keyword_search_terms", ("keyword_id", "url_id", "term"))
        query = _query(db, window)
        yield from db.compare("visits", chromium.KNOWN_VISITS, chromium.USED_VISITS)
        (terms, *_) = db.one(_TERMS.format(inside=_inside(window)))
        acts = _Acts()
        rows = terms if isinstance(terms, int) else 0
        for visit, time, before, redirected, opened, alone, words, origin in db.rows(query):
            rows += bool(alone)
            at = chromium.VISIT_CLOCK.moment(time)
            new = acts.new(visit, before if redirected else None, time, words)
            if at and opened and new and isinstance(words, str) and words.strip():
                yield Search(at, words, OnThisDevice(str(origin)))
        yield Opened(rows)
        yield from chromium.covers(db)
        yield from db.remarks()


def _inside(window: Window) -> str:
    return chromium.VISIT_CLOCK.inside("v.visit_time", window)


def _query(db: Database, window: Window) -> str:
    visits = chromium.Visits.of(db)
    annotated = db.has("content_annotations", "search_terms") and db.has("content_annotations", "visit_id")
    return _ROWS.format(
        from_visit="nullif(v.from_visit, 0)" if db.has("visits", "from_visit") else "NULL",
        redirect=chromium.REDIRECT,
        opened=visits.opened,
        term=text("k.term"),
        annotated=text(_ANNOTATED) if annotated else "NULL",
        annotations="LEFT JOIN content_annotations AS a ON a.visit_id = v.id" if annotated else "",
        origin=visits.origin,
        join=visits.join,
        inside=_inside(window),
    )


class _Acts:
    """Which visits are the same act of searching as one before.

    The hops of a server's redirect carry the time of the first; a page that sends itself
    on (a client redirect) names the visit it came from.
    """

    def __init__(self) -> None:
        self._words: dict[object, object] = {}
        self._moments: set[tuple[object, object]] = set()

    def new(self, visit: object, redirected_from: object, time: object, words: object) -> bool:
        """Is this the first visit of its act? To be asked of every row, in the table's order."""
        same = (time, words) in self._moments or (
            redirected_from is not None and self._words.get(redirected_from) == words
        )
        self._words[visit] = words
        self._moments.add((time, words))
        return not same
