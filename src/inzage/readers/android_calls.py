"""Calls in the call log of Android: ``calllog.db`` since Android 7, before that in ``contacts2.db``.

An observation is a call: ``type`` 1 (answered), 2 (made), 3 (missed), 5 (rejected) or 7
(answered on another device). Rows and no acts: a voicemail (4), which follows a missed call
that has its own row; what the phone blocked by itself (6); rows marked as deleted.

**Which device.** No column names it, and a restored backup looks the same. But a row is
written at the end of the call, and says when it was last changed: where that is at most a
minute later, it was written here: *yes*. Looking at the list changes the date, so most rows
are *unknown*. Type 7: *no*.

``date`` is in milliseconds, ``duration`` in seconds. ``rows``: rows of ``calls`` inside the
window. The name column is not read.

Cannot be seen: deleted calls, calls inside apps unless they report to the phone. Met a real
file: Android 10 (Hickman, 14 calls).

References: https://developer.android.com/reference/android/provider/CallLog.Calls,
ALEAPP ``calllog.py``; artefact facts 4.10.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import calls, case, covers, optional
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)
AT_ONCE = 60_000
"""Milliseconds between the end of a call and the writing of its row."""

_USED = ("deleted", "last_modified")
_KNOWN = names("""
    _id number presentation post_dial_digits via_number date duration data_usage type features
    subscription_component_name subscription_id phone_account_address phone_account_hidden sub_id new name numbertype
    numberlabel countryiso voicemail_uri is_read geocoded_location lookup_uri matched_number normalized_number photo_id
    photo_uri formatted_number add_for_all_users last_modified call_screening_component_name call_screening_app_name
    block_reason _data has_content mime_type source_data source_package transcription transcription_state state dirty
    deleted backed_up restored archived is_omtp_voicemail missed_reason priority subject location composer_photo_uri
    is_call_log_phone_account_migration_pending is_business_call asserted_display_name uuid
""")
_ROWS = """
    SELECT m._id, m.date, {direction}, {contact}, m.duration,
           CASE WHEN m.type = 7 THEN 'no' WHEN {age} >= 0 AND {age} <= {at_once} THEN 'yes' ELSE 'unknown' END
    FROM calls AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="calls",
    at=("com.android.providers.contacts/databases/calllog.db",),
    elsewhere=("**/calllog.db", "com.android.providers.contacts/databases/contacts2.db"),
    met_real=True,
)
def android_calls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the calls of the window."""
    with database(artefact) as db:
        db.need("calls", ("_id", "number", "date", "duration", "type"))
        yield from db.compare("calls", _KNOWN, _USED)
        yield Opened((yield from calls(CLOCK, db.rows(_query(db, window)))))
        yield from covers(db, ("calls", "m.date", CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    changed = optional(db, "calls", "last_modified", "m")
    kinds = case("m.type", {1: "incoming", 2: "outgoing", 3: "incoming", 5: "incoming", 7: "incoming"})
    return _ROWS.format(
        direction=f"CASE WHEN coalesce({optional(db, 'calls', 'deleted', 'm')}, 0) = 0 THEN {kinds} END",
        contact=text("m.number"),
        age=f"({changed} - m.date - coalesce(m.duration, 0) * 1000)",
        at_once=AT_ONCE,
        inside=CLOCK.inside("m.date", window),
    )
