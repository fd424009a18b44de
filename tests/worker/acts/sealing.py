"""Sealing inside the lock, and trying to open afterwards what was sealed there."""

import base64
import gc
from collections.abc import Sequence
from typing import Any

import pyrage

from inzage.record import sealing
from inzage.worker import Reply, Request

warm = sealing.warm


def handle(request: Request, _descriptors: Sequence[int]) -> Reply:
    sealed = sealing.seal(base64.b64decode(str(request["data"])), str(request["recipient"]))
    return {"sealed": base64.b64encode(sealed).decode(), "opened": open_with_what_is_here(sealed)}


def open_with_what_is_here(sealed: bytes) -> bool:
    """Try every identity that this process holds, and a new one."""
    held: list[Any] = [one for one in gc.get_objects() if isinstance(one, pyrage.x25519.Identity)]
    try:
        pyrage.decrypt(sealed, [*held, pyrage.x25519.Identity.generate()])
    except pyrage.DecryptError:
        return bool(held)
    return True
