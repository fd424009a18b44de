"""Conditions that are not executed, with reason and days; and how many had a check of late."""

from dataclasses import dataclass
from datetime import date, timedelta

from inzage.register.guards import CHECKS
from inzage.register.histories import Span, current, spans
from inzage.register.models import Record, Step
from inzage.register.zones import day_of


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that was not executed: why, from which day, and for how many days up to the day asked."""

    reason: str
    since: date
    until: date
    days: int


def gaps(condition: Record, until: date) -> list[Gap]:
    """The gaps of a condition up to and including ``until``. The day on which execution resumes is no gap."""
    return [_gap(span, until) for span in spans(condition) if _is_gap(span, until)]


def _is_gap(span: Span, until: date) -> bool:
    return span.state == "niet_uitgevoerd" and day_of(span.since) <= until


def _gap(span: Span, until: date) -> Gap:
    since = day_of(span.since)
    last = min(until, day_of(span.until) - timedelta(1)) if span.until else until
    return Gap(str(span.details["reason"]), since, last, max(0, (last - since).days + 1))


def without_execution(day: date) -> list[tuple[Record, int]]:
    """Conditions that are not being executed now, with the sum of their days without, longest first."""
    found = current().filter(noun="mandate", state="niet_uitgevoerd")
    told = [(condition, sum(gap.days for gap in gaps(condition, day))) for condition in found]
    return sorted(told, key=lambda pair: -pair[1])


def coverage(day: date, within: int, code: str = "voorwaarde-controle") -> Share:
    """Conditions of a kind that hold on ``day``, and those with a finished check in the ``within`` days up to it."""
    holding = [condition for condition in current().filter(kind=code) if _holds(condition, day)]
    since = day - timedelta(within)
    return Share(sum(since < last <= day for each in holding for last in [last_check(each, day)] if last), len(holding))


def _holds(condition: Record, day: date) -> bool:
    in_term = condition.data["from"] <= day.isoformat() <= condition.data["to"]
    return in_term and not any(s.state == "beeindigd" and day_of(s.since) <= day for s in spans(condition))


def last_check(condition: Record, day: date) -> date | None:
    """The day of the last finished check under a condition, up to ``day``."""
    done = Step.objects.filter(target="gedaan", record__about_id=condition.root, record__kind__in=CHECKS)
    days = [day_of(step.happened) for step in done if day_of(step.happened) <= day]
    return max(days, default=None)
