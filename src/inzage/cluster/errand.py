"""What travels to a node and back: plain data, no code.

An errand is one request for one locked worker, word for word as a worker here would get it, and where the bytes of its
descriptors come from: as chunks named by their digest, or from the same path on the node. What comes back is JSON of
bounded size, read with the same suspicion as a worker's own reply: a node is a stranger too. A form of an errand that
prints would put a carrier's paths into a log, so it has none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from inzage.worker import MAX_MESSAGE, Garbage, Json, Limits, OutOfMemory, OutOfTime, Reply, WorkerDied, wire

SPARE = 1024
"""Bytes around a worker's reply."""

DEATHS: Mapping[str, type[WorkerDied]] = {kind.__name__: kind for kind in (WorkerDied, OutOfTime, OutOfMemory, Garbage)}
"""The closed set of words for how a worker died on a node, the widest first."""

NARROWEST_FIRST = tuple(DEATHS.items())[::-1]


class Elsewhere(Exception):
    """A node does not see, at the same path, what the broker sees: the bytes must be sent after all.

    ``carrier``: of the carrier as a whole; else one file is not as the broker saw it.
    """

    def __init__(self, *, carrier: bool) -> None:
        super().__init__()
        self.carrier = carrier


class Unfit(Exception):
    """A node is no longer what it was when it was asked: it cannot lock, or is another version."""


@dataclass(frozen=True, slots=True, repr=False)
class Media:
    """What media are digested with there: ``inzage.check.digesting.Wanted``, as plain data.

    ``first``, ``rest``, ``told``: algorithms; ``lists``: which of the errand's own files are the lists to look up in,
    by number; ``whole``: of each shared file, is it digested at all?
    """

    first: tuple[str, ...]
    rest: tuple[str, ...]
    told: tuple[str, ...]
    lists: tuple[int, ...]
    whole: tuple[bool, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Shared:
    """The same carrier at the same path on a node. ``identity``: its own; ``ledger``: is a digest of each file made for
    the ledger? ``skimmed``: is each file opened for a look at its first bytes, with no more read than its digests take?
    ``media``: the digests of files of media instead.
    """

    path: str
    identity: bytes
    ledger: bool
    skimmed: bool = False
    media: Media | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Errand:
    """One request. ``files``: of each descriptor its chunks; of a ``shared`` one only those of the lists are here.

    ``instrument``: what the node must be; ``chunks``: names of what is given beside the errand, in order.
    """

    instrument: str
    message: bytes
    limits: Limits
    files: tuple[tuple[str, ...], ...]
    chunks: tuple[str, ...]
    shared: Shared | None = None

    def __repr__(self) -> str:
        return f"Errand({len(self.files)} files, {len(self.chunks)} chunks)"


@dataclass(frozen=True, slots=True)
class Done:
    """A worker's reply, not yet checked by the check itself. ``digests``: of each shared file, as ``algorithm:hex``."""

    reply: Reply
    digests: tuple[tuple[str, ...], ...] = ()


def said(word: Mapping[str, object]) -> str:
    """What a node answers, as one line of JSON."""
    return json.dumps(word, sort_keys=True, separators=(",", ":"))


def heard(told: object) -> Done:
    """A stranger's answer. Raises ``WorkerDied`` and its kinds (``Garbage``: no answer), ``Elsewhere`` or ``Unfit``."""
    if not isinstance(told, str) or len(told) > MAX_MESSAGE + SPARE:
        raise Garbage(found="node")
    match wire.decode(told.encode("utf-8", "replace")):
        case {"reply": dict(reply), "digests": list(digests), **rest} if not rest:
            return Done(reply, tuple(_of_file(one) for one in digests))
        case {"died": str(word), **rest} if not rest and word in DEATHS:
            raise DEATHS[word](found="node")
        case {"elsewhere": bool(carrier), **rest} if not rest:
            raise Elsewhere(carrier=carrier)
        case {"unfit": True, **rest} if not rest:
            raise Unfit
    raise Garbage(found="node")


def _of_file(told: Json) -> tuple[str, ...]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise Garbage(found="node")
    return tuple(str(one) for one in told)
