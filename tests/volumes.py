"""Makes volumes out of trees with Debian's own tools, without mounting anything, so that any user can.

exFAT has no such tool: ``tests.exfat`` writes it. NTFS is written through the library of
its tools, because those can copy a file but not make a folder.
"""

import ctypes
import os
import stat
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.exfat import fill_exfat

MIB = 1 << 20
_DATA = 0x80


def run(*words: object, **environment: str) -> None:
    """A tool, which must succeed."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip
    assert done.returncode == 0, (words, done.stdout, done.stderr)


def blank(at: Path, size: int) -> Path:
    """A sparse file."""
    with at.open("wb") as file:
        file.truncate(size)
    return at


def make_ext(at: Path, tree: Path, size: int = 24 * MIB, kind: str = "ext4") -> Path:
    """An ext volume that holds the tree."""
    run("mke2fs", "-q", "-F", "-t", kind, "-d", tree, blank(at, size))
    return at


def make_fat(at: Path, tree: Path, size: int = 40 * MIB, bits: int = 32) -> Path:
    """A FAT volume that holds the tree."""
    run("mkfs.fat", "-F", bits, blank(at, size))
    for item in sorted(tree.iterdir()):
        run("mcopy", "-s", "-m", "-Q", "-i", at, item, "::", TZ="Europe/Amsterdam")
    return at


def make_exfat(at: Path, tree: Path, size: int = 24 * MIB, label: str = "STICK VAN 1") -> Path:
    """An exFAT volume as Linux makes it, that holds the tree."""
    run("mkfs.exfat", "-L", label, blank(at, size))
    fill_exfat(at, tree)
    run("fsck.exfat", "-n", at)
    return at


def make_xfs(at: Path, tree: Path, size: int = 320 * MIB, options: Sequence[str] = ()) -> Path:
    """An XFS volume that holds the tree (names without blanks, as the tool asks)."""
    proto = at.with_suffix(".proto")
    proto.write_bytes(os.fsencode("\n".join(["/", "0 0", "d--755 0 0", *_proto(tree), "$", ""])))
    run("mkfs.xfs", "-q", "-f", *options, "-p", proto, blank(at, size))
    proto.unlink()
    return at


def make_iso(at: Path, tree: Path, *options: str) -> Path:
    """The image of a disc that holds the tree; ``options``: of genisoimage (``-R``: Rock Ridge, ``-J``: Joliet)."""
    run("genisoimage", "-quiet", "-input-charset", "utf-8", *options, "-o", at, tree)
    return at


def _proto(folder: Path) -> Iterator[str]:
    for item in sorted(folder.iterdir()):
        if item.is_symlink():
            yield f"{item.name} l--777 0 0 {item.readlink()}"
        elif item.is_dir():
            yield f"{item.name} d--755 0 0"
            yield from _proto(item)
            yield "$"
        else:
            yield f"{item.name} ---644 0 0 {item}"


def make_ntfs(at: Path, tree: Path, size: int = 24 * MIB) -> Path:
    """An NTFS volume that holds the tree."""
    run("mkfs.ntfs", "-q", "-F", "-Q", blank(at, size))
    writer = NtfsWriter(at)
    try:
        writer.fill(tree, writer.root())
    finally:
        writer.close()
    return at


class NtfsWriter:
    """The few calls of the library that writing takes."""

    def __init__(self, at: Path) -> None:
        self._library = ctypes.CDLL(_ntfs_library(), use_errno=True)
        pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long
        self._mount = self._call("ntfs_mount", pointer, text, ctypes.c_ulong)
        self._path = self._call("ntfs_pathname_to_inode", pointer, pointer, pointer, text)
        self._create = self._call(
            "ntfs_create", pointer, pointer, ctypes.c_uint32, pointer, ctypes.c_uint8, ctypes.c_uint32
        )
        self._link = self._call("ntfs_link", ctypes.c_int, pointer, pointer, pointer, ctypes.c_uint8)
        self._close = self._call("ntfs_inode_close", ctypes.c_int, pointer)
        self._attribute = self._call("ntfs_attr_open", pointer, pointer, ctypes.c_uint32, pointer, ctypes.c_uint32)
        self._write = self._call("ntfs_attr_pwrite", number, pointer, number, number, text)
        self._attribute_close = self._call("ntfs_attr_close", None, pointer)
        self._umount = self._call("ntfs_umount", ctypes.c_int, pointer, ctypes.c_int)
        self._volume = _there(self._mount(str(at).encode(), 0))

    def _call(self, name: str, gives: Any, *takes: Any) -> Callable[..., Any]:
        made = getattr(self._library, name)
        made.restype, made.argtypes = gives, takes
        return made  # type: ignore[no-any-return]

    def root(self) -> int:
        """The topmost folder."""
        return _there(self._path(self._volume, None, b"/"))

    def fill(self, tree: Path, folder: int) -> None:
        """Copy a tree's content into an open folder, which is closed."""
        for item in sorted(tree.iterdir()):
            if item.is_dir():
                self.fill(item, self.make(folder, item.name, stat.S_IFDIR))
            else:
                self.put(folder, item.name, item.read_bytes())
        self._close(folder)

    def put(self, folder: int, name: str, content: bytes, *also_called: str) -> None:
        """A file, perhaps with further names in the same folder."""
        made = self.make(folder, name, stat.S_IFREG)
        data = _there(self._attribute(made, _DATA, None, 0))
        assert not content or self._write(data, 0, len(content), content) == len(content)
        self._attribute_close(data)
        for other in also_called:
            assert self._link(made, folder, *_sixteen(other)) == 0
        self._close(made)

    def make(self, folder: int, name: str, mode: int) -> int:
        """A file or folder, open."""
        return _there(self._create(folder, 0, *_sixteen(name), mode))

    def close(self) -> None:
        """Write all that is held."""
        assert self._umount(self._volume, 0) == 0


def _sixteen(name: str) -> tuple[Any, int]:
    coded = name.encode("utf-16-le", "surrogatepass")
    return ctypes.create_string_buffer(coded), len(coded) // 2


def _there(pointer: int | None) -> int:
    assert pointer, os.strerror(ctypes.get_errno())
    return pointer


def _ntfs_library() -> str:
    found = sorted(Path("/usr/lib").glob("*/libntfs-3g.so.*")) + sorted(Path("/lib").glob("*/libntfs-3g.so.*"))
    assert found, "the library of ntfs-3g is not there"
    return str(found[0])


def content_of(tree: Path) -> Mapping[str, bytes]:
    """Path → bytes of every file below a folder."""
    return {str(file.relative_to(tree)): file.read_bytes() for file in sorted(tree.rglob("*")) if file.is_file()}


def names_of(tree: Path) -> set[str]:
    """Every path below a folder."""
    return {str(item.relative_to(tree)) for item in tree.rglob("*")}
