"""Programs that were used on an iPhone, iPad or Mac, by its own Screen Time: ``RMAdminStore-Local.sqlite``.

iOS 12 and macOS 10.15 and later. Screen Time keeps per hour how long each program was before the
user (``ZUSAGETIMEDITEM``). An act is a program in one hour, at the beginning of that hour.
Websites (``ZDOMAIN``) are none here; nor the sums over all devices together, which would
count each act twice; nor programs of Apple, unless of a class. ``rows``: programs and websites
in hours that begin inside the window, sums included.

**On this device.** The family's and the person's other devices are in the same list: yes for
that which the list calls its own (``ZLOCALDEVICE``), no for others. Where it calls none so: unknown.

Screen Time can be switched off; a list without a single row is then a lower bound. It keeps about
four weeks. Met one real file, of iOS 14 (777 rows: 374 of this device, 15 of another, 388 of sums).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/ios_screentime.py``); artefact facts 5
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.apple_programs import counted
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, ProgramRun, Remark
from inzage.readers import reader

_ROWS = """
    SELECT i.Z_PK, b.ZSTARTDATE, {program}, {origin} FROM ZUSAGETIMEDITEM AS i NOT INDEXED
    JOIN ZUSAGECATEGORY AS c ON c.Z_PK = i.ZCATEGORY JOIN ZUSAGEBLOCK AS b ON b.Z_PK = c.ZBLOCK
    LEFT JOIN ZUSAGE AS u ON u.Z_PK = b.ZUSAGE WHERE {inside}
"""
_HERE = "(SELECT d.ZDEVICE FROM ZUSERDEVICESTATE AS d WHERE d.ZLOCALDEVICE IS NOT NULL)"
_LOST = """
    SELECT count(*) FROM ZUSAGETIMEDITEM AS i NOT INDEXED LEFT JOIN ZUSAGECATEGORY AS c ON c.Z_PK = i.ZCATEGORY
    LEFT JOIN ZUSAGEBLOCK AS b ON b.Z_PK = c.ZBLOCK LEFT JOIN ZUSAGE AS u ON u.Z_PK = b.ZUSAGE WHERE u.Z_PK IS NULL
"""
_NEEDED = {
    "zusagetimeditem": ("z_pk", "zbundleidentifier", "zcategory"),
    "zusagecategory": ("z_pk", "zblock"),
    "zusageblock": ("z_pk", "zusage", "zstartdate"),
    "zusage": ("z_pk", "zdevice"),
}


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("**/RMAdminStore-Local.sqlite",),
    met_real=True,
)
def apple_screen_time(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the programs of the hours that begin inside the window."""
    with database(artefact) as db:
        for table, columns in _NEEDED.items():
            db.need(table, columns)
        opened = 0
        for _, time, program, origin in db.rows(_query(db, window)):
            opened += 1
            at, name = cocoa.moment(time), str(program or "")
            kind = counted(name)
            if at and kind and origin:
                yield ProgramRun(at, kind, name, 1, OnThisDevice(str(origin)))
        yield Opened(opened)
        if db.one(_LOST)[0] or not db.one("SELECT count(*) FROM ZUSAGETIMEDITEM AS i NOT INDEXED")[0]:
            db.doubt()
        yield from cocoa.reach(db, "ZUSAGEBLOCK", "ZSTARTDATE")
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("zuserdevicestate", "zlocaldevice") and db.has("zuserdevicestate", "zdevice")
    told_by = f"WHEN u.ZDEVICE IN {_HERE} THEN 'yes' WHEN EXISTS {_HERE} THEN 'no'" if told else ""
    return _ROWS.format(
        program=text("i.ZBUNDLEIDENTIFIER"),
        origin=f"(CASE WHEN u.ZDEVICE IS NULL THEN NULL {told_by} ELSE 'unknown' END)",
        inside=cocoa.CLOCK.inside("b.ZSTARTDATE", window),
    )
