"""One picture or video inside the lock: decoded, hashed, looked up. What comes out is classes and distances.

``handle`` is a handler of its own (``HANDLER``) for a pool of its own: the warm process of
other checks loads none of these libraries. ``request`` makes what it takes, ``answer``
checks what it gives: closed words, places that the lists have, bounded numbers. No
hash leaves the worker, for a blurred picture can be guessed from one.

A picture is looked up in eight orientations, and where bars were put around it also
without them. What is near to an entry of a benign list is near to nothing.

References: trust facts 2.2 (similar: distance, quality and decoder told with each hit).
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from inzage.artefact import Artefact
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.content import content
from inzage.media import ENOUGH, NEAR, Fingerprint, bars, decode, video
from inzage.media.luma import decoder
from inzage.media.pdq import Grey, fingerprint
from inzage.media.similar import Index
from inzage.result import Reason, Unreadable
from inzage.watchlists import Meaning
from inzage.watchlists.sealed import Opened, open_sealed
from inzage.worker import Garbage, Json, Limits, Reply, Request

HANDLER = "inzage.media.look:handle"
LIMITS = Limits(memory=2 * 1024**3, cpu_seconds=60, wall_seconds=90.0)
"""Of address space the libraries alone map a third."""

MOST_BYTES = 256 * 1024 * 1024
"""Of a picture, which is read whole; a video is not."""

WARM = ("av.subtitles.stream",)
"""Loaded by the library at first use, whatever a container holds."""

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Near:
    """``frames`` of this file lie near to entries of class ``place`` of list ``list``; of the nearest two more."""

    list: int
    place: int
    frames: int
    distance: int
    quality: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one file. ``reason``: why it could not be looked at; ``telling``: frames with enough to see."""

    reason: Reason | None
    frames: int = 0
    telling: int = 0
    decoder: str = ""
    near: tuple[Near, ...] = ()


def request(
    file: int, size: int, lists: Sequence[int], list_key: bytes, *, is_video: bool, most: int = NEAR
) -> tuple[dict[str, Json], list[int]]:
    """The message and descriptors for one file; ``lists``: descriptors of sealed lists."""
    key = base64.b64encode(list_key).decode()
    return {"size": size, "video": is_video, "most": most, "list_key": key}, [file, *lists]


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Runs inside the lock."""
    message = cast(Mapping[str, str], request)
    key = base64.b64decode(message["list_key"])
    lists = [open_sealed(descriptor, key) for descriptor in descriptors[1:]]
    try:
        looked = _look(_Seen(descriptors[0], int(message["size"]), bool(message["video"])), lists, int(message["most"]))
    except Unreadable as fault:
        looked = Looked(fault.reason)
    except MemoryError:
        looked = Looked(Reason.NO_MEMORY)
    return _to_json(looked)


def answer(reply: Mapping[str, Json], classes: Sequence[int], *, most: int = NEAR) -> Looked:
    """The reply, checked; ``classes``: how many each list has. ``Garbage`` where anything does not fit."""
    try:
        looked = _from_json(reply)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Garbage(found="schema") from fault
    if not _holds(looked, classes, most):
        raise Garbage(found="near")
    return looked


def warm() -> None:
    """Called where the worker is made: behind the lock nothing can be loaded."""
    decode.make_ready()
    Index(bytes(64)).near([bytes(32)])
    fingerprint(decode.ready_made())


class _Seen:
    """The frames of one file, in grey, and by what they were decoded."""

    def __init__(self, file: int, size: int, is_video: bool) -> None:
        self._artefact = Artefact("", file, size, None)
        self._is_video = is_video
        self.decoder = decoder() if is_video else ""

    def fingerprints(self) -> Iterator[list[Fingerprint]]:
        """Of each frame its own, and that of what lies between its bars."""
        if self._is_video:
            blocks = DescriptorBlocks(self._artefact.file, self._artefact.size)
            for grey in video.frames(blocks):
                yield _with_and_without_bars(grey, (grey.shape[0], grey.shape[1]), 1)
            return
        decoded = decode.picture(content(self._artefact, MOST_BYTES))
        self.decoder = decoded.decoder
        yield _with_and_without_bars(decoded.grey, decoded.full, decoded.scale)


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
    return Looked(None, frames, telling, seen.decoder, tuple(found[where] for where in sorted(found)))


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


def _to_json(looked: Looked) -> Reply:
    near: list[Json] = [[n.list, n.place, n.frames, n.distance, n.quality] for n in looked.near]
    return {
        "reason": looked.reason.value if looked.reason else None,
        "frames": looked.frames,
        "telling": looked.telling,
        "decoder": looked.decoder,
        "near": near,
    }


def _from_json(reply: Mapping[str, Json]) -> Looked:
    if set(reply) != {"reason", "frames", "telling", "decoder", "near"}:
        raise ValueError
    reason = Reason(str(reply["reason"])) if reply["reason"] is not None else None
    rows = cast(list[list[Json]], reply["near"])
    near = tuple(Near(*(_number(value) for value in row)) for row in rows)
    return Looked(reason, _number(reply["frames"]), _number(reply["telling"]), str(reply["decoder"]), near)


def _number(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError
    return value


def _holds(looked: Looked, classes: Sequence[int], most: int) -> bool:
    where = [(near.list, near.place) for near in looked.near]
    return (
        looked.telling <= looked.frames <= video.MOST_FRAMES
        and len(looked.decoder) <= _LONGEST_NAME
        and looked.decoder.isprintable()
        and len(set(where)) == len(where)
        and (looked.reason is None or not looked.frames)
        and all(_fits(near, looked, classes, most) for near in looked.near)
    )


def _fits(near: Near, looked: Looked, classes: Sequence[int], most: int) -> bool:
    return (
        near.list < len(classes)
        and near.place < classes[near.list]
        and 1 <= near.frames <= looked.telling
        and near.distance <= most
        and ENOUGH <= near.quality <= 100  # noqa: PLR2004 - per cent
    )
