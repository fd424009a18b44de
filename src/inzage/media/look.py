"""One picture or video inside the lock: decoded, hashed, looked up. What comes out is classes and distances.

``handle`` is a handler of its own (``asking.HANDLER``) for a pool of its own: the warm process of
other checks loads none of these libraries. ``asking`` says what it takes and what may come of it.

A picture is looked up in eight orientations, and where bars were put around it also
without them. What is near to an entry of a benign list is near to nothing. Of a video, frames with
one and the same hash are one frame.

References: trust facts 2.2 (similar: distance, quality and decoder told with each hit).
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from inzage.artefact import Artefact, Near
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.content import content, first_bytes
from inzage.formats.media import media_kind
from inzage.media import Fingerprint, bars, decode, video
from inzage.media.asking import LIMITS, VIDEO, Looked, to_json
from inzage.media.luma import decoder
from inzage.media.pdq import Grey, fingerprint
from inzage.media.similar import Index
from inzage.observations import MediaKind
from inzage.result import Reason, Unreadable
from inzage.watchlists import Meaning
from inzage.watchlists.sealed import Opened, open_sealed
from inzage.worker import Reply, Request

MOST_BYTES = 256 * 1024 * 1024
"""Of a picture, which is read whole; a video is not."""

__all__ = ["LIMITS", "handle", "warm"]

WARM = ("av.subtitles.stream",)
"""Loaded by the library at first use, whatever a container holds."""


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Runs inside the lock."""
    message = cast(Mapping[str, str], request)
    key = base64.b64decode(message["list_key"])
    lists = [open_sealed(descriptor, key) for descriptor in descriptors[1:]]
    try:
        seen = _Seen(descriptors[0], int(message["size"]), int(message["room"]))
        looked = _look(seen, lists, int(message["most"]))
    except Unreadable as fault:
        looked = Looked(fault.reason)
    except MemoryError:
        looked = Looked(Reason.NO_MEMORY)
    return to_json(looked)


def warm() -> None:
    """Called where the worker is made: behind the lock nothing can be loaded."""
    decode.make_ready()
    Index(bytes(64)).near([bytes(32)])
    fingerprint(decode.ready_made())


class _Seen:
    """The frames of one file, in grey, and by what they were decoded."""

    def __init__(self, file: int, size: int, room: int) -> None:
        self._artefact = Artefact("", file, size, None)
        self._room = room
        self.decoder = ""
        self.cost = 0

    def fingerprints(self) -> Iterator[list[Fingerprint]]:
        """Of each frame its own, and that of what lies between its bars."""
        if media_kind(first_bytes(self._artefact, 1 << 63)) is MediaKind.VIDEO:
            yield from self._frames()
            return
        decoded = decode.picture(content(self._artefact, MOST_BYTES))
        self.decoder = decoded.decoder
        prints = _with_and_without_bars(decoded.grey, decoded.full, decoded.scale)
        self._charge(len(prints))
        yield prints

    def _frames(self) -> Iterator[list[Fingerprint]]:
        self._charge(VIDEO)
        self.decoder = decoder()
        met: set[bytes] = set()
        for grey in video.frames(DescriptorBlocks(self._artefact.file, self._artefact.size)):
            prints = _with_and_without_bars(grey, (grey.shape[0], grey.shape[1]), 1)
            if not prints or prints[0].hashes[0] not in met:
                met.update(one.hashes[0] for one in prints[:1])
                yield prints

    def _charge(self, cost: int) -> None:
        """What it takes, before anything is compared."""
        if cost > self._room:
            raise Unreadable(Reason.QUOTA)
        self.cost = cost


def _with_and_without_bars(grey: Grey, full: tuple[int, int], scale: int) -> list[Fingerprint]:
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


def _look(seen: _Seen, lists: Sequence[Opened], most: int) -> Looked:
    indices = [Index(opened.hashes) for opened in lists]
    found: dict[tuple[int, int], Near] = {}
    frames = telling = 0
    for prints in seen.fingerprints():
        frames, telling = frames + 1, telling + bool(prints)
        here = _near(prints, lists, indices, most)
        if any(lists[place].header.meaning is Meaning.BENIGN for place, _ in here):
            continue
        for where, near in here.items():
            found[where] = _together(found.get(where), near)
    return Looked(None, frames, telling, seen.decoder, tuple(found[where] for where in sorted(found)), seen.cost)


def _near(
    prints: Sequence[Fingerprint], lists: Sequence[Opened], indices: Sequence[Index], most: int
) -> dict[tuple[int, int], Near]:
    """Of one frame: the nearest entry of each class of each list."""
    best: dict[tuple[int, int], Near] = {}
    for one in prints:
        for number, (opened, index) in enumerate(zip(lists, indices, strict=True)):
            for match in index.near(one.hashes, most):
                near = Near(number, opened.places[match.entry], 1, match.distance, one.quality)
                where = (number, near.place)
                best[where] = min(best.get(where, near), near, key=lambda n: n.distance)
    return best


def _together(known: Near | None, near: Near) -> Near:
    if known is None:
        return near
    nearest = min(known, near, key=lambda n: n.distance)
    return Near(near.list, near.place, known.frames + 1, nearest.distance, nearest.quality)
