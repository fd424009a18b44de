"""E10. Interventions on the social context, brought in region by region: a stepped comparison in a registered order.

The intervention is meant for everybody, so nobody stays without it. What can be compared is whose turn it was and
whose not yet, known on the day that supervision began; never who got it with who did not.

References: K. Hemming and others, BMJ 350 (2015) h391 (stepped wedge); Mantel and Haenszel 1959; Robbins 1970 (the
anytime-valid interval).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from inzage.evaluation import Cohort, Estimate, Figure, Protocol, Result, Rows, Trend, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.estimators.anytime import anytime
from inzage.evaluation.estimators.strata import Stratum, common_odds
from inzage.evaluation.figuring import (
    Places,
    at,
    attempted,
    lacking,
    marked,
    per_quarter,
    places,
    quarter_name,
    share,
    those,
)
from inzage.evaluation.following import Done, Supervision, done, first_of_each, standing, supervisions
from inzage.evaluation.questions import Question
from inzage.evaluation.rollout import Rollout, rollout
from inzage.evaluation.selecting import CHECKS, beside, checked_on, during
from inzage.words import Words

HELP, MEASURED = "interventie-sociale-context", "sociale-context"
AT_START, AFTER = "start", "12-maanden"
BURDENS, UNKNOWN = "belastend", "onbekend"
BEGIN_WITHIN = 182
CHARTED = 12
"""How many quarters, the last of all, stand in the chart."""
RELIEVED = "verlicht"

Moments = Mapping[str, Mapping[str, str]]
"""By moment and factor: the state."""


def select(rows: Rows, protocol: Protocol) -> Cohort:
    """Each person's first supervision, ``group`` its region, and whether it was that region's turn when it began."""
    order, everybody = rollout(protocol.rollout_order), supervisions(rows)
    firsts = first_of_each(everybody)
    context, given, looked = _context(rows), _given(rows), checked_on(rows)
    units = []
    for one in firsts:
        unit = _unit(one, protocol, rows.extracted_on, context.get(one.source, context.get(one.person, {})))
        marks = dict(unit.marks) | _turn(one, order) | _begun(one, given.get(one.person, ()), rows.extracted_on)
        checks = during(looked.get(one.person, ()), unit.zero, unit.until)
        units.append(replace(unit, marks=marks, checks=checks))
    later = len(everybody) - len(firsts)
    return Cohort(tuple(units), rows.extracted_on, {"later-toezicht": later} if later else {})


def _context(rows: Rows) -> Mapping[str, Moments]:
    """By trajectory (or by person, where a measurement hangs on none): the last of each factor at each moment."""
    held: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for event in standing(rows, MEASURED):
        moment, factor = (str(event.attributes.get(name, "")) for name in ("moment", "factor"))
        held[event.trajectory or event.person][moment][factor] = str(event.attributes.get("state", UNKNOWN))
    return held


def _given(rows: Rows) -> Mapping[str, Sequence[Done]]:
    held: dict[str, list[Done]] = defaultdict(list)
    for each in done(rows, HELP):
        held[each.person].append(each)
    return held


def _unit(one: Supervision, protocol: Protocol, extracted_on: date, context: Moments) -> Unit:
    """Measured after twelve months: until then, and two months for the measuring, nobody's outcome is missing."""
    burdens = sorted(factor for factor, state in context.get(AT_START, {}).items() if state == BURDENS)
    then = context.get(AFTER, {})
    known = bool(burdens) and all(then.get(factor, UNKNOWN) != UNKNOWN for factor in burdens)
    relieved = known and sum(then[factor] == BURDENS for factor in burdens) < len(burdens)
    due = one.since + timedelta(protocol.follow_up_days or 0)
    marks: dict[str, Any] = {
        "burdens": len(burdens),
        "counts": bool(burdens) and due < extracted_on,
        "known": known,
        "relieved": relieved,
        "quarter": quarter_name(one.since),
    }
    missing = bool(burdens) and not known and due < extracted_on
    region, event = str(one.told.get("region", "")), RELIEVED if relieved else ""
    return Unit(one.person, (one.source,), one.since, min(due, extracted_on), event, region, marks, missing=missing)


