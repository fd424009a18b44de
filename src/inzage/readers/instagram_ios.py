"""Messages of Instagram on iOS (``DirectSQLiteDatabase/<account>.db``): that they are there, not what they are.

Each row of ``messages`` is one archived object that holds time, sender and words together. None of it
can be read without opening what was said, so behind this door only their number is asked: where
there are any, the answer is *degraded* with no acts; never "no messages". With the door of
content open, ``instagram_ios_texts`` reads them.

**Which device**: does not arise. ``rows``: always 0. Met a real file (plaso, 75 rows).

References: plaso ``ios_instagram.py``, iLEAPP ``instagramThreads.py``; artefact facts 4.6.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.sqlite import database
from inzage.mandate import DataClass
from inzage.observations import Beyond, Observation, Opened, Remark
from inzage.readers import reader

_HELD = "SELECT count(*) FROM messages NOT INDEXED"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("Library/Application Support/DirectSQLiteDatabase/*.db",),
    met_real=True,
)
def instagram_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Say that there is something which is not read."""
    with database(artefact) as db:
        db.need("messages", ("row_id", "thread_id", "archive"))
        yield Opened(0)
        if db.one(_HELD)[0]:
            yield Beyond()
        yield from db.remarks()
