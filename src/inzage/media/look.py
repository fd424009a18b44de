"""One picture inside the lock: decoded, hashed, looked up. What comes out is classes and distances.

``handle`` is a handler of its own (``asking.HANDLER``) for a pool of its own: the warm process of
other checks loads none of these libraries. ``asking`` says what it takes and what may come of it.
What is no picture that Pillow knows is ``OTHER_KIND``, and then for ``films``: a worker for
a JPEG does not even hold the library for videos, and is made in less time for it.

The lists are opened once, where the worker is made: no worker is given their key, and none has to decrypt them
again for its one picture.

A picture is looked up in eight orientations, and where bars were put around it also
without them. What is near to an entry of a benign list is near to nothing.

References: trust facts 2.2 (similar: distance, quality and decoder told with each hit).
"""

import base64
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from inzage.artefact import Artefact, Near
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.content import first_bytes
from inzage.media import Fingerprint, bars, decode, room, usual
from inzage.media.asking import LIMITS, Looked, request, to_json
from inzage.media.pdq import Grey, fingerprint
from inzage.media.similar import Index
from inzage.result import Reason, Unreadable
from inzage.watchlists import Meaning
from inzage.watchlists.sealed import Opened, open_sealed
from inzage.worker import Reply, Request

MOST_BYTES = 256 * 1024 * 1024
"""Of a picture, some forms of which are read whole."""

__all__ = ["LIMITS", "given", "handle", "warm"]


_LISTS: list["Listed"] = []
"""Those that the warm process was given."""


def given(message: Request, descriptors: Sequence[int]) -> None:
    """Called where the worker is made: opens the lists. Raises ``StoreFault``."""
    key = base64.b64decode(str(message["list_key"]))
    for descriptor in descriptors:
        _LISTS.append(Listed.of(open_sealed(descriptor, key)))
        os.close(descriptor)


def handle(asked: Request, descriptors: Sequence[int]) -> Reply:
    """Runs inside the lock."""
    return answered(asked, descriptors, Seen)


def answered(asked: Request, descriptors: Sequence[int], kind: "type[Seen]") -> Reply:
    """The answer, with the file seen as this ``kind`` sees it."""
    message = cast(Mapping[str, int], asked)
    try:
        looked = _look(kind(descriptors[0], message["size"], message["room"]), message["most"])
    except Unreadable as fault:
        looked = Looked(fault.reason)
    except MemoryError:
        looked = Looked(Reason.NO_MEMORY)
    return to_json(looked)


def warm() -> None:
    """Called where the worker is made: behind the lock nothing can be loaded, and what is done here is done once.

    One made-up picture goes all the way, so that each worker begins with what its libraries made of their first.
    """
    decode.make_ready()
    usual.make_ready()
    with _in_memory(decode.ready_made()) as file:
        handle(*request(file, os.lseek(file, 0, os.SEEK_END)))
    room.make_ready()


@contextmanager
def _in_memory(content: bytes) -> Iterator[int]:
    file = os.memfd_create("rehearsal")
    try:
        os.write(file, content)
        yield file
    finally:
        os.close(file)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that pictures are looked up in: its hashes, of each the place of its class."""

    index: Index
    places: bytes
    benign: bool

    @classmethod
    def of(cls, opened: Opened) -> "Listed":
        """Out of one that was opened."""
        return cls(Index(opened.hashes), opened.places, opened.header.meaning is Meaning.BENIGN)


class Seen:
    """The frames of one file, in grey, and by what they were decoded: of a picture one."""

    def __init__(self, file: int, size: int, room: int) -> None:
        self.artefact = Artefact("", file, size, None)
        self._room = room
        self.decoder = ""
        self.cost = 0

    def fingerprints(self) -> Iterator[list[Fingerprint]]:
        """Of each frame its own, and that of what lies between its bars."""
        first_bytes(self.artefact, MOST_BYTES)
        yield self.of(decode.picture(self.blocks()))

    def of(self, decoded: decode.Decoded) -> list[Fingerprint]:
        """Those of one picture, which is charged for."""
        self.decoder = decoded.decoder
        prints = with_and_without_bars(decoded.grey, decoded.full, decoded.scale)
        self.charge(len(prints))
        return prints

    def blocks(self) -> DescriptorBlocks:
        """The file's bytes."""
        return DescriptorBlocks(self.artefact.file, self.artefact.size)

    def charge(self, cost: int) -> None:
        """What it takes, before anything is compared."""
        if cost > self._room:
            raise Unreadable(Reason.QUOTA)
        self.cost = cost


def with_and_without_bars(grey: Grey, full: tuple[int, int], scale: int = 1) -> list[Fingerprint]:
    """What shows enough of a picture, and of what lies between its bars."""
    seen = [fingerprint(grey, full, scale)]
    if (within := bars.inside(grey)) is not None:
        rows, columns = within
        part = grey[rows, columns]
        lengths = (_length(rows, full[0], scale), _length(columns, full[1], scale))
        seen.append(fingerprint(part, lengths, scale))
    return [one for one in seen if one.telling]


def _length(part: slice, full: int, scale: int) -> int:
    """Of a part of a side, before the decoder made it smaller; the last block may be cut off."""
    return int(min(part.stop * scale, full) - part.start * scale)


def _look(seen: Seen, most: int) -> Looked:
    found: dict[tuple[int, int], Near] = {}
    frames = telling = 0
    for prints in seen.fingerprints():
        frames, telling = frames + 1, telling + bool(prints)
        here = _near(prints, most)
        if any(_LISTS[place].benign for place, _ in here):
            continue
        for where, near in here.items():
            found[where] = _together(found.get(where), near)
    return Looked(None, frames, telling, seen.decoder, tuple(found[where] for where in sorted(found)), seen.cost)


def _near(prints: Sequence[Fingerprint], most: int) -> dict[tuple[int, int], Near]:
    """Of one frame: the nearest entry of each class of each list."""
    best: dict[tuple[int, int], Near] = {}
    for one in prints:
        for number, listed in enumerate(_LISTS):
            for match in listed.index.near(one.hashes, most):
                near = Near(number, listed.places[match.entry], 1, match.distance, one.quality)
                where = (number, near.place)
                best[where] = min(best.get(where, near), near, key=lambda n: n.distance)
    return best


def _together(known: Near | None, near: Near) -> Near:
    if known is None:
        return near
    nearest = min(known, near, key=lambda n: n.distance)
    return Near(near.list, near.place, known.frames + 1, nearest.distance, nearest.quality)
