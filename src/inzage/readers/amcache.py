"""Programs that Windows took stock of (``Amcache.hve``): installed, or lying about as a program file.

Windows 10 1709 and later: ``InventoryApplication`` (installed programs) and
``InventoryApplicationFile`` (program files, each with the id of its program). Windows 8 to
10 1703: ``Programs`` and ``File/{volume}``. Which of them there are decides, no version.

**Which rows are acts.** One per program: an installed program, and of the files those
whose program is not among the installed ones, such as an installer or a portable
program, once per program id. Parts of Windows (``InboxModernApp``, ``IsOsComponent``) are
none. *A file that was seen need not have run*: this is an installation, not a use.

**When**: ``InstallDate`` (``MM/DD/YYYY hh:mm:ss``; by the day, at noon in Amsterdam) or in
the old form ``a`` (Unix s); else when the key was last written: the stock-taking, which
comes up to a day later and again after an upgrade. ``rows``: rows with a moment inside
the window.

**On this device**: yes; the hive belongs to the machine. Met one real hive, of Windows 10
(75 programs, 30 files); the old form none yet.

References: artefact facts 5; plaso ``amcache.py``; ANSSI, "Analysis of the AmCache" (2019)
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, noon, unix_seconds
from inzage.formats.programs import program_kind
from inzage.formats.registry import Hive, Key, hive, older
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_AT = ("AppCompat/Programs/Amcache.hve",)
_US_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})\b", re.ASCII)
Seen = tuple[datetime | None, str, bool]
"""(moment, name, is it an act)."""


@reader(opens=DataClass.SOFTWARE, family="software", at=_AT, copies=older(*_AT), met_real=True)
def amcache(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the programs that came inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for at, name, act in (*_present(opened), *_former(opened)):
            if dated.inside(at) and name and act:
                yield Installation(at, program_kind(name), name, OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _present(opened: Hive) -> Iterator[Seen]:
    known = set[str]()
    for entry in opened.under("Root/InventoryApplication"):
        known.add(entry.text("ProgramId").lower() or entry.name.lower())
        yield _installed(entry), entry.text("Name"), not entry.number("InboxModernApp")
    for entry in opened.under("Root/InventoryApplicationFile"):
        belongs = entry.text("ProgramId").lower()
        new = not belongs or belongs not in known
        known.add(belongs)
        yield entry.written, entry.text("Name"), new and not entry.number("IsOsComponent")


def _former(opened: Hive) -> Iterator[Seen]:
    known = set[str]()
    for entry in opened.under("Root/Programs"):
        known.add(entry.name.lower())
        yield unix_seconds(entry.number("a")) or entry.written, entry.text("0"), True
    for volume in opened.under("Root/File"):
        for entry in volume.below():
            belongs = entry.text("100").lower()
            new = not belongs or belongs not in known
            known.add(belongs)
            yield entry.written, entry.text("15"), new


def _installed(entry: Key) -> datetime | None:
    told = _US_DAY.match(entry.text("InstallDate"))
    try:
        day = noon(date(int(told[3]), int(told[1]), int(told[2]))) if told else None
    except ValueError:
        day = None
    return day or entry.written
