"""How a disk is divided, for who must name a volume: kind of table, and each volume's number, place and size.

The number is the one that ``--unlock`` takes and that a name in the image begins with:
``3``, or ``3.2`` for the second file system of several on volume 3; ``0`` is an undivided disk.

References: ``image_disk``; trust facts 6.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from inzage.formats.partitions import Volume
from inzage.result import FileSystem
from inzage.sources.image_disk import BYTES_MOST, VOLUMES_MOST
from inzage.worker import Garbage, Json, Reply

TABLES = ("none", "mbr", "gpt")
"""How a disk can be divided."""

_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where one volume lies, in bytes, as the table says it."""

    ordinal: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on a disk that has a number: a file system, or what stands in the place of one."""

    number: str
    offset: int
    size: int
    system: FileSystem


@dataclass(frozen=True, slots=True)
class Layout:
    """A disk as it is divided. ``table``: ``none``, ``mbr`` or ``gpt``."""

    table: str
    parts: tuple[Part, ...]


def number_of(ordinal: int, place: int, among: int) -> str:
    """The number of the file system in this place (from 0) among several on one volume."""
    return str(ordinal) if among == 1 else f"{ordinal}.{place + 1}"


def laid_out(
    table: str, stretches: Sequence[Stretch], numbers: Sequence[tuple[int, str]], systems: Sequence[FileSystem]
) -> Layout:
    """What the worker said of the table, beside what was met on each volume.

    ``numbers``: of each system, which of ``stretches`` it lies on, and its number.
    """
    if len(numbers) != len(systems) or any(volume >= len(stretches) for volume, _ in numbers):
        return _lie("layout")
    return Layout(
        table,
        tuple(
            Part(number, stretches[volume].offset, stretches[volume].size, system)
            for (volume, number), system in zip(numbers, systems, strict=True)
        ),
    )


def layout_reply(volumes: Sequence[Volume], *, has_gpt: bool) -> Reply:
    """Inside the lock: what ``layout_told`` reads outside it."""
    divided = [volume.ordinal for volume in volumes] != [0]
    rows: list[Json] = [
        [volume.ordinal, min(volume.offset, BYTES_MOST), min(volume.size, BYTES_MOST)] for volume in volumes
    ]
    return {"table": TABLES[divided + (divided and has_gpt)], "volumes": rows}


def layout_told(reply: Reply) -> tuple[str, tuple[Stretch, ...]]:
    """The kind of table and the volumes, in order; ``Garbage`` where it fits no schema."""
    table, volumes = reply.get("table"), reply.get("volumes")
    known = reply.keys() == {"table", "volumes"} and isinstance(table, str) and table in TABLES
    if not known or not isinstance(volumes, list) or len(volumes) > VOLUMES_MOST:
        return _lie("layout")
    return str(table), tuple(_stretch(row) for row in volumes)


def _stretch(row: Json) -> Stretch:
    if not isinstance(row, list) or len(row) != _FIGURES:
        return _lie("volume")
    figures = [figure for figure in row if type(figure) is int and 0 <= figure <= BYTES_MOST]
    if len(figures) != _FIGURES or figures[0] > VOLUMES_MOST:
        return _lie("volume")
    return Stretch(*figures)


def _lie(what: str) -> NoReturn:
    raise Garbage(found=what)
