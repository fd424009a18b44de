"""Calls in the call history of iOS 8 and later and of macOS (``CallHistory.storedata``).

An observation is a row of ``ZCALLRECORD``: telephone, FaceTime, and apps that report their
calls to the phone. Such a call (WhatsApp, for example) stands in the app's own log as well;
add the two and it counts twice. ``seconds`` is 0 where nobody answered.

**Which device.** Always *unknown*: with iCloud the history is shared by all devices of an
account, and no column says where a call was.

``ZDATE`` is in seconds since 2001, with a fraction. ``rows``: rows of ``ZCALLRECORD`` inside
the window. Of a call with several people the counterpart is not read.

Cannot be seen: deleted calls; the system keeps about a thousand. Met a real file: iOS 14.3
with its log (Hickman, 25 calls).

References: iLEAPP ``callHistory.py``, https://developer.apple.com/documentation/callkit,
artefact facts 4.10.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import calls, case, covers
from inzage.formats.sqlite import database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zdate, 0)"
_KNOWN = names("""
    z_pk z_ent z_opt zanswered zcall_category zcalltype zdisconnected_cause zface_time_data zfiltered_out_reason
    zhandle_type zjunkconfidence znumber_availability zoriginated zread zverificationstatus zdate zduration
    ziso_country_code zlocation zname zservice_provider zunique_id zlocalparticipantuuid zoutgoinglocalparticipantuuid
    zaddress zblockedbyextension zparticipantgroupuuid zscreensharingtype zwasemergencycall zhasmessage zreminder
    zimageurl zblockedbyextensiondetails zjunkidentificationcategory zcommunicationtrustscore zverificationtype
""")
_ROWS = """
    SELECT m.z_pk, m.zdate, {direction}, {contact}, m.zduration, 'unknown'
    FROM zcallrecord AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=("CallHistoryDB/CallHistory.storedata",),
    elsewhere=("**/CallHistory.storedata",),
    met_real=True,
)
def ios_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        db.need("zcallrecord", ("z_pk", "zdate", "zoriginated", "zaddress", "zduration"))
        yield from db.compare("zcallrecord", _KNOWN, ())
        query = _ROWS.format(
            direction=case("m.zoriginated", {0: "incoming", 1: "outgoing"}, "unknown"),
            contact=text("m.zaddress"),
            inside=CLOCK.inside(_TIME, window),
        )
        yield Opened((yield from calls(CLOCK, db.rows(query))))
        yield from covers(db, ("zcallrecord", _TIME, CLOCK))
        yield from db.remarks()
