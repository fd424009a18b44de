"""Every carrier among the real data opens with the names it is known to hold, or tells by name why not.

A file that comes to lie among them and is not told of here makes these tests fail. The
counts of dfVFS and dfir_ntfs are those of their README and of another program's listing
(``fls``); the samples of dissect.fve hold a volume's beginning only.
"""

import gzip
from pathlib import Path

import pytest

from inzage.report.words_reasons import REASONS
from inzage.result import FileSystem, Reason, Status
from inzage.sources import UnknownCarrier
from inzage.sources.opening import open_source
from tests.real.volumes import ENOUGH, Unpacked

FOLDERS = ("dfvfs", "dfir_ntfs", "dissect.fve")

Told = tuple[str, str, int, Reason | None]
"""Kind of source, file system, names, and why there are none."""


def shut(word: str) -> Told:
    """A volume that nobody gave a key for."""
    return ("raw", word, 0, Reason.ENCRYPTED)


KNOWN: dict[str, Told] = {
    "dfir_ntfs/test_data/fat12.raw.gz": ("raw", "fat12", 1025, None),
    "dfir_ntfs/test_data/fat32_loop.raw.gz": ("raw", "fat32", 90, None),
    "dfir_ntfs/test_data/ntfs3.raw.gz": ("raw", "ntfs", 17, None),
    "dfvfs/test_data/apfs.raw": ("raw", "apfs", 10, None),
    "dfvfs/test_data/ext2.E01": ("ewf", "ext2", 6, None),
    "dfvfs/test_data/ext2.qcow2": ("qcow", "ext2", 6, None),
    "dfvfs/test_data/ext2.splitraw.000": ("raw", "ext2", 6, None),
    "dfvfs/test_data/ext2.splitraw.001": ("raw", "ext2", 6, None),
    "dfvfs/test_data/ext2.vhd": ("vhd", "ext2", 6, None),
    "dfvfs/test_data/ext2.vmdk": ("vmdk", "ext2", 6, None),
    "dfvfs/test_data/hfsplus.raw": ("raw", "hfs+", 12, None),
    "dfvfs/test_data/tar/mixed_paths.tar": ("tar", "tar", 2, None),
    "dfvfs/test_data/windows_volume.qcow2": ("qcow", "ntfs", 18, None),
    "dfvfs/test_data/zip/absolute_paths.zip": ("zip", "zip", 2, None),
    "dissect.fve/tests/_data/bde/decrypted.bin.gz": ("raw", "ntfs", 0, Reason.FILE_SYSTEM_DAMAGED),
    **{
        f"dissect.fve/tests/_data/bde/{name}.bin.gz": shut("bitlocker")
        for name in (
            "aes-xts_128", "aes-xts_256", "aes_128", "aes_128_diffuser", "aes_256", "aes_256_diffuser", "eow_partial",
            "recovery_key", "recovery_password", "startup_key", "suspended", "vista", "win7_partial",
        )
    },
    **{f"dissect.fve/tests/_data/luks1/{name}.bin.gz": shut("luks1") for name in ("aes-ecb", "sha1")},
    **{
        f"dissect.fve/tests/_data/luks2/{name}.bin.gz": shut("luks2")
        for name in (
            "aes-cbc-essiv", "aes-cbc-plain", "aes-ecb-pbkdf2", "aes-ecb", "aes-xts-plain64", "multiple-slots",
        )
    },
}  # fmt: skip
NO_CARRIER = {f"dissect.fve/tests/_data/bde/{name}.bek" for name in ("recovery_key", "startup_key")}
"""Keys to what lies beside them."""


def test_every_file_is_told_of(real_data: Path) -> None:
    lying = {path for folder in FOLDERS for path in (real_data / folder).rglob("*") if path.is_file()}
    assert {path.relative_to(real_data).as_posix() for path in lying} == KNOWN.keys() | NO_CARRIER


@pytest.mark.parametrize("name", KNOWN)
def test_it_opens_with_its_count_or_a_named_reason(real_data: Path, tmp_path: Path, name: str) -> None:
    kind, system, entries, reason = KNOWN[name]
    source = open_source(str(_as_it_was(real_data / name, tmp_path)))
    try:
        assert source.kind == kind
        (told,) = source.survey().filesystems
    finally:
        source.close()
    status = {None: Status.READ, Reason.ENCRYPTED: Status.ENCRYPTED}.get(reason, Status.UNREADABLE)
    assert told == FileSystem(system, entries, status, reason)
    assert reason is None or REASONS[reason.value], "a reason has words"


@pytest.mark.parametrize("name", sorted(NO_CARRIER))
def test_a_key_file_is_no_carrier(real_data: Path, name: str) -> None:
    with pytest.raises(UnknownCarrier) as fault:
        open_source(str(real_data / name))
    assert "Er is niets geopend" in fault.value.sentence("nl")


def _as_it_was(at: Path, room: Path) -> Path:
    """Unpacked, where it was packed for the archive it lies in."""
    if at.suffix != ".gz":
        return at
    made = room / at.name.removesuffix(".gz")
    if "dissect.fve" in at.parts:
        Unpacked(at, ENOUGH).write_to(made)
    else:
        made.write_bytes(gzip.decompress(at.read_bytes()))
    return made
