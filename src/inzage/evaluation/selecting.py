"""Selecting units from rows: what happened to a record, who is followed until when, and how often they were checked.

Needs the standard library only. Days of an attribute are text (yyyy-mm-dd), as records hold them; all other days are
dates. "During" has both ends: a check on time zero counts, and so does one on the last day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inzage.evaluation import Event, Exposure, Protocol, Rows, Span, Unit

CHECKS = ("controle", "telefooncontrole")
BEGUN, DONE, STOPPED = "onderweg", "gedaan", "gestopt"
MISSED, LAPSED = "niet_verschenen", "verlopen"
DAYS_OF_YEAR = 365.25
DAYS_OF_MONTH = DAYS_OF_YEAR / 12


@dataclass(frozen=True, slots=True)
class Check:
    """A check that was begun and came to its end: ``how`` is *gedaan* or *gestopt*, ``ending`` what was said then."""

    event: Event
    begun: date
    ended: date
    how: str
    ending: Span


def day(value: object) -> date | None:
    """The day that an attribute holds, if it holds one."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def by_person(rows: Rows, *codes: str) -> Mapping[str, Sequence[Event]]:
    """The events of some kinds by the person that they happened to, in order of time."""
    found = defaultdict[str, list[Event]](list)
    for event in rows.of(*codes):
        found[event.person].append(event)
    return found


def about(rows: Rows, *codes: str) -> Mapping[str, Sequence[Event]]:
    """The events of some kinds by the key of the record that they are about, in order of time."""
    found = defaultdict[str, list[Event]](list)
    for event in rows.of(*codes):
        found[event.about].append(event)
    return found


def by_source(rows: Rows, *codes: str) -> Mapping[str, Event]:
    """The events of some kinds by their own key."""
    return {event.source: event for event in rows.of(*codes)}


def states(rows: Rows, *codes: str) -> Mapping[str, Sequence[Span]]:
    """The spans of records of some kinds by the record's key, in order of time."""
    found = defaultdict[str, list[Span]](list)
    for span in rows.spans_of(*codes):
        found[span.source].append(span)
    return {source: sorted(spans, key=lambda span: span.since) for source, spans in found.items()}


def entered(spans: Iterable[Span], *names: str) -> Span | None:
    """The first span in one of some states, if there is one."""
    return next((span for span in spans if span.state in names), None)


def now(spans: Sequence[Span]) -> str:
    """The state that a record is in at the extraction; "" where nothing is known."""
    return spans[-1].state if spans else ""


def checks(rows: Rows) -> tuple[Check, ...]:
    """Every check that was begun and came to its end, in order of the day on which it began."""
    known = states(rows, *CHECKS)
    found = [made for event in rows.of(*CHECKS) if (made := _check(event, known.get(event.source, ())))]
    return tuple(sorted(found, key=lambda check: check.begun))


def _check(event: Event, spans: Sequence[Span]) -> Check | None:
    begun, ending = entered(spans, BEGUN), entered(spans, DONE, STOPPED)
    if ending is None:
        return None
    return Check(event, begun.since if begun else ending.since, ending.since, ending.state, ending)


def checked_on(rows: Rows) -> Mapping[str, Sequence[date]]:
    """By person the days on which a check began: how closely somebody is looked at."""
    found = defaultdict[str, list[date]](list)
    for check in checks(rows):
        found[check.event.person].append(check.begun)
    return found


def during(days: Iterable[date], since: date, until: date) -> int:
    """How many of some days lie from ``since`` up to and including ``until``."""
    return sum(since <= each <= until for each in days)


def first(days: Iterable[date | None], after: date) -> date | None:
    """The first of some days that comes after a day."""
    return min((each for each in days if each and each > after), default=None)


def followed(
    zero: date,
    protocol: Protocol,
    extracted_on: date,
    outcome: tuple[str, date | None] = ("", None),
    exits: Mapping[str, date | None] | None = None,
) -> tuple[date, str]:
    """Until when somebody is followed, and what happened that day ("" for nothing).

    ``outcome``: its code and its first day; ``exits``: by code the day of what ends the follow-up. A code that the
    protocol does not name under ``competing`` ends it as nothing (censored). On one day the outcome goes first.
    """
    last = extracted_on
    if protocol.follow_up_days is not None:
        last = min(last, zero + timedelta(protocol.follow_up_days))
    code, happened = outcome
    ends = [(happened, 0, code)] if happened else []
    for name, on in (exits or {}).items():
        ends += [(on, 1, name if name in protocol.competing else "")] if on else []
    until, _, event = min([*ends, (last, 2, "")])
    return max(until, zero), event


def exposed(unit: Unit) -> Iterator[tuple[date, date]]:
    """The parts of a unit's follow-up in which anything was there, from a day until before another, none twice."""
    begin = unit.zero
    for each in sorted(unit.exposures, key=lambda exposure: exposure.since):
        since, until = max(each.since, begin), min(each.until or unit.until, unit.until)
        if since < until:
            yield since, until
            begin = until


def exposed_days(unit: Unit) -> int:
    """For how many days of its follow-up a unit was exposed."""
    return sum((until - since).days for since, until in exposed(unit))


def while_exposed(days: Iterable[date], exposures: Sequence[Exposure]) -> int:
    """How many of some days lie in an exposure. A unit with exposures keeps it as the mark ``checks_exposed``."""
    return sum(any(e.since <= each and (e.until is None or each < e.until) for e in exposures) for each in days)


def person_years(units: Iterable[Unit]) -> float:
    """How long units were followed together, in years of 365.25 days."""
    return sum(unit.days for unit in units) / DAYS_OF_YEAR


def beside(units: Sequence[Unit], events: int | None = None) -> dict[str, float]:
    """What stands beside every effect and every figure of re-offending, for ``Figure.extra``.

    ``events``: how many outcomes; otherwise the units whose ``event`` is anything.
    """
    months = sum(unit.days for unit in units) / DAYS_OF_MONTH
    happened = sum(bool(unit.event) for unit in units) if events is None else events
    rate = sum(unit.checks for unit in units) / months if months else 0.0
    return {
        "n": len(units),
        "events": happened,
        "person_years": person_years(units),
        "checks_per_person_month": rate,
    }