def _turn(one: Supervision, order: Rollout) -> dict[str, Any]:
    since = order.since(str(one.told.get("region", "")))
    return {"turn": one.since >= since} if since else {}


def _begun(one: Supervision, given: Sequence[Done], extracted_on: date) -> dict[str, Any]:
    days = [(each.on - one.since).days for each in given if each.on >= one.since]
    soon = min(days, default=BEGIN_WITHIN + 1) <= BEGIN_WITHIN
    return {"begun": soon, "ripe": (extracted_on - one.since).days > BEGIN_WITHIN}


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """What was delivered to those whose turn it was, relief before and after, and the two comparisons."""
    everybody = places(cohort)
    turn, before = marked(cohort, everybody, "turn"), marked(cohort, everybody, "turn", value=False)
    due = marked(cohort, turn, "ripe")
    measured = marked(cohort, everybody, "counts")
    return answered(
        cohort,
        protocol,
        figures=[
            _after(cohort, turn),
            share("verlicht-voor", BEFORE, *_relief(cohort, before)),
            *_compared(cohort, (*before, *turn)),
            share("begonnen", DELIVERED, marked(cohort, due, "begun"), due),
            *_per_region(cohort, due),
            share("gemeten", KNOWN, marked(cohort, measured, "known"), measured),
        ],
        trends=_trends(cohort, due),
        notes=NOTES,
        gaps=list(_gaps(cohort, protocol)),
    )


def _relief(cohort: Cohort, of: Places) -> tuple[Places, Places]:
    """Who got relief, and who was burdened at the start and measured afterwards."""
    known = marked(cohort, of, "known")
    return marked(cohort, known, "relieved"), known


def _after(cohort: Cohort, turn: Places) -> Figure:
    """The figure that may be looked at as it grows."""
    relieved, known = _relief(cohort, turn)
    found = attempted(lambda: anytime(len(relieved), len(known)))
    return Figure("verlicht-na", AFTER_IT, "share", found, relieved, known, beside(at(cohort, known), len(relieved)))


def _compared(cohort: Cohort, of: Places) -> Iterator[Figure]:
    relieved, known = _relief(cohort, tuple(sorted(of)))
    for code, label, part in COMPARISONS:
        found = attempted(lambda part=part: _odds(cohort, known, part))  # type: ignore[misc]
        extra = beside(at(cohort, known), len(relieved)) | ({"p": found[1]} if found else {})
        yield Figure(code, label, "ratio", found[0] if found else None, relieved, known, extra, effect=True)


def _odds(cohort: Cohort, known: Places, part: Callable[[Unit], str]) -> tuple[Estimate, float]:
    held: dict[str, list[Unit]] = defaultdict(list)
    for unit in at(cohort, known):
        held[part(unit)].append(unit)
    return common_odds([_stratum(units) for _, units in sorted(held.items())])


def _stratum(units: Sequence[Unit]) -> Stratum:
    turn, other = ([unit for unit in units if unit.marks["turn"] is side] for side in (True, False))
    return Stratum(_relieved(turn), len(turn), _relieved(other), len(other))


def _relieved(units: Sequence[Unit]) -> int:
    return sum(bool(unit.marks["relieved"]) for unit in units)


def _per_region(cohort: Cohort, due: Places) -> Iterator[Figure]:
    for region in sorted({unit.group for unit in at(cohort, due)} - {""}):
        of = tuple(place for place in due if cohort.units[place].group == region)
        yield share("begonnen", DELIVERED, marked(cohort, of, "begun"), of, group=region)


