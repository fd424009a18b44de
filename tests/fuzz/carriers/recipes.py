"""Small carriers of every kind that can be opened, made by the tools and writers of the other tests.

A carrier is a few files (path → bytes) of which one, or the folder of all, is opened. The
kinds that no tool here makes (APFS, HFS+, BitLocker) come from the real data, where that is.
"""

import gzip
import os
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from inzage.formats.encryption import Secret, SecretKind
from inzage.sources.keys import Key
from tests.formats.dmg import packed_dmg
from tests.formats.encryption.made import PASSWORD, luks1, luks2
from tests.sources.archives import made_tar
from tests.sources.backups import SECRET, IosBackup, ab_bytes, mbdb_backup
from tests.tables import MSR, SECTOR, gpt, mbr
from tests.volumes import MIB, content_of, make_exfat, make_ext, make_fat, make_iso, make_ntfs, make_xfs, run

REAL = Path(os.environ.get("INZAGE_REAL_DATA") or Path(__file__).parents[4] / "shared" / "data")
BASIC = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"

REAL_PASSWORD = "password12!@"  # noqa: S105  (published beside the sample)


@dataclass(frozen=True)
class Carrier:
    """``files``: path → bytes. ``opens``: which of them, or '' for their folder. ``secret``: its owner's."""

    kind: str
    files: Mapping[str, bytes]
    opens: str
    secret: str | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """What its owner gives, anew for each opening."""
        return () if self.secret is None else (Key(None, Secret(SecretKind.PASSWORD, bytearray(self.secret.encode()))),)


def tree(room: Path) -> Path:
    """What lies on each: browser profiles of two people, and letters. No name holds a blank."""
    root, chance = room / "tree", Random(3)  # noqa: S311
    if root.exists():
        return root
    for who in ("jan", "eva"):
        _put(root / f"home/{who}/.config/google-chrome/Default/History", chance.randbytes(5000))
        _put(root / f"home/{who}/.config/google-chrome/Default/History-wal", chance.randbytes(300))
        _put(root / f"home/{who}/.mozilla/firefox/ab12cd34.default/places.sqlite", chance.randbytes(9000))
        for number in range(9):
            _put(root / f"home/{who}/letters/a-letter-{number}.txt", b"letter %d\n" % number * 20)
    _put(root / "home/eva/letters/one-with-a-long-name-that-takes-more-than-one-entry.txt", b"")
    return root


def _put(at: Path, content: bytes) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_bytes(content)
    os.utime(at, (1_790_000_000, 1_790_000_000))


def _volume(make: Callable[[Path, Path], Path]) -> Callable[[str, Path], Carrier]:
    """A bare volume of the tree, under the name of a disk."""

    def made(kind: str, room: Path) -> Carrier:
        at = room / f"{kind}.dd"
        make(at, tree(room))
        return Carrier(kind, {at.name: at.read_bytes()}, at.name)

    return made


def _bytes_of(room: Path, kind: str) -> bytes:
    (content,) = RECIPES[kind](kind, room).files.values()
    return content


def _zip(kind: str, room: Path) -> Carrier:
    at = room / "a.zip"
    with zipfile.ZipFile(at, "w") as archive:
        for number, (name, content) in enumerate(content_of(tree(room)).items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED)
    return Carrier(kind, {"a.zip": at.read_bytes()}, "a.zip")


def _tar(ending: str, mode: str) -> Callable[[str, Path], Carrier]:
    def made(kind: str, room: Path) -> Carrier:
        at = made_tar(room / f"a{ending}", list(content_of(tree(room)).items()), mode)
        return Carrier(kind, {at.name: at.read_bytes()}, at.name)

    return made


