"""E11, coverage: on how many days of a condition its next check was not late, and on how many it was not executed.

Everything can be counted by hand: each day of each condition is one day, up to and including the extraction.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from inzage.evaluation import Cohort, Estimate, Event, Figure, Period, Protocol, Result, Rows, Span, Trend, Unit
from inzage.evaluation.allowing import before, court, term
from inzage.evaluation.answering import answered
from inzage.evaluation.capacity.frequencies import Frequency, inside
from inzage.evaluation.capacity.spread import SPREAD
from inzage.evaluation.figuring import Places, at, places, quarter, quarter_name, those
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import CHECKS, DAYS_OF_YEAR, DONE, about, checks, states
from inzage.words import Words

CODE = "E11"
CONDITION, FREQUENCY = "voorwaarde-controle", "controlefrequentie"
NORM_DAYS = 183
"""Where the officer set no frequency; the protocol says so too."""
NOT_EXECUTED = "niet_uitgevoerd"
METHOD = "telling"


def select(rows: Rows, _: Protocol) -> Cohort:
    """Every condition that held on any day up to the extraction, with its days in the marks.

    ``days``, ``within``, ``gap_days``, ``unexplained`` (not within, and no gap): numbers; ``gaps``: by reason;
    ``quarters``: by first day the days and those within; ``last``: how long ago the last check was on the last day,
    None where there was none; ``holds``: whether it holds on the day of extraction; ``norm_days``: the norm on the
    last day; ``set``: whether the officer set a frequency.
    """
    spans, done, often = states(rows, CONDITION), _done(rows), about(rows, FREQUENCY)
    made, never = [], 0
    for event in rows.of(CONDITION):
        held = term(event, spans.get(event.source, ()))
        if held is None or held[0] > rows.extracted_on:
            never += 1
            continue
        under = Under(event, spans.get(event.source, ()), done.get(event.source, ()), often.get(event.source, ()))
        made.append(under.unit(held[0], min(held[1], rows.extracted_on), rows.extracted_on))
    return Cohort(tuple(sorted(made, key=lambda u: u.zero)), rows.extracted_on, {"geen-dag": never} if never else {})


def _done(rows: Rows) -> Mapping[str, Sequence[tuple[date, str]]]:
    """By condition the finished checks, by day and key, in order."""
    found = defaultdict[str, list[tuple[date, str]]](list)
    for check in checks(rows):
        if check.how == DONE:
            found[check.event.about].append((check.ended, check.event.source))
    return {condition: sorted(each) for condition, each in found.items()}


class Under:
    """One condition: its states, its finished checks and what the officer set."""

    def __init__(
        self, event: Event, spans: Sequence[Span], done: Sequence[tuple[date, str]], often: Sequence[Event]
    ) -> None:
        self.event, self.spans, self.done, self.often = event, spans, done, often

    def unit(self, first: date, last: date, extracted_on: date) -> Unit:
        """The condition with each of its days counted."""
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        within = [day for day in days if self.in_time(day, first)]
        gaps = self.gaps(first, last)
        gone = {day for some in gaps.values() for day in some}
        ended = [day for day, _ in self.done if day <= last]
        whole, part = Counter(map(quarter, days)), Counter(map(quarter, within))
        marks = {
            "days": len(days),
            "within": len(within),
            "gap_days": len(gone),
            "unexplained": len(set(days) - set(within) - gone),
            "gaps": {reason: len(some) for reason, some in sorted(gaps.items())},
            "quarters": {begin.isoformat(): [many, part[begin]] for begin, many in whole.items()},
            "last": (last - ended[-1]).days if ended else None,
            "holds": last == extracted_on,
            "norm_days": self.norm(last),
            "set": any(each.on <= last for each in self.often),
        }
        sources = (self.event.source, *(key for _, key in self.done), *(each.source for each in self.often))
        return Unit(self.event.person, sources, first, last, marks=marks, checks=len(ended))

    def in_time(self, day: date, first: date) -> bool:
        """Whether the next check was not late on a day."""
        since = max((ended for ended, _ in self.done if ended <= day), default=first)
        return (day - max(since, first)).days <= self.norm(day)

    def norm(self, day: date) -> int:
        """How many days after a check the next one is late, by what the officer had set by a day."""
        told = [each.attributes for each in self.often if each.on <= day]
        if not told:
            return NORM_DAYS
        officer, allowed = Frequency(told[-1]["times"], told[-1]["per"]), court(self.event)
        interval = (inside(officer, allowed) if allowed else officer).interval
        return round(interval) + round(interval * SPREAD)

    def gaps(self, first: date, last: date) -> Mapping[str, set[date]]:
        """By reason the days on which it was not executed. The day on which execution resumes is none."""
        found = defaultdict[str, set[date]](set)
        for span in self.spans:
            if span.state == NOT_EXECUTED:
                begin, end = max(span.since, first), min(before(span.until) if span.until else last, last)
                some = (begin + timedelta(n) for n in range((end - begin).days + 1))
                found[str(span.reasons.get("reason", ""))].update(some)
        return {reason: days for reason, days in found.items() if days}


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """The share of days within the norm, the days without execution by reason, and how it stands on the last day."""
    return answered(
        cohort,
        protocol,
        figures=list(_figures(cohort)),
        trends=[_trend(cohort)] if cohort.units else [],
        notes=[COUNTED, NORM],
        gaps=list(_gaps(cohort)),
    )


def _figures(cohort: Cohort) -> Iterator[Figure]:
    everyone = places(cohort)
    extra = {"person_years": _sum(cohort, everyone, "days") / DAYS_OF_YEAR, "n": _sum(cohort, everyone, "days")}
    yield _days(cohort, "days-within", WITHIN, "within", extra)
    yield _days(cohort, "days-unexplained", UNEXPLAINED, "unexplained", extra)
    yield _days(cohort, "days-not-executed", GAP_SHARE, "gap_days", extra)
    holding = those(cohort, everyone, lambda unit: unit.marks["holds"])
    yield _now(cohort, "in-time-now", IN_TIME, holding, _in_time)
    yield _now(cohort, "never-checked", NEVER, holding, lambda unit: not unit.checks)
    for reason in sorted({name for unit in cohort.units for name in unit.marks["gaps"]}):
        yield _reason(cohort, reason, everyone)


def _sum(cohort: Cohort, of: Places, mark: str) -> int:
    return sum(int(unit.marks[mark]) for unit in at(cohort, of))


def _days(cohort: Cohort, code: str, label: Words, mark: str, extra: Mapping[str, float]) -> Figure:
    """A share of days and not of conditions: so it has units, those behind it, and no ``of``."""
    of = places(cohort)
    part, whole = _sum(cohort, of, mark), _sum(cohort, of, "days")
    estimated = Estimate(part / whole, None, None, METHOD) if whole else None
    return Figure(code, label, "share", estimated, of, (), {**extra, "events": part})


def _now(cohort: Cohort, code: str, label: Words, of: Places, holds: Callable[[Unit], bool]) -> Figure:
    units = those(cohort, of, holds)
    estimated = Estimate(len(units) / len(of), None, None, METHOD) if of else None
    return Figure(code, label, "share", estimated, units, of, {"n": len(of), "events": len(units)})


def _in_time(unit: Unit) -> bool:
    """On the last day, counted from the last check or else from the begin."""
    last = unit.marks["last"]
    return bool((unit.days if last is None else last) <= unit.marks["norm_days"])


def _reason(cohort: Cohort, reason: str, of: Places) -> Figure:
    units = those(cohort, of, lambda unit: reason in unit.marks["gaps"])
    days = sum(unit.marks["gaps"][reason] for unit in at(cohort, units))
    label = Words(f"Dagen niet uitgevoerd: {reason.replace('-', ' ')}", f"Days not executed: {reason}")
    return Figure(f"gap-{reason}", label, "days", Estimate(days, None, None, METHOD), units, of)


def _trend(cohort: Cohort) -> Trend:
    """Per quarter condition-days within the norm over all; a ratio, because it is no share of its units.

    There are no limits of chance: all days are counted.
    """
    of = places(cohort)
    days, within = _sum(cohort, of, "days"), _sum(cohort, of, "within")
    begins = sorted({begin for unit in cohort.units for begin in unit.marks["quarters"]})
    periods = tuple(_period(cohort, begin) for begin in begins)
    return Trend("days-within", WITHIN, "ratio", within / days, periods)


def _period(cohort: Cohort, begin: str) -> Period:
    of = places(cohort, lambda unit: begin in unit.marks["quarters"])
    counts = [unit.marks["quarters"][begin] for unit in at(cohort, of)]
    units = those(cohort, of, lambda unit: unit.marks["quarters"][begin][1])
    share, on = sum(part for _, part in counts) / sum(whole for whole, _ in counts), date.fromisoformat(begin)
    return Period(quarter_name(on), on, units, of, share, None, None)


def _gaps(cohort: Cohort) -> Iterator[Words]:
    many = sum(not unit.marks["set"] for unit in cohort.units)
    if many:
        yield Words(
            f"Bij {many} van de {len(cohort.units)} voorwaarden bepaalde niemand hoe vaak er wordt gecontroleerd; daar "
            f"is met {NORM_DAYS} dagen gerekend. Nodig is: de frequentie van de toezichthouder.",
            f"For {many} of {len(cohort.units)} conditions nobody set how often there is a check; there {NORM_DAYS} "
            "days were used. Needed is: the officer's frequency.",
        )


WITHIN = Words("Dagen binnen de norm, van alle dagen van de voorwaarden", "Days within the norm, of all condition-days")
UNEXPLAINED = Words(
    "Dagen buiten de norm zonder dat een reden is vastgelegd", "Days outside the norm for which no reason was recorded"
)
GAP_SHARE = Words("Dagen waarop de voorwaarde niet werd uitgevoerd", "Days on which the condition was not executed")
IN_TIME = Words("Voorwaarden die nu gelden en binnen de norm zijn", "Conditions that hold now and are within the norm")
NEVER = Words("Voorwaarden die nu gelden en nog nooit zijn gecontroleerd", "Conditions that hold now, never checked")
COUNTED = Words(
    "Dit is een volledige telling van alle voorwaarden in het register, geen steekproef. Daarom zijn er geen marges.",
    "This is a full count of all conditions in the register, no sample. So there are no margins.",
)
NORM = Words(
    "Een dag waarop de voorwaarde niet werd uitgevoerd, kan binnen de norm liggen als kort daarvoor is gecontroleerd.",
    "A day on which the condition was not executed can be within the norm where a check was made shortly before.",
)

QUESTION = Question(CODE, (CONDITION, FREQUENCY, *CHECKS), select, estimate)
