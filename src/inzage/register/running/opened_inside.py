"""The files of a case that came as descriptors, read inside the lock: a zip, or the files of a folder.

References: APPNOTE.TXT 6.3.10 (zip; the mode of a file stands in the high half of its external attributes).
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from inzage.record import FILES
from inzage.register.running import UNPACKED

_HOW = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1


class Unfit(Exception):
    """What came is no case; ``code`` says why, in the closed list of refusals."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Descriptor(io.RawIOBase):
    """A descriptor as a file that can be read from any place."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor, self._place = descriptor, 0
        self._size = os.lseek(descriptor, 0, os.SEEK_END)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._place = base + offset
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        got = os.pread(self._descriptor, len(buffer), self._place)
        buffer[: len(got)] = got
        self._place += len(got)
        return len(got)


def of_zip(descriptor: int) -> Mapping[str, bytes]:
    """The files in a zip that holds one case, at the top or in one folder; ``Unfit`` for anything else."""
    try:
        with zipfile.ZipFile(io.BufferedReader(_Descriptor(descriptor))) as held:
            return {name: held.read(info) for name, info in _members(held.infolist()).items()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        raise Unfit("form") from None


def of_folder(names: Sequence[str], descriptors: Sequence[int]) -> Mapping[str, bytes]:
    """The files of a folder, as they were handed over."""
    sizes = [os.lseek(one, 0, os.SEEK_END) for one in descriptors]
    if sum(sizes) > UNPACKED:
        raise Unfit("too_large")
    return {
        name: os.pread(one, size, 0) for name, one, size in zip(names, descriptors, sizes, strict=True) if name in FILES
    }


def _members(infos: Sequence[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    for info in infos:
        _fit(info)
    files = [info for info in infos if not info.is_dir()]
    folders = {info.filename.partition("/")[0] for info in infos if "/" in info.filename}
    loose = any("/" not in info.filename for info in files)
    if len(folders) > 1 or (folders and loose):
        raise Unfit("strange_file")
    named = {info.filename.rpartition("/")[2]: info for info in files}
    if len(named) != len(files):
        raise Unfit("form")
    if named.keys() - FILES:
        raise Unfit("strange_file")
    if sum(info.file_size for info in files) > UNPACKED:
        raise Unfit("bomb")
    return named


def _fit(info: zipfile.ZipInfo) -> None:
    """Refuse a member that would lie elsewhere, lead elsewhere, or is no plain file."""
    name, kind = info.orig_filename, stat.S_IFMT(info.external_attr >> 16)
    parts = name.rstrip("/").split("/")
    if "\\" in name or "\0" in name or not set(parts).isdisjoint({"", ".", ".."}):
        raise Unfit("path")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Unfit("link")
    if len(parts) > (1 if info.is_dir() else len(("folder", "file"))):
        raise Unfit("strange_file")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _HOW:
        raise Unfit("form")
