"""One artefact: open it, hand it to a locked worker, take back checked counts."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from inzage.artefact import Artefact, Window
from inzage.check.gallery import Gallery
from inzage.check.job import NOBODY, Asked, Tallied, ToSeal, parse_reply, request
from inzage.check.spots import Spot
from inzage.mandate import DataClass
from inzage.mandate.named import Named
from inzage.observations import MediaLook
from inzage.result import Reason, Status
from inzage.sources import Source, Unopenable
from inzage.sources.digest import digests
from inzage.sources.sidecars import is_current
from inzage.worker import Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied
from inzage.worker.pool import Pool

HANDLER = "inzage.check.inside:handle"

DIGEST_MOST = 1024 * 1024 * 1024
"""Bytes up to which a file is digested: no database of an app is larger, but a sparse file can be."""

SeenBefore = Callable[[Spot, Callable[[], str]], bool]
"""Did the last check read this very file whole? Its digest is made only where that could be."""

OnHit = Callable[[bytes], NoReturn]


def unexpected(_sealed: bytes) -> NoReturn:
    """For a desk that gives its workers nothing to seal."""
    raise AssertionError("a worker sealed what it was not asked to")


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
    None where it was not opened or is larger than ``DIGEST_MOST``. The ledger keeps it keyed. ``look``: what
    decoding it cost, and by what it was decoded.
    """

    outcome: Tallied
    bytes: int
    digest: str | None = None
    look: tuple[int, str] | None = None


class Desk:
    """Where artefacts are read: one pool of locked workers, one window, one key for the lists, those to leave out."""

    def __init__(
        self,
        pool: Pool,
        window: Window,
        list_key: bytes,
        shut: Named = NOBODY,
        *,
        seen_before: SeenBefore = lambda _spot, _digest: False,
        gallery: Gallery | None = None,
        heed: Callable[[int], None] = lambda _carrier: None,
    ) -> None:
        """``heed``: ends the run where the officer asked to; called with a carrier's ordinal in a long file."""
        self._pool = pool
        self._heed = heed
        self._seen_before = seen_before
        self._gallery = gallery
        self._shut = shut
        self._window = window
        self._list_key = list_key
        self._digests: dict[tuple[str, int, datetime | None], str] = {}

    def read(
        self,
        spot: Spot,
        source: Source,
        asked: Sequence[Asked],
        seal: ToSeal | None = None,
        on_hit: OnHit = unexpected,
        *,
        opened: AbstractContextManager[Artefact] | None = None,
    ) -> Seen:
        """Open and read one spot. Whatever goes wrong with it is an outcome, never an exception.

        ``on_hit`` is called with what the worker sealed, before anything else; it does not return. ``opened``: the
        spot, where it was opened already.

        A file that changed meanwhile, or was gone, counts nothing; but what was opened of
        it was opened, and stays told.
        """
        outcome, size, look = Tallied.failed(Reason.READ_ERROR), 0, None
        try:
            with opened or source.open(spot.found, spot.reader.beside) as artefact:
                # a list may be newer than the last check, and when a file was laid there its bytes do not say
                same = self._unchanged(spot, source, artefact) if seal is None else None
                if same is not None:
                    return same
                size = artefact.size
                outcome = self._count(spot, self._with_digests(spot, artefact, asked), asked, seal)
                if outcome.sealed is not None:
                    on_hit(outcome.sealed)
                if outcome.records.get(MediaLook.__name__) and self._gallery is not None:
                    outcome, look = self._looked(spot, artefact, asked, outcome, self._gallery)
                digest = self._digest(spot, source, artefact)
            return Seen(outcome, size, digest, look)
        except Unopenable as fault:
            return Seen(replace(Tallied.failed(fault.reason), rows=outcome.rows), size, look=look)
        except WorkerDied as death:
            return Seen(replace(Tallied.failed(_reason(death)), rows=outcome.rows), size, look=look)

    def _unchanged(self, spot: Spot, source: Source, artefact: Artefact) -> Seen | None:
        """What the last check read whole, byte for byte, holds no later act: no worker is given it again.

        A file with a log beside it may hold more than its own bytes, and is read; so is one that stands for a folder.
        """
        alone = not artefact.sidecars and not is_current(artefact.untrusted_path)
        if not alone or artefact.size > DIGEST_MOST or not self._seen_before(spot, lambda: source.digest(artefact)):
            return None
        return Seen(Tallied(Status.READ, Reason.UNCHANGED), 0, self._digest(spot, source, artefact))

    def _digest(self, spot: Spot, source: Source, artefact: Artefact) -> str | None:
        """Digest a file once, however many readers open it, as long as it stays as it was."""
        if artefact.size > DIGEST_MOST:
            return None
        as_it_is = (spot.key, artefact.size, artefact.modified)
        if as_it_is not in self._digests:
            self._digests[as_it_is] = source.digest(artefact)
        return self._digests[as_it_is]

    def _looked(
        self, spot: Spot, artefact: Artefact, asked: Sequence[Asked], before: Tallied, gallery: Gallery
    ) -> tuple[Tallied, tuple[int, str] | None]:
        """What counts once the picture or video was decoded; it is one of the window, and no other file."""
        found = gallery.look(artefact, asked)
        if isinstance(found, Reason):
            return replace(Tallied.failed(found), rows=before.rows), None
        seen = replace(artefact, telling=found.telling, near=found.near)
        return self._count(spot, seen, asked, None), (found.cost, found.decoder)

    def _with_digests(self, spot: Spot, artefact: Artefact, asked: Sequence[Asked]) -> Artefact:
        """Behind the door of media digests: with those that the lists of its questions use, and no others.

        It takes no longer than a worker may take: a file can claim to be larger than any disk.
        """
        if spot.reader.opens is not DataClass.MEDIA_DIGESTS:
            return artefact
        wanted = {name for one in asked for used in one.lists for name in used.algorithms}
        end = time.monotonic() + Limits().for_size(artefact.size).wall_seconds

        def pulse() -> None:
            self._heed(spot.carrier)
            if time.monotonic() > end:
                raise Unopenable(Reason.TOO_SLOW)

        return replace(artefact, digests=digests(artefact, sorted(wanted), pulse))

    def _count(self, spot: Spot, artefact: Artefact, asked: Sequence[Asked], seal: ToSeal | None) -> Tallied:
        message, descriptors = request(
            spot.reader.name, self._window, artefact, asked, self._list_key, shut=self._shut, seal=seal
        )
        try:
            reply = self._pool.run(message, descriptors, limits=Limits().for_size(artefact.size))
            outcome = parse_reply(reply, self._window, asked, may_seal=seal is not None)
            if outcome.reason is Reason.OTHER_KIND and (artefact.sure or outcome.status is not Status.ABSENT):
                raise Garbage(found="other_kind")  # a source that is surely there cannot be talked away
            return outcome
        except WorkerDied as death:
            return Tallied.failed(_reason(death))


def _reason(death: WorkerDied) -> Reason:
    return next(reason for kind, reason in _DEATHS if isinstance(death, kind))
