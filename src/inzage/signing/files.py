"""Small files on disk that must be whole or absent, whatever happens in between.

Every function raises ``OSError`` as it comes; the caller's stage gives it words.
"""

import os
import secrets
from pathlib import Path

PRIVATE = 0o600
PUBLIC = 0o644


def sync_directory(path: Path) -> None:
    """Make what was created, renamed or removed in ``path`` survive a power cut."""
    directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def write_whole(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Put ``data`` at ``path`` at once, replacing what was there."""
    temporary = _write_beside(path, data, mode)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def write_new(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Put ``data`` at ``path`` at once; ``FileExistsError`` if something lies there."""
    temporary = _write_beside(path, data, mode)
    try:
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_directory(path.parent)


def others_may_read(path: Path) -> bool:
    """Whether somebody but the owner may read or change the file."""
    return bool(path.stat().st_mode & 0o077)


def _write_beside(path: Path, data: bytes, mode: int) -> Path:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
