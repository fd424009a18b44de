"""SHA-256 over everything that a carrier is, on request: its bytes in order, read and not parsed.

Of an image in several files it is the files one after the other; of an E01 or QCOW2 it is
the file as it lies there, not the disk inside it. A folder, or a backup that is one, has no
such bytes. A digest is whole or it is not made: with one unreadable sector nobody could
make the same again.

References: FIPS 180-4; pread(2): a block device is asked for whole sectors, from a boundary on.
"""

import hashlib
import os
from collections.abc import Callable, Sequence

from inzage.result import Reason, WholeDigest
from inzage.sources.backup_ios import IosBackupSource
from inzage.sources.descriptors import Marks
from inzage.sources.unpacked import UnpackedSource

STEP = 1 << 22
"""Bytes per read."""

Watch = Callable[[int, int], None]
"""Hears of (bytes read, bytes in all)."""


def whole_digest(source: object, watch: Watch = lambda _done, _all: None) -> WholeDigest:
    """The digest, or why there is none; Ctrl-C ends it and nothing else."""
    if not isinstance(source, UnpackedSource) or isinstance(source, IosBackupSource):
        return WholeDigest(None, 0, 0, Reason.NOT_A_FILE)
    return digest_of(source.files, watch)


def digest_of(files: Sequence[int], watch: Watch = lambda _done, _all: None) -> WholeDigest:
    """As ``whole_digest``, of open files that follow each other."""
    sizes = [os.lseek(file, 0, os.SEEK_END) for file in files]
    before = [Marks.of(os.fstat(file)) for file in files]
    told, done, size = hashlib.sha256(), 0, sum(sizes)
    try:
        for file, most in zip(files, sizes, strict=True):
            for at in range(0, most, STEP):
                part = os.pread(file, min(STEP, most - at), at)
                told.update(part)
                done += len(part)
                watch(done, size)
                if len(part) < min(STEP, most - at):
                    return WholeDigest(None, done, size, Reason.CHANGED_WHILE_READ)
    except OSError:
        return WholeDigest(None, done, size, Reason.READ_ERROR)
    except KeyboardInterrupt:
        return WholeDigest(None, done, size, Reason.INTERRUPTED)
    if before != [Marks.of(os.fstat(file)) for file in files]:
        return WholeDigest(None, done, size, Reason.CHANGED_WHILE_READ)
    return WholeDigest(told.hexdigest(), done, size)
