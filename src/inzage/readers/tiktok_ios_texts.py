"""What direct messages of TikTok on iOS said (``ChatFiles/<account>/db.sqlite``): behind the door of content.

The acts are those of ``tiktok_ios``, which says what counts as a message and who sent it; here
they come with their text, and those without one do not come. ``content`` is JSON; the words are
its member ``text``. A content that is no JSON makes the reading a lower bound.

**Which device.** *Unknown*, as there. ``rows``: rows of ``TIMMessageORM`` inside the window. Has met
no real file yet; the cases follow the facts to the column.

References: iLEAPP ``tikTok.py``, artefact facts 4.7.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import covers
from inzage.formats.message_texts import from_json, texts
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(SECONDS)

_ROWS = """
    WITH g AS MATERIALIZED (
        SELECT belongingconversationidentifier AS id, count(DISTINCT sender) AS others FROM timmessageorm NOT INDEXED
        WHERE CAST(sender AS TEXT) <> :own GROUP BY belongingconversationidentifier
    )
    SELECT m.rowid, m.servercreatedat,
           CASE WHEN :own = '' THEN 'unknown' WHEN CAST(m.sender AS TEXT) = :own THEN 'outgoing' ELSE 'incoming' END,
           {contact}, CASE WHEN g.others > CASE WHEN :own = '' THEN 2 ELSE 1 END THEN {group} END, {said}, 'unknown'
    FROM timmessageorm AS m NOT INDEXED LEFT JOIN g ON g.id = m.belongingconversationidentifier WHERE {inside}
"""
_CONTACT = "CASE WHEN CAST(m.sender AS TEXT) = :own THEN m.belongingconversationidentifier ELSE m.sender END"


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("Library/Application Support/ChatFiles/*/db.sqlite",),
)
def tiktok_ios_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("timmessageorm", ("sender", "servercreatedat", "belongingconversationidentifier", "content"))
        query = _ROWS.format(
            contact=text(_CONTACT),
            group=text("m.belongingconversationidentifier"),
            said=text("m.content"),
            inside=CLOCK.inside("m.servercreatedat", window),
        )
        rows = db.rows(query, {"own": _account(artefact.untrusted_path)})
        yield Opened((yield from texts(db, CLOCK, from_json(db, rows))))
        yield from covers(db, ("timmessageorm", "nullif(m.servercreatedat, 0)", CLOCK))
        yield from db.remarks()


def _account(untrusted_path: str) -> str:
    """The account's number: the name of the folder, empty where it is no number."""
    folder = (*untrusted_path.split("/")[-2:-1], "")[0]
    return folder if folder.isascii() and folder.isdigit() else ""
