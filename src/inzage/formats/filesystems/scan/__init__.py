"""The names of a whole file system in columns: tables of files read in large pieces, folders level by level.

Implementations: ``ext``, ``ntfs`` and ``exfat`` over ``columns`` (what they give), ``pieces`` (many reads as few,
many names as one text) and ``sums`` (checksums of many blocks at once); ``filesystems.scanned`` begins them.

A scan is quick because it takes only what is as its form says: every record, block and checksum
that the walk looks at is looked at here too, all at once. Whatever is otherwise ends it with ``Odd``, and
then the walk lists the volume, which tells of every damage where it lies: so there is one truth about
damage, and where a scan gives an answer it is the walk's own, in the walk's order (``tests/formats``).

The library for columns (numpy) is loaded where a locked worker is made ready; without it there are no scans.
References: docs/adr/0041.
"""

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Protocol

from inzage.formats.blocks import ReadFault
from inzage.formats.filesystems import FsEntry
from inzage.formats.libyal import FAULTS
from inzage.result import Reason

os.environ["OPENBLAS_NUM_THREADS"] = "1"
"""Before the library for columns loads: a locked worker can make no thread, and waits for ever for one."""


class Odd(Exception):
    """Something is not as its form says, or is of a form that only the walk knows."""


FAULTS_OF_SCANS = (Odd, ReadFault, IndexError, *FAULTS)
"""All that may end a scan: the walk then says what is wrong, if anything is."""


class Sieve(Protocol):
    """Which names are wanted, before their paths are made: none that is wanted may be turned away.

    ``folders``: lowered names of folders of which everything is wanted.
    """

    @property
    def folders(self) -> Container[str]:
        """See above."""
        ...

    def passed(self, lowered: Sequence[str]) -> Iterable[int]:
        """Which of these lowered names may be wanted, whatever folder they lie in."""
        ...


class Scan(Protocol):
    """All names of a file system, told of in the walk's order."""

    @property
    def entries(self) -> int:
        """How many there are."""
        ...

    def first_reason(self, most: int, longest: int) -> Reason | None:
        """Why the first entry, among the first ``most``, whose bytes cannot be had is so; paths may be ``longest``."""
        ...

    def all(self) -> Iterator[FsEntry]:
        """Every entry."""
        ...

    def some(self, sieve: Sieve, most: int) -> Iterator[FsEntry]:
        """Those among the first ``most`` that the sieve lets pass."""
        ...
