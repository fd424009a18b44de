"""What messages of Discord on Android and iOS said (``kv-storage/@account.<number>/a``): behind the door of content.

Each row of ``messages0`` is one record (a byte, then JSON) that holds time, author and words
together, so that none of it can be read without opening what was said: beside this one,
``discord`` says only that it is there. An act is a message (``type`` 0) or an answer (19) with words. Rows
and no acts: who joined, calls and other notices, and what has no words.

The store is a cache: it holds what this device last showed, not all that was said.

**Direction**: sent where the author is the account after which the folder is named. **Which
device.** *Unknown*: the server keeps all messages for every device of the account.

The time is that in the message's own number: milliseconds since 2015 above its lowest 22 bits.
``rows``: rows of ``messages0`` inside the window. In a group: more than one other author in the
channel. A record that is no JSON, or has no number, makes the reading a lower bound. Has met no
real file yet; the cases follow the facts.

References: ALEAPP and iLEAPP ``discordChats.py``, https://discord.com/developers/docs/reference
(snowflakes, message types); artefact facts 4.4.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.message_texts import texts
from inzage.formats.sqlite import Database, Row, database
from inzage.mandate import DataClass
from inzage.observations import Covers, MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)
BEGUN = 1_420_070_400_000
"""Milliseconds from 1970 to 2015, where the numbers of messages begin to count."""

_ACTS = (None, 0, 19)
_ACCOUNT = re.compile(r"@account\.([0-9]{1,20})/[^/]*$")
_FLAKE = re.compile("[0-9]{1,19}")
_ROWS = "SELECT m.rowid, m.data FROM messages0 AS m NOT INDEXED ORDER BY m.rowid"


class _Said(NamedTuple):
    """One row: milliseconds since 1970, who, where, and the words, if it is a message that has any."""

    number: int
    time: int
    channel: str
    author: str
    words: str | None


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("com.discord/files/kv-storage/@account.*/a", "Library/Caches/kv-storage/@account.*/a"),
)
def discord_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    own = (_ACCOUNT.search(artefact.untrusted_path) or ("", ""))[1]
    with database(artefact) as db:
        db.need("messages0", ("data",))
        said = list(_said(db))
        inside = [one for one in said if (at := CLOCK.moment(one.time)) and window.start <= at < window.end]
        yield Opened((yield from texts(db, CLOCK, _rows(inside, own, _groups(said, own)))))
        times = [at for one in said if (at := CLOCK.moment(one.time))]
        if times:
            yield Covers(min(times), max(times))
        yield from db.remarks()


def _said(db: Database) -> Iterator[_Said]:
    for number, stored in db.raw_rows(_ROWS):
        record = _message(stored)
        one = _opened(number, record) if record else None
        if one is None:
            db.doubt()
        else:
            yield one


def _message(stored: object) -> Mapping[str, object] | None:
    """The record behind the first byte, as far as it is a message."""
    try:
        record = json.loads(stored[1:]) if isinstance(stored, bytes) else None
    except (ValueError, RecursionError):
        return None
    message = record.get("message") if isinstance(record, dict) else None
    return message if isinstance(message, dict) else None


def _opened(number: object, message: Mapping[str, object]) -> _Said | None:
    flake, author = message.get("id"), message.get("author")
    if not (isinstance(number, int) and isinstance(flake, str) and _FLAKE.fullmatch(flake)):
        return None
    words = message.get("content") if message.get("type") in _ACTS else None
    who = author.get("id") if isinstance(author, dict) else None
    at = (int(flake) >> 22) + BEGUN
    return _Said(number, at, _written(message.get("channel_id")) or "", _written(who) or "", _written(words))


def _written(value: object) -> str | None:
    """A text; JSON may name half a character (``\\ud83d`` alone), which no encoding can write."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if isinstance(value, str) else None


def _groups(said: Iterable[_Said], own: str) -> frozenset[str]:
    others: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.author != own:
            others[one.channel].add(one.author)
    return frozenset(channel for channel, authors in others.items() if len(authors) > (1 if own else 2))


def _rows(said: Iterable[_Said], own: str, groups: frozenset[str]) -> Iterator[Row]:
    for one in said:
        sent = bool(own) and one.author == own
        direction = ("outgoing" if sent else "incoming") if own else "unknown"
        contact = one.channel if sent else one.author
        yield (one.number, one.time, direction, contact, one.channel in groups, one.words, "unknown")
