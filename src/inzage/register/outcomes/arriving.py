"""A file as it is brought: read in the locked worker alone, from its descriptor; what that says is held to its form.

Its examined lines wait in ``files/outcomes/<organisation>-<sha256>.json`` until they are taken in; the file does not.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

from inzage.register.outcomes import LARGEST, Line
from inzage.register.outcomes.faults import FileGone, refused
from inzage.register.running.places import Places
from inzage.worker import Limits, WorkerDied
from inzage.worker.pool import Pool

HANDLER = "inzage.register.outcomes.examine_inside:handle"
LIMITS = Limits(wall_seconds=60.0)
KEPT = "outcomes"
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Examined:
    """``sha256`` and ``size`` of a file, and its lines as far as they fit."""

    sha256: str
    size: int
    lines: tuple[Line, ...]


def examine(file: BinaryIO) -> Examined:
    """Have the locked worker read a file that lies on the disk. Raises FileRefused; then nothing is kept."""
    digest, size = _digest(file)
    try:
        with Pool(HANDLER, limits=LIMITS) as pool:
            reply = pool.run({}, [file.fileno()])
    except WorkerDied:
        raise refused("reader_died") from None
    return Examined(digest, size, _sound(reply))


def _digest(file: BinaryIO) -> tuple[str, int]:
    """Of the bytes, without a look at what they say."""
    size = os.fstat(file.fileno()).st_size
    if not size:
        raise refused("empty")
    if size > LARGEST:
        raise refused("too_large")
    digest = hashlib.sha256()
    for place in range(0, size, CHUNK):
        digest.update(os.pread(file.fileno(), CHUNK, place))
    return digest.hexdigest(), size


def _sound(reply: Mapping[str, Any]) -> tuple[Line, ...]:
    match reply:
        case {"refused": str(code), "place": int(place)}:
            raise refused(code, place)
        case {"lines": list(lines)}:
            return tuple(_line(line) for line in lines)
    raise refused("reader_died")


def _line(told: object) -> Line:
    """A line of the form that is asked; anything else is no answer."""
    asked = {field.name: field.type for field in fields(Line)}
    if not isinstance(told, dict) or {name: type(value) for name, value in told.items()} != asked:
        raise refused("reader_died")
    return Line(**told)


def keep(examined: Examined, organisation: str, places: Places) -> None:
    """Let the lines wait, for their owner alone."""
    whole = json.dumps([asdict(line) for line in examined.lines]).encode()
    file = _file(examined.sha256, organisation, places)
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(whole)
    part.replace(file)


def waiting(sha256: str, organisation: str, places: Places) -> tuple[Line, ...]:
    """The lines that wait. Raises FileGone."""
    file = _file(sha256, organisation, places)
    if not file.is_file():
        raise FileGone()
    return tuple(_line(line) for line in json.loads(file.read_bytes()))


def let_go(sha256: str, organisation: str, places: Places) -> None:
    """Nothing waits any more."""
    _file(sha256, organisation, places).unlink(missing_ok=True)


def _file(sha256: str, organisation: str, places: Places) -> Path:
    return places.folder(KEPT) / f"{organisation}-{sha256}.json"
