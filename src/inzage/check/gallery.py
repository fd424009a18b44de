"""Where pictures and videos are decoded: a pool of its own for each, begun at the first that may be looked at.

How many may be looked at in one check was worked out when it was planned, from the measured bound on false
alarms. The count runs over all carriers together, and goes on after an interruption.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from inzage.artefact import Artefact, Near
from inzage.check.job import Asked, numbered
from inzage.result import Reason
from inzage.worker.pool import Pool


@dataclass(frozen=True, slots=True)
class Look:
    """What came of one file. ``decoder``: name and version of what decoded it; ``cost``: in pictures."""

    telling: int
    near: tuple[Near, ...]
    decoder: str
    cost: int


class Gallery:
    """The worker for pictures, and how many more it may look at. Use as a context: it ends the worker."""

    def __init__(self, most: int, list_key: bytes, *, unconfined: bool = False) -> None:
        self._room = most
        self._list_key = list_key
        self._unconfined = unconfined
        self._pools: dict[tuple[str, tuple[int, ...]], Pool] = {}
        self._decoders: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._pools.values():
            pool.close()

    @property
    def full(self) -> bool:
        """Has every picture been looked at that the bound allows?"""
        return self._room <= 0

    @property
    def decoders(self) -> tuple[str, ...]:
        """What decoded the pictures of this check, by name and version."""
        return tuple(sorted(self._decoders))

    def look(self, artefact: Artefact, asked: Sequence[Asked]) -> Look | Reason:
        """Decode one file and compare it with the lists of its questions; or why that was not done.

        Raises ``WorkerDied`` and its kinds. What it found is numbered as ``job.request`` numbers the lists.
        """
        from inzage.media.asking import FILMS, HANDLER, VIDEO, answer, request  # noqa: PLC0415 - only where one is decoded

        pictures = {number: one for number, one in enumerate(numbered(asked)) if one.pictures}
        message, descriptors = request(artefact.file, artefact.size, room=min(self._room, VIDEO))
        lists = tuple(one.descriptor for one in pictures.values())
        classes = [len(one.classes) for one in pictures.values()]
        found = answer(self._pool(HANDLER, lists).run(message, descriptors), classes)
        if found.reason is Reason.OTHER_KIND:
            found = answer(self._pool(FILMS, lists).run(message, descriptors), classes)
        if found.reason is not None:
            return Reason.NOT_READ_HERE if found.reason is Reason.OTHER_KIND else found.reason
        numbers = list(pictures)
        near = tuple(Near(numbers[one.list], one.place, one.frames, one.distance, one.quality) for one in found.near)
        seen = Look(found.telling, near, found.decoder, found.cost)
        self.took(seen.cost, seen.decoder)
        return seen

    def _pool(self, handler: str, lists: tuple[int, ...]) -> Pool:
        """One for each set of lists, which stay open as long as the check lasts."""
        from inzage.media.asking import LIMITS, given  # noqa: PLC0415 - as above

        if (handler, lists) not in self._pools:
            opens = given(lists, self._list_key)
            self._pools[handler, lists] = Pool(
                handler, limits=LIMITS, unconfined=self._unconfined, given=opens, often=True
            )
        return self._pools[handler, lists]

    def took(self, cost: int, decoder: str) -> None:
        """Count what a look took, also one from before an interruption."""
        self._room -= cost
        self._decoders |= {decoder} - {""}
