"""Whether a check stayed inside its condition: term, frequency and manner (HR 29 November 2022, ECLI:NL:HR:2022:1763).

Each gives None where the rows do not tell. The same rules as those that the register holds to before a check begins.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from inzage.evaluation import Event, Span
from inzage.evaluation.capacity.frequencies import MONTHS, Frequency, back
from inzage.evaluation.selecting import Check, day, entered

ENDED = "beeindigd"


def term(condition: Event, spans: Iterable[Span]) -> tuple[date, date] | None:
    """From which day up to and including which day a condition holds; None where that is not told, or never."""
    since, until = day(condition.attributes.get("from")), day(condition.attributes.get("to"))
    if since is None or until is None:
        return None
    ended = entered(spans, ENDED)
    last = min(until, before(ended.since)) if ended else until
    return (since, last) if since <= last else None


def before(on: date) -> date:
    """The day before."""
    return date.fromordinal(on.toordinal() - 1)


def in_term(condition: Event, spans: Sequence[Span], on: date) -> bool | None:
    """Whether a condition held on a day."""
    if day(condition.attributes.get("from")) is None or day(condition.attributes.get("to")) is None:
        return None
    held = term(condition, spans)
    return held is not None and held[0] <= on <= held[1]


def in_frequency(condition: Event, begun: Sequence[tuple[date, str]], check: Check) -> bool | None:
    """Whether a check was one of those that the condition allows in the period which ends on its day.

    ``begun``: all checks begun under the condition, by day and key, in order; those after this one do not count.
    """
    allowed = court(condition)
    if allowed is None:
        return None
    since = back(check.begun, MONTHS[allowed.per])
    earlier = takewhile(lambda pair: pair[1] != check.event.source, begun)
    return sum(since < on <= check.begun for on, _ in earlier) < allowed.times


def court(condition: Event) -> Frequency | None:
    """How often the court allows a check, at most; None where the condition does not say."""
    terms: Any = condition.attributes.get("parameters", {}).get("frequency", {})
    return Frequency(terms["at_most"], terms["per"]) if terms else None


def in_manner(condition: Event, check: Event) -> bool | None:
    """Whether notice and kinds of carrier are those that the condition names."""
    manner: Any = condition.attributes.get("parameters", {}).get("manner", {})
    notice, carriers = check.attributes.get("notice"), check.attributes.get("carriers")
    if not manner.get("notice") or not manner.get("carriers") or notice is None or carriers is None:
        return None
    return notice in manner["notice"] and set(carriers) <= set(manner["carriers"])
