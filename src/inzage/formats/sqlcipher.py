"""Is this database encrypted as a whole (SQLCipher), so that without its key nothing can be said?

Such a file consists of whole pages of 4,096 bytes and begins with a random salt instead of
the words of a SQLite header; its first page uses nearly every byte value. A file that was
overwritten with random bytes looks the same, so this is said only of a file at a place where
an app is known to keep an encrypted database.

References: https://www.zetetic.net/sqlcipher/design/
"""

import os

from inzage.artefact import Artefact
from inzage.formats.signature import MAGIC
from inzage.result import Reason, Unreadable

PAGE = 4096
DIFFERENT = 240
"""Byte values in one page: of random bytes practically all 256 occur, of text or zeros far fewer."""


def refuse_encrypted(artefact: Artefact) -> None:
    """Raise ``Unreadable(ENCRYPTED)`` where the file at this app's own place is an encrypted database."""
    try:
        first = os.pread(artefact.file, PAGE, 0)
    except OSError:
        return
    whole = len(first) == PAGE and artefact.size % PAGE == 0
    if artefact.sure and whole and not first.startswith(MAGIC) and len(set(first)) >= DIFFERENT:
        raise Unreadable(Reason.ENCRYPTED)
