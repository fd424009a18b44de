"""One warm process for all archives of these tests; each still gets locked workers of its own."""

from collections.abc import Iterator

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
def warm() -> Iterator[SharedPool]:
    """The one warm process."""
    with Pool(archive_worker.HANDLER) as pool:
        yield SharedPool(pool)


@pytest.fixture(autouse=True)
def shared(warm: SharedPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every archive asks the same warm process."""
    monkeypatch.setattr(archive_worker, "Pool", lambda handler, *, unconfined: warm)
