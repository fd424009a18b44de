"""What direct messages of TikTok on Android said (``<account>_im.db``): behind the door of content.

The acts are those of ``tiktok_android``, which says what counts as a message and who sent it; here
they come with their text, and those without one (films, faces, cards) do not come. ``content`` is
JSON; the words are its member ``text``. A content that is no JSON makes the reading a lower bound.

**Which device.** *Unknown*, as there. ``rows``: rows of ``msg`` inside the window. Has met no real
file yet; the cases follow the facts to the column.

References: ALEAPP ``tikTok.py``, artefact facts 4.7.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, optional
from inzage.formats.message_texts import from_json, texts
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH g AS MATERIALIZED (
        SELECT conversation_id AS id, count(DISTINCT sender) AS others FROM msg NOT INDEXED
        WHERE CAST(sender AS TEXT) <> :own GROUP BY conversation_id
    )
    SELECT m.rowid, m.created_time,
           CASE WHEN coalesce({deleted}, 0) = 0 THEN
               CASE WHEN :own = '' THEN 'unknown' WHEN CAST(m.sender AS TEXT) = :own THEN 'outgoing' ELSE 'incoming' END
           END,
           {contact}, CASE WHEN g.others > CASE WHEN :own = '' THEN 2 ELSE 1 END THEN {group} END, {said}, 'unknown'
    FROM msg AS m NOT INDEXED LEFT JOIN g ON g.id = m.conversation_id WHERE {inside}
"""
_CONTACT = "CASE WHEN CAST(m.sender AS TEXT) = :own THEN m.conversation_id ELSE m.sender END"
_END = "_im.db"


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("com.zhiliaoapp.musically/databases/*_im.db", "com.ss.android.ugc.trill/databases/*_im.db"),
    elsewhere=("**/*_im.db",),
)
def tiktok_android_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("msg", ("created_time", "sender", "conversation_id", "content"))
        query = _ROWS.format(
            deleted=optional(db, "msg", "deleted", "m"),
            contact=text(_CONTACT),
            group=text("m.conversation_id"),
            said=text("m.content"),
            inside=CLOCK.inside("m.created_time", window),
        )
        rows = db.rows(query, {"own": _account(artefact.untrusted_path)})
        yield Opened((yield from texts(db, CLOCK, from_json(db, rows))))
        yield from covers(db, ("msg", "nullif(m.created_time, 0)", CLOCK))
        yield from db.remarks()


def _account(untrusted_path: str) -> str:
    """The account's number in the file's name, empty where there is none."""
    name = untrusted_path.rsplit("/", 1)[-1].lower()
    number = name.removesuffix(_END) if name.endswith(_END) else ""
    return number if number.isascii() and number.isdigit() else ""
