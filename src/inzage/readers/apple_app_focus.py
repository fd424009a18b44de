"""Programs that stood before the user on a Mac, iPhone or iPad: ``knowledgeC.db``.

macOS 10.12 to 13 and iOS 9 to 16 (later versions write elsewhere, in a form that is not read). An
act is a row of the stream ``/app/inFocus``, at its beginning: a program was before the user, for
however short. The stream ``/app/usage`` says the same once more for a Mac and is not counted.
Programs of Apple are none, unless of a class (a browser, say): many of them come to the fore
by themselves. ``rows``: rows of the stream that begin inside the window. A database without a single row
of it, as later versions leave behind, is a lower bound and never "nothing was used".

The database keeps about four weeks. **On this device**: yes where the row names no source from
another device (``ZSOURCE``, ``ZDEVICEID``), otherwise unknown.

Met two real files (macOS 10.13 and 10.14: 17 and 52 rows of the stream); none of iOS.

References: https://github.com/log2timeline/plaso (``sqlite_plugins/macos_knowledgec.py``); artefact facts 3.4, 5
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
    SELECT o.Z_PK, o.ZSTARTDATE, {program}, {source} FROM ZOBJECT AS o NOT INDEXED {join}
    WHERE o.ZSTREAMNAME = '/app/inFocus' AND {inside}
"""

_EVER = "SELECT count(*) FROM ZOBJECT AS o NOT INDEXED WHERE o.ZSTREAMNAME = '/app/inFocus'"


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("CoreDuet/Knowledge/knowledgeC.db", "Application Support/Knowledge/knowledgeC.db"),
    elsewhere=("**/knowledgeC.db",),
    met_real=True,
)
def apple_app_focus(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the programs that came before the user inside the window."""
    with database(artefact) as db:
        db.need("zobject", ("z_pk", "zstreamname", "zvaluestring", "zstartdate"))
        opened = 0
        for _, time, program, elsewhere in db.rows(_query(db, window)):
            opened += 1
            at, name = cocoa.moment(time), str(program or "")
            kind = counted(name)
            if not name:
                db.doubt()
            elif at and kind:
                yield ProgramRun(at, kind, name, 1, OnThisDevice.UNKNOWN if elsewhere else OnThisDevice.YES)
        yield Opened(opened)
        if not db.one(_EVER)[0]:
            db.doubt()
        yield from cocoa.reach(db, "ZOBJECT", "ZSTARTDATE")
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    sourced = db.has("zobject", "zsource") and db.has("zsource", "zdeviceid")
    return _ROWS.format(
        program=text("o.ZVALUESTRING"),
        source="coalesce(s.ZDEVICEID, '') <> ''" if sourced else "0",
        join="LEFT JOIN ZSOURCE AS s ON s.Z_PK = o.ZSOURCE" if sourced else "",
        inside=cocoa.CLOCK.inside("o.ZSTARTDATE", window),
    )
