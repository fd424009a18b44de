"""One warm process per handler for all carriers of these tests; each still gets locked workers of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from inzage.sources import archive_worker
from inzage.worker import Limits
from inzage.worker.pool import Pool
from inzage.worker.session import Session


class SharedPool:
    """A pool whose warm process outlives the archive that asks it for workers."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def session(self, limits: Limits | None = None) -> Session:
        """A fresh locked worker."""
        return self._pool.session(limits)

    def close(self) -> None:
        """Nothing: the session's end closes it."""


@pytest.fixture(scope="session")
def warm() -> Iterator[Callable[[str], SharedPool]]:
    """The one warm process of a handler, started at first need."""
    with ExitStack() as held:
        yield cache(lambda handler: SharedPool(held.enter_context(Pool(handler))))


@pytest.fixture(autouse=True)
def shared(warm: Callable[[str], SharedPool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every carrier asks the same warm processes."""

    def shared_pool(handler: str, *, unconfined: bool) -> SharedPool:
        assert not unconfined
        return warm(handler)

    monkeypatch.setattr(archive_worker, "Pool", shared_pool)
