"""Files in the folder of lists: whole or absent, and faults of the disk in words."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from inzage.signing.files import PRIVATE, sync_directory
from inzage.watchlists import ListUnreadable


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its place at once when the block ends well, and is gone when it does not."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_directory(path.parent)
    except OSError as error:
        raise unreadable(path, error) from None


def write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` at once."""
    with whole(path) as file:
        file.write(data)


def remove(path: Path) -> None:
    """Take a file away, if it is there, for good."""
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_directory(path.parent)
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> ListUnreadable:
    """The sentence for a file that cannot be read or written."""
    why = os.strerror(error.errno or 0)
    expected = ("een bestand dat te lezen en te schrijven is", "a file that can be read and written")
    return ListUnreadable(file=str(path), expected=expected, found=(why, why))
