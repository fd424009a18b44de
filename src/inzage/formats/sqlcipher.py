"""Is this database encrypted as a whole (SQLCipher), so that without its key nothing can be said?

Such a file consists of whole pages of 4,096 bytes and begins with a random salt instead of
the words of a SQLite header; its first page uses nearly every byte value. A file that was
overwritten with random bytes looks the same, so this is said only of a file at a place where
an app is known to keep an encrypted database.

On iOS an app may leave the first 32 bytes as they are in any database, so that the system takes
the file for one (``header``); the rest of the page is then as random as elsewhere.

References: https://www.zetetic.net/sqlcipher/design/
"""

import os

from inzage.artefact import Artefact
from inzage.formats.signature import MAGIC
from inzage.result import Reason, Unreadable

PAGE = 4096
HEADER = 32
_ALWAYS = slice(21, 24), b"\x40\x20\x20"
"""Three bytes of a header that are the same in every database."""

DIFFERENT = 240
"""Byte values in one page: of random bytes practically all 256 occur, of text or zeros far fewer."""


def refuse_encrypted(artefact: Artefact, *, header: bool = False) -> None:
    """Raise ``Unreadable(ENCRYPTED)`` where the file at this app's own place is an encrypted database.

    ``header``: this app leaves the first 32 bytes in the clear.
    """
    try:
        first = os.pread(artefact.file, PAGE, 0)
    except OSError:
        return
    whole = len(first) == PAGE and artefact.size % PAGE == 0
    place, always = _ALWAYS
    begun = first.startswith(MAGIC)
    shut = header and first[place] == always if begun else True
    if artefact.sure and whole and shut and len(set(first[HEADER if begun else 0 :])) >= DIFFERENT:
        raise Unreadable(Reason.ENCRYPTED)
