"""Documents of a case: made by ``inzage report`` in a process of its own, and held to their digests."""

import hashlib
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from inzage.errors import Language
from inzage.register.faults import RegisterFault
from inzage.register.models import Record
from inzage.register.running.launch import launched
from inzage.register.running.tables import Intake

SECONDS = 120.0
LARGEST = 32 * 1024 * 1024
PATIENCE = 5.0
"""Seconds that somebody waits for room."""
ROOM = BoundedSemaphore(2)
"""Documents made at once, so that who asks for many leaves the server's other threads to others."""
NAMES: dict[Language, tuple[str, str]] = {
    "nl": ("rapport.pdf", "afschrift.pdf"),
    "en": ("report.pdf", "client-copy.pdf"),
}
"""For the file, and for the person concerned."""


class NoDocument(RegisterFault):
    """It could not be made."""

    nl = "Dit document is niet gemaakt. Verwacht: een leesbaar dossier. Gevonden: {found}. Vraag het de beheerder."
    en = "This document was not made. Expected: a readable case. Found: {found}. Ask the administrator."


class TooMany(RegisterFault):
    """Others are being made."""

    nl = "Er worden op dit moment al documenten gemaakt. Wacht een halve minuut en vraag dit document dan opnieuw."
    en = "Documents are being made at this moment. Wait half a minute, then ask for this one again."


class OtherDocument(RegisterFault):
    """Its digest is not the one that stands in the case."""

    nl = "Dit document is anders dan in het dossier staat. Het wordt niet getoond. Laat de beheerder dit onderzoeken."
    en = "This document differs from what the case says. It is not shown. Have the administrator look into it."


def document(intake: Record, name: str, language: Language) -> bytes:
    """One document, byte for byte as the case signs it where it was signed."""
    taken = Intake.objects.get(record_id=intake.root)
    with TemporaryDirectory(prefix="inzage-") as folder:
        made = _made(Path(taken.folder), Path(folder), language) / name
        if not made.is_file() or made.stat().st_size > LARGEST:
            raise NoDocument(found=name)
        whole = made.read_bytes()
    signed = {one["document"]: one["sha256"] for one in intake.data["case"]["documents"]}
    if signed.get(name, hashlib.sha256(whole).hexdigest()) != hashlib.sha256(whole).hexdigest():
        raise OtherDocument()
    return whole


def _made(case: Path, folder: Path, language: Language) -> Path:
    words = ("--lang", language, "report", str(case), "--out", str(folder), "--lang", language)
    if not ROOM.acquire(timeout=PATIENCE):
        raise TooMany()
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and words)
            launched(*words), stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoDocument(found=f"> {SECONDS:.0f} s") from None
    finally:
        ROOM.release()
    if done.returncode:
        raise NoDocument(found=f"exit {done.returncode}")
    return folder
