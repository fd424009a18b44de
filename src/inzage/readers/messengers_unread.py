"""Messengers on a computer whose messages cannot be read here: that they are there, so that no silence passes for none.

Discord, Teams (classic and new) and Skype 8 keep what they show in LevelDB stores of a browser, in a form
of values that changes with each version and is described nowhere to the byte; most of it stays with the
maker and only what was looked at last is on the computer. Telegram Desktop encrypts its own (``key_data``
begins ``TDF$``). Nothing of it is guessed: where such a store lies the answer is *degraded* with no acts, or
*encrypted*; never "no messages".

Read are the first bytes of one small file per store (``CURRENT``, ``key_data…``; of Skype's
``s4l-….db`` that it is a database), to see that it is one. An act cannot come of it. ``rows``:
always 0. **On this device**: does not arise. Has met no real file yet.

References: artefact facts 4.2, 4.4, 4.11; https://github.com/google/leveldb/blob/main/doc/impl.md
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import first_bytes, refused
from inzage.mandate import DataClass
from inzage.observations import Beyond, Observation, Opened, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

_ANY_SIZE = 1 << 63
_LEVELDB = re.compile(rb"MANIFEST-\d+\n")
_SQLITE, _TELEGRAM = b"SQLite format 3\0", b"TDF$"
_STORES = (
    "discord/Local Storage/leveldb/CURRENT",
    "discordptb/Local Storage/leveldb/CURRENT",
    "discordcanary/Local Storage/leveldb/CURRENT",
    "Microsoft/Teams/IndexedDB/https_teams.microsoft.com_0.indexeddb.leveldb/CURRENT",
    "MSTeams/EBWebView/*/IndexedDB/*.leveldb/CURRENT",
    "Skype for Desktop/IndexedDB/*.leveldb/CURRENT",
    "Microsoft.SkypeApp_*/LocalState/s4l-*.db",
    "Telegram Desktop/tdata/key_data*",
)


@reader(opens=DataClass.MESSAGE_METADATA, family="messages", at=_STORES)
def messengers_unread(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Say that there is something which is not read."""
    first = first_bytes(artefact, _ANY_SIZE)
    if first.startswith(_TELEGRAM):
        raise Unreadable(Reason.ENCRYPTED)
    if not (_LEVELDB.fullmatch(first) or first.startswith(_SQLITE)):
        raise refused(artefact)
    yield Opened(0)
    yield Beyond()
