"""Messages of Discord on Android and iOS (``kv-storage/@account.<number>/a``): that they are there, not what they are.

Each row of ``messages0`` is one record that holds time, author and words together. None of it can be
read without opening what was said, so behind this door only their number is asked: where there
are any, the answer is *degraded* with no acts; never "no messages". With the door of content open,
``discord_texts`` reads them.

**Which device**: does not arise. ``rows``: always 0. Has met no real file yet.

References: ALEAPP and iLEAPP ``discordChats.py``; artefact facts 4.4.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.sqlite import database
from inzage.mandate import DataClass
from inzage.observations import Beyond, Observation, Opened, Remark
from inzage.readers import reader

_HELD = "SELECT count(*) FROM messages0 NOT INDEXED"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.discord/files/kv-storage/@account.*/a", "Library/Caches/kv-storage/@account.*/a"),
)
def discord(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Say that there is something which is not read."""
    with database(artefact) as db:
        db.need("messages0", ("data",))
        yield Opened(0)
        if db.one(_HELD)[0]:
            yield Beyond()
        yield from db.remarks()
