"""Apps that were installed on an iPhone or iPad, by the log of installations (``mobile_installation.log.0`` and on).

Each line begins with a moment: ``Tue Mar 10 09:00:00 2026 [62] <notice> …``. An act is an app of
which the log says *Install Successful for (Customer:…)*, once per file, at the latest such line in
the window: an update says the same. None are *Placeholder* (the place on the home screen while
the app is still coming) and *System*, nor Apple's own apps unless of a class. ``rows``: lines
of any of these installations inside the window. A line whose moment is none makes the
reading a lower bound.

The log goes back some weeks to months and keeps apps that were removed since.

**When**: the log keeps the phone's own time without a zone; it is taken as Amsterdam's.
**On this device**: yes. Has met no real file yet; lines as an independent reader takes them.

References: https://github.com/abrignoni/iLEAPP (``mobileInstall.py``); artefact facts 5
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats.apple_programs import counted
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.mandate import DataClass
from inzage.observations import Degraded, Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_MONTHS = {name: n for n, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_DATED = re.compile(rb"^\w{3} +(\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4}) \[", re.MULTILINE)
_INSTALLED = re.compile(rb"Install Successful for \((?:(\w+):)?([^()\n]{1,512})\)")


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("MobileInstallation/mobile_installation.log.*",),
    elsewhere=("**/mobile_installation.log.*",),
)
def ios_installation_log(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps whose latest installation or update lies inside the window."""
    untrusted, dated = content(artefact), Dated(window)
    if not _DATED.search(untrusted):
        raise refused(artefact)
    latest: dict[str, datetime] = {}
    whole = True
    for at, sort, app in _installations(untrusted):
        whole &= at is not None
        if dated.inside(at) and sort in (b"Customer", b""):
            latest[app] = max(at, latest.get(app, at))
    for app, at in latest.items():
        kind = counted(app)
        if kind:
            yield Installation(at, kind, app, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _installations(untrusted: bytes) -> Iterator[tuple[datetime | None, bytes, str]]:
    """(moment, sort, app) of each line that tells of an installation."""
    for line in untrusted.splitlines():
        told, begins = _INSTALLED.search(line), _DATED.match(line)
        if told and begins:
            yield _moment(*begins.groups()), told[1] or b"", told[2].decode("utf-8", "replace")


def _moment(month: bytes, *numbers: bytes) -> datetime | None:
    day, hour, minute, second, year = map(int, numbers)
    try:
        local = datetime(year, _MONTHS.get(month, 0), day, hour, minute, second, tzinfo=AMSTERDAM)
    except ValueError:
        return None
    at = local.astimezone(UTC)
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
