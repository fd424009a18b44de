"""The check's desk, whose artefacts are read elsewhere: the same reading, but for the worker that is asked.

What is read here all the same: pictures that are decoded (how many may be, is counted one by one); media files whose
bytes would have to be sent, because sending costs more than reading them; and what is too large to send.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from inzage.check.crew import Given
from inzage.check.digesting import Wanted, kept, of_digests
from inzage.check.job import Asked, Tallied, ToSeal, numbered
from inzage.check.reading import DIGEST_MOST, LEDGER, Desk, Laid, OnHit
from inzage.cluster.errand import Done, Elsewhere, Media, Shared
from inzage.mandate import DataClass
from inzage.observations import MediaLook
from inzage.sources import Source
from inzage.sources.folder import FolderSource
from inzage.sources.image import ImageSource
from inzage.watchlists.digests import is_digest
from inzage.worker import Garbage, Limits, Reply, Request
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS

MOST_SENT = 1024 * 1024 * 1024
"""Bytes of one request that are sent at most; a node holds them twice for a moment."""

Carry = Callable[[Request, Sequence[int], Limits, Callable[[], None], Shared | None], Done]
"""Has one request answered somewhere: ``Line.run``."""


@contextmanager
def desk(shared: Sequence[str], carry: Carry, given: Given) -> Iterator["FarDesk"]:
    """A desk for one run, with a pool here for what is not sent. ``shared``: as a crew has it."""
    with FarPool(carry, given.unconfined) as pool:
        yield FarDesk(shared, given, pool)


class Now(threading.local):
    """What this thread is reading. ``shared``: how a node finds it at the same path; None: its bytes are sent.

    ``laid``: the artefacts of the request that is being asked. ``whole``: media of the batch that are digested, as
    ``wanted`` says.
    """

    carrier: int = 0
    laid: Sequence[Laid] = ()
    shared: Shared | None = None
    wanted: Wanted = Wanted()
    whole: Sequence[Laid] = ()
    heed: Callable[[], None] = staticmethod(lambda: None)
    digests: tuple[tuple[str, ...], ...] = ()


class FarPool(Pool):
    """A pool whose requests go to a crew's line, but for those that are read here."""

    def __init__(self, carry: Carry, unconfined: bool) -> None:
        super().__init__(READERS, unconfined=unconfined)
        self._carry = carry
        self._hands_here = threading.BoundedSemaphore(os.cpu_count() or 1)
        self.now = Now()

    def run(self, request: Request, descriptors: Sequence[int] = (), *, limits: Limits | None = None) -> Reply:
        """A fresh worker there, or here, and one answer. Raises what ``Pool.run`` and ``Line.run`` raise."""
        shared, laid = self.now.shared, self.now.laid
        if shared is not None:
            descriptors = descriptors[sum(1 + len(one.file.sidecars) for one in laid) :]
        elif _stays(laid) or _bytes(descriptors) > MOST_SENT:
            with self._hands_here:
                return super().run(request, descriptors, limits=limits)
        done = self._carry(request, descriptors, limits or Limits(), self.now.heed, shared)
        if shared is not None:
            self.now.digests = checked(done, len(laid), shared)
        return done.reply


