"""A node's own processes: one that reads, and one that starts it again when it dies.

Set so that nothing of a carrier reaches the node's disk through dask: what it holds stays in memory, and where memory
runs out the process is ended and started again. No page about its work is served.
"""

import logging
import signal
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inzage.cluster import Unreachable
from inzage.cluster.connection import SECONDS, Address, Certificates, hush, security_of
from inzage.worker import CannotLock
from inzage.worker.lock import EXPECTED, confinement

IN_MEMORY: Mapping[str, object] = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": 0.85,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.worker.http.routes": [],
    "distributed.admin.event-loop-monitor-interval": "1s",
    "distributed.worker.profile.enabled": False,
}


@dataclass(frozen=True, slots=True)
class Post:
    """Where a node works: for which scheduler, how many errands at once, listening where, under which name."""

    scheduler: Address
    certificates: Certificates | None
    hands: int
    host: str | None = None
    name: str | None = None


def serve(post: Post, ready: Callable[[], None]) -> None:
    """Be a node until a signal ends it, or its scheduler is gone. Raises ``CannotLock`` and the stage's errors."""
    import asyncio  # noqa: PLC0415 - only on a node

    here = confinement()
    if not here.sufficient:
        raise CannotLock(expected=EXPECTED, found=here.found)
    security = security_of(post.scheduler, post.certificates)
    hush()
    asyncio.run(_serve(post, security, ready))


async def _serve(post: Post, security: Any, ready: Callable[[], None]) -> None:  # noqa: ANN401 - of a library without types
    import asyncio  # noqa: PLC0415 - only on a node

    import dask  # noqa: PLC0415 - only on a node
    from distributed import Nanny  # noqa: PLC0415 - only on a node

    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    with tempfile.TemporaryDirectory(prefix="inzage-node-") as folder, dask.config.set(IN_MEMORY):
        node = Nanny(
            str(post.scheduler),
            nthreads=post.hands,
            name=post.name,
            host=post.host,
            security=security,
            local_directory=folder,
            dashboard=False,
            config=dask.config.config,
            silence_logs=logging.CRITICAL,
            death_timeout=SECONDS,
        )
        try:
            await asyncio.wait_for(node, 3 * SECONDS)
        except Exception as error:
            await node.close(timeout=2)
            raise Unreachable(address=post.scheduler, seconds=int(3 * SECONDS), found=type(error).__name__) from None
        ready()
        gone = asyncio.create_task(node.finished())
        await asyncio.wait([asyncio.create_task(ended.wait()), gone], return_when=asyncio.FIRST_COMPLETED)
        await node.close(timeout=2)
