"""The kit's memory of attending experts: who was let in to help, at what, and why; one JSON line each.

Written before the work begins, so that a check that is killed leaves its reason too; let go of with
the last case under the mandate.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from inzage.mandate import Mandate, OrdersFault
from inzage.mandate.acting import MayAct
from inzage.mandate.actor import Actor
from inzage.signing.files import write_whole

ATTENDED = "attended.jsonl"


def note_expert(kit: Path, mandate: Mandate, actor: Actor, permit: MayAct) -> None:
    """Remember in the kit's folder that an expert works under this permit; ``OrdersFault`` where that fails."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "mandate_sha256": mandate.sha256,
        "official": actor.official,
        "operation": permit.operation.value,
        "reason": actor.reason,
        "role": permit.role,
    }
    file = kit / ATTENDED
    try:
        with _held(file, os.O_CREAT) as descriptor:
            os.write(descriptor, json.dumps(line, sort_keys=True).encode("ascii") + b"\n")
            os.fsync(descriptor)
    except OSError as error:
        expected = ("een bestand waarin de reden kan worden vastgelegd", "a file in which the reason can be recorded")
        raise OrdersFault(file=str(file), expected=expected, found=str(error.strerror)) from None


def forget_experts(kit: Path, mandate_sha256: str) -> None:
    """Let go of every line under this mandate; ``OSError`` as it comes. A line that is none of ours stays."""
    file = kit / ATTENDED
    try:
        with _held(file):
            lines = file.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if mandate_sha256.encode("ascii") not in line]
            if kept != lines:
                write_whole(file, b"".join(kept))
    except FileNotFoundError:
        return


@contextmanager
def _held(file: Path, more: int = 0) -> Iterator[int]:
    """The file, open to append to and locked; opened again where it was replaced while we waited."""
    while True:
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | more, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                yield descriptor
                return
        finally:
            os.close(descriptor)
