"""The tests' own way to start a warm process: handlers from ``acts``, and locks in parts.

The real way in, ``inzage.worker.zygote``, has none of these choices.
"""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from inzage.worker import Limits, calls, kernel, landlock, zygote
from inzage.worker.lock import Lock, limit

NOBODY = 65534


def landlock_alone(abi: int | None) -> Callable[[Limits], None]:
    rights = landlock.rights_here() if abi is None else landlock.rights_at(abi)

    def confine(limits: Limits) -> None:
        limit(limits)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        landlock.restrict(rights)

    return confine


def seccomp_alone() -> Callable[[Limits], None]:
    made = calls.build()

    def confine(limits: Limits) -> None:
        limit(limits)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        made.load()

    return confine


def broken(_limits: Limits) -> None:
    raise PermissionError(1, "the kernel says no")


LOCKS: dict[str, Callable[[], Callable[[Limits], None] | None]] = {
    "newest": Lock,
    "floor": lambda: Lock(landlock.FLOOR),
    "nobody": Lock,
    "landlock": lambda: landlock_alone(None),
    "landlock-floor": lambda: landlock_alone(landlock.FLOOR),
    "seccomp": seccomp_alone,
    "broken": lambda: broken,
    "none": lambda: None,
}


def main(descriptor: str, handler_name: str, *more: str) -> None:
    """``more``: perhaps a real handler, loaded and warmed as the real way in would, to act in its company; the lock."""
    *beside, lock = more
    sys.path.insert(0, str(Path(__file__).parents[2]))
    control = socket.socket(fileno=int(descriptor))
    zygote.warm()
    for real in beside:
        zygote.load(real)
    handler = zygote.load(handler_name, "tests.worker.acts")
    confine = LOCKS[lock]()
    if lock == "nobody" and os.geteuid() == 0:
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    zygote.serve(control, lambda: (handler, confine))


main(*sys.argv[1:])
