"""The readers' warm process, begun before anything else is loaded: on another core it loads while the papers are read.

It is given nothing and opens nothing. Where the mandate refuses the check it is ended unused.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from inzage.worker.pool import Pool

HANDLER = "inzage.check.inside:handle"
"""What a check has its workers do: by name, so that the check itself need not be loaded yet."""


@contextmanager
def warming(*, unconfined: bool) -> Iterator[Pool]:
    """A pool of reading workers that makes itself ready meanwhile; closed at the end, used or not."""
    with Pool(HANDLER, unconfined=unconfined) as pool:
        pool.begin()
        yield pool
