"""The broker's side of an iTunes backup's worker: it asks under which name bytes lie, and opens only those.

The name that the worker tells is 40 hexadecimal digits or it is a lie; the path is made
here, so nothing in the backup can lead out of its folder. A part that is not sealed is
handed out as it lies; a sealed one goes to the worker and comes back decrypted into
sealed memory, as does a sealed index.

References: trust facts 6.4; artefact facts 2.3.
"""

import os
import re
import time
from collections.abc import Mapping

from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.archive_replies import Listed, problem_of
from inzage.sources.archive_worker import MEMBER_MOST, ArchiveWorker
from inzage.sources.descriptors import folder_of, open_regular, reason_of
from inzage.worker import Garbage, Json, Limits, Reply, Request
from inzage.worker.session import Session

HANDLER = "inzage.sources.backup_inside:handle"
INDEX = 0

_NUMBER = re.compile(r"[0-9a-f]{40}")


class BackupWorker(ArchiveWorker):
    """One iTunes backup, open in one worker. ``root``: its folder; ``papers``: name → descriptor; both the caller's.

    ``encrypted``: what was found when it was first listed; None before.
    """

    def __init__(self, root: int, papers: Mapping[str, int], *, unconfined: bool) -> None:
        opening: Request = {"kind": "ios", "names": list[Json](papers)}
        super().__init__(tuple(papers.values()), opening, handler=HANDLER, unconfined=unconfined)
        self._root = root
        self._index: int | None = None
        self._served: Session | None = None
        self.encrypted: bool | None = None

    def close(self) -> None:
        """End the worker, and with it the decrypted index."""
        super().close()
        if self._index is not None:
            os.close(self._index)
            self._index = None

    def _page(self, cursor: int, end: float) -> Listed:
        problem = self._ready(end)
        return Listed((), None, problem) if problem else super()._page(cursor, end)

    def _ready(self, end: float) -> Reason | None:
        """Give each worker its index decrypted, where the backup seals it; the defect that keeps it from that."""
        problem = self._open(end)
        if problem is None and self._served is not self._session:
            problem = self._bring_index(end)
            self._served = None if problem else self._session
        return problem

    def _bring_index(self, end: float) -> Reason | None:
        reply = self._ask({"do": "how"}, end)
        sealed = reply.get("sealed")
        if type(reply.get("encrypted")) is not bool or type(sealed) is not int or sealed < 0:
            raise Garbage(found="how")
        self.encrypted = bool(reply["encrypted"])
        if not sealed:
            return None
        if self._index is None:
            if sealed > MEMBER_MOST:
                return Reason.TOO_LARGE
            self._index = self._memory(INDEX, sealed, end)
        return problem_of(self._ask({"do": "index"}, end, self._index))

    def _member(self, where: int, size: int) -> int:
        end = time.monotonic() + Limits().for_size(size).wall_seconds
        _refuse(self._ready(end))
        number, sealed = _named(self._ask({"do": "part", "where": where}, end))
        part = self._part(number, size)
        there = os.fstat(part).st_size
        if not (sealed and there):
            return _whole(part, there, size)
        try:
            return self._decrypted(where, part, there, size, end)
        finally:
            os.close(part)

    def _decrypted(self, where: int, part: int, there: int, size: int, end: float) -> int:
        if there > MEMBER_MOST:
            raise Unopenable(Reason.TOO_LARGE)
        length = _length(self._ask({"do": "take", "where": where}, end, part), there)
        if length < size:
            raise Unopenable(Reason.TRUNCATED)
        return self._memory(where, length, end)

    def _part(self, number: str, size: int) -> int:
        """A part's descriptor: newer backups keep it in a folder of its first two digits."""
        for path in (f"{number[:2]}/{number}", number):
            try:
                with folder_of(self._root, path) as (folder, name):
                    return open_regular(name, folder)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise Unopenable(reason_of(error)) from None
        if size == 0:
            return os.memfd_create("inzage", os.MFD_CLOEXEC)
        raise Unopenable(Reason.TRUNCATED)


def _whole(part: int, there: int, size: int) -> int:
    """The part as it lies, unless something of it is missing."""
    if there < size:
        os.close(part)
        raise Unopenable(Reason.TRUNCATED)
    return part


def _named(reply: Reply) -> tuple[str, bool]:
    _refuse(problem_of(reply))
    number, sealed = reply.get("id"), reply.get("sealed")
    if not isinstance(number, str) or not _NUMBER.fullmatch(number) or not isinstance(sealed, bool):
        raise Garbage(found="part")
    return number, sealed


def _length(reply: Reply, most: int) -> int:
    _refuse(problem_of(reply))
    length = reply.get("size")
    if type(length) is not int or not 0 <= length <= most:
        raise Garbage(found="size")
    return length


def _refuse(problem: Reason | None) -> None:
    if problem is not None:
        raise Unopenable(problem)
