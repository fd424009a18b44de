"""A batch of artefacts: open them, hand them to a locked worker, take back checked counts."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import NoReturn

from inzage.artefact import Artefact, Window
from inzage.check.batch import Batch
from inzage.check.digesting import Wanted, kept
from inzage.check.gallery import Gallery
from inzage.check.job import NOBODY, Asked, Tallied, ToSeal, parse_replies, request
from inzage.check.spots import Spot
from inzage.mandate import DataClass
from inzage.mandate.named import Named
from inzage.observations import MediaLook
from inzage.result import Reason, Status
from inzage.sources import Source, Unopenable
from inzage.sources.bulk import FIRST
from inzage.sources.sidecars import is_current
from inzage.worker import Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied
from inzage.worker.pool import Pool

DIGEST_MOST = 1024 * 1024 * 1024
"""Bytes up to which a file is digested: no database of an app is larger, but a sparse file can be."""

LEDGER = "sha256"
"""The digest that the ledger keeps, keyed."""

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

    ``bytes``: how many were read or handed to the worker. ``digest``: of its bytes, hex, SHA-256, or SHA-1 where a
    list had that made; None where it was not opened, is larger than ``DIGEST_MOST``, or no more than its first bytes
    were read. The ledger keeps it keyed. ``look``: what decoding it cost, and by what it was decoded.
    """

    outcome: Tallied
    bytes: int
    digest: str | None = None
    look: tuple[int, str] | None = None


