"""Direct messages of TikTok on iOS (``ChatFiles/<account>/db.sqlite``).

Read are time, sender and conversation; never ``content``. An observation is a row of
``TIMMessageORM``; ``contenttype`` has no published meaning, so notices of the service inside a
conversation are counted with the messages.

**Direction**: sent where the sender is the account after which the folder is named. **Which
device.** *Unknown*: the server keeps all messages for every device of the account.

``servercreatedat`` is in Unix seconds. ``rows``: rows inside the window. In a group: more than
one other sender in the conversation; ``untrusted_group`` is its identifier, as
stored. Has met no real file yet; the cases follow the facts.

References: iLEAPP ``tikTok.py``, artefact facts 4.7.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(SECONDS)

_ROWS = """
    WITH g AS MATERIALIZED (
        SELECT belongingconversationidentifier AS id, count(DISTINCT sender) AS others FROM timmessageorm NOT INDEXED
        WHERE CAST(sender AS TEXT) <> :own GROUP BY belongingconversationidentifier
    )
    SELECT m.rowid, m.servercreatedat,
           CASE WHEN :own = '' THEN 'unknown' WHEN CAST(m.sender AS TEXT) = :own THEN 'outgoing' ELSE 'incoming' END,
           {contact},
           CASE WHEN g.others > CASE WHEN :own = '' THEN 2 ELSE 1 END THEN {group} END, 'unknown'
    FROM timmessageorm AS m NOT INDEXED LEFT JOIN g ON g.id = m.belongingconversationidentifier WHERE {inside}
"""
_CONTACT = "CASE WHEN CAST(m.sender AS TEXT) = :own THEN m.belongingconversationidentifier ELSE m.sender END"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("Library/Application Support/ChatFiles/*/db.sqlite",),
)
def tiktok_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window."""
    with database(artefact) as db:
        db.need("timmessageorm", ("sender", "servercreatedat", "belongingconversationidentifier"))
        query = _ROWS.format(
            contact=text(_CONTACT),
            group=text("m.belongingconversationidentifier"),
            inside=CLOCK.inside("m.servercreatedat", window),
        )
        rows = db.rows(query, {"own": _account(artefact.untrusted_path)})
        yield Opened((yield from messages(CLOCK, rows)))
        yield from covers(db, ("timmessageorm", "nullif(m.servercreatedat, 0)", CLOCK))
        yield from db.remarks()


def _account(untrusted_path: str) -> str:
    """The account's number: the name of the folder, empty where it is no number."""
    folder = (*untrusted_path.split("/")[-2:-1], "")[0]
    return folder if folder.isascii() and folder.isdigit() else ""
