"""Programs that ran under a person's account, by Windows' own record of the use of resources (``SRUDB.dat``).

Windows 8 and later, an ESE database. Table ``{D10CA2FE-…}`` (use by applications) gets a row per
program, account and interval: about each hour, and when the computer is shut down. ``SruDbIdMapTable``
says which program and account the numbers in it are. Times are days since 30 December 1899, UTC, to the minute.

An act is such a row of a person's account (``S-1-5-21-…`` or ``S-1-12-1-…``) in which the program
used the processor in the foreground (``ForegroundCycleTime``): *it was running in the interval that
ended at this moment*. So a program that was open all day gives some 24 acts. ``times`` is 0: the
row tells of no start, so it says nothing of an hour in which somebody used it. What Windows runs
for itself (its own and its services' accounts) and what only waited are none. A program that starts
with the account and runs unseen counts as well: the row does not tell whether anybody looked at it.
``rows``: rows of the table inside the window. Windows keeps 30 to 60 days. The other tables
(network, energy, notifications) are not read.

**On this device**: yes; the database belongs to the machine. A database that was not closed cleanly is a
lower bound: what its logs still hold is not in it. Tried on seven public databases of Windows 10 and 11 (118 to
2,087 rows, 11 to 421 acts); they are not in the project's test data, so it counts as not yet proven.

References: artefact facts 5; plaso ``srum.py``; [MS-DTYP] 2.4.2 (SID); libesedb's format specification
"""

import codecs
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.ese import Database
from inzage.formats.moments import Dated
from inzage.formats.programs import program_kind
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader

_USE, _NAMES = "{D10CA2FE-6FCF-4F6D-848E-B2E99266FA89}", "SruDbIdMapTable"
_COLUMNS = ("TimeStamp", "AppId", "UserId", "ForegroundCycleTime")
_ACCOUNT, _PROGRAMS = 3, frozenset({0, 2})
_1899 = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST, _LAST = ((edge - _1899) / timedelta(days=1) for edge in PLAUSIBLE)
_MINUTE = timedelta(minutes=1)

codecs.lookup("utf-16-le")  # a locked process can no longer load a codec


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("Windows/System32/sru/SRUDB.dat",),
    elsewhere=("**/SRUDB.dat",),
    copies=("Windows.old/**/SRUDB.dat",),
)
def srum(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the intervals inside the window in which a person's account ran a program."""
    use, dated = Database(artefact), Dated(window)
    use.need(_USE, _NAMES)
    programs, persons = _names(use)
    for row in use.rows(_USE, *_COLUMNS):
        at = _moment(row.real("TimeStamp"))
        if not dated.inside(at) or at is None or row.number("UserId") not in persons:
            continue
        program = programs.get(row.number("AppId"), "")
        if program and (row.number("ForegroundCycleTime") or 0) > 0:
            yield ProgramRun(at, program_kind(program), program, 0, OnThisDevice.YES)
    yield from dated.remarks()
    if use.degraded:
        yield Degraded()


def _names(use: Database) -> tuple[dict[int | None, str], set[int | None]]:
    """(number → program, the numbers of persons' accounts)."""
    programs: dict[int | None, str] = {}
    persons = set[int | None]()
    for row in use.rows(_NAMES, "IdType", "IdIndex", "IdBlob"):
        kind, number, held = row.number("IdType"), row.number("IdIndex"), row.data("IdBlob") or b""
        if kind in _PROGRAMS:
            programs[number] = _program(held.decode("utf-16-le", "replace").partition("\0")[0])
        elif kind == _ACCOUNT and _is_person(held):
            persons.add(number)
    return programs, persons


def _program(untrusted_name: str) -> str:
    """A path, a package, or ``!!name!moment!…``, of which the name."""
    return untrusted_name.split("!")[2] if untrusted_name.startswith("!!") else untrusted_name


def _is_person(sid: bytes) -> bool:
    """Local and domain accounts (S-1-5-21), and those of a cloud directory (S-1-12-1)."""
    authority, first = int.from_bytes(sid[2:8], "big"), int.from_bytes(sid[8:12], "little")
    return sid[:1] == b"\1" and (authority, first) in {(5, 21), (12, 1)}


def _moment(days: float | None) -> datetime | None:
    """To the minute, as Windows writes it: a fraction of a day is never exact."""
    if days is None or not _FIRST <= days < _LAST:
        return None
    return _1899 + round(timedelta(days=days) / _MINUTE) * _MINUTE
