"""What happens on a node: an errand becomes a request to a locked worker of that machine, and its reply goes back.

Also what a node says of itself before it is given anything. ``perform`` raises nothing and prints nothing: what a
carrier holds must not end up in a log by way of a fault. One pool of locked workers serves each process, as long as it
lives; it fails closed where the machine cannot lock.
"""

import base64
import functools
import hashlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from inzage.artefact import Artefact, EntryKind, Found
from inzage.check.digesting import Told, Wanted
from inzage.check.reading import LEDGER
from inzage.cluster.carriers import Carriers, opened_there
from inzage.cluster.chunks import sealed
from inzage.cluster.errand import NARROWEST_FIRST, Elsewhere, Errand, Shared, said
from inzage.record.instrument import fingerprint
from inzage.sources import Source, SourceFault, Unopenable
from inzage.watchlists.keyed import KeyedList
from inzage.worker import CannotLock, Limits, OutOfTime
from inzage.worker.lock import confinement
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS

OF_ITS_MACHINE = frozenset({"kernel", "decoders"})
"""What may differ between two machines that are one instrument."""

CARRIERS = Carriers(opened_there)
"""Those that this process has open."""

_one_pool = threading.Lock()


class NotWanted(Exception):
    """Whoever asked has let go of it."""


def perform(errand: Errand, *chunks: bytes) -> str:
    """Read behind the lock of this machine; answers one line of JSON, whatever happens."""
    try:
        if errand.instrument != instrument():
            return said({"unfit": True})
        return _performed(errand, dict(zip(errand.chunks, chunks, strict=True)))
    except Exception as fault:  # its words could hold content
        return said(_word(fault))


def _word(fault: Exception) -> dict[str, object]:
    match fault:
        case CannotLock():
            return {"unfit": True}
        case Elsewhere(carrier=carrier):
            return {"elsewhere": carrier}
        case SourceFault():
            return {"elsewhere": True}
        case MemoryError():
            return {"died": "OutOfMemory"}
        case _:
            return {"died": next((name for name, kind in NARROWEST_FIRST if isinstance(fault, kind)), "WorkerDied")}


def _performed(errand: Errand, chunks: Mapping[str, bytes]) -> str:
    message = json.loads(errand.message)
    shared, opened, told = errand.shared, [], []
    with ExitStack() as held:
        source = held.enter_context(CARRIERS.lent(shared.path, shared.identity)) if shared else None
        if source and shared:
            opened = held.enter_context(_opened(source, message, skimmed=shared.skimmed))
        sent: list[int] = []
        for names in errand.files:
            _heed()
            sent.append(held.enter_context(sealed([(name, chunks[name]) for name in names])))
        if source and shared:
            wanted = _wanted(shared, sent, message)
            told = _digested(source, shared, opened, wanted, _pulse(errand.limits))
            if shared.media:  # what the worker is to know of digests
                for one, made in zip(message["artefacts"], told, strict=True):
                    one["digests"] = list(wanted.for_the_worker(made))
        _heed()
        files = [file for one in opened for file in (one.file, *(one.sidecars[name] for name in sorted(one.sidecars)))]
        reply = _pool().run(message, [*files, *sent], limits=errand.limits)
    return said({"reply": reply, "digests": told})


def _heed() -> None:
    """Begin nothing more for who has let go of it, as after a stop."""
    worker = sys.modules.get("distributed.worker")
    if worker is None or not getattr(worker.thread_state, "key", None):
        return
    task = worker.get_worker().state.tasks.get(worker.thread_state.key)
    if task is None or task.state == "cancelled":
        raise NotWanted


# --- a carrier that lies at the same path --------------------------------------------


@contextmanager
def _opened(source: Source, message: Mapping[str, Any], *, skimmed: bool) -> Iterator[list[Artefact]]:
    """The files of a request, opened here; ``Elsewhere`` where they are not what the broker saw."""
    with ExitStack() as held:
        opened = []
        for one in message["artefacts"]:
            _heed()
            opened.append(held.enter_context(_as_the_broker_saw(source, one, skimmed=skimmed)))
        yield opened


