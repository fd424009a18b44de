"""Who could know that a spoilt carrier is damaged: a check that is not the product's own.

``damaged`` gives True where such a check finds a fault that it does not find in the unspoilt
carrier, False where it finds none, None where we have no check for that form.

- FAT, exFAT, ext, XFS: their own ``fsck``, which only looks. E01: ``ewfverify``.
- QCOW2, VMDK, VHDX: ``qemu-img check``, then the disk inside as a disk.
- zip, gzip, xz, zlib: Python's own checksums. Tar: its headers' checksums, and nothing behind its end.
- GPT: the checksums of both tables. NTFS: the marks at the end of each sector of a record, and the
  copy of the first records. ISO 9660: each number once in either order. APFS: the checksum of each object.
- iTunes backups: SQLite's check of the index.
"""

import gzip
import lzma
import os
import struct
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path

from tests.fuzz.carriers.sparse import write_sparse
from tests.fuzz.tell import of_sqlite

Check = Callable[[bytes], bool]
"""Is all well with it?"""

_LEAKS = 3
"""What an image that was not closed leaves behind, and no damage."""

SECTOR, RECORD, INDEX, OBJECT = 512, 1024, 4096, 4096


def damaged(kind: str, base: Mapping[str, bytes], spoilt: Mapping[str, bytes]) -> bool | None:
    """As above; both are path → bytes."""
    if kind == "ios":
        return of_sqlite({"": spoilt["Manifest.db"]}, ("Files",))
    check = checks(kind, next(iter(base.values())))
    if check is None or len(base) > 1:
        return None
    if not all(check(one) for one in base.values()):
        return None
    return not all(check(one) for one in spoilt.values())


def checks(kind: str, base: bytes) -> Check | None:
    """The check of a kind; some compare with the unspoilt content."""
    simple: dict[str, Check] = {
        "zip": _zip,
        "tar": _tar,
        "tar.gz": lambda content: _tar(_unpacked(gzip.decompress, content)),
        "tar.xz": lambda content: _tar(_unpacked(lzma.decompress, content)),
        "android": lambda content: _tar(_unpacked(zlib.decompress, _body(content))),
        "android-plain": lambda content: _tar(_body(content)),
        "ntfs": partial(_ntfs, base),
        "xfs": _tool("xfs_repair", "-n", "-f", "-o", "force_geometry"),
        "exfat": _tool("fsck.exfat", "-n"),
        "e01": _tool("ewfverify", "-q"),
        "apfs": partial(_apfs, base),
        "mbr": partial(_parts, base),
        "gpt": partial(_parts, base),
        **dict.fromkeys(("qcow2", "qcow2-packed"), partial(_image, "qcow2", base)),
        **dict.fromkeys(("vmdk", "vmdk-packed"), partial(_image, "vmdk", base)),
        "vhdx": partial(_image, "vhdx", base),
        **dict.fromkeys(("fat12", "fat16", "fat32"), _tool("fsck.fat", "-n")),
        **dict.fromkeys(("ext2", "ext3", "ext4"), _tool("e2fsck", "-f", "-n")),
        **dict.fromkeys(("iso9660", "iso9660-rock", "iso9660-joliet"), partial(_iso, base)),
    }
    return simple.get(kind)


def _tool(*words: str) -> Check:
    def good(content: bytes) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            at = Path(folder) / "disk.E01"
            write_sparse(at, content)
            return _said([*words, str(at)])

    return good


def _said(words: list[str]) -> bool:
    environment = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}
    try:
        done = subprocess.run(words, capture_output=True, check=False, timeout=30, env=environment)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 or (words[0] == "qemu-img" and done.returncode == _LEAKS)


