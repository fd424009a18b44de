"""Programs that were installed on Debian, Ubuntu and their kin (``dpkg.log``).

Each line is a moment and an action: ``2026-03-10 09:00:00 install name:arch <none> 1.0``. An act
is ``install`` of a package that was not there (``<none>``); upgrades, removals and stages
are none. The first hours of a fresh system install it whole: these are acts as well, which
is what a new installation looks like. ``rows``: lines of any action inside the window.

**When**: the log keeps the computer's own time without a zone; it is taken as Amsterdam's.
**On this device**: yes; the log is the system's own. Older logs that were packed (``.gz``)
are not read; snap and flatpak do not write here. Has not yet met a real file.

References: artefact facts 5; dpkg(1), "--log"; https://git.dpkg.org/ (``lib/dpkg/log.c``)
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.programs import program_kind
from inzage.mandate import DataClass
from inzage.observations import Degraded, Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_LINE = re.compile(rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([a-z-]+) ?(\S*) ?(\S*)")


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("var/log/dpkg.log", "var/log/dpkg.log.1"),
)
def linux_packages(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the packages newly installed inside the window."""
    dated, known, whole, untrusted = Dated(window), False, True, content(artefact)
    for line in untrusted.splitlines():
        told = _LINE.match(line)
        at = _moment(told[1]) if told else None
        known |= told is not None
        whole &= at is not None
        if told and dated.inside(at) and (told[2], told[4]) == (b"install", b"<none>"):
            package = told[3].partition(b":")[0].decode("utf-8", "replace")
            yield Installation(at, program_kind(package), package, OnThisDevice.YES)
    if not known:
        raise refused(artefact)
    yield from dated.remarks()
    yield from marred(untrusted)
    if not whole:
        yield Degraded()


def _moment(told: bytes) -> datetime | None:
    try:
        at = datetime.fromisoformat(told.decode("ascii")).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
