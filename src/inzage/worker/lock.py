"""The lock a worker puts on itself, and what of it this machine can do. Fails closed.

Landlock (no path, port or outside process), seccomp (few calls), no capabilities, no
new privileges, no core, not to be traced, and limits on memory and time. It cannot be
taken off again.
"""

import os
import resource
from dataclasses import dataclass
from functools import cache

from inzage.worker import CannotLock, Limits, calls, kernel, landlock

EXPECTED = f"Landlock ABI >= {landlock.FLOOR}, seccomp, libseccomp2"

_DESCRIPTORS = 1024


@dataclass(frozen=True, slots=True)
class Confinement:
    """What this machine offers to lock a worker with. ``landlock_abi`` 0: none."""

    landlock_abi: int
    seccomp: bool

    @property
    def sufficient(self) -> bool:
        """Can a worker be locked here?"""
        return self.landlock_abi >= landlock.FLOOR and self.seccomp

    @property
    def found(self) -> str:
        """In the words of ``CannotLock``."""
        return f"Landlock ABI {self.landlock_abi}, seccomp {'+' if self.seccomp else '-'}"


@cache
def confinement() -> Confinement:
    """Look, without locking anything."""
    return Confinement(landlock.version(), _has_seccomp() and calls.available())


def _has_seccomp() -> bool:
    try:
        return kernel.prctl(kernel.PR_GET_SECCOMP) >= 0
    except OSError:
        return False


class Lock:
    """A lock made ready in the warm process and closed, by calling it, in each child.

    ``abi``: go no further than this Landlock ABI, so that the floor can be proven on
    a newer kernel. Raises ``CannotLock`` where the machine offers too little.
    """

    def __init__(self, abi: int | None = None) -> None:
        here = confinement()
        if not here.sufficient:
            raise CannotLock(expected=EXPECTED, found=here.found)
        self._rights = landlock.rights_here() if abi is None else landlock.rights_at(abi)
        self._filter = calls.build()

    def __call__(self, limits: Limits) -> None:
        """Lock this process, for ever; ``OSError`` where the kernel refuses any part."""
        limit(limits)
        kernel.drop_capabilities()
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        landlock.restrict(self._rights)
        self._filter.load()
        os.fstat = kernel.fstat  # the C library's own way is refused from here on


def limit(limits: Limits) -> None:
    """Bound what this process may use, and keep its memory from others."""
    _bound(resource.RLIMIT_AS, limits.memory)
    _bound(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    _bound(resource.RLIMIT_NOFILE, _DESCRIPTORS)
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        _bound(nothing, 0)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def _bound(what: int, soft: int, hard: int | None = None) -> None:
    ceiling = resource.getrlimit(what)[1]
    wanted = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, wanted = min(soft, ceiling), min(wanted, ceiling)
    resource.setrlimit(what, (soft, wanted))
