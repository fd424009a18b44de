"""When Windows was installed, and when it was upgraded to a larger version: the machine's own dates.

``SOFTWARE``, ``Windows NT/CurrentVersion``: ``InstallTime`` (FILETIME, since Windows 8) or
``InstallDate`` (Unix seconds). ``SYSTEM``, ``Setup/Source OS (Updated on <m/d/yyyy h:mm:ss>)``: one
key for each large upgrade, named after its moment by the computer's own clock, which is taken for
Amsterdam time; inside it ``InstallDate`` of the Windows that was there before. Where the name holds
no such date: when the key was last written, which is the last upgrade.

An act is an installation or an upgrade. Of the Windows before, only the very first counts as
*installed*: the dates of the others are those of upgrades. ``rows``: moments inside the window.

**What it does not say.** From Windows 10 on, every large upgrade (one or two a year, by itself)
renews ``InstallTime`` too: *installed* in ``SOFTWARE`` with *upgraded* in ``SYSTEM`` at about the same
time is one upgrade. Putting a computer back to its factory state looks like an installation.

**On this device**: yes. No real hive is in the test data yet.

References: artefact facts 8; https://learn.microsoft.com/windows/win32/cimwin32prov/win32-operatingsystem
(InstallDate); https://www.raedts.biz/forensics/determining-windows-10-installation-date/
"""

import re
from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.moments import Dated, filetime_at, unix_seconds
from inzage.formats.registry import SOFTWARE, SYSTEM, Hive, Key, hive, older
from inzage.mandate import DataClass
from inzage.observations import Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader

_BEFORE = "source os"
_UPDATED = re.compile(r"\(updated on (\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d\d):(\d\d)\)", re.ASCII | re.IGNORECASE)


@reader(
    opens=DataClass.DEVICE_FACTS,
    family="system_moments",
    at=(*SOFTWARE, *SYSTEM),
    copies=older(*SOFTWARE, *SYSTEM),
)
def windows_installed(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the moments that fall inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for at, moment in (*_now(opened), *_before(opened)):
            if dated.inside(at):
                yield SystemMoment(at, moment, OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _now(opened: Hive) -> Iterator[tuple[datetime | None, Moment]]:
    version = opened.key("Microsoft/Windows NT/CurrentVersion")
    if version:
        yield _installed(version), Moment.INSTALLED


def _before(opened: Hive) -> Iterator[tuple[datetime | None, Moment]]:
    former = [key for key in opened.under("Setup") if key.name.lower().startswith(_BEFORE)]
    for at in sorted({at for key in former if (at := _updated(key))}):
        yield at, Moment.UPGRADED
    yield min((at for key in former if (at := _installed(key))), default=None), Moment.INSTALLED


def _installed(key: Key) -> datetime | None:
    return filetime_at(key.data("InstallTime")) or unix_seconds(key.number("InstallDate"))


def _updated(key: Key) -> datetime | None:
    told = _UPDATED.search(key.name)
    if told is None:
        return key.written
    month, day, year, hour, minute, second = map(int, told.groups())
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=AMSTERDAM).astimezone(PLAUSIBLE[0].tzinfo)
    except (ValueError, OverflowError):
        return key.written
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else key.written
