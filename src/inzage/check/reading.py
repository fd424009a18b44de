"""One artefact: open it, hand it to a locked worker, take back checked counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from inzage.artefact import Artefact, Window
from inzage.check.job import Asked, Outcome, parse_reply, request
from inzage.check.spots import Spot
from inzage.result import Reason
from inzage.sources import Source, Unopenable
from inzage.worker import Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied
from inzage.worker.pool import Pool

HANDLER = "inzage.check.inside:handle"

DIGEST_MOST = 1024 * 1024 * 1024
"""Bytes up to which a file is digested: no database of an app is larger, but a sparse file can be."""

_DEATHS: tuple[tuple[type[WorkerDied], Reason], ...] = (
    (OutOfTime, Reason.TOO_SLOW),
    (OutOfMemory, Reason.NO_MEMORY),
    (Garbage, Reason.WORKER_GARBAGE),
    (WorkerDied, Reason.WORKER_DIED),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one opened artefact.

    ``bytes``: its size, handed to the worker. ``digest``: SHA-256 of its bytes, hex;
    None where it was not opened or is larger than ``DIGEST_MOST``. The ledger keeps it keyed.
    """

    outcome: Outcome
    bytes: int
    digest: str | None = None


class Desk:
    """Where artefacts are read: one pool of locked workers, one window, one key for the lists."""

    def __init__(self, pool: Pool, window: Window, list_key: bytes) -> None:
        self._pool = pool
        self._window = window
        self._list_key = list_key
        self._digests: dict[tuple[str, int], str] = {}

    def read(self, spot: Spot, source: Source, asked: Sequence[Asked]) -> Seen:
        """Open and read one spot. Whatever goes wrong with it is an outcome, never an exception."""
        try:
            with source.open(spot.found, spot.reader.beside) as artefact:
                outcome = self._count(spot, artefact, asked)
                return Seen(outcome, artefact.size, self._digest(spot, source, artefact))
        except Unopenable as fault:
            return Seen(Outcome.failed(fault.reason), 0)
        except WorkerDied as death:
            return Seen(Outcome.failed(_reason(death)), 0)

    def _digest(self, spot: Spot, source: Source, artefact: Artefact) -> str | None:
        """Digest a file once, however many readers open it."""
        if artefact.size > DIGEST_MOST:
            return None
        if (spot.key, artefact.size) not in self._digests:
            self._digests[spot.key, artefact.size] = source.digest(artefact)
        return self._digests[spot.key, artefact.size]

    def _count(self, spot: Spot, artefact: Artefact, asked: Sequence[Asked]) -> Outcome:
        message, descriptors = request(spot.reader.name, self._window, artefact, asked, self._list_key)
        try:
            reply = self._pool.run(message, descriptors, limits=Limits().for_size(artefact.size))
            return parse_reply(reply, self._window, asked)
        except WorkerDied as death:
            return Outcome.failed(_reason(death))


def _reason(death: WorkerDied) -> Reason:
    return next(reason for kind, reason in _DEATHS if isinstance(death, kind))