def _zip(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.testzip() is None
    except Exception:
        return False


def _unpacked(unpack: Callable[[bytes], bytes], content: bytes) -> bytes:
    try:
        return unpack(content)
    except Exception:
        return b"\1"


def _body(content: bytes) -> bytes:
    return content.split(b"\n", 4)[-1]


def _tar(content: bytes) -> bool:
    at = 0
    while any(block := content[at : at + SECTOR]):
        told = block[148:156].strip(b" \0")
        if len(block) < SECTOR or not told.isdigit() or int(told, 8) != sum(block) - sum(block[148:156]) + 256:
            return False
        size = block[124:136].strip(b" \0")
        if not size.isdigit():
            return False
        at += SECTOR + -(-int(size, 8) // SECTOR) * SECTOR
    return at <= len(content) and not any(content[at:])


def _ntfs(base: bytes, content: bytes) -> bool:
    """Every record that ended well ends well; the first four stand twice."""
    for size, mark in ((RECORD, b"FILE"), (INDEX, b"INDX")):
        at = base.find(mark)
        while at >= 0:
            if at % SECTOR == 0 and _fixed(base[at : at + size]) and not _fixed(content[at : at + size]):
                return False
            at = base.find(mark, at + 1)
    clusters = base[13] * SECTOR
    first, copy = (int.from_bytes(base[at : at + 8], "little") * clusters for at in (48, 56))
    return content[first : first + 4 * RECORD] == content[copy : copy + 4 * RECORD]


def _fixed(record: bytes) -> bool:
    at, count = struct.unpack_from("<HH", record, 4) if len(record) >= SECTOR else (0, 0)
    ends = range(SECTOR, SECTOR * count, SECTOR)
    whole = record[:4] in (b"FILE", b"INDX") and (count - 1) * SECTOR == len(record)
    return whole and all(record[end - 2 : end] == record[at : at + 2] for end in ends)


def _apfs(base: bytes, content: bytes) -> bool:
    places = range(0, len(base) - OBJECT + 1, OBJECT)
    return all(_summed(content[at : at + OBJECT]) for at in places if _summed(base[at : at + OBJECT]))


def _summed(block: bytes) -> bool:
    """Fletcher's 64 bits over an object, which come out as zero."""
    one = other = 0
    for word in struct.unpack(f"<{len(block[8:]) // 4}I", block[8:]):
        one = (one + word) % 0xFFFFFFFF
        other = (other + one) % 0xFFFFFFFF
    first = 0xFFFFFFFF - (one + other) % 0xFFFFFFFF
    second = 0xFFFFFFFF - (one + first) % 0xFFFFFFFF
    return any(block) and block[:8] == struct.pack("<II", first, second)


def _iso(base: bytes, content: bytes) -> bool:
    """Wherever the unspoilt disc has a record, its numbers still say the same in either order."""
    for at in range(32768, len(base) - 34, 2):
        is_record = base[at] >= 34 and base[at + 28 : at + 32] == b"\1\0\0\1" and _numbered(base, at)
        if is_record and not _numbered(content, at):
            return False
    return _both(content, 32768 + 80)


def _numbered(content: bytes, at: int) -> bool:
    return _both(content, at + 2) and _both(content, at + 10)


def _both(content: bytes, at: int) -> bool:
    return content[at : at + 4] == content[at + 4 : at + 8][::-1] and at + 8 <= len(content)


def _parts(base: bytes, content: bytes) -> bool:
    """The tables' checksums, and the volumes where they lay."""
    if base[512:520] == b"EFI PART" and not (_table(content, 1) and _table(content, len(base) // SECTOR - 1)):
        return False
    fat = next(at for at in range(SECTOR, len(base), SECTOR) if base[at + 54 : at + 59] == b"FAT12")
    ext = next(at for at in range(fat + SECTOR, len(base), SECTOR) if base[at + 1080 : at + 1082] == b"\x53\xef")
    size = 1 << 20
    return _tool("fsck.fat", "-n")(content[fat : fat + size]) and _tool("e2fsck", "-f", "-n")(content[ext : ext + size])


def _table(content: bytes, sector: int) -> bool:
    header = content[sector * SECTOR : sector * SECTOR + 92]
    if len(header) < 92 or zlib.crc32(header[:16] + bytes(4) + header[20:]) != int.from_bytes(header[16:20], "little"):
        return False
    at, count, size, told = struct.unpack_from("<QIII", header, 72)
    return zlib.crc32(content[at * SECTOR : at * SECTOR + count * size]) == told


def _image(form: str, base: bytes, content: bytes) -> bool:
    """The container by its own check, then the disk inside."""
    with tempfile.TemporaryDirectory() as folder:
        at, raw = Path(folder) / "image", Path(folder) / "raw"
        write_sparse(at, content)
        if not _said(["qemu-img", "check", "-f", form, str(at)]):
            return False
        if not _said(["qemu-img", "convert", "-f", form, "-O", "raw", str(at), str(raw)]):
            return False
        whole = raw.read_bytes()
        write_sparse(at, base)
        _said(["qemu-img", "convert", "-f", form, "-O", "raw", str(at), str(raw)])
        return _parts(raw.read_bytes(), whole)