def _trends(cohort: Cohort, due: Places) -> list[Trend]:
    found = per_quarter("begonnen", DELIVERED, cohort, due, holds=lambda unit: unit.marks["begun"], last=CHARTED)
    return [found] if found else []


def _gaps(cohort: Cohort, protocol: Protocol) -> Iterator[Words]:
    if not cohort.units:
        return
    if not rollout(protocol.rollout_order).dated:
        yield NO_ORDER
        return
    if lost := len(those(cohort, places(cohort), lambda unit: "turn" not in unit.marks)):
        yield Words(
            f"Van {lost} toezichten heeft de regio geen dag in de volgorde; zij tellen niet mee. Nodig is die dag.",
            f"Of {lost} supervisions the region has no day in the order; they do not count. Needed is that day.",
        )
    _, known = _relief(cohort, those(cohort, places(cohort), lambda unit: "turn" in unit.marks))
    for _, label, part in COMPARISONS:
        yield from lacking(label, lambda part=part: _odds(cohort, known, part))  # type: ignore[misc]


def _quarter(unit: Unit) -> str:
    return str(unit.marks["quarter"])


def _region(unit: Unit) -> str:
    return unit.group


AFTER_IT = Words(
    "Minder belastende factoren na een jaar, na de invoering", "Fewer burdens after a year, after introduction"
)
BEFORE = Words("Hetzelfde, voor de invoering", "The same, before introduction")
BESIDE = Words(
    "Kans op verlichting (odds): aan de beurt tegenover nog niet, in hetzelfde kwartaal",
    "Odds of relief: one's turn to not yet, in the same quarter",
)
HISTORY = Words(
    "Kans op verlichting (odds): na de invoering tegenover ervoor, in dezelfde regio",
    "Odds of relief: after introduction to before, in the same region",
)
COMPARISONS: Sequence[tuple[str, Words, Callable[[Unit], str]]] = (
    ("naast-elkaar", BESIDE, _quarter),
    ("ervoor-en-erna", HISTORY, _region),
)
DELIVERED = Words(
    "Binnen een half jaar begonnen, van wie aan de beurt was", "Begun within half a year, of those in turn"
)
KNOWN = Words(
    "Na een jaar gemeten, van wie bij de start belast was", "Measured after a year, of those burdened at first"
)
NO_ORDER = Words(
    "Er is geen volgorde van invoering vastgelegd. De interventie is voor iedereen, dus zonder die volgorde is er "
    "niets om mee te vergelijken. Nodig is in het protocol per regio de dag van invoering, voordat iemand cijfers "
    "ziet.",
    "No order of introduction was registered. The intervention is for everybody, so without that order there is "
    "nothing to compare with. Needed is the day of introduction per region in the protocol, before anybody sees "
    "figures.",
)
NOTES = (
    Words(
        "De interventie is voor alle onder toezicht gestelden. Er is dus geen groep zonder; vergeleken is wie al aan "
        "de beurt was met wie dat nog niet was, of zij de interventie nu kregen of niet.",
        "The intervention is for everybody under supervision. So there is no group without it; compared are those "
        "whose turn it was with those whose turn it was not yet, whether they got the intervention or not.",
    ),
    Words(
        "Naast elkaar: regio's kunnen van elkaar verschillen. Ervoor en erna: de tijd kan hebben geholpen. Wijzen "
        "beide dezelfde kant op, dan is dat meer waard dan een van beide.",
        "Side by side: regions may differ. Before and after: time may have helped. If both point the same way, that is "
        "worth more than either.",
    ),
    Words(
        "Wie bij de start zwaar belast is, heeft meer om kwijt te raken; een afname komt ook vanzelf voor. Naar "
        "recidive vraagt dit protocol niet.",
        "Who is heavily burdened at the start has more to lose; relief also comes by itself. This protocol does not "
        "ask about re-offending.",
    ),
)

QUESTION = Question("E10", ("toezicht", HELP, MEASURED, *CHECKS), select, estimate)
