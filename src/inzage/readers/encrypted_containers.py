"""Encrypted containers as VeraCrypt makes them: that one is there, never what is in it, and nothing is tried on it.

Only files that bear the ending which these programs give (``.hc``, ``.tc``) are looked at, so
no other file is opened to see whether it looks like noise. The content then decides, for an
ending is soon given, and what it refuses is another file, never a damaged one: whole sectors,
large enough, beginning as nothing known does, evenly random at the beginning, in the middle
and at the end. That is as much as can be told: such a file *could be* a container, and a
program that is removed leaves it behind.

The moment is the file's last change. VeraCrypt puts it back after each use unless told not
to, so it is mostly the day on which the container was made; use is not seen here.

**On this device**: unknown, always, so that none can carry an indication. Noise under such a name *may* be a
container and need not; and where it was made, or whether that date came with a copy, nothing says.

``rows``: 1 where that day falls inside the window, otherwise 0. Has met no container of
somebody else's yet.

References: VeraCrypt, "Volume Format Specification", "Preserve modification timestamp of file
containers"; ``formats.encryption.containers``.
"""

from collections.abc import Iterator
from datetime import UTC

from inzage.artefact import Artefact, Window
from inzage.formats.blocks import DescriptorBlocks, ReadFault
from inzage.formats.encryption.containers import ENDINGS, Presence, container_presence
from inzage.mandate import DataClass
from inzage.observations import Covers, Installation, Observation, OnThisDevice, Opened, ProgramKind, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=(),  # an ending alone belongs to nobody: what is no container behind it is another file
    elsewhere=tuple(f"**/*{ending}" for ending in ENDINGS),
)
def encrypted_containers(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the container, if it was last changed inside the window."""
    if _presence(artefact) is Presence.NO:
        raise Unreadable(Reason.OTHER_KIND)
    if artefact.modified is None:
        yield Opened(0)
        return
    at = artefact.modified.astimezone(UTC)
    inside = window.start <= at < window.end
    yield Opened(int(inside))
    yield Covers(at, at)
    if inside:
        yield Installation(at, ProgramKind.CONTAINER, "", OnThisDevice.UNKNOWN)


def _presence(artefact: Artefact) -> Presence:
    try:
        return container_presence(DescriptorBlocks(artefact.file, artefact.size), artefact.untrusted_path)
    except ReadFault:
        raise Unreadable(Reason.READ_ERROR) from None
