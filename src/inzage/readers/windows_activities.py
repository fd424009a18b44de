"""Programs that were used, by the activity history ("Timeline") of Windows 10 and 11.

Windows 10 1803 and later: ``ActivitiesCache.db``, table ``Activity``, times in Unix seconds.
Which columns there are decides, no version.

An act is a row of type 6: a program that was in front for a while (``StartTime``). Type 5
(something was opened) begins such a time and is none of its own; copying (10, 16) and the
rest are none. What was opened (``Payload``) is not read; of ``AppId`` the program's name
alone. ``times`` is 1. ``rows``: all rows whose start lies inside the window. Windows drops
rows after 30 days, when signed in or not.

**On this device**: what is done here is always written here; so where the file knows one
device only (``PlatformDeviceId``), that is this one: yes. Where it knows more, no field says
which is this: unknown, but for rows marked ``IsLocalOnly``. Unknown is every row that was in the cloud
(``CreatedInCloud``): where this computer keeps no history of its own, the only device may be another.

Met one real file (112 rows, of which 79 of type 6). The history can be
switched off, and Windows 11 has dropped most of it: without a single row of type 6 a lower bound.

References: artefact facts 5, appendix A; plaso ``windows_timeline.py``;
https://learn.microsoft.com/windows/uwp/launch-resume/useractivities
"""

import json
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.programs import program_kind
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, ProgramRun, Remark
from inzage.readers import reader

_CLOCK = Clock(SECONDS)
_KNOWN = names(
    "id appid packageidhash appactivityid activitytype activitystatus parentactivityid tag group matchid "
    "lastmodifiedtime expirationtime payload priority islocalonly platformdeviceid createdincloud starttime endtime "
    "lastmodifiedonclient groupappactivityid clipboardpayload enterpriseid originalpayload "
    "originallastmodifiedonclient etag userid ddsdeviceid"
)
_USED = ("platformdeviceid", "islocalonly")
_IN_USE, _MOST = 6, 16_384
_PLATFORMS = ("windows_win32", "x_exe_path", "packageId", "windows_universal")
_ROWS = """
    SELECT a.rowid, a.StartTime, a.ActivityType, {app}, {local} FROM activity AS a NOT INDEXED WHERE {inside}
"""
_EVER = f"SELECT count(*) FROM activity AS a NOT INDEXED WHERE a.ActivityType = {_IN_USE}"  # noqa: S608 (our own number)


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("ConnectedDevicesPlatform/*/ActivitiesCache.db",),
    elsewhere=("**/ActivitiesCache.db",),
    met_real=True,
)
def windows_activities(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the times that a program was in front, inside the window."""
    with database(artefact) as db:
        db.need("activity", ("appid", "activitytype", "starttime"))
        yield from db.compare("activity", _KNOWN, _USED)
        opened, alone = 0, _knows_one_device(db)
        local = _local(db)
        query = _ROWS.format(app=text("a.AppId"), local=local, inside=_CLOCK.inside("a.StartTime", window))
        for _, start, kind, app, stays in db.rows(query):
            opened += 1
            at, program = _CLOCK.moment(start), _program(str(app or ""))
            if at and kind == _IN_USE and program:
                here = OnThisDevice.YES if stays == 1 or (alone and stays == 0) else OnThisDevice.UNKNOWN
                yield ProgramRun(at, program_kind(program), program, 1, here)
            elif kind == _IN_USE:
                db.doubt()
        yield Opened(opened)
        if not db.one(_EVER)[0]:
            db.doubt()
        yield from reach(db, "activity", "StartTime", _CLOCK)
        yield from db.remarks()


def _local(db: Database) -> str:
    """SQL: 1 where the row never leaves this device, 2 where it was in the cloud, 0 where neither is said."""
    local = "a.IsLocalOnly = 1" if db.has("activity", "islocalonly") else "0"
    cloud = "a.CreatedInCloud > 0" if db.has("activity", "createdincloud") else "0"
    return f"(CASE WHEN {local} THEN 1 WHEN {cloud} THEN 2 ELSE 0 END)"


def _knows_one_device(db: Database) -> bool:
    if not db.has("activity", "platformdeviceid"):
        return False
    devices = "SELECT count(DISTINCT a.PlatformDeviceId), count(*) - count(a.PlatformDeviceId) FROM activity AS a"
    different, without, *_ = db.one(f"{devices} NOT INDEXED")
    return different == 1 and without == 0


def _program(untrusted_app: str) -> str:
    """The program in a list of its names on several platforms."""
    try:
        told = json.loads(untrusted_app) if len(untrusted_app) <= _MOST else []
    except (ValueError, RecursionError):
        return ""
    named = {one.get("platform"): one.get("application") for one in told if isinstance(one, dict)} if _is(told) else {}
    return next((str(named[platform]) for platform in _PLATFORMS if named.get(platform)), "")


def _is(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(one, dict) and _plain(one) for one in told)


def _plain(one: dict[object, object]) -> bool:
    return all(isinstance(value, str | None) for value in one.values())
