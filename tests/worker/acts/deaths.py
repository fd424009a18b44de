"""Workers that end badly, or answer what is no answer."""

import ctypes
import os
import struct
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

from inzage.worker import MAX_MESSAGE, Beside, Json, Reply, Request
from inzage.worker.calls import CHANNEL

CONTENT = "a-name-found-on-a-carrier"


def frame(body: bytes) -> bytes:
    return struct.pack("<I", len(body)) + body


def say(raw: bytes) -> Reply:
    """Write past the protocol (possible only without the lock) and then wait to be ended."""
    os.write(CHANNEL, raw)
    time.sleep(60)
    return {}


def loop() -> Reply:
    while True:
        pass


def take(size: int) -> Reply:
    return {"taken": len(bytearray(size))}


def take_bit_by_bit() -> Reply:
    taken = []
    while True:
        taken.append(bytes(100_000))


def leave(code: int) -> NoReturn:
    os._exit(code)


def read_nowhere() -> Reply:
    ctypes.string_at(0)
    return {}


def recurse() -> Reply:
    return recurse()


def fail(error: BaseException) -> NoReturn:
    raise error


class OwnError(LookupError):
    """No word of Python's own."""


class NoMemError(Exception):
    """Named as SQLite's error is."""


def nested(depth: int) -> Json:
    value: Json = 0
    for _ in range(depth):
        value = [value]
    return value


def trickle() -> Reply:
    for byte in frame(b'{"reply":{}}' + b" " * 10_000):
        os.write(CHANNEL, bytes([byte]))
        time.sleep(0.02)
    return {}


WAYS: dict[str, Callable[[], object]] = {
    "loop": loop,
    "sleep": lambda: time.sleep(60),
    "take 3 GB": lambda: take(3 * 1024**3),
    "take bit by bit": take_bit_by_bit,
    "exit 0": lambda: leave(0),
    "exit 7": lambda: leave(7),
    "read nowhere": read_nowhere,
    "recurse": recurse,
    "ValueError": lambda: fail(ValueError(CONTENT)),
    "SystemExit": lambda: fail(SystemExit(CONTENT)),
    "KeyboardInterrupt": lambda: fail(KeyboardInterrupt(CONTENT)),
    "own error": lambda: fail(OwnError(CONTENT)),
    "no memory in sqlite": lambda: fail(NoMemError(CONTENT)),
    "late import": lambda: __import__("wave"),
    "not a number": lambda: {"a": float("nan")},
    "no JSON": lambda: {"a": {1, 2}},
    "no mapping": lambda: 7,
    "too large": lambda: {"a": "x" * MAX_MESSAGE},
    "too much beside": lambda: Beside({}, bytes(MAX_MESSAGE), b"x"),
    "too deep to write": lambda: {"a": nested(100_000)},
    "too deep to take": lambda: {"a": nested(40)},
    "raw: length beyond all": lambda: say(b"\xff\xff\xff\xff" + b"x" * 100),
    "raw: no JSON": lambda: say(frame(b"no JSON")),
    "raw: no UTF-8": lambda: say(frame(b'{"reply":{"a":"\xff"}}')),
    "raw: deep": lambda: say(frame(b"[" * 1_000_000)),
    "raw: a list": lambda: say(frame(b"[]")),
    "raw: no reply": lambda: say(frame(b'{"a":1}')),
    "raw: a reply that is no object": lambda: say(frame(b'{"reply":[]}')),
    "raw: a reply and more": lambda: say(frame(b'{"also":1,"reply":{}}')),
    "raw: a key twice": lambda: say(frame(b'{"reply":{"a":1,"a":2}}')),
    "raw: an unknown failure": lambda: say(frame(f'{{"failed":"{CONTENT}"}}'.encode())),
    "raw: half a frame": lambda: (os.write(CHANNEL, frame(b'{"reply":{}}')[:7]), leave(0)),
    "raw: locked again": lambda: say(frame(b'{"cannot_lock":1}')),
    "raw: trickle": trickle,
    "raw: two answers": lambda: say(frame(b'{"reply":{"n":1}}') * 2),
}


def die(request: Request, _descriptors: Sequence[int]) -> Reply:
    """End in the way asked for; without one, answer as a good worker does."""
    way = str(request.get("way", ""))
    return WAYS[way]() if way else {"pid": os.getpid()}  # type: ignore[return-value]