class FarDesk(Desk):
    """A desk whose requests go elsewhere; what a node finds at the same path is opened and digested there."""

    def __init__(self, shared: Sequence[str], given: Given, pool: FarPool) -> None:
        super().__init__(
            pool,
            given.window,
            given.list_key,
            given.shut,
            seen_before=given.seen_before,
            gallery=given.gallery,
            heed=given.heed,
        )
        self._now = pool.now
        self._paths = shared
        self._apart: set[int] = set()

    def _read(
        self, laid: Sequence[Laid], source: Source, asked: Sequence[Asked], seal: ToSeal | None, on_hit: OnHit
    ) -> None:
        carrier = laid[0].spot.carrier
        self._now.heed = partial(self._heed, carrier)
        read = partial(super()._read, laid, source, asked, seal, on_hit)
        try:
            self._now.shared, self._now.whole = self._at_the_same_path(carrier, laid, source), ()
            read()
        except Elsewhere as fault:
            if fault.carrier:
                self._apart.add(carrier)
            self._now.shared, self._now.whole = None, ()
            read()

    def _at_the_same_path(self, carrier: int, laid: Sequence[Laid], source: Source) -> Shared | None:
        if carrier > len(self._paths) or not _can_lie_there(laid, source) or carrier in self._apart or _decodes(laid):
            return None
        ledger = not _media(laid) and all(one.spot.found.size <= DIGEST_MOST for one in laid)
        return Shared(self._paths[carrier - 1], source.identity, ledger, skimmed=laid[0].spot.reader.many)

    def _digest_whole(self, laid: Sequence[Laid], source: Source, wanted: Wanted) -> None:
        """Of shared files a node makes the digests."""
        if self._now.shared is None:
            super()._digest_whole(laid, source, wanted)
        else:
            self._now.wanted, self._now.whole = wanted, laid

    def _digest_all(self, laid: Sequence[Laid], source: Source, algorithms: Sequence[str]) -> None:
        """Of shared files a node reads the first bytes."""
        if self._now.shared is None:
            super()._digest_all(laid, source, algorithms)

    def _digest(self, one: Laid, source: Source) -> None:
        """What no node told, because a worker died there, is made here."""
        if one.digest is None and _among(one, self._now.whole):
            super()._digest_whole([one], source, self._now.wanted)
        super()._digest(one, source)

    def _ask(self, laid: Sequence[Laid], asked: Sequence[Asked], seal: ToSeal | None) -> tuple[Tallied, ...]:
        self._now.laid, self._now.digests = laid, ()
        if self._now.shared is not None and _media(laid):
            self._now.shared = replace(self._now.shared, media=self._media(laid, asked))
        told = super()._ask(laid, asked, seal)
        there: tuple[tuple[str, ...], ...] = self._now.digests
        for one, made in zip(laid, there, strict=False):  # none where the bytes were sent from here
            if _media(laid):
                one.digest = kept(made)
            elif made:
                self._digests[one.spot.key, one.file.size, one.file.modified] = made[0].partition(":")[2]
        return told

    def _media(self, laid: Sequence[Laid], asked: Sequence[Asked]) -> Media:
        wanted = self._now.wanted
        sent = [used.name for used in numbered(asked) if not used.pictures]
        lists = [sent.index(used.name) for used in of_digests(asked) if not used.benign] if wanted.lookups else []
        return Media(
            wanted.first,
            wanted.rest,
            tuple(sorted(wanted.told)),
            tuple(lists),
            tuple(_among(one, self._now.whole) for one in laid),
        )


def _can_lie_there(laid: Sequence[Laid], source: Source) -> bool:
    """Files of a folder; and of an image those of which nothing was read here yet, unless a secret opened it: no node
    is given a secret.
    """
    skimmed = laid[0].spot.reader.many
    return isinstance(source, FolderSource) or (isinstance(source, ImageSource) and skimmed and not source.tried)


def _among(one: Laid, others: Sequence[Laid]) -> bool:
    return any(one is other for other in others)


def checked(done: Done, files: int, shared: Shared) -> tuple[tuple[str, ...], ...]:
    """The digests that a node tells of the bytes it read; ``Garbage`` where they are not those that were asked for."""
    media = shared.media
    whole = media.whole if media else (True,) * files
    first = media.first if media else (LEDGER,) * shared.ledger
    fits = [(first, (*first, *(media.rest if media else ()))) if digested else ((),) for digested in whole]
    told = done.digests
    if len(told) != files or not all(
        any(well_formed(made, algorithms) for algorithms in each) for made, each in zip(told, fits, strict=True)
    ):
        raise Garbage(found="node")
    return told


def well_formed(told: Sequence[str], algorithms: Sequence[str]) -> bool:
    """Are these digests, one of each algorithm, in order?"""
    pairs = [one.partition(":") for one in told]
    return [name for name, _, _ in pairs] == list(algorithms) and all(
        is_digest(name, value) for name, _, value in pairs
    )


def _stays(laid: Sequence[Laid]) -> bool:
    return _media(laid) or _decodes(laid)


def _media(laid: Sequence[Laid]) -> bool:
    return any(one.spot.reader.opens is DataClass.MEDIA_DIGESTS for one in laid)


def _decodes(laid: Sequence[Laid]) -> bool:
    return any(MediaLook in one.spot.reader.yields for one in laid)


def _bytes(descriptors: Sequence[int]) -> int:
    return sum(os.fstat(descriptor).st_size for descriptor in descriptors)
