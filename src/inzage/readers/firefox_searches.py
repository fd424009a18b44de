"""Words given to Firefox's search bar, and since version 78 to its address bar: ``formhistory.sqlite``.

The file keeps one row per words, with the first and last time and how often. An
observation is each of these two moments, once where they are the same; what lies between
them has no date and is not counted. Other fields of forms are not read. ``rows`` are the
rows of the search bar with one of the moments inside the window.

**Which device.** Firefox Sync carries form history: *unknown*, except where the profile
shows that it never took part (``formats.mozilla``).

Has met no real file yet.

References: https://searchfox.org/mozilla-central/source/toolkit/components/satchel/FormHistory.sys.mjs
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import mozilla
from inzage.formats.clocks import MICROSECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.firefox_profile import here_or_unknown, places
from inzage.formats.sqlite import database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark, Search
from inzage.readers import reader

_CLOCK = Clock(MICROSECONDS)
_KNOWN = names("id fieldname value timesUsed firstUsed lastUsed guid")
_ROWS = """
    SELECT f.id, f.firstUsed, f.lastUsed, {words} FROM moz_formhistory AS f NOT INDEXED
    WHERE f.fieldname = 'searchbar-history' AND ({first} OR {last})
"""


@reader(
    opens=DataClass.SEARCHES,
    family="search_history",
    at=(*places("formhistory.sqlite"), "org.mozilla.*/files/mozilla/*/formhistory.sqlite"),
    elsewhere=("**/formhistory.sqlite",),
    beside=mozilla.BESIDE,
)
def firefox_searches(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the searches whose first or last time lies inside the window."""
    with database(artefact) as db:
        db.need("moz_formhistory", ("id", "fieldname", "value", "firstused", "lastused"))
        yield from db.compare("moz_formhistory", _KNOWN, ())
        origin, opened = here_or_unknown(artefact), 0
        query = _ROWS.format(
            words=text("f.value"),
            first=_CLOCK.inside("f.firstUsed", window),
            last=_CLOCK.inside("f.lastUsed", window),
        )
        for _, first, last, words in db.rows(query):
            opened += 1
            if not (isinstance(words, str) and words.strip()):
                continue
            for at in sorted({at for at in map(_CLOCK.moment, (first, last)) if at}):
                if window.start <= at < window.end:
                    yield Search(at, words, origin)
        yield Opened(opened)
        for column in ("f.firstUsed", "f.lastUsed"):
            list(reach(db, "moz_formhistory AS f", column, _CLOCK))  # says where a time is no number
        yield from db.remarks()
