"""Files of outcomes and people under supervision, to test with."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from inzage.register.models import Record
from tests.register.ground import make

HEAD = "pseudoniem;definitie;definitieversie;gepleegd_op;indeling;bron;uittreksel_van;geboortejaar"
GOOD = "P-0001;algemeen;1;2026-03-01;SCM2010;OBJD;2026-06-01;1990"
OTHER = "P-0002;ernstig;1;2026-04-01;SCM2010;OBJD;2026-06-01;"


def text(*lines: str, head: str = HEAD) -> bytes:
    """A file."""
    return "\n".join((head, *lines, "")).encode()


def file(data: bytes) -> BinaryIO:
    """On the disk, as an upload is."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 (closed when nobody holds it)
    made.write(data)
    made.seek(0)
    return made


def lines(*told: str) -> BinaryIO:
    return file(text(*told))


def supervised(pseudonym: str, since: str = "2026-01-05", kind: str = "toezicht") -> Record:
    """A supervision of somebody."""
    return make(kind, since, about=make("persoon", data={"pseudonym": pseudonym}))


def names(folder: Path) -> Iterable[str]:
    """All that lies there."""
    return sorted(each.name for each in folder.rglob("*") if each.is_file())
