"""What readers of bookmarks and open tabs share: which addresses count, and when one was last seen.

An address is a place on the internet (``http``, ``https``, ``ftp``); a search that the
browser keeps as a bookmark, a script or one of its own pages is none.

Many such files keep no date per address. Then it was *there* when the file was last
written, and that is its moment: last seen, not saved.

References: RFC 3986, section 3.1
"""

from datetime import UTC, datetime

from inzage.artefact import Artefact

_SCHEMES = ("http://", "https://", "ftp://")


def is_place(untrusted_url: object) -> bool:
    """Does this name a place on the internet?"""
    return isinstance(untrusted_url, str) and untrusted_url[:8].lower().startswith(_SCHEMES)


def last_seen(artefact: Artefact) -> datetime | None:
    """When the file was last written (UTC), if the carrier says so."""
    return artefact.modified.astimezone(UTC) if artefact.modified else None
