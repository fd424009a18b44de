"""The kit's memory of used check orders: one JSON line per order, flushed to disk before a check begins.

Append-only. A torn last line is what a power cut leaves of a use that never
began a check; it is cut off. Any other damage stops the kit, because a lost
line would let an order be used twice.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inzage.mandate import CheckOrder, OrdersFault
from inzage.mandate.refusals import OrderUsed

_FIELDS = {"nonce", "check_id", "mandate_sha256", "on"}


@dataclass(frozen=True, slots=True)
class Use:
    """One order used for one check; ``on`` is the day the order was given for."""

    nonce: str
    check_id: str
    mandate_sha256: str
    on: date


class UsedOrders:
    """The memory in one file; the file is made at the first use."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def uses(self) -> tuple[Use, ...]:
        """Every use remembered, oldest first; ``OrdersFault`` where the file is damaged."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._fault(str(error.strerror)) from None
        return self._parsed(data)

    def check_of(self, nonce: str) -> str | None:
        """The check that an order was used for, if any."""
        return next((use.check_id for use in self.uses() if use.nonce == nonce), None)

    def days(self, mandate_sha256: str, *, apart_from: str | None = None) -> tuple[date, ...]:
        """Days of the orders used under one mandate, without those of one check."""
        return tuple(
            use.on for use in self.uses() if use.mandate_sha256 == mandate_sha256 and use.check_id != apart_from
        )

    def use(self, order: CheckOrder, check_id: str) -> None:
        """Remember that ``order`` serves ``check_id``; again for the same check changes nothing.

        Raises:
            OrderUsed: another check used it.
            OrdersFault: the memory is damaged or cannot be written.
        """
        with self._locked() as descriptor:
            data = _whole(descriptor)
            known = {use.nonce: use.check_id for use in self._parsed(data)}
            if known.get(order.nonce, check_id) != check_id:
                raise OrderUsed()
            if order.nonce not in known:
                _append(descriptor, _line(order, check_id), after=data.rfind(b"\n") + 1)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield descriptor
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._fault(str(error.strerror)) from None

    def _parsed(self, data: bytes) -> tuple[Use, ...]:
        whole = data[: data.rfind(b"\n") + 1]
        return tuple(self._use(line, number) for number, line in enumerate(whole.splitlines(), 1))

    def _use(self, line: bytes, number: int) -> Use:
        try:
            found = json.loads(line)
            if set(found) != _FIELDS or not all(isinstance(value, str) for value in found.values()):
                raise ValueError
            return Use(found["nonce"], found["check_id"], found["mandate_sha256"], date.fromisoformat(found["on"]))
        except (ValueError, TypeError, RecursionError):
            raise self._fault(f"regel/line {number}") from None

    def _fault(self, found: str) -> OrdersFault:
        expected = ("een gebruikte controleopdracht per regel", "one used check order per line")
        return OrdersFault(file=str(self.path), expected=expected, found=found)


def _line(order: CheckOrder, check_id: str) -> bytes:
    use = {
        "nonce": order.nonce,
        "check_id": check_id,
        "mandate_sha256": order.mandate_sha256,
        "on": order.on.isoformat(),
    }
    return json.dumps(use, sort_keys=True).encode("ascii") + b"\n"


def _whole(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0)


def _append(descriptor: int, line: bytes, *, after: int) -> None:
    os.ftruncate(descriptor, after)
    written = 0
    while written < len(line):
        written += os.pwrite(descriptor, line[written:], after + written)
    os.fsync(descriptor)
