"""The locked worker's side: does a trusted issuer say what this list means, and is every line of it an entry?

Nothing of an entry leaves the worker: what was left out is counted by reason, and what is no entry is
named by its place.
"""

import io
import os
from collections.abc import Sequence
from typing import Any

from inzage.register.watching import NAMES
from inzage.signing import Role, SigningError
from inzage.signing.keys import PublicKey
from inzage.signing.trust import TrustStore
from inzage.watchlists import EntryFault, ListFault
from inzage.watchlists.bringing import LARGEST_MANIFEST, sha256
from inzage.watchlists.entries import read
from inzage.watchlists.formats import Brought
from inzage.watchlists.formats.recognise import format_of
from inzage.watchlists.manifest import verify
from inzage.worker import Reply, Request


class Held(io.RawIOBase):
    """A descriptor as a file that is read from any place; nothing else is asked of it."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor, self._at = descriptor, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """To a place from the start, from here, or from the end."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: os.fstat(self._descriptor).st_size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """Where it stands."""
        return self._at

    def readinto(self, into: Any) -> int:  # noqa: ANN401 any buffer
        """As much as comes at once."""
        found = os.pread(self._descriptor, len(into), self._at)
        into[: len(found)] = found
        self._at += len(found)
        return len(found)


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """``{"entries", "form", "left"}``, or ``{"refused": code, "place": number}``."""
    try:
        return _told(request, *descriptors)
    except SigningError:
        return {"refused": "signature", "place": 0}
    except EntryFault as fault:
        return {"refused": "entry", "place": _place(fault.facts.get("line"))}
    except ListFault:
        return {"refused": "manifest", "place": 0}


def _told(request: Any, manifest: int, listed: int) -> Reply:  # noqa: ANN401 - our own request
    keys = tuple(PublicKey.from_pem(pem.encode(), file="issuer") for pem in request["issuers"])
    trust = TrustStore({Role.LIST_ISSUER: keys})
    said = verify(os.pread(manifest, LARGEST_MANIFEST, 0), trust, file="manifest")
    file = io.BufferedReader(Held(listed))
    if sha256(file) != said.file_sha256:
        return {"refused": "other_file", "place": 0}
    brought = Brought(file, said.kind)
    form = format_of(file, said.classes, NAMES[request["csv"] is True])
    entries = sum(1 for _ in read(brought, said, form))
    if entries != said.entries:
        return {"refused": "number", "place": entries}
    return {"entries": entries, "form": form.value, "left": {each.value: n for each, n in brought.left.items()}}


def _place(line: object) -> int:
    """A number, also where several lines are named at once: then the first of them."""
    first = str(line).partition(",")[0].strip()
    return int(first) if first.isascii() and first.isdigit() else 0
