"""Containers of disks: raw, split raw, E01, QCOW2, VMDK, VHD, VHDX, DMG. What lies inside comes out as blocks.

Which one it is, the first bytes say (of a fixed VHD and a DMG, the last 512). A
container that rests on another file (a backing file, a parent: a snapshot) or lacks a part
is told as such: nothing is looked up by a name that stands in an image. The second version
of EWF (Ex01) is known and not read.

References: artefact facts 13.2; the libyal format documents (EWF, QCOW, VMDK, VHD,
VHDX, modi); speed facts 2.2 (why pages are kept).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from inzage.formats.blocks import Blocks, Cached, FileObject, Joined, ReadFault
from inzage.formats.ewf import MAGIC as EWF_MAGIC
from inzage.formats.ewf import Ewf
from inzage.formats.libyal import FAULTS, Handle, library
from inzage.formats.qcow import MAGIC as QCOW_MAGIC
from inzage.formats.qcow import Qcow
from inzage.result import Reason, Unreadable

ImageKind = Literal["raw", "ewf", "ewf2", "qcow", "vmdk", "vhd", "dmg"]
IMAGE_KINDS: tuple[ImageKind, ...] = get_args(ImageKind)

_DIFFERENTIAL = 4  # of VHD and VHDX: it holds what changed since another one

HEAD = 4096
TAIL = 512
"""Bytes at either end by which a container is known."""

_DESCRIPTION = b"# Disk DescriptorFile"
_BEGINNINGS: tuple[tuple[bytes, ImageKind], ...] = (
    (EWF_MAGIC, "ewf"),
    (b"EVF2\r\n\x81\x00", "ewf2"),
    (QCOW_MAGIC, "qcow"),
    (b"KDMV", "vmdk"),
    (b"COWD", "vmdk"),
    (_DESCRIPTION, "vmdk"),
    (b"conectix", "vhd"),
    (b"vhdxfile", "vhd"),
)
_ENDINGS: tuple[tuple[bytes, ImageKind], ...] = ((b"conectix", "vhd"), (b"koly", "dmg"))


def container_kind(head: bytes, tail: bytes) -> ImageKind | None:
    """By the first ``HEAD`` and the last ``TAIL`` bytes; None where it is no container (but may be a bare disk)."""
    for mark, kind in _BEGINNINGS:
        if head.startswith(mark):
            return kind
    return next((kind for mark, kind in _ENDINGS if tail.startswith(mark)), None)


def open_image(parts: Sequence[Blocks], kind: ImageKind) -> Blocks:
    """The disk inside; raises ``Unreadable``. ``parts``: in order, one file or as many as it was split into."""
    if kind == "raw":
        return parts[0] if len(parts) == 1 else Joined(parts)
    try:
        if kind == "qcow":
            return Cached(Qcow(parts[0]))
        if kind == "ewf2":
            raise Unreadable(Reason.IMAGE_EX01)
        if kind == "ewf":
            return Ewf(parts)  # which keeps chunks itself
        return Cached(_Media(_OPENERS[kind]([FileObject(part) for part in parts]), parts))
    except FAULTS:
        raise Unreadable(Reason.IMAGE_DAMAGED) from None


class _Media:
    """A library's handle as blocks. ``parts`` are held as long as it is."""

    def __init__(self, handle: Handle, parts: Sequence[Blocks]) -> None:
        self._handle = handle
        self._parts = parts
        self._size = int(handle.get_media_size())

    @property
    def size(self) -> int:
        """Bytes on the disk inside."""
        return self._size

    def read_at(self, offset: int, size: int) -> bytes:
        """Unpacked by the library; a damaged chunk is a place that cannot be read."""
        size = min(size, max(0, self._size - offset))
        try:
            return bytes(self._handle.read_buffer_at_offset(size, offset)) if size else b""
        except FAULTS:
            raise ReadFault(offset) from None


def _alone(module: str, name: str) -> Callable[[list[FileObject]], Handle]:
    def opened(parts: list[FileObject]) -> Handle:
        handle = getattr(library(module), name)()
        handle.open_file_object(parts[0])
        if _rests_on_another(handle):
            raise Unreadable(Reason.IMAGE_SNAPSHOT)
        return handle

    return opened


def _rests_on_another(handle: Handle) -> bool:
    return bool(getattr(handle, "parent_filename", None)) or getattr(handle, "disk_type", None) == _DIFFERENTIAL


def _vmdk(parts: list[FileObject]) -> Handle:
    handle = _alone("pyvmdk", "handle")(parts)
    parts[0].seek(0)
    described = parts[0].read(len(_DESCRIPTION)) == _DESCRIPTION  # a text beside the data, never the data
    extents = parts[1:] if described else parts[1:] or parts
    if handle.number_of_extents != len(extents):
        raise Unreadable(Reason.IMAGE_INCOMPLETE)
    handle.open_extent_data_files_as_file_objects(extents)
    return handle


_OPENERS: Mapping[str, Callable[[list[FileObject]], Handle]] = {
    "vmdk": _vmdk,
    "vhd": _alone("pyvhdi", "file"),
    "dmg": _alone("pymodi", "handle"),
}
