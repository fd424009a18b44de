"""What happens to a disk or image inside the lock. What an archive's worker can, this one can too.

Requests: ``{"do": "take"}`` with descriptors, where there are more than one message
carries; ``{"do": "open", "kind"}`` with the last of them, in order; ``{"do": "volumes"}``
tells their ordinals; ``{"do": "size"}`` the disk's bytes; ``{"do": "layout"}`` the table and
``[[ordinal, offset, size], ...]``;
``{"do": "systems", "volume"}`` tells ``[[word, status, reason], ...]``;
``{"do": "count", "tree", "most"}`` tells how many names a tree has, or None where it must be listed;
``{"do": "seek", ...}`` (``sought``) and ``{"do": "some", "from", "prefix", "most"}`` as ``list``, of a counted tree;
``{"do": "unlock", "volume", "how"}`` with a secret's descriptor (``unlocking_inside``); then as
in ``archive_inside``, the list of a tree beginning at its number shifted by ``TREE_SHIFT``.

References: trust facts 6.2, 6.4; ``image_disk`` (also on where encryption comes in).
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from inzage.formats.blocks import DescriptorBlocks, ReadFault
from inzage.formats.encryption.bindings import warm as warm_encryption
from inzage.formats.filesystems.scanned import warm as warm_scans
from inzage.formats.gpt import is_gpt
from inzage.formats.images import IMAGE_KINDS, ImageKind, open_image
from inzage.formats.inflating import fastest
from inzage.formats.libyal import MODULES, library
from inzage.result import Reason, Unreadable
from inzage.sources import archive_inside
from inzage.sources.image_disk import Disk, System, number_among
from inzage.sources.image_layout import layout_reply
from inzage.sources.sought import sought
from inzage.sources.unlocking_inside import unlock
from inzage.worker import Json, Reply, Request

_KEPT = 4 * 1024 * 1024
"""Bytes that a worker's memory may keep between two pieces of a file. Freeing a block of this size teaches glibc not to
give back, after every piece, what the next one asks for again, page by page (mallopt(3), M_MMAP_THRESHOLD)."""


def warm() -> None:
    """Load the libraries; behind the lock nothing can be loaded. The broker has seen that they are there."""
    for name in MODULES:
        with suppress(ImportError):
            library(name)
    with suppress(ImportError):
        warm_scans()
    fastest()
    warm_encryption()
    bytes(_KEPT)


@dataclass(slots=True)
class _Bench:
    """What this worker has at hand between two requests."""

    taken: list[int] = field(default_factory=list)
    disk: Disk | None = None
    has_gpt: bool = False


_bench = _Bench()


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Answer one request; a disk's defect is an answer."""
    try:
        return _handle(request, descriptors)
    except Unreadable as fault:
        return {"problem": fault.reason.value}


def _handle(request: Request, descriptors: Sequence[int]) -> Reply:
    match request:
        case {"do": "take"}:
            _bench.taken.extend(descriptors)
        case {"do": "open", "kind": str(kind)} if kind in IMAGE_KINDS:
            _open(kind, [*_bench.taken, *descriptors])
        case {"do": "volumes" | "size" | "layout"}:
            return _of_disk(_disk(), str(request["do"]))
        case {"do": "systems", "volume": int(volume)}:
            return {"systems": [_told(system) for system in _disk().systems(volume)]}
        case {"do": "count" | "seek" | "some"}:
            return _sifted(_disk(), request)
        case {"do": "unlock"}:
            return unlock(request, descriptors, _disk().locked(), _numbers(_disk()))
        case {"do": "list" | "read" | "more" | "digest" | "digest_on" | "places"}:
            return archive_inside.handle(request, descriptors)
        case _:
            raise ValueError("no request")
    return {}


def _of_disk(disk: Disk, what: str) -> Reply:
    if what == "size":
        return {"size": disk.size}
    if what == "layout":
        return layout_reply(disk.volumes, has_gpt=_bench.has_gpt)
    return {"volumes": [volume.ordinal for volume in disk.volumes]}


def _sifted(disk: Disk, request: Request) -> Reply:
    match request:
        case {"do": "count", "tree": int(tree), "most": int(most)}:
            counted = disk.count(tree, most)
            entries, odd = counted or (None, None)
            return {"entries": entries, "odd": odd.value if odd else ""}
        case {"do": "seek"}:
            disk.seek(sought(request))
            return {}
        case {"do": "some", "from": int(cursor), "prefix": str(prefix), "most": int(most)}:
            return archive_inside.page_told(disk.some(cursor, prefix, most))
    raise ValueError("no request")


def _open(kind: ImageKind, descriptors: Sequence[int]) -> None:
    parts = [DescriptorBlocks(descriptor) for descriptor in descriptors]
    _bench.taken.clear()
    blocks = open_image(parts, kind)
    _bench.disk = Disk(blocks)
    with suppress(ReadFault):
        _bench.has_gpt = is_gpt(blocks)
    archive_inside.opened(_bench.disk)


def _disk() -> Disk:
    if _bench.disk is None:
        raise Unreadable(Reason.READ_ERROR)
    return _bench.disk


def _numbers(disk: Disk) -> set[int]:
    """The number of everything that a plan shows: a volume, or each of several file systems on one."""
    made: set[int] = set()
    for volume, told in enumerate(disk.volumes):
        systems = 1
        with suppress(Unreadable):
            systems = len(disk.systems(volume))
        made |= {number_among(told.ordinal, place, max(systems, 1)) for place in range(max(systems, 1))}
    return made


def _told(system: System) -> Json:
    return [system.word, system.status.value, system.reason.value if system.reason else ""]
