"""The kit's memory of attending experts: who was let in to help, at what, and why; one JSON line each.

Written before the work begins, so that a check that is killed leaves its reason too.
"""

import fcntl
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from inzage.mandate import Mandate, OrdersFault
from inzage.mandate.acting import MayAct
from inzage.mandate.actor import Actor

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
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            os.write(descriptor, json.dumps(line, sort_keys=True).encode("ascii") + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        expected = ("een bestand waarin de reden kan worden vastgelegd", "a file in which the reason can be recorded")
        raise OrdersFault(file=str(file), expected=expected, found=str(error.strerror)) from None
