"""People under supervision who are followed for a new case, and what was done with them in the meantime.

The day of the last extract from the justice records ends everybody's follow-up, because after it nobody knows. An
outcome counts from the day after time zero up to and including that day. What was withdrawn, or lies after the
extraction, was never there. Every list is in an order that the rows' own order does not touch.

References: WODC, Cahier 2020-20 (re-offending during and after supervision; prison as an exit).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inzage.evaluation.cohort import Unit
from inzage.evaluation.protocol import Protocol
from inzage.evaluation.recidivism import recidivism
from inzage.evaluation.rows import Event, Rows, Span
from inzage.evaluation.selecting import BEGUN, CHECKS, DONE, STOPPED, checked_on, day, during, first
from inzage.evaluation.selecting import followed as until_when

NEW_CASE = "recidive"
WITHDRAWN = "ingetrokken"
EXTRACT, TAKEN_IN = "uitkomsten-inlezing", "ingelezen"
KINDS = ("toezicht", "recidive", EXTRACT, *CHECKS)
"""What :func:`followed` reads."""


def standing(rows: Rows, *codes: str) -> list[Event]:
    """Records of some kinds that were not withdrawn, by day and key."""
    spans = [span for span in rows.spans_of(*codes) if span.state == WITHDRAWN and span.since <= rows.extracted_on]
    gone = {span.source for span in spans}
    held = [event for event in rows.of(*codes) if event.on <= rows.extracted_on and event.source not in gone]
    return sorted(held, key=lambda event: (event.on, event.source))


def entries(rows: Rows, *codes: str) -> Mapping[str, Mapping[str, Span]]:
    """By record and state: the span of its first entry into that state."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    spans = [span for span in rows.spans_of(*codes) if span.since <= rows.extracted_on]
    for span in sorted(spans, key=lambda each: (each.since, str(sorted(each.reasons.items())))):
        found[span.source].setdefault(span.state, span)
    return found


@dataclass(frozen=True, slots=True)
class Done:
    """An activity that took place. ``on``: the day on which it began."""

    person: str
    trajectory: str
    on: date
    code: str
    source: str


def done(rows: Rows, *codes: str) -> list[Done]:
    """Activities that took place, by day and key. What was only planned, missed or called off did not."""
    states = entries(rows, *codes)
    found = [_done(event, states.get(event.source, {})) for event in standing(rows, *codes)]
    return sorted((each for each in found if each), key=lambda each: (each.on, each.source))


def _done(event: Event, states: Mapping[str, Span]) -> Done | None:
    days = [span.since for state, span in states.items() if state in {BEGUN, DONE, STOPPED}]
    return Done(event.person, event.trajectory, min(days), event.code, event.source) if days else None


def by_person(found: Iterable[Done]) -> Mapping[str, list[Done]]:
    """In the order in which they come; an empty list for whom there is nothing."""
    held: dict[str, list[Done]] = defaultdict(list)
    for each in found:
        held[each.person].append(each)
    return held


@dataclass(frozen=True, slots=True)
class Supervision:
    """A supervision. ``closed``: the day on which it was closed, and ``why``; None and "" while it is open."""

    source: str
    person: str
    since: date
    closed: date | None
    why: str
    told: Mapping[str, Any]


def supervisions(rows: Rows) -> list[Supervision]:
    """Every supervision that has begun, by day and key."""
    states = entries(rows, "toezicht")
    return [_supervision(event, states.get(event.source, {})) for event in standing(rows, "toezicht")]


def _supervision(event: Event, states: Mapping[str, Span]) -> Supervision:
    end = states.get("gesloten")
    why = str(end.reasons.get("reason", "")) if end else ""
    return Supervision(event.source, event.person, event.on, end.since if end else None, why, event.attributes)


@dataclass(frozen=True, slots=True)
class Followed:
    """Each supervision with the unit that it is. ``until``: the day that ends everybody's follow-up."""

    pairs: tuple[tuple[Supervision, Unit], ...]
    until: date
    left_out: Mapping[str, int]


def followed(rows: Rows, protocol: Protocol, definition: str = "algemeen") -> Followed:
    """Each person's first supervision, followed from its start for a new case that falls under a definition.

    Who is under supervision twice would count twice. Without any outcome there was no extract: then everybody's
    outcome is missing, and nobody has one.
    """
    outcomes = standing(rows, "recidive")
    extracts = _extracts(rows, outcomes)
    until = min(max(extracts, default=rows.extracted_on), rows.extracted_on)
    everybody = supervisions(rows)
    firsts = first_of_each(everybody)
    kept = [each for each in firsts if each.since < until]
    lost = Counter({"later-toezicht": len(everybody) - len(firsts), "na-uittreksel": len(firsts) - len(kept)})
    cases, looked = _cases(outcomes, definition), checked_on(rows)
    units = [_unit(one, until, protocol, cases[one.person], looked.get(one.person, ())) for one in kept]
    told = [unit if extracts else replace(unit, missing=True) for unit in units]
    return Followed(tuple(zip(kept, told, strict=True)), until, {why: many for why, many in lost.items() if many})


def _extracts(rows: Rows, outcomes: Iterable[Event]) -> list[date]:
    """Days of extracts: of each outcome, and of files that were taken in, in which there may be nothing new."""
    course = entries(rows, EXTRACT)
    files = [event for event in standing(rows, EXTRACT) if TAKEN_IN in course.get(event.source, {})]
    return [on for event in (*outcomes, *files) if (on := day(event.attributes.get("extracted_on")))]


def first_of_each(found: Iterable[Supervision]) -> list[Supervision]:
    """Each person's first: who is followed twice would count twice."""
    held: dict[str, Supervision] = {}
    for each in found:
        held.setdefault(each.person, each)
    return list(held.values())


def _cases(outcomes: Iterable[Event], definition: str) -> Mapping[str, Mapping[date, set[str]]]:
    """By person the days of new cases, with the code lists that they were coded in."""
    held: dict[str, dict[date, set[str]]] = defaultdict(dict)
    for event in outcomes:
        on = day(event.attributes.get("occurred_on"))
        if on and recidivism().counts(definition, str(event.attributes.get("definition"))):
            held[event.person].setdefault(on, set()).add(str(event.attributes.get("classification", "")))
    return held


def _unit(
    one: Supervision, until: date, protocol: Protocol, cases: Mapping[date, set[str]], looked: Sequence[date]
) -> Unit:
    new = first(cases, after=one.since)
    exits = {one.why: one.closed} if one.why in protocol.competing else {}
    last, event = until_when(one.since, protocol, until, (NEW_CASE, new), exits)
    coded = sorted(cases[last] - {""}) if event == NEW_CASE else ()
    checks = during(looked, one.since, last)
    return Unit(one.person, (one.source,), one.since, last, event, checks=checks, lists=tuple(coded))
