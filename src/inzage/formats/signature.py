"""What is wrong with a file that SQLite will not read: told from its first bytes and its length.

At a place where only this artefact lies (``sure``) bad content is damage; elsewhere a file
that does not begin as a database is simply another file (``OTHER_KIND``). A file overwritten
with random bytes and an encrypted one look alike, so neither is claimed here.

References: https://sqlite.org/fileformat2.html#the_database_header, https://sqlite.org/atomiccommit.html
"""

import os

from inzage.artefact import Artefact
from inzage.formats.overlay import Overlay
from inzage.result import Reason

MAGIC = b"SQLite format 3\0"
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""How a hot journal begins, and ends where it is one of several of the same transaction."""
_LOG = bytes.fromhex("377f06")
_LOG_HEAD = 32 + 24
"""The head of a write-ahead log and that of its first frame; both carry the same salts."""
_HEADER = 100
_FIRST = 4096


def what_is_wrong(artefact: Artefact) -> Reason:
    """The reason why this file is no readable database."""
    try:
        first = os.pread(artefact.file, _FIRST, 0)
    except OSError:
        return Reason.READ_ERROR
    if first.startswith(MAGIC):
        return Reason.TRUNCATED if is_cut_off(first, artefact.size) else Reason.DAMAGED
    return _no_database(first) if artefact.sure else Reason.OTHER_KIND


def ends_early(main: Overlay, log: int | None) -> bool:
    """Does a database, once opened, stop before its own header says?

    SQLite reads a half last page as if the rest were zeros, so it must be asked here. With a
    log in use the header may rightly be older than the file, and the file than the log.
    """
    first = main.read(_HEADER, 0)
    return not (log is not None and _in_use(log, first)) and is_cut_off(first, main.size)


def _in_use(log: int, first: bytes) -> bool:
    """Is this a log that belongs to this database and holds at least one frame? (What was left of one is not.)"""
    head = os.pread(log, _LOG_HEAD, 0)
    return (
        len(head) == _LOG_HEAD
        and head[:3] == _LOG
        and int.from_bytes(head[8:12], "big") == _page_size(first)
        and head[16:24] == head[40:48]
    )


def undecided(artefact: Artefact) -> bool:
    """Is the journal one of several of a transaction over more than one database?

    Then a further file, which is not at hand, decides whether that transaction took place.
    """
    journal = artefact.sidecars.get("-journal")
    size = os.fstat(journal).st_size if journal is not None else 0
    if journal is None or size <= len(_JOURNAL):
        return False
    return os.pread(journal, 8, 0) == _JOURNAL == os.pread(journal, 8, size - 8)


def is_cut_off(first: bytes, size: int) -> bool:
    """Is the file shorter than its header says, or (where that keeps no count) a broken last page long?"""
    if len(first) < _HEADER:
        return True
    page = _page_size(first)
    pages = int.from_bytes(first[28:32], "big")
    counted = pages and first[24:28] == first[92:96]
    return size < page * pages if counted else size % page != 0


def _page_size(first: bytes) -> int:
    size = int.from_bytes(first[16:18], "big")
    return 65536 if size == 1 else max(size, 512)


def _no_database(first: bytes) -> Reason:
    if not first:
        return Reason.EMPTY_FILE
    return Reason.NOT_A_DATABASE if any(first) else Reason.ZEROED
