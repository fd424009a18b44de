"""The secret files of a kit: who may read them, and what is wrong when something is."""

import os
from pathlib import Path

from inzage.signing import KitFault
from inzage.signing.files import others_may_read

SECRET_BYTES = 32


def secret_files(path: Path) -> tuple[Path, ...]:
    """Every file of a kit that its owner alone may read: its keys, and what it remembers of checks."""
    named = ("private.pem", "lists.key", "case.key", "used_orders.jsonl", "attended.jsonl")
    return (*(path / name for name in named), *sorted((path / "persons").glob("*.key")))


def refuse_open(path: Path, secret: Path) -> None:
    """``KitFault`` where others may read ``secret``."""
    if secret.exists() and others_may_read(secret):
        raise fault(
            path,
            (f"dat alleen de eigenaar {secret.name} kan lezen", f"that only its owner can read {secret.name}"),
            ("een bestand dat anderen kunnen lezen", "a file that others can read"),
            (f"Herstel met: chmod 600 {secret.name}.", f"Repair with: chmod 600 {secret.name}."),
        )


def read_secret(path: Path, file: Path) -> bytes:
    """The secret bytes in ``file``; ``KitFault`` where there are not exactly as many as there must be."""
    try:
        secret = file.read_bytes()
    except OSError as error:
        secret, why = b"", os.strerror(error.errno or 0)
    else:
        why = f"{len(secret)} bytes"
    if len(secret) != SECRET_BYTES:
        raise fault(
            path,
            (f"{SECRET_BYTES} geheime bytes in {file.name}", f"{SECRET_BYTES} secret bytes in {file.name}"),
            (why, why),
            ("Zet een reservekopie terug.", "Put back a spare copy."),
        )
    return secret


def unwritable(path: Path, error: OSError) -> KitFault:
    """The disk refused, in our words."""
    return fault(
        path,
        ("een map waarin geschreven kan worden", "a folder to write in"),
        (str(error.strerror), str(error.strerror)),
        ("Maak ruimte of kies een andere map.", "Make room or choose another folder."),
    )


def fault(path: Path, expected: tuple[str, str], found: tuple[str, str], todo: tuple[str, str]) -> KitFault:
    """What is wrong with the kit in ``path``, each part in Dutch and in English."""
    return KitFault(kit=str(path), expected=expected, found=found, todo=todo)
