"""Landlock: this process can name no path, no port and no process outside it.

Every right that the kernel knows is taken in hand and not one rule gives anything
back, so all of it is denied. Rights a kernel learned later than it learned Landlock
are taken in hand where they are present; below the floor nothing is locked at all.

References: landlock(7); https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import itertools
import os
import struct
from dataclasses import dataclass

from inzage.worker import kernel

FLOOR = 2
"""Lowest ABI that locks enough, with seccomp beside it for what it leaves open."""

_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_ASK_VERSION = 1
_MOST_RIGHTS = 64

_FS = {1: 13, 2: 14, 3: 15, 5: 16, 9: 17}
_NET = {4: 2, 10: 4}
_SCOPED = {6: 2}
"""ABI → how many rights (the lowest bits) it knows: files; ports; sockets and signals."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Bit masks of what is taken in hand: on files, on ports, on other processes."""

    fs: int
    net: int
    scoped: int

    def packed(self) -> bytes:
        """As ``struct landlock_ruleset_attr``."""
        return struct.pack("=QQQ", self.fs, self.net, self.scoped)


def version() -> int:
    """The kernel's Landlock ABI; 0 where it has none or keeps it switched off."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0


def rights_at(abi: int) -> Rights:
    """What an ABI is documented to know."""
    return Rights(*(_mask_at(table, abi) for table in (_FS, _NET, _SCOPED)))


def _mask_at(table: dict[int, int], abi: int) -> int:
    return (1 << max((count for first, count in table.items() if first <= abi), default=0)) - 1


def rights_here() -> Rights:
    """What this kernel says it knows: asked right by right, so a newer kernel locks more."""
    fs = _known(*(Rights(1 << bit, 0, 0) for bit in range(_MOST_RIGHTS)))
    net = _known(*(Rights(0, 1 << bit, 0) for bit in range(_MOST_RIGHTS)))
    scoped = _known(*(Rights(0, 0, 1 << bit) for bit in range(_MOST_RIGHTS)))
    return Rights(fs, net, scoped)


def _known(*single: Rights) -> int:
    return (1 << sum(1 for _ in itertools.takewhile(_is_known, single))) - 1


def _is_known(right: Rights) -> bool:
    try:
        os.close(_create(right))
    except OSError:
        return False
    return True


def restrict(rights: Rights) -> None:
    """Lock this thread, for ever. Needs no-new-privileges."""
    ruleset = _create(rights)
    try:
        kernel.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _create(rights: Rights) -> int:
    packed = rights.packed()
    return kernel.syscall(_CREATE_RULESET, packed, ctypes.c_size_t(len(packed)), ctypes.c_uint32(0))
