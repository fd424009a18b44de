"""The pilot: the first fifty checks of each version of the method, under four heads.

An appointment that came to nothing is counted before the next finished check of its version, whosever it was: so
who never appears is not left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from inzage.evaluation import Cohort, Event, Figure, Head, Protocol, Result, Rows, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.check_figures import (
    EVERY_LOOK,
    HOURS,
    HOURS_P90,
    NO_CONDITION,
    NO_MINUTES,
    NO_STAFF,
    SHOWN_ONLY,
    STAFF,
    TIMES_ONCE,
    Group,
    asked,
    assessed,
    coded,
    groups,
    has,
    hours,
    indicated,
    no_questions,
    no_version,
    side_by_side,
    tells,
    without,
)
from inzage.evaluation.checks import KINDS, units
from inzage.evaluation.estimators.anytime import anytime
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.figuring import at
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import CHECKS, LAPSED, MISSED, entered, states
from inzage.words import Words

CODE = "pilot-50"


def select(rows: Rows, protocol: Protocol) -> Cohort:
    """The first checks of each version that came to their end, in order of entry, as many as the protocol fixes."""
    kept, beyond = list[Unit](), 0
    many = defaultdict[str, int](int)
    for unit in units(rows):
        if protocol.fixed_sample is not None and many[unit.group] >= protocol.fixed_sample:
            beyond += 1
            continue
        many[unit.group] += 1
        kept.append(unit)
    left_out = {"after-sample": beyond} if beyond else {}
    return Cohort(tuple(_with_missed(kept, _missed(rows))), rows.extracted_on, left_out)


Missed = tuple[date, str, Event]
"""An appointment that came to nothing: the day, how, and the check that it would have been."""


def _missed(rows: Rows) -> Mapping[str, Sequence[Missed]]:
    """By version, in order of time."""
    known, found = states(rows, *CHECKS), defaultdict[str, list[Missed]](list)
    for event in rows.of(*CHECKS):
        if span := entered(known.get(event.source, ()), MISSED, LAPSED):
            found[str(event.attributes.get("method_version", ""))].append((span.since, span.state, event))
    return {version: sorted(those, key=lambda each: each[0]) for version, those in found.items()}


def _with_missed(kept: Iterable[Unit], missed: Mapping[str, Sequence[Missed]]) -> Iterator[Unit]:
    waiting = {version: list(those) for version, those in missed.items()}
    for unit in kept:
        queue = waiting.get(unit.group, [])
        before = [each for each in queue if each[0] <= unit.zero]
        waiting[unit.group] = queue[len(before) :]
        counts = {state: sum(each[1] == state for each in before) for state in (MISSED, LAPSED)}
        told = {"missed_before": counts[MISSED], "expired_before": counts[LAPSED]}
        sources = (*unit.sources, *(event.source for _, _, event in before))
        yield replace(unit, sources=sources, marks={**unit.marks, **told})


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Per version of the method the figures of the four heads."""
    found = groups(cohort, protocol)
    by_head: dict[str, list[Figure]] = {head.value: [] for head in Head}
    for group in found:
        by_head[Head.LAWFUL] += lawful(group)
        by_head[Head.METHODICAL] += methodical(group)
        by_head[Head.EFFECTIVE] += effective(group)
        by_head[Head.FEASIBLE] += feasible(group)
    return answered(
        cohort,
        protocol,
        figures=[figure for figures in by_head.values() for figure in side_by_side(figures)],
        notes=_notes(found),
        gaps=_gaps(cohort),
        context={
            "heads": coded(by_head),
            "sample": [_sample(group) for group in found if group.of],
            "questions": asked(cohort),
        },
    )


def lawful(group: Group) -> Iterator[Figure]:
    """Inside the order or not; who refused; what was stopped."""
    for mark, label in WITHIN.items():
        yield group.share(f"lawful-{mark.replace('_', '-')}", label, has(mark), tells(mark))
    yield group.share("lawful-refused", REFUSED, has("refused"))
    yield group.share("lawful-stopped", STOPPED, lambda unit: unit.marks["how"] == "gestopt")
    yield group.share("lawful-known-material", KNOWN, lambda unit: unit.marks["stop_reason"] == "bekend-materiaal")
    yield group.share("lawful-closed", CLOSED, has("not_assessable"), has("asked"))


def methodical(group: Group) -> Iterator[Figure]:
    """What the questions came to, and what held after a dispute."""
    yield group.totals("methodical-answered", ANSWERED, "answered", "asked")
    yield group.totals("methodical-not-assessable", NOT_ASSESSABLE, "not_assessable", "asked")
    yield group.share("methodical-disputed", DISPUTED, has("disputed"), has("asked"))
    yield group.share("methodical-upheld", UPHELD, lambda u: not u.marks["lapsed"], lambda u: _decided(u) > 0)


