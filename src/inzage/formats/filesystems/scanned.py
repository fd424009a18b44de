"""Which file systems can be scanned, and by what; everything else is walked."""

from importlib import import_module

from inzage.formats.filesystems import FileSystemReader
from inzage.formats.filesystems.scan import FAULTS_OF_SCANS, Scan

_SCANS = {"ext2": "ext", "ext3": "ext", "ext4": "ext", "ntfs": "ntfs", "exfat": "exfat"}


def warm() -> None:
    """Load all scans; raises ``ImportError`` where the library for columns is not installed."""
    for name in sorted(set(_SCANS.values())):
        import_module(f"inzage.formats.filesystems.scan.{name}")


def scan_of(reader: FileSystemReader) -> Scan | None:
    """All names of a file system in columns; None where it must be walked, because something about it is unusual."""
    name = _SCANS.get(reader.type)
    if name is None:
        return None
    try:
        made: Scan = import_module(f"inzage.formats.filesystems.scan.{name}").scan(reader)
    except (ImportError, *FAULTS_OF_SCANS):
        return None
    return made
