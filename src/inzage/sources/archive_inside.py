"""What happens to an archive inside the lock: it is opened once, listed in pages, read member by member.

Requests: ``{"do": "open", "kind"}`` with the archive's descriptor; ``{"do": "list",
"from"}``; ``{"do": "read", "where"}`` and then ``{"do": "more"}`` until ``done``. A
member's bytes travel beside the replies, because a locked worker can write to nothing;
what is only digested stays here (``bulk_inside``).
What an archive's defect comes to is in the reply, as ``problem``; rows that came before
it are given with it.

References: trust facts 6.2, 6.4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inzage.result import Reason, Unreadable
from inzage.sources.bulk_inside import digest
from inzage.sources.reading_inside import Page, Raw
from inzage.sources.tar_inside import TarInside
from inzage.sources.zip_inside import ZipInside
from inzage.worker import Beside, Json, Reply, Request

CHUNK = 2 * 1024 * 1024
"""Bytes of a member in one reply, at least one piece more or less."""


class Inside(Protocol):
    """An opened archive of either kind."""

    def page(self, cursor: int) -> Page:
        """Rows from ``cursor`` on."""
        ...

    def read(self, where: int) -> Iterator[bytes]:
        """One member in pieces."""
        ...


@dataclass(slots=True)
class _Bench:
    """What this worker has at hand between two requests."""

    archive: Inside | None = None
    pieces: Iterator[bytes] = field(default_factory=lambda: iter(()))


_bench = _Bench()


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Answer one request; an archive's defect is an answer."""
    try:
        match request:
            case {"do": "open", "kind": str(kind)}:
                raw = Raw(descriptors[0])
                _bench.archive = ZipInside(raw) if kind == "zip" else TarInside(raw)
                return {}
            case {"do": "list", "from": int(cursor)}:
                return page_told(_archive().page(cursor))
            case {"do": "read", "where": int(where)}:
                _bench.pieces = _archive().read(where)
                return _more()
            case {"do": "more"}:
                return _more()
            case {"do": "digest" | "digest_on" | "places"}:
                return digest(_archive(), request)
    except Unreadable as fault:
        return {"problem": fault.reason.value}
    raise ValueError("no request")


def opened(archive: Inside) -> None:
    """Serve this one from now on: for kinds that are opened elsewhere."""
    _bench.archive = archive


def _archive() -> Inside:
    if _bench.archive is None:
        raise Unreadable(Reason.READ_ERROR)
    return _bench.archive


def page_told(page: Page) -> Reply:
    """A page as the broker is told it."""
    rows: list[Json] = [list(row) for row in page.rows]
    problem: Reply = {"problem": page.problem.value} if page.problem else {}
    return {"rows": rows, "next": page.following, **problem}


def _more() -> Reply:
    pieces: list[bytes] = []
    gathered = 0
    while gathered < CHUNK:
        piece = next(_bench.pieces, None)
        if piece is None:
            return Beside({"done": True}, *pieces)
        pieces.append(piece)
        gathered += len(piece)
    return Beside({"done": False}, *pieces)
