"""A pool whose workers run the handlers of ``acts`` under a chosen lock."""

import sys
from collections.abc import Callable
from pathlib import Path

from inzage.worker import Limits
from inzage.worker.pool import Pool

ENTRY = Path(__file__).with_name("entry.py")


class ProvingPool(Pool):
    """Starts the tests' entry where the real pool starts the real one."""

    def __init__(
        self,
        handler: str,
        lock: str = "newest",
        limits: Limits = Limits(),  # noqa: B008
        beside: str = "",
    ) -> None:
        super().__init__(handler, limits=limits, unconfined=lock == "none")
        self._proven_lock = lock
        self._beside = beside

    def _command(self, descriptor: int) -> list[str]:
        beside = [self._beside] if self._beside else []
        return [sys.executable, "-I", str(ENTRY), str(descriptor), self._handler, *beside, self._proven_lock]

    @property
    def warm_pid(self) -> int:
        assert self._warm is not None
        return self._warm[0].pid


PoolOf = Callable[..., ProvingPool]
