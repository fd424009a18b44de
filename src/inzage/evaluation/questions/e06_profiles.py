"""E6. Which profiles meet which interventions, and how far the knowledge has spread. Described, never an effect.

A profile is a professional's judgement and, by its making, one in hindsight; whether an intervention follows from it,
helps or harms cannot be read from these counts. Members of staff are units beside the supervisions: their cells are
as small as those of persons.

References: H. Robbins 1956 and C.N. Morris 1983 (partial pooling); register, kinds ``oordeel`` and ``interventie-*``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from inzage.evaluation import Cohort, Event, Figure, Protocol, Result, Rows, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.estimators.pooling import Cell, Pooled, pool
from inzage.evaluation.figuring import Places, attempted, marked, places, share, those
from inzage.evaluation.following import Done, Supervision, done, entries, standing, supervisions
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import day
from inzage.words import Words

SUPERVISION, STAFF = "toezicht", "medewerker"
NOT_CONSIDERED = "niet-overwogen"
INTERVENTIONS: Mapping[str, Words] = {
    "interventie-schulden": Words("Hulp bij schulden", "Help with debts"),
    "interventie-vaardigheden": Words("Denken en doen", "Thinking and acting"),
    "interventie-sociale-context": Words("Criminele sociale context", "Criminal social context"),
}
EVIDENCE: Mapping[str, Words] = {
    "interventie-schulden": Words("praktijkervaring", "experience in practice"),
    "interventie-vaardigheden": Words("procesevaluatie", "process evaluation"),
    "interventie-sociale-context": Words("in-ontwikkeling", "in development"),
}
"""What is known of each, as the catalogue has it."""
YEARS = 5
"""Of how many years, the last of all, the shares are shown."""
TOPICS = (
    "e-learning:mensenhandel-herkennen",
    "opleiding:oordeel-en-instrument",
    "opleiding:schulden-en-recidive",
    "kenniscirkel:schulden",
    "kennisdeling:pleegprofielen",
    "kennisdeling:schulden",
    "kennisdeling:ervaringswerk",
)
LEARNING = tuple(dict.fromkeys(topic.partition(":")[0] for topic in TOPICS))
WORKING = ("toezichthouder", "digitaal-deskundige", "ervaringswerker")
"""Functions of staff who work with people under supervision."""


def select(rows: Rows, _: Protocol) -> Cohort:
    """One unit per supervision, ``group`` its profile; then one per member of staff, marked as such."""
    under = supervisions(rows)
    judged, given = _judged(rows), _given(rows)
    units = [_unit(one, judged.get(one.person, ()), given, rows.extracted_on) for one in under]
    return Cohort((*units, *_staff(rows)), rows.extracted_on)


def _judged(rows: Rows) -> Mapping[str, Sequence[Event]]:
    """Judgements that stand, by person: what was reviewed and withdrawn or replaced does not."""
    course = entries(rows, "oordeel")
    held: dict[str, list[Event]] = defaultdict(list)
    for event in standing(rows, "oordeel"):
        reviewed = course.get(event.source, {}).get("herzien")
        if reviewed is None or reviewed.reasons.get("outcome") == "blijft":
            held[event.person].append(event)
    return held


def _given(rows: Rows) -> Mapping[str, Sequence[Done]]:
    """Interventions that began, by the trajectory in which they did."""
    held: dict[str, list[Done]] = defaultdict(list)
    for each in done(rows, *INTERVENTIONS):
        held[each.trajectory].append(each)
    return held


def _unit(one: Supervision, judged: Sequence[Event], given: Mapping[str, Sequence[Done]], extracted_on: date) -> Unit:
    codes = {each.code for each in given.get(one.source, ())}
    marks: dict[str, Any] = {"unit": SUPERVISION, "year": str(one.since.year)}
    marks |= {code: code in codes for code in INTERVENTIONS}
    until = max(one.closed or extracted_on, one.since)
    return Unit(one.person, (one.source,), one.since, until, group=_profile(one, judged), marks=marks)


def _profile(one: Supervision, judged: Sequence[Event]) -> str:
    within = [event for event in judged if event.trajectory == one.source]
    before = [event for event in judged if event.on <= one.since and event.trajectory != one.source]
    chosen = within[0] if within else before[-1] if before else None
    told = chosen.attributes.get("profile") if chosen else None
    return str(told.get("considered", NOT_CONSIDERED)) if isinstance(told, Mapping) else NOT_CONSIDERED


def _staff(rows: Rows) -> list[Unit]:
    """Active staff who can be told apart; whose training is whose is known by their key only."""
    course = entries(rows, STAFF)
    learned: dict[str, list[Event]] = defaultdict(list)
    for event in _valid(rows):
        learned[event.person].append(event)
    active = [event for event in standing(rows, STAFF) if "beeindigd" not in course.get(event.source, {})]
    working = [event for event in active if {*event.attributes.get("functions", ())} & {*WORKING}]
    return [_member(event, learned.get(event.person, ()), rows.extracted_on) for event in working if event.person]


def _valid(rows: Rows) -> Iterable[Event]:
    """Trainings that were followed and are valid on the day of extraction, either end of their term with it."""
    course, today = entries(rows, *LEARNING), rows.extracted_on
    for event in standing(rows, *LEARNING):
        since, until = (day(event.attributes.get(end)) for end in ("valid_from", "valid_until"))
        if "gevolgd" in course.get(event.source, {}) and since and until and since <= today <= until:
            yield event


def _member(event: Event, learned: Sequence[Event], extracted_on: date) -> Unit:
    held = {_topic(each) for each in learned}
    marks: dict[str, Any] = {"unit": STAFF} | {topic: topic in held for topic in TOPICS}
    sources = (event.source, *(each.source for each in learned))
    return Unit(event.person, sources, event.on, max(extracted_on, event.on), marks=marks)


def _topic(event: Event) -> str:
    return f"{event.code}:{event.attributes.get('subject', '')}"


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Shares of interventions by profile and by year, partly pooled, and the reach of trainings."""
    under = marked(cohort, places(cohort), "unit", SUPERVISION)
    staff = marked(cohort, places(cohort), "unit", STAFF)
    considered = those(cohort, under, lambda unit: unit.group != NOT_CONSIDERED)
    told = [share("profiel-overwogen", CONSIDERED, considered, under)]
    for code, label in INTERVENTIONS.items():
        years = list(_parts(cohort, under, lambda unit: str(unit.marks["year"])).items())[-YEARS:]
        told.append(share(code, _known(code), marked(cohort, under, code), under))
        told += _pooled(cohort, f"{code}-per-profiel", label, _parts(cohort, considered, lambda unit: unit.group))
        told += _without(cohort, code, label, under)
        told += _pooled(cohort, f"{code}-per-jaar", _started(label), dict(years))
    return answered(
        cohort,
        protocol,
        figures=[*_enough(told, under, protocol), *_enough(_reach(cohort, staff), staff, protocol)],
        notes=[*([_apart(len(under), len(staff))] if staff else []), *NOTES],
        gaps=[] if staff or not under else [NO_STAFF],
        context={"supervisions": len(under), "staff": len(staff)},
    )


