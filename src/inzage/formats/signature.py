"""What is wrong with a file that SQLite will not read: told from its first bytes and its length.

At a place where only this artefact lies (``sure``) bad content is damage; elsewhere a file
that does not begin as a database is simply another file (``OTHER_KIND``). A file overwritten
with random bytes and an encrypted one look alike, so neither is claimed here.

References: https://sqlite.org/fileformat2.html#the_database_header
"""

import os

from inzage.artefact import Artefact
from inzage.result import Reason

MAGIC = b"SQLite format 3\0"
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


def ends_early(artefact: Artefact) -> bool:
    """Does a database without log or journal stop before its own header says?

    SQLite reads a half last page as if the rest were zeros, so it must be asked here.
    With a log or journal the header may rightly be older than the file.
    """
    if any(os.fstat(sidecar).st_size for sidecar in artefact.sidecars.values()):
        return False
    return is_cut_off(os.pread(artefact.file, _HEADER, 0), artefact.size)


def is_cut_off(first: bytes, size: int) -> bool:
    """Is the file shorter than its header says, or (where that keeps no count) a broken last page long?"""
    if len(first) < _HEADER:
        return True
    page = int.from_bytes(first[16:18], "big")
    page = 65536 if page == 1 else max(page, 512)
    pages = int.from_bytes(first[28:32], "big")
    counted = pages and first[24:28] == first[92:96]
    return size < page * pages if counted else size % page != 0


def _no_database(first: bytes) -> Reason:
    if not first:
        return Reason.EMPTY_FILE
    return Reason.NOT_A_DATABASE if any(first) else Reason.ZEROED