def _decided(unit: Unit) -> int:
    return int(unit.marks["upheld"] + unit.marks["lapsed"])


def effective(group: Group) -> Iterator[Figure]:
    """Checks with at least one indication, of any kind and by question, among those in which it was answered."""
    yield group.share("effective-any", ANY, has("indications"), has("answered"))
    for code in asked(group.cohort):
        label = Words(f"Controles met een aanwijzing bij de vraag {code}", f"Checks with an indication on {code}")
        yield group.share(f"effective-{code}", label, indicated(code), assessed(code))


def feasible(group: Group) -> Iterator[Figure]:
    """Time, people, and appointments that came to nothing."""
    yield group.middle("feasible-hours", HOURS, hours("minutes"))
    yield group.middle("feasible-hours-p90", HOURS_P90, hours("minutes"), slowest=True)
    yield group.middle("feasible-staff-hours", STAFF, hours("staff_minutes"))
    yield _came_to_nothing(group, "feasible-no-show", NO_SHOW, "missed_before")
    yield _came_to_nothing(group, "feasible-expired", EXPIRED, "expired_before")


def _came_to_nothing(group: Group, code: str, label: Words, mark: str) -> Figure:
    """Of all appointments those that came to nothing; it is no share of checks, so it has no ``of``."""
    held = at(group.cohort, group.of)
    nothing = sum(unit.marks[mark] for unit in held)
    whole = len(held) + sum(unit.marks["missed_before"] + unit.marks["expired_before"] for unit in held)
    enough = len(held) >= group.protocol.minimum
    estimated = (wilson if group.closed else anytime)(nothing, whole) if enough else None
    return Figure(code, label, "share", estimated, group.of, (), {"n": whole, "events": nothing}, group=group.name)


def _sample(group: Group) -> dict[str, object]:
    return {"version": group.name, "counted": len(group.of), "of": group.protocol.fixed_sample, "closed": group.closed}


def _notes(found: Sequence[Group]) -> Iterator[Words]:
    yield SHOWN_ONLY
    if not all(group.closed for group in found):
        yield EVERY_LOOK
    if any(group.closed for group in found):
        yield FULL
    yield TIMES_ONCE
    if len(found) > 1:
        yield APART


def _gaps(cohort: Cohort) -> Iterator[Words]:
    yield from no_version(cohort)
    yield from no_questions(cohort)
    yield from without(cohort, "in_term", NO_CONDITION)
    yield from without(cohort, "minutes", NO_MINUTES)
    yield from without(cohort, "staff_minutes", NO_STAFF)


WITHIN = {
    "in_term": Words("Controles binnen de termijn van de voorwaarde", "Checks within the condition's term"),
    "in_frequency": Words("Controles binnen de frequentie van de voorwaarde", "Checks within its frequency"),
    "in_manner": Words("Controles op de wijze die de voorwaarde noemt", "Checks in its manner"),
}
REFUSED = Words("Controles waarbij iemand niet of niet helemaal meewerkte", "Checks with a refusal, whole or in part")
STOPPED = Words("Controles die zijn gestopt", "Checks that were stopped")
KNOWN = Words("Controles gestopt wegens bekend materiaal", "Checks stopped because of known material")
CLOSED = Words(
    "Controles waarin ten minste één vraag niet te beoordelen was", "Checks with a question that was not assessable"
)
ANSWERED = Words("Vragen die zijn beantwoord, van alle vragen", "Questions that were answered, of all questions")
NOT_ASSESSABLE = Words("Vragen die niet te beoordelen waren, van alle vragen", "Questions not assessable, of all")
DISPUTED = Words("Controles met een betwiste bevinding", "Checks with a finding that was disputed")
UPHELD = Words(
    "Controles waarvan elke betwiste bevinding na hertelling overeind bleef", "Checks whose disputed findings all held"
)
ANY = Words("Controles met ten minste één aanwijzing", "Checks with at least one indication")
NO_SHOW = Words("Afspraken waarop de betrokkene niet verscheen", "Appointments at which the person did not appear")
EXPIRED = Words("Afspraken die voorbijgingen zonder controle", "Appointments that passed without a check")
FULL = Words(
    "Waar de vijftig vol zijn, staat de gewone marge voor één blik aan het eind (Wilson).",
    "Where the fifty are full, the usual margin for one look at the end is given (Wilson).",
)
APART = Words(
    "Versies staan naast elkaar en zijn niet tegen elkaar getoetst: zij zijn niet geloot en niet tegelijk gebruikt.",
    "Versions are shown side by side and not tested against each other: nothing was drawn by lot, nor done at once.",
)

QUESTION = Question(CODE, KINDS, select, estimate)