def _mbr(kind: str, room: Path) -> Carrier:
    first, second = _bytes_of(room, "fat12"), _bytes_of(room, "ext2")
    after = 8 + len(first) // SECTOR
    table = mbr((0x06, 8, len(first) // SECTOR), (0x05, after, 8 + len(second) // SECTOR))
    inner = mbr((0x83, 8, len(second) // SECTOR))
    content = table + bytes(7 * SECTOR) + first + inner + bytes(7 * SECTOR) + second
    return Carrier(kind, {"disk.dd": content}, "disk.dd")


def _gpt(kind: str, room: Path) -> Carrier:
    first, second = _bytes_of(room, "fat12"), _bytes_of(room, "ext2")
    parts, pieces, at = [(MSR, 34, 47)], {}, 64
    for volume in (first, second):
        parts.append((BASIC, at, at + len(volume) // SECTOR - 1))
        pieces[at] = volume
        at += len(volume) // SECTOR + 16
    return Carrier(kind, {"disk.dd": gpt(at + 40, parts, pieces)}, "disk.dd")


def _image(form: str, ending: str, *options: str) -> Callable[[str, Path], Carrier]:
    """Of a disk with two volumes, by qemu."""

    def made(kind: str, room: Path) -> Carrier:
        raw, at = room / "raw", room / f"disk.{ending}"
        raw.write_bytes(_bytes_of(room, "mbr"))
        run("qemu-img", "convert", "-f", "raw", "-O", form, *options, raw, at)
        content = at.read_bytes()
        at.unlink()
        return Carrier(kind, {at.name: content}, at.name)

    return made


def _ewf(kind: str, room: Path) -> Carrier:
    at = room / "disk.E01"
    words = ["ewfacquirestream", "-q", "-t", str(at.with_suffix(""))]
    subprocess.run(words, input=_bytes_of(room, "mbr"), capture_output=True, check=True)
    return Carrier(kind, {at.name: at.read_bytes()}, at.name)


def _dmg(kind: str, room: Path) -> Carrier:
    return Carrier(kind, {"disk.dmg": packed_dmg(_bytes_of(room, "mbr"))}, "disk.dmg")


def _luks(make: Callable[[bytes], bytes]) -> Callable[[str, Path], Carrier]:
    def made(kind: str, room: Path) -> Carrier:
        return Carrier(kind, {"disk.dd": make(_bytes_of(room, "ext2"))}, "disk.dd", PASSWORD)

    return made


_IOS = tuple(
    (domain, path, Random(path).randbytes(3000 + 7 * len(path)))  # noqa: S311
    for domain, path in (
        ("AppDomain-com.google.chrome.ios", "Library/Application Support/Google/Chrome/Default/History"),
        ("AppDomain-org.mozilla.ios.Firefox", "Documents/places.db"),
        ("HomeDomain", "Library/SMS/sms.db"),
        ("HomeDomain", "Library/Safari/History.db"),
        ("HomeDomain", "Library/Notes/a.txt"),
        ("MediaDomain", "Library/b.txt"),
    )
)


def _ios(secret: str | None) -> Callable[[str, Path], Carrier]:
    return lambda kind, room: _folder(kind, IosBackup(_IOS, secret).write(room / kind), secret)


def _mbdb(kind: str, room: Path) -> Carrier:
    return _folder(kind, mbdb_backup(room / kind, _IOS), None)


def _folder(kind: str, made: Path, secret: str | None) -> Carrier:
    return Carrier(kind, content_of(made), "", secret)


_AB = tuple(
    (f"apps/com.android.chrome/r/app_chrome/{name}", Random(name).randbytes(4000))  # noqa: S311
    for name in ("Default/History", "Default/Cookies", "Profile 1/History", "Local State")
)


def _ab(secret: str | None, *, packed: bool) -> Callable[[str, Path], Carrier]:
    return lambda kind, _: Carrier(kind, {"a.ab": ab_bytes(_AB, packed=packed, secret=secret)}, "a.ab", secret)


def _real(path: str, most: int) -> Callable[[str, Path], Carrier]:
    def made(kind: str, room: Path) -> Carrier:
        content = (REAL / path).read_bytes()
        content = gzip.decompress(content) if path.endswith(".gz") else content
        return Carrier(kind, {"disk.dd": content[:most]}, "disk.dd")

    return made


def _bitlocker(kind: str, room: Path) -> Carrier:
    return replace(_real("dissect.fve/tests/_data/bde/aes_128.bin.gz", 52 << 20)(kind, room), secret=REAL_PASSWORD)


RECIPES: Mapping[str, Callable[[str, Path], Carrier]] = {
    "zip": _zip,
    "tar": _tar(".tar", "w"),
    "tar.gz": _tar(".tgz", "w:gz"),
    "tar.xz": _tar(".txz", "w:xz"),
    "mbr": _mbr,
    "gpt": _gpt,
    "ntfs": _volume(lambda at, tree: make_ntfs(at, tree, 2 * MIB)),
    "fat12": _volume(lambda at, tree: make_fat(at, tree, MIB, 12)),
    "fat16": _volume(lambda at, tree: make_fat(at, tree, 9 * MIB, 16)),
    "fat32": _volume(lambda at, tree: make_fat(at, tree, 34 * MIB, 32)),
    "exfat": _volume(lambda at, tree: make_exfat(at, tree, 4 * MIB)),
    "ext2": _volume(lambda at, tree: make_ext(at, tree, MIB, "ext2")),
    "ext3": _volume(lambda at, tree: make_ext(at, tree, 3 * MIB, "ext3")),
    "ext4": _volume(lambda at, tree: make_ext(at, tree, 3 * MIB, "ext4")),
    "xfs": _volume(lambda at, tree: make_xfs(at, tree, 16 * MIB, ("--unsupported",))),
    "iso9660": _volume(lambda at, tree: make_iso(at, tree)),  # noqa: PLW0108
    "iso9660-rock": _volume(lambda at, tree: make_iso(at, tree, "-R")),
    "iso9660-joliet": _volume(lambda at, tree: make_iso(at, tree, "-J")),
    "apfs": _real("dfvfs/test_data/apfs.raw", 1 << 23),
    "hfs+": _real("dfvfs/test_data/hfsplus.raw", 1 << 23),
    "e01": _ewf,
    "qcow2": _image("qcow2", "qcow2"),
    "qcow2-packed": _image("qcow2", "qcow2", "-c"),
    "vmdk": _image("vmdk", "vmdk"),
    "vmdk-packed": _image("vmdk", "vmdk", "-o", "subformat=streamOptimized"),
    "vhd": _image("vpc", "vhd", "-o", "subformat=dynamic,force_size=on"),
    "vhdx": _image("vhdx", "vhdx"),
    "dmg": _dmg,
    "luks1": _luks(luks1),
    "luks2": _luks(luks2),
    "bitlocker": _bitlocker,
    "ios": _ios(None),
    "ios-sealed": _ios(SECRET),
    "ios-mbdb": _mbdb,
    "android": _ab(None, packed=True),
    "android-plain": _ab(None, packed=False),
    "android-sealed": _ab(SECRET, packed=True),
}
SLOW = frozenset({"bitlocker"})
"""A key there takes half a second: a twentieth of the inputs."""

FROM_REAL = frozenset({"apfs", "hfs+", "bitlocker"})


def makeable() -> Iterator[str]:
    """The kinds that can be made here."""
    return (kind for kind in RECIPES if kind not in FROM_REAL or REAL.is_dir())


def made(kind: str, room: Path) -> Carrier:
    """The carrier of a kind, made in ``room`` with what it takes."""
    return RECIPES[kind](kind, room)
