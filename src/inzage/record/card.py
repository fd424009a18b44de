"""``case.json``: which check a case is of, and whether its files are encrypted; and how a file of it is read."""

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from inzage.record import CASE, CaseDamaged, NoCase
from inzage.signing.canonical import canonical, parse

AtRest = Literal["plain", "aes-256-gcm"]

_CHECK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEY_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Card:
    """What ``case.json`` says: which check, signed by which kit's key, and how its files lie there."""

    check_id: str
    kit: str
    at_rest: AtRest

    def __post_init__(self) -> None:
        if not _CHECK_ID.fullmatch(self.check_id) or not _KEY_ID.fullmatch(self.kit):
            raise ValueError("a check's id is 1 to 64 letters, digits, dots, hyphens")

    @property
    def bytes(self) -> bytes:
        """The card as its file holds it."""
        return canonical({"at_rest": self.at_rest, "check_id": self.check_id, "kit": self.kit, "version": 1}) + b"\n"


def read_card(directory: Path) -> Card:
    """``case.json`` of a case; ``NoCase`` where there is none, ``CaseDamaged`` where it is not ours."""
    return card_in(read_regular(directory, CASE), directory)


def card_in(data: bytes, directory: Path) -> Card:
    """What these bytes of a ``case.json`` say; ``directory`` only names the case."""
    with contextlib.suppress(ValueError):
        match parse(data):
            case {"at_rest": "plain" | "aes-256-gcm" as at_rest, "check_id": str(check_id), "kit": str(kit)}:
                card = Card(check_id, kit, at_rest)
                if card.bytes == data:
                    return card
    raise CaseDamaged(case=directory, file=CASE, found=("iets anders", "something else"))


def read_regular(directory: Path, name: str) -> bytes:
    """A regular file of the directory, following no link and waiting for no pipe."""
    try:
        descriptor = os.open(directory / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CaseDamaged(case=directory, file=name, found=("geen gewoon bestand", "no regular file"))
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        raise NoCase(case=directory, found=(f"een map zonder {name}", f"a directory without {name}")) from None
    except OSError as error:
        found = (f"onleesbaar ({error.strerror})", f"unreadable ({error.strerror})")
        raise CaseDamaged(case=directory, file=name, found=found) from None
