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

        def pool(
            handler: str,
            lock: str = "newest",
            limits: Limits = Limits(),  # noqa: B008
            beside: str = "",
        ) -> ProvingPool:
            key = (handler, lock, limits, beside)
            if key not in made:
                made[key] = open_pools.enter_context(ProvingPool(f"tests.worker.acts.{handler}", lock, limits, beside))
            return made[key]

        yield pool