@dataclass(slots=True)
class Laid:
    """One spot of a batch as it lies on the desk: open, with what is known of it by now.

    ``seen``: nothing more need be done with it. ``fault``: why it could not be opened, or counts nothing after all.
    ``noted``: may its bytes be read for the ledger's digest alone? ``unlisted``: it was not digested, because no list
    has a file of its size.
    """

    spot: Spot
    context: AbstractContextManager[Artefact]
    artefact: Artefact | None = None
    seen: Seen | None = None
    fault: Unopenable | WorkerDied | None = None
    size: int = 0
    rows: int = 0
    outcome: Tallied = field(default_factory=lambda: Tallied.failed(Reason.READ_ERROR))
    digest: str | None = None
    look: tuple[int, str] | None = None
    noted: bool = True
    unlisted: bool = False

    def __enter__(self) -> "Laid":
        try:
            self.artefact = self.context.__enter__()
        except (Unopenable, WorkerDied) as fault:
            self.fault = fault
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.artefact is None:
            return
        try:
            self.context.__exit__(kind, error, trace)
        except (Unopenable, WorkerDied) as fault:
            self.fault = self.fault or fault

    @property
    def open(self) -> bool:
        """Is there still something to do with it?"""
        return self.artefact is not None and self.seen is None and self.fault is None

    @property
    def file(self) -> Artefact:
        """The artefact of a spot that is open."""
        if self.artefact is None:
            raise AssertionError("what is open has an artefact")
        return self.artefact

    def told(self) -> Seen:
        """What became of it. A file that changed meanwhile, or was gone, counts nothing; but what was opened of
        it was opened, and stays told.
        """
        if self.fault is not None:
            return Seen(replace(Tallied.failed(reason_of(self.fault)), rows=self.rows), self.size, look=self.look)
        outcome = self.outcome
        if self.unlisted and outcome.rows and (outcome.status, outcome.reason) == (Status.READ, None):
            outcome = replace(outcome, reason=Reason.SIZE_NOT_LISTED)
        return self.seen or Seen(outcome, self.size, self.digest, self.look)


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
        self._wanting: tuple[Sequence[Asked], Wanted] = ((), Wanted())

    def read(
        self,
        batch: Batch,
        source: Source,
        asked: Sequence[Asked],
        seal: ToSeal | None = None,
        on_hit: OnHit = unexpected,
        *,
        opened: Sequence[AbstractContextManager[Artefact]] | None = None,
    ) -> tuple[Seen, ...]:
        """Open and read the spots of a batch: one ``Seen`` for each, in their order.

        Whatever goes wrong with one is its outcome, never an exception. ``on_hit`` is called with what the worker
        sealed, before anything else; it does not return, and what follows in the batch is not read. ``opened``: the
        spots, where they were opened already.
        """
        contexts = opened or [opening(spot, source) for spot in batch.spots]
        laid = [Laid(spot, context) for spot, context in zip(batch.spots, contexts, strict=True)]
        with ExitStack() as held:
            for one in laid:
                held.enter_context(one)
            self._read(laid, source, asked, seal, on_hit)
        return tuple(one.told() for one in laid)

    def _read(
        self, laid: Sequence[Laid], source: Source, asked: Sequence[Asked], seal: ToSeal | None, on_hit: OnHit
    ) -> None:
        if seal is None:  # a list may be newer than the last check, and when a file was laid there its bytes do not say
            _each(laid, lambda one: self._unchanged(one, source))
        for one in _open(laid):
            one.size = one.file.size
        self._with_digests(_open(laid), source, asked)
        self._count_all(_open(laid), asked, seal, on_hit)
        if self._gallery is not None:
            gallery = self._gallery
            _each(laid, lambda one: self._looked(one, asked, gallery))
        _each(laid, lambda one: self._digest(one, source))

    def _unchanged(self, one: Laid, source: Source) -> None:
        """What the last check read whole, byte for byte, holds no later act: no worker is given it again.

        A file with a log beside it may hold more than its own bytes, and is read; so is one that stands for a folder,
        and one of which no more is read than its first bytes.
        """
        artefact = one.file
        alone = not artefact.sidecars and not is_current(artefact.untrusted_path) and not one.spot.reader.many
        if alone and artefact.size <= DIGEST_MOST and self._seen_before(one.spot, lambda: source.digest(artefact)):
            self._digest(one, source)
            one.seen = Seen(Tallied(Status.READ, Reason.UNCHANGED), 0, one.digest)

    def _digest(self, one: Laid, source: Source) -> None:
        """Digest a file once, however many readers open it, as long as it stays as it was."""
        if one.file.size > DIGEST_MOST or not one.noted or one.digest is not None:
            return
        if _as_it_is(one) not in self._digests:
            self._digests[_as_it_is(one)] = source.digest(one.file)
        one.digest = self._digests[_as_it_is(one)]

    def _looked(self, one: Laid, asked: Sequence[Asked], gallery: Gallery) -> None:
        """What counts once the picture or video was decoded; it is one of the window, and no other file."""
        if not one.outcome.records.get(MediaLook.__name__):
            return
        found = gallery.look(one.file, asked)
        if isinstance(found, Reason):
            one.outcome = replace(Tallied.failed(found), rows=one.rows)
            return
        one.look = (found.cost, found.decoder)
        one.artefact = replace(one.file, telling=found.telling, near=found.near)
        self._count_all([one], asked, None, unexpected)

    def _with_digests(self, laid: Sequence[Laid], source: Source, asked: Sequence[Asked]) -> None:
        """Behind the door of media digests: with those that the lists of its questions use, and no others.

        Made where a file can count at all, and no more of them than tell whether it is listed (``digesting``). The
        ledger keeps one that was made; of a file of which the reader sees no more than the first bytes none is made
        for the ledger alone.
        """
        if not laid or laid[0].spot.reader.opens is not DataClass.MEDIA_DIGESTS:
            return
        wanted = self._wanted(asked)
        whole: list[Laid] = []
        beginnings: list[Laid] = []
        for one in laid:
            counts = wanted.can_count(one.file)
            one.unlisted = counts and wanted.of_no_listed_size(one.file)
            (whole if counts and not one.unlisted else beginnings).append(one)
        self._digest_whole(whole, source, wanted)
        if laid[0].spot.reader.many:
            self._digest_all(beginnings, source, ())
            for one in laid:
                one.noted = False
            for one in beginnings:
                one.size = min(one.size, FIRST)

    def _digest_whole(self, laid: Sequence[Laid], source: Source, wanted: Wanted) -> None:
        """With as few digests as tell whether each is listed."""

        def make(numbers: Sequence[int], algorithms: Sequence[str]) -> Sequence[Sequence[str] | Unopenable]:
            return self._digests_of([laid[number] for number in numbers], source, algorithms)

        for one, made in zip(laid, wanted.made([one.file for one in laid], make), strict=True):
            if isinstance(made, Unopenable):
                one.fault = made
            else:
                one.digest = kept(made)
                one.artefact = replace(one.file, digests=wanted.for_the_worker(made))

    def _wanted(self, asked: Sequence[Asked]) -> Wanted:
        """Worked out once for a stage: its questions are the same for every file."""
        known, wanted = self._wanting
        if known != asked:
            wanted = Wanted.of(asked, self._window, self._list_key)
            self._wanting = asked, wanted
        return wanted

    def _digest_all(self, laid: Sequence[Laid], source: Source, algorithms: Sequence[str]) -> None:
        for one, found in zip(laid, self._digests_of(laid, source, algorithms), strict=True):
            if isinstance(found, Unopenable):
                one.fault = found
            else:
                one.artefact = replace(one.file, digests=(*one.file.digests, *found))

    def _digests_of(
        self, laid: Sequence[Laid], source: Source, algorithms: Sequence[str]
    ) -> Sequence[Sequence[str] | Unopenable]:
        """Of each file its digests, or why not; in no more time than a worker may take, for a file can claim to be
        larger than any disk. Where a batch takes longer, each of its files has its own time.
        """
        if not laid:
            return []
        try:
            return source.digests_of([one.file for one in laid], algorithms, self._pulse(laid))
        except (Unopenable, WorkerDied) as fault:
            if len(laid) == 1:
                return [Unopenable(reason_of(fault))]
            return [self._digests_of([one], source, algorithms)[0] for one in laid]

    def _pulse(self, laid: Sequence[Laid]) -> Callable[[], None]:
        carrier = laid[0].spot.carrier
        end = time.monotonic() + _limits(laid).wall_seconds

        def pulse() -> None:
            self._heed(carrier)
            if time.monotonic() > end:
                raise Unopenable(Reason.TOO_SLOW)

        return pulse

    def _count_all(self, laid: Sequence[Laid], asked: Sequence[Asked], seal: ToSeal | None, on_hit: OnHit) -> None:
        """One worker for them all. Where it dies, one for each, so that only what killed it is told as its death."""
        if not laid:
            return
        try:
            told = self._ask(laid, asked, seal)
        except WorkerDied as death:
            if len(laid) == 1:
                told = (Tallied.failed(reason_of(death)),)
            else:
                for one in laid:
                    self._count_all([one], asked, seal, on_hit)
                return
        if told[-1].sealed is not None:
            on_hit(told[-1].sealed)
        for one, outcome in zip(laid, told, strict=True):
            one.outcome, one.rows = outcome, outcome.rows

    def _ask(self, laid: Sequence[Laid], asked: Sequence[Asked], seal: ToSeal | None) -> tuple[Tallied, ...]:
        reader = laid[0].spot.reader.name
        files = [one.file for one in laid]
        message, descriptors = request(reader, self._window, files, asked, self._list_key, shut=self._shut, seal=seal)
        reply = self._pool.run(message, descriptors, limits=_limits(laid))
        told = parse_replies(reply, self._window, asked, len(laid), may_seal=seal is not None)
        for one, outcome in zip(files, told, strict=False):  # fewer where the last of them is sealed
            if outcome.reason is Reason.OTHER_KIND and (one.sure or outcome.status is not Status.ABSENT):
                raise Garbage(found="other_kind")  # a source that is surely there cannot be talked away
        return told


def _as_it_is(one: Laid) -> tuple[str, int, datetime | None]:
    return one.spot.key, one.file.size, one.file.modified


def _open(laid: Sequence[Laid]) -> list[Laid]:
    return [one for one in laid if one.open]


def _each(laid: Sequence[Laid], do: Callable[[Laid], None]) -> None:
    """Do something with each that is open; what goes wrong with one is its own fault."""
    for one in _open(laid):
        try:
            do(one)
        except (Unopenable, WorkerDied) as fault:
            one.fault = fault


def _limits(laid: Sequence[Laid]) -> Limits:
    return Limits().for_size(sum(one.file.size for one in laid))


def opening(spot: Spot, source: Source) -> AbstractContextManager[Artefact]:
    """How a spot is opened: whole, or where its reader is given many at a time, for a look at its first bytes."""
    return source.skim(spot.found) if spot.reader.many else source.open(spot.found, spot.reader.beside)


def reason_of(death: Unopenable | WorkerDied) -> Reason:
    """The word for it."""
    if isinstance(death, Unopenable):
        return death.reason
    return next(reason for kind, reason in _DEATHS if isinstance(death, kind))
