"""What the worker for pictures is asked, and what may come back: closed words, places that lists have, bounded numbers.

For the side of the broker: no decoder and no library for matrices is loaded by it. ``given`` makes what ``look.given``
takes, ``request`` what ``look.handle`` takes, and ``answer`` checks what that gives. No hash leaves the worker, for a
blurred picture can be guessed from one.

``cost`` is what a look takes of the number of pictures that the bound on false alarms allows: 1 for a
picture, 2 for one with bars, ``VIDEO`` for a video however long (at least 80 % of its frames must be
near, so its chance is at most 1/0.8 of a single picture's, with or without bars). What costs more than the
``room`` that is left is not compared: ``QUOTA``.

References: trust facts 2.2 (similar: distance, quality and decoder told with each hit).
"""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from inzage.artefact import Near
from inzage.media import ENOUGH, NEAR
from inzage.result import Reason
from inzage.worker import Garbage, Json, Limits, Reply

HANDLER = "inzage.media.look:handle"
FILMS = "inzage.media.films:handle"
"""Who is asked first, and who where that one says ``OTHER_KIND``: a video, or a picture coded as one."""

LIMITS = Limits(memory=2 * 1024**3, cpu_seconds=60, wall_seconds=90.0)
"""Of address space the libraries alone map a third."""

MOST_FRAMES = 600
"""Of a long film the key frames are wider apart anyway."""

VIDEO = 3
"""What a look at a video costs."""

_DECODER = re.compile(
    r"(?:(?:Pillow|PyAV) [0-9.]{1,12}(?:, (?:libjpeg-turbo|zlib|libwebp|libavcodec) [0-9.]{1,12})?)?", re.ASCII
)
"""Known names and short numbers alone, so that nothing else can be written there."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one file. ``reason``: why it was not looked at; ``telling``: unique frames with enough to see."""

    reason: Reason | None
    frames: int = 0
    telling: int = 0
    decoder: str = ""
    near: tuple[Near, ...] = ()
    cost: int = 0


def given(lists: Sequence[int], list_key: bytes) -> tuple[dict[str, Json], list[int]]:
    """What a pool's warm process opens once for all its workers; ``lists``: descriptors of sealed lists."""
    return {"list_key": base64.b64encode(list_key).decode()}, list(lists)


def request(file: int, size: int, *, most: int = NEAR, room: int = VIDEO) -> tuple[dict[str, Json], list[int]]:
    """The message and descriptor for one file."""
    return {"size": size, "most": most, "room": room}, [file]


def answer(reply: Mapping[str, Json], classes: Sequence[int], *, most: int = NEAR) -> Looked:
    """The reply, checked; ``classes``: how many each list has. ``Garbage`` where anything does not fit."""
    try:
        looked = _from_json(reply)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Garbage(found="schema") from fault
    if not _holds(looked, classes, most):
        raise Garbage(found="near")
    return looked


def to_json(looked: Looked) -> Reply:
    """The form in which the worker answers."""
    near: list[Json] = [[n.list, n.place, n.frames, n.distance, n.quality] for n in looked.near]
    return {
        "reason": looked.reason.value if looked.reason else None,
        "frames": looked.frames,
        "telling": looked.telling,
        "decoder": looked.decoder,
        "near": near,
        "cost": looked.cost,
    }


def _from_json(reply: Mapping[str, Json]) -> Looked:
    if set(reply) != {"reason", "frames", "telling", "decoder", "near", "cost"}:
        raise ValueError
    reason = Reason(str(reply["reason"])) if reply["reason"] is not None else None
    rows = cast(list[list[Json]], reply["near"])
    near = tuple(Near(*(_number(value) for value in row)) for row in rows)
    frames, telling, cost = (_number(reply[name]) for name in ("frames", "telling", "cost"))
    return Looked(reason, frames, telling, str(reply["decoder"]), near, cost)


def _number(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError
    return value


def _holds(looked: Looked, classes: Sequence[int], most: int) -> bool:
    where = [(near.list, near.place) for near in looked.near]
    return (
        looked.telling <= looked.frames <= MOST_FRAMES
        and looked.cost <= VIDEO
        and _DECODER.fullmatch(looked.decoder) is not None
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
