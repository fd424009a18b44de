"""Files of a handover: read whole and not too large, written new and never over something."""

from pathlib import Path

from inzage.errors import InzageError
from inzage.signing.files import PRIVATE, others_may_read, write_new

LARGEST = 64 * 1024 * 1024


class CannotRead(InzageError):
    """A file that was given cannot be read."""

    nl = "Verwacht: een leesbaar bestand ({file}). Gevonden: {found}. Controleer het pad."
    en = "Expected: a readable file ({file}). Found: {found}. Check the path."


class CannotPut(InzageError):
    """A file cannot be written where it was asked for."""

    nl = "Verwacht: een nieuw bestand ({file}). Gevonden: {found}. Kies een andere plaats; er wordt niets overschreven."
    en = "Expected: a new file ({file}). Found: {found}. Choose another place; nothing is overwritten."


class SecretInTheOpen(InzageError):
    """A secret key that others can read."""

    nl = "Verwacht: dat alleen de eigenaar {file} kan lezen. Gevonden: dat anderen het kunnen. Geef: chmod 600 {file}."
    en = "Expected: that only its owner can read {file}. Found: that others can. Give: chmod 600 {file}."


def read_file(file: Path) -> bytes:
    """The whole file; ``CannotRead`` where it is unreadable or too large to be one of ours."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise CannotRead(file=file, found=error.strerror) from None
    if len(data) > LARGEST:
        raise CannotRead(file=file, found=f"> {LARGEST} bytes")
    return data


def read_identity(file: Path) -> str:
    """The text of a secret age key that its owner alone can read."""
    text = read_file(file).decode("utf-8", "replace")
    if others_may_read(file):
        raise SecretInTheOpen(file=file)
    return text


def put_new(file: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Write a file that was not there; ``CannotPut`` where something lies there or the disk refuses."""
    try:
        write_new(file, data, mode)
    except OSError as error:
        raise CannotPut(file=file, found=error.strerror) from None