def _known(code: str) -> Words:
    label, level = INTERVENTIONS[code], EVIDENCE[code]
    return Words(f"{label.nl} (bewijs: {level.nl})", f"{label.en} (evidence: {level.en})")


def _started(label: Words) -> Words:
    return Words(f"{label.nl}, naar jaar van start", f"{label.en}, by year of start")


def _parts(cohort: Cohort, of: Places, part: Callable[[Unit], str]) -> Mapping[str, Places]:
    held: dict[str, list[int]] = defaultdict(list)
    for place in of:
        held[part(cohort.units[place])].append(place)
    return {name: tuple(within) for name, within in sorted(held.items())}


def _pooled(cohort: Cohort, code: str, label: Words, parts: Mapping[str, Places]) -> list[Figure]:
    """Each part's share drawn to the common one; where there are too few parts for that, each on its own."""
    mark = code.removesuffix("-per-jaar").removesuffix("-per-profiel")
    counted = {name: marked(cohort, of, mark) for name, of in parts.items()}
    cells = [Cell(name, len(counted[name]), len(of)) for name, of in parts.items()]
    drawn = attempted(lambda: pool(cells))
    if drawn is None:
        return [share(code, label, counted[name], of, group=name) for name, of in parts.items()]
    return [_figure(code, label, counted[each.cell.group], parts[each.cell.group], each) for each in drawn]


