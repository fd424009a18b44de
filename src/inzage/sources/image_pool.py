"""A disk's warm process, begun as soon as a path is known for a disk: it loads on another core what it needs.

Meanwhile this process loads what it needs itself. The warm process is given nothing and opens nothing; where the
disk cannot be opened it is ended unused.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from inzage.worker.pool import Pool

HANDLER = "inzage.sources.image_inside:handle"


@contextmanager
def begun(*, unconfined: bool) -> Iterator[Pool]:
    """A pool that makes itself ready; closed where what is done with it fails, else its taker's."""
    pool = Pool(HANDLER, unconfined=unconfined)
    try:
        pool.begin()
        yield pool
    except BaseException:
        pool.close()
        raise