def _wanted(shared: Shared, sent: Sequence[int], message: Mapping[str, Any]) -> Wanted:
    """As the broker worked it out, with the same lists."""
    media = shared.media
    if media is None:
        return Wanted(first=(LEDGER,) if shared.ledger else ())
    list_key = base64.b64decode(message["list_key"])
    lookups = tuple(KeyedList.open(sent[number], list_key) for number in media.lists)
    return Wanted(media.first, media.rest, frozenset(media.told), lookups=lookups)


def _digested(
    source: Source, shared: Shared, opened: Sequence[Artefact], wanted: Wanted, pulse: Callable[[], None]
) -> list[list[str]]:
    """Of each file the digests that had to be made: none of one that is not digested, but for its first bytes."""
    whole = shared.media.whole if shared.media else [True] * len(opened)
    files = [one for one, digested in zip(opened, whole, strict=True) if digested]
    beginnings = [one for one, digested in zip(opened, whole, strict=True) if not digested]
    if shared.skimmed and beginnings:
        for each in source.digests_of(beginnings, (), pulse):
            _or_elsewhere(each)

    def make(numbers: Sequence[int], algorithms: Sequence[str]) -> Sequence[Told]:
        return source.digests_of([files[number] for number in numbers], algorithms, pulse)

    made = iter(wanted.made(files, make))
    return [_or_elsewhere(next(made)) if digested else [] for digested in whole]


def _or_elsewhere(told: Told) -> list[str]:
    if isinstance(told, Unopenable):
        raise Elsewhere(carrier=False)  # whether it can be read at all, the broker tells
    return list(told)


def _pulse(limits: Limits) -> Callable[[], None]:
    """Ends the digesting that nobody waits for any more, or that takes longer than a worker may."""
    end = time.monotonic() + limits.wall_seconds

    def pulse() -> None:
        _heed()
        if time.monotonic() > end:
            raise OutOfTime(found="node")

    return pulse


@contextmanager
def _as_the_broker_saw(source: Source, one: Mapping[str, Any], *, skimmed: bool) -> Iterator[Artefact]:
    path, at = os.fsdecode(base64.b64decode(one["path"])), one["modified"]
    modified = datetime.fromisoformat(at) if at else None
    try:
        found = Found(path, 0, one["size"], modified, EntryKind.FILE, one["sure"])
        with source.skim(found) if skimmed else source.open(found) as artefact:
            if (artefact.size, artefact.modified, sorted(artefact.sidecars)) != (
                one["size"],
                modified,
                one["sidecars"],
            ):
                raise Elsewhere(carrier=False)
            yield artefact
    except Unopenable:
        raise Elsewhere(carrier=False) from None


# --- what a node is ---------------------------------------------------------------


@functools.cache
def _made() -> Pool:
    return Pool(READERS)


def _pool() -> Pool:
    """The one pool of this process; a machine that cannot lock makes none (``CannotLock`` at the first request)."""
    with _one_pool:
        return _made()


@functools.cache
def instrument() -> str:
    """A digest over everything that makes two machines one instrument: engine, Python, libraries."""
    same = {name: value for name, value in fingerprint().items() if name not in OF_ITS_MACHINE}
    return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()


def about(dask_worker: Any = None) -> str:  # noqa: ANN401 - dask hands itself over by this name
    """What this process says of itself before it is given anything: one line of JSON."""
    lock = confinement()
    kept = getattr(dask_worker, "data", None)
    return said({
        "instrument": instrument(),
        "version": str(fingerprint()["version"]),
        "python": str(fingerprint()["python"]),
        "locks": lock.sufficient,
        "lock": lock.found,
        "writes": dask_worker is not None and type(kept) is not dict,
    })  # fmt: skip
