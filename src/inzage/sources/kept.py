"""Members that were unpacked already and that another reader will ask for: their memory, as long as there is room.

The histories of a browser are one file to several readers, each in a locked worker of its own. Unpacked once, such a
file stays in sealed memory until others need the room, or the carrier is let go of. What is handed out is opened anew
each time, for reading alone, so that no reader moves another's place in it.

References: memfd_create(2), fcntl(2) "File Sealing", proc(5) (/proc/pid/fd)
"""

import fcntl
import os
from collections import OrderedDict

MOST = 256 * 1024 * 1024
"""Bytes kept of one carrier; a member that is larger is unpacked for each reader."""

MEMBERS = 32
"""Members kept of one carrier: each holds a descriptor."""

Place = tuple[int, int]
"""Where a member begins, and how long it is."""


class Kept:
    """The members of one carrier that were handed out last. Not for two threads at once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._members: OrderedDict[Place, int] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes that are kept now."""
        return sum(size for _, size in self._members)

    def take(self, place: Place) -> int | None:
        """A descriptor of its own on a member that is kept, which the caller closes; None where it is not."""
        if place not in self._members:
            return None
        self._members.move_to_end(place)
        return os.open(f"/proc/self/fd/{self._members[place]}", os.O_RDONLY | os.O_CLOEXEC)

    def keep(self, place: Place, memory: int) -> None:
        """Keep this, of which the caller closes its own descriptor; what was taken longest ago goes.

        Only memory that nobody can write: a part of a backup that is handed out as it lies costs nothing to open.
        """
        if place in self._members or place[1] > self._most or not _is_sealed(memory):
            return
        self._members[place] = os.dup(memory)
        while self.size > self._most or len(self._members) > MEMBERS:
            os.close(self._members.popitem(last=False)[1])

    def close(self) -> None:
        """Give all memory back."""
        while self._members:
            os.close(self._members.popitem()[1])


def _is_sealed(file: int) -> bool:
    try:
        return bool(fcntl.fcntl(file, fcntl.F_GET_SEALS) & fcntl.F_SEAL_WRITE)
    except OSError:
        return False
