"""Programs that Windows lists for removal: what was installed, and when.

Windows 95 and later: ``CurrentVersion/Uninstall`` in the machine's ``SOFTWARE`` (also
under ``Wow6432Node``) and in the user's hive. An act is an entry that the list shows:
with a ``DisplayName``, no part of Windows (``SystemComponent``), no update of another entry
(``ParentKeyName``, ``ReleaseType``).

**When**: ``InstallDate`` (a day, dated at its noon in Amsterdam) where the maker wrote
one, else when the key was last written, which an update of the program also does.
``rows``: entries with such a moment inside the window, shown or not.

**On this device**: yes for the machine's hive. Unknown for a user's: a program installed
for one user can travel with a roaming profile. Removed programs are no longer there.
Met real hives of Windows 7 and 8 (users'); no real ``SOFTWARE`` yet.

References: artefact facts 5; https://learn.microsoft.com/windows/win32/msi/uninstall-registry-key
"""

from collections.abc import Iterator
from datetime import date, datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, noon
from inzage.formats.programs import program_kind
from inzage.formats.registry import SOFTWARE, USER, Hive, Key, hive, older
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_LIST = "Microsoft/Windows/CurrentVersion/Uninstall"
_MACHINE = (_LIST, f"Wow6432Node/{_LIST}")
_PERSON = (f"Software/{_LIST}", f"Software/Wow6432Node/{_LIST}")
_DAY = 8


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=(*SOFTWARE, *USER),
    copies=older(*SOFTWARE, *USER),
    met_real=True,
)
def uninstall_keys(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the programs of the list that came inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for entry, origin in _entries(opened):
            at, name = _since(entry), entry.text("DisplayName")
            if dated.inside(at) and name and _is_shown(entry):
                yield Installation(at, program_kind(name), name, origin)
        yield from dated.remarks()
        yield from opened.remarks()


def _entries(opened: Hive) -> Iterator[tuple[Key, OnThisDevice]]:
    for paths, origin in ((_MACHINE, OnThisDevice.YES), (_PERSON, OnThisDevice.UNKNOWN)):
        for path in paths:
            yield from ((entry, origin) for entry in opened.under(path))


def _is_shown(entry: Key) -> bool:
    return not (entry.number("SystemComponent") or entry.text("ParentKeyName") or entry.text("ReleaseType"))


def _since(entry: Key) -> datetime | None:
    day = entry.text("InstallDate")
    if len(day) == _DAY and day.isascii() and day.isdigit():
        try:
            return noon(date(int(day[:4]), int(day[4:6]), int(day[6:]))) or entry.written
        except ValueError:
            return entry.written
    return entry.written
