"""Lines of *Logboek Dataverwerkingen*: what was processed about whom, without who did it.

One line for the check and one for each time that a carrier was laid out, an artefact
opened, a whole carrier digested or something looked at; none is sampled away. A line is
about one data subject, or (under a validation mandate) about nobody. The handover is a
processing activity of its own and goes to a file of its own.

References: Logboek Dataverwerkingen, fields and ``dpl.core`` attributes (working draft 0.7 of
2024-10-01; OpenTelemetry's shape); docs/schema/log-processing.schema.json.
"""

from collections.abc import Iterator

from inzage.record import Entry, EntryKind
from inzage.report.log import Line, Logged, is_an_end, ms, word

Times = tuple[int, int, int]
"""Start and end (ms since 1970), and the status."""

UNSET, OK, ERROR = 0, 1, 2
"""Status codes as OpenTelemetry has them. Breaking off on purpose is OK."""

_NAMES = {
    EntryKind.CARRIER: "gegevensdrager ontsloten",
    EntryKind.OPENED: "bron gelezen",
    EntryKind.DIGESTED: "controlegetal berekend",
    EntryKind.LOOKED: "door mensen bekeken",
}
_UNREAD = frozenset({"unreadable", "encrypted"})


def processing(logged: Logged) -> Iterator[Line]:
    """The lines of the supervision."""
    if logged.span is None:
        return
    activity = logged.policy.processing_activity
    whole = (logged.check, "controle van gegevensdragers")
    yield _line(logged, whole, (*logged.span, OK), parent=None, activity=activity)
    for entry in logged.case.entries:
        if entry.kind in _NAMES and not is_an_end(entry):
            name = " ".join(filter(None, (_NAMES[entry.kind], word(entry.facts.get("data_class")))))
            said = (logged.operation(entry), name)
            yield _line(logged, said, _times(logged, entry), parent=logged.check, activity=activity)


def handover(logged: Logged) -> Iterator[Line]:
    """The lines of the handover to the police, under their own processing activity."""
    activity = logged.policy.handover_activity
    for entry in logged.case.entries:
        if entry.kind is EntryKind.SEALED:
            said = (logged.operation(entry), "overdracht aan de politie")
            yield _line(logged, said, (ms(entry.at), ms(entry.at), OK), parent=logged.check, activity=activity)


def _times(logged: Logged, entry: Entry) -> Times:
    end = logged.ends.get(entry.sequence)
    if end is None:
        # a kill fell before it was read (another look has a line of its own), or it has no end but its own moment
        return ms(entry.at), ms(entry.at), UNSET if entry.kind is EntryKind.OPENED else OK
    return ms(entry.at), ms(end.at), ERROR if word(end.facts.get("status")) in _UNREAD else OK


def _line(logged: Logged, said: tuple[str, str], times: Times, *, parent: str | None, activity: str | None) -> Line:
    operation, name = said
    start, end, status = times
    subject = {"dpl.core.data_subject_id": logged.subject} if logged.subject else {}
    return {
        "trace_id": logged.trace_id,
        "operation_id": operation,
        **({"parent_operation_id": parent} if parent else {}),
        "status_code": status,
        "name": name,
        "start_time": start,
        "end_time": max(start, end),
        "resource": {"name": "inzage", "version": str(logged.case.result["instrument"].get("version", ""))},
        "attributes": {"dpl.core.processing_activity_id": activity, **subject},
    }
