"""One warm process per handler for all carriers of these tests; each still gets locked workers of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from inzage.sources import archive_worker
from inzage.worker.pool import Lent, Pool


@pytest.fixture(scope="session")
def warm() -> Iterator[Callable[[str], Lent]]:
    """The one warm process of a handler, started at first need."""
    with ExitStack() as held:
        yield cache(lambda handler: Lent(held.enter_context(Pool(handler))))


@pytest.fixture(autouse=True)
def shared(warm: Callable[[str], Lent], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every carrier asks the same warm processes."""

    def shared_pool(handler: str, *, unconfined: bool) -> Lent:
        assert not unconfined
        return warm(handler)

    monkeypatch.setattr(archive_worker, "Pool", shared_pool)
