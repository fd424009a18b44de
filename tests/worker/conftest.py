"""One warm process per handler and lock for the whole run."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from inzage.worker import Limits
from tests.worker.proving import PoolOf, ProvingPool


@pytest.fixture(scope="session")
def pool_of() -> Iterator[PoolOf]:
    """``pool_of("deaths:loop", "floor")``: one warm process per handler and lock for the whole run."""
    with ExitStack() as open_pools:
        made: dict[tuple[object, ...], ProvingPool] = {}

        def pool(handler: str, lock: str = "newest", limits: Limits = Limits()) -> ProvingPool:  # noqa: B008
            key = (handler, lock, limits)
            if key not in made:
                made[key] = open_pools.enter_context(ProvingPool(f"tests.worker.acts.{handler}", lock, limits))
            return made[key]

        yield pool
