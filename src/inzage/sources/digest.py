"""SHA-256 of an opened file, by offset: the descriptor's position stays where it is. Nothing is parsed."""

import hashlib
import os

from inzage.artefact import Artefact
from inzage.result import Reason
from inzage.sources import Unopenable

_STEP = 1 << 20


def digest(artefact: Artefact) -> str:
    """Hex digest of the file itself (not its sidecars), ``artefact.size`` bytes of it."""
    told = hashlib.sha256()
    at = 0
    while at < artefact.size:
        try:
            part = os.pread(artefact.file, min(_STEP, artefact.size - at), at)
        except OSError:
            raise Unopenable(Reason.READ_ERROR) from None
        if not part:
            raise Unopenable(Reason.CHANGED_WHILE_READ)
        told.update(part)
        at += len(part)
    return told.hexdigest()