def _without(cohort: Cohort, code: str, label: Words, under: Places) -> list[Figure]:
    """Where no profile was considered: many, and no group of their own, so that nothing is drawn to their share."""
    of = those(cohort, under, lambda unit: unit.group == NOT_CONSIDERED)
    return [share(f"{code}-per-profiel", label, marked(cohort, of, code), of, group=NOT_CONSIDERED)] if of else []


def _figure(code: str, label: Words, units: Places, of: Places, each: Pooled) -> Figure:
    return Figure(code, label, "share", each.shrunk, units, of, group=each.cell.group)


def _reach(cohort: Cohort, staff: Places) -> list[Figure]:
    """Every topic, also one that nobody followed yet; nothing where there are no staff to reach."""
    if not staff:
        return []
    return [
        share(f"scholing-{topic.replace(':', '-')}", _taught(topic), marked(cohort, staff, topic), staff)
        for topic in TOPICS
    ]


def _apart(under: int, staff: int) -> Words:
    return Words(
        f"Geteld zijn {under} toezichten en, apart daarvan, {staff} medewerkers.",
        f"Counted are {under} supervisions and, apart from them, {staff} staff.",
    )


def _taught(topic: str) -> Words:
    kind, _, subject = topic.partition(":")
    what = subject.replace("-", " ")
    return Words(f"Medewerkers met geldige {kind}: {what}", f"Staff with a valid {kind}: {what}")


def _enough(figures: Iterable[Figure], of: Places, protocol: Protocol) -> list[Figure]:
    """Supervisions and staff each reach the protocol's minimum on their own, or show their numbers only."""
    whole = len(of) >= protocol.minimum
    return [figure if whole else replace(figure, estimate=None) for figure in figures]


CONSIDERED = Words("Toezichten waarin een profiel is overwogen", "Supervisions in which a profile was considered")
NO_STAFF = Words(
    "Hoeveel medewerkers zijn geschoold, is niet te zeggen: er zijn geen medewerkers in dienst die van elkaar zijn te "
    "onderscheiden. Nodig is van elke medewerker en elke scholing dezelfde sleutel.",
    "How many staff were trained cannot be told: there are no active staff who can be told apart. Needed is the same "
    "key with each member of staff and each training.",
)
NOTES = (
    Words(
        "Dit is een beschrijving en geen effect. Wie een interventie krijgt, verschilt van wie haar niet krijgt; uit "
        "deze aantallen volgt niet dat een interventie bij een profiel hoort, helpt of schaadt.",
        "This is a description and not an effect. Who gets an intervention differs from who does not; it does not "
        "follow from these numbers that an intervention goes with a profile, helps or harms.",
    ),
    Words(
        "Een profiel is een oordeel van een professional. De vier profielen zijn achteraf beschreven, over een hele "
        "loopbaan; bij iemand van 22 jaar is niet met zekerheid te zeggen welk profiel het wordt.",
        "A profile is a professional's judgement. The four profiles were described in hindsight, over a whole career; "
        "of somebody of 22 nobody can say with certainty which it will be.",
    ),
    Words(
        "Wie kort onder toezicht staat, had nog weinig tijd voor een interventie: de laatste jaren liggen daardoor "
        "lager.",
        "Who has not been under supervision for long had little time for an intervention: the last years are lower by "
        "it.",
    ),
    Words(
        "Kleine groepen zijn naar het gezamenlijke aandeel getrokken, naarmate zij minder mensen tellen. Medewerkers "
        "tellen als personen: ook hun kleine aantallen worden niet gepubliceerd.",
        "Small groups were drawn to the common share, the more so the fewer people they count. Staff count as persons: "
        "their small numbers are not published either.",
    ),
)

QUESTION = Question("E6", (SUPERVISION, "oordeel", *INTERVENTIONS, STAFF, *LEARNING), select, estimate)
