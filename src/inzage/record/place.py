"""Where a case is written until it is finished, and who may write there: one process at a time."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from inzage.record import CaseBusy, CaseExists
from inzage.record.store import cannot_write
from inzage.signing.files import sync_directory

Holder = TypeVar("Holder")


def part_of(path: Path) -> Path:
    """Where the case in ``path`` is written until it is finished."""
    return path.with_name(path.name + ".part")


class Hold:
    """An exclusive hold on a directory; the kernel lets go when the process dies."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.kept = descriptor, False

    def keep(self, holder: Holder) -> Holder:
        """Hand the hold over to ``holder``, beyond the ``with`` block."""
        self.kept = True
        return holder


@contextlib.contextmanager
def held(path: Path) -> Iterator[Hold]:
    """Hold ``<path>.part``; ``CaseBusy`` where another process does."""
    lock = Hold(_open_directory(path))
    try:
        fcntl.flock(lock.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # between opening and locking, its holder may have finished: then this is no longer the part
        _refuse_too_late(path)
        if not part_of(path).exists() or part_of(path).stat().st_ino != os.fstat(lock.descriptor).st_ino:
            raise CaseBusy(case=path)
        _sync(path)  # an order is used for this case next: after a power cut its folder must be there
        yield lock
    except BlockingIOError:
        raise CaseBusy(case=path) from None
    finally:
        if not lock.kept:
            os.close(lock.descriptor)


def _open_directory(path: Path) -> int:
    try:
        return os.open(part_of(path), os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        raise CaseBusy(case=path) from None
    except OSError as error:
        raise cannot_write(path, error) from None


def refuse_finished(path: Path) -> None:
    """``CaseExists`` where something lies in ``path`` but an empty directory."""
    if path.is_symlink() or (path.exists() and not (path.is_dir() and not any(path.iterdir()))):
        raise CaseExists(case=path)


def _refuse_too_late(path: Path) -> None:
    """``CaseExists`` where it was finished since we looked; the empty folder that was made then is taken away."""
    try:
        refuse_finished(path)
    except CaseExists:
        with contextlib.suppress(OSError):
            part_of(path).rmdir()
        raise


def put_in_place(path: Path) -> None:
    """Rename ``<path>.part`` to ``path``, for good."""
    try:
        part_of(path).rename(path)
    except OSError as error:
        refuse_finished(path)
        raise cannot_write(path, error) from None
    _sync(path)


def _sync(path: Path) -> None:
    """Flush the names beside ``path``."""
    try:
        sync_directory(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from None
