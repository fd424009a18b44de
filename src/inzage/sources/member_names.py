"""Names out of an archive's own tables, made fit to be compared: never used to write anything.

A leading ``/`` or ``./`` is taken off, because many extractors put it there. A name
with ``..`` or a NUL is kept for the count but marked: it would make a path that
belongs to one user look like another's, so it is offered to nobody. Control and
direction signs stay as they are, as on a disk: names are compared, never shown.

References: artefact facts 15.1 (4); APPNOTE.TXT 4.4.17 (names), 4.4.2 (who made it).
"""

from inzage.result import Reason
from inzage.sources import MAX_NAME

Named = tuple[bytes, str]
"""(path, reason): path without leading or trailing ``/``; reason '' or a value of ``Reason``."""


def plain(untrusted_name: bytes) -> Named:
    """One spelling per path; of a name that is too long the end, by which it can still be matched."""
    names = [name for name in untrusted_name.split(b"/") if name not in (b"", b".")]
    path = b"/".join(names)
    if not names or b".." in names or b"\0" in path:
        return path[-MAX_NAME:], Reason.ARCHIVE_DAMAGED.value
    if len(path) > MAX_NAME:
        return path[-MAX_NAME:].partition(b"/")[2] or path[-MAX_NAME:], Reason.NAME_TOO_LONG.value
    return path, ""


def to_wire(path: bytes) -> str:
    """The path as the house writes it: UTF-8, and what is none of it escaped."""
    return path.decode("utf-8", "surrogateescape")


def from_wire(text: str) -> str:
    """A path as a worker told it, in its one spelling; ``ValueError`` where no bytes could give it."""
    path = text.encode("utf-8", "surrogateescape")
    if not path or path.startswith(b"/") or path.endswith(b"/") or b"//" in path:
        raise ValueError("no relative path")
    return path.decode("utf-8", "surrogateescape")
