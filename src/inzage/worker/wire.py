"""Messages between broker and worker: a length of four bytes, then JSON; descriptors beside it.

A reply may say that bytes follow, and how many (``BESIDE``): they are handed on as they are.

What a worker sends is data of a stranger: bounded in size and depth, every key once,
finite numbers of at most 64 bits; anything else is ``Garbage``. The broker takes in
bytes alone, so a worker can hand it no descriptor.
"""

import array
import json
import math
import socket
import struct
import time
from collections.abc import Mapping, Sequence
from typing import NoReturn

from inzage.worker import MAX_MESSAGE, Garbage, Json

MAX_DEPTH = 32
MAX_DESCRIPTORS = 200
"""Nesting of one message; descriptors beside one message."""

BESIDE = "beside"
"""In a reply's frame: how many bytes stand behind it."""

_LENGTH = struct.Struct("<I")
_INTEGERS = range(-(2**63), 2**63)


class Unsendable(ValueError):
    """A value that is no message: too large, or not JSON."""


class Deadline:
    """A moment after which waiting ends; None waits for ever."""

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def arm(self, channel: socket.socket) -> None:
        """Let the next operation take no longer than what is left; ``TimeoutError`` at the end."""
        if self._end is None:
            return
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        channel.settimeout(left)


FOREVER = Deadline(None)


def encode(message: Mapping[str, Json]) -> bytes:
    """One frame: the length, then the body; raises ``Unsendable``."""
    body = encode_body(message)
    return _LENGTH.pack(len(body)) + body


def encode_body(message: Mapping[str, Json]) -> bytes:
    """One canonical form per message, for a line that keeps messages apart itself."""
    try:
        body = json.dumps(message, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise Unsendable("not a JSON message") from error
    if len(body) > MAX_MESSAGE:
        raise Unsendable(f"a message of {len(body)} bytes, at most {MAX_MESSAGE}")
    return body


def decode(body: bytes | bytearray) -> dict[str, Json]:
    """A stranger's message; raises ``Garbage``."""
    try:
        value = json.loads(
            body.decode(), object_pairs_hook=_object, parse_int=_integer, parse_float=_real, parse_constant=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise Garbage(found="JSON") from error
    if not isinstance(value, dict):
        raise Garbage(found=type(value).__name__)
    _check_depth(value)
    return value


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice")
    return made


def _integer(text: str) -> int:
    number = int(text)
    if number not in _INTEGERS:
        raise ValueError("more than 64 bits")
    return number


def _real(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _refuse(_text: str) -> NoReturn:
    raise ValueError("not finite")


def _check_depth(value: Json) -> None:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise Garbage(found=f"> {MAX_DEPTH}")


def _inside(value: Json) -> Sequence[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()


def send(
    channel: socket.socket, frame: bytes | bytearray, descriptors: Sequence[int] = (), deadline: Deadline = FOREVER
) -> None:
    """Send one frame; descriptors travel with its first byte."""
    if len(descriptors) > MAX_DESCRIPTORS:
        raise Unsendable(f"{len(descriptors)} descriptors, at most {MAX_DESCRIPTORS}")
    beside = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
    left = memoryview(frame)
    while left:
        deadline.arm(channel)
        left = left[channel.sendmsg([left], beside) :]
        beside = []


def receive(channel: socket.socket, deadline: Deadline = FOREVER) -> dict[str, Json]:
    """The broker's side: one message of a stranger. ``EOFError`` where it ends first."""
    return decode(_exactly(channel, _size(_exactly(channel, _LENGTH.size, deadline)), deadline))


def receive_with_bytes(channel: socket.socket, deadline: Deadline = FOREVER) -> tuple[dict[str, Json], bytearray]:
    """The broker's side: one message of a stranger and the bytes that it says follow it."""
    message = receive(channel, deadline)
    size = message.pop(BESIDE, 0)
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= MAX_MESSAGE:
        raise Garbage(found=BESIDE)
    return message, _exactly(channel, size, deadline)


def receive_with_descriptors(channel: socket.socket) -> tuple[dict[str, Json], list[int]]:
    """The worker's side: one message of the broker and the descriptors beside it."""
    descriptors = array.array("i")
    space = socket.CMSG_SPACE(MAX_DESCRIPTORS * descriptors.itemsize)
    head, beside, flags, _ = channel.recvmsg(_LENGTH.size, space)
    for level, kind, data in beside:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    if not head:
        raise EOFError
    if flags & socket.MSG_CTRUNC:
        raise Garbage(found="MSG_CTRUNC")
    head += _exactly(channel, _LENGTH.size - len(head), FOREVER)
    return decode(_exactly(channel, _size(head), FOREVER)), descriptors.tolist()


def _size(head: bytes | bytearray) -> int:
    size: int = _LENGTH.unpack(head)[0]
    if size > MAX_MESSAGE:
        raise Garbage(found=f"> {MAX_MESSAGE} bytes")
    return size


def _exactly(channel: socket.socket, size: int, deadline: Deadline) -> bytearray:
    got = bytearray(size)
    left = memoryview(got)
    while left:
        deadline.arm(channel)
        many = channel.recvmsg_into([left])[0]
        if not many:
            raise EOFError
        left = left[many:]
    return got
