"""E5. Advice from the summons on: asked for by whom, delivered, refused or returned, demanded, imposed.

Nobody drops out: every share is of all who were summoned or of all for whom advice was requested, and whoever refused
is among both. A request after a return is a new record on the same summons, and counts as the same unit.

References: register, kind ``advies`` and its states; Wilson 1927; Shewhart's p-chart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from inzage.evaluation import Cohort, Curve, Event, Figure, Protocol, Result, Rows, Span, Step, Steps, Trend, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.estimators.survival import median_time
from inzage.evaluation.figuring import (
    Places,
    at,
    grouped,
    marked,
    measured,
    per_quarter,
    places,
    quarter_name,
    share,
    those,
    waiting,
    wilson_of,
)
from inzage.evaluation.following import entries, standing
from inzage.evaluation.questions import Question
from inzage.words import Words

REQUESTED, DELIVERED, REFUSED, RETURNED = "aangevraagd", "uitgebracht", "geweigerd", "retour"
DEMANDED, IMPOSED, NOT_REQUESTED = "gevorderd", "opgelegd", "niet_aangevraagd"
ADOPTED = ("geheel", "deels")
REQUESTERS = ("OM", "rechter", "DJI", "reclassering")
NONE = "geen-voorwaarden"
YEAR = 365
"""How long a request is waited for: longer says nothing more, and refusers would wait for ever."""
QUARTERS, CHARTED = 4, 12
"""Of how many quarters, the last of all, the whole funnel is shown, and how many stand in the chart."""

States = Mapping[str, Span]


def select(rows: Rows, _: Protocol) -> Cohort:
    """One unit per summons, from the day of the summons; ``group`` is the prosecutor's office where it is known."""
    states = entries(rows, "advies")
    found = [_unit(chain, states, rows.extracted_on) for chain in _chains(standing(rows, "advies"), states)]
    early = [unit for unit in found if unit.zero > rows.extracted_on]
    kept = sorted((unit for unit in found if unit.zero <= rows.extracted_on), key=lambda u: (u.zero, u.sources))
    return Cohort(tuple(kept), rows.extracted_on, {"dagvaarding-na-uittreksel": len(early)} if early else {})


def _chains(events: Iterable[Event], states: Mapping[str, States]) -> Iterator[Sequence[Event]]:
    """A record after one that was returned, on the same summons, goes on with it; any other record is its own."""
    open_chains: dict[tuple[str, date, str], list[Event]] = {}
    for event in events:
        key = (event.person, _summoned(event), str(event.attributes.get("parket", "")))
        before = open_chains.get(key)
        if before and RETURNED in states.get(before[-1].source, {}):
            before.append(event)
            continue
        if before:
            yield before
        open_chains[key] = [event]
    yield from open_chains.values()


def _summoned(event: Event) -> date:
    told = event.attributes.get("summons_on")
    return date.fromisoformat(told) if isinstance(told, str) else event.on


def _unit(chain: Sequence[Event], states: Mapping[str, States], extracted_on: date) -> Unit:
    zero = _summoned(chain[0])
    course = [states.get(event.source, {}) for event in chain]
    last = course[-1]
    asked = _asked(course)
    ended = last[DELIVERED].since if DELIVERED in last else None
    marks: dict[str, Any] = {
        "quarter": quarter_name(zero),
        "requested": asked is not None,
        "requester": str(asked.reasons.get("requester", "")) if asked else "",
        "not_requested_why": _said(last, NOT_REQUESTED, "reason"),
        **{state: state in last for state in (DELIVERED, REFUSED, RETURNED, DEMANDED, IMPOSED)},
        "returned_before": len(chain) > 1,
        "demanded_as_advised": _said(last, DEMANDED, "as_advised"),
        "imposed_as_advised": _said(last, IMPOSED, "as_advised"),
        "still_advised": _still_advised(last),
    }
    if asked:
        since = _requested_on(asked)
        waited = max(0, ((ended or extracted_on) - since).days)
        marks |= {"waited": min(waited, YEAR), "in_a_year": ended is not None and waited <= YEAR}
    until = max(ended or extracted_on, zero)
    event = DELIVERED if ended else ""
    group = str(chain[0].attributes.get("parket", ""))
    return Unit(chain[0].person, tuple(each.source for each in chain), zero, until, event, group, marks)


def _asked(course: Iterable[States]) -> Span | None:
    """The first request of all."""
    return next((states[REQUESTED] for states in course if REQUESTED in states), None)


def _requested_on(asked: Span) -> date:
    told = asked.reasons.get("requested_on")
    return date.fromisoformat(told) if isinstance(told, str) else asked.since


def _said(states: States, state: str, what: str) -> str:
    return str(states[state].reasons.get(what, "")) if state in states else ""


def _still_advised(states: States) -> bool:
    items = states[REFUSED].reasons.get("still_advised", ()) if REFUSED in states else ()
    return any(item != NONE for item in items)


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Funnels over all and per office, a chart per quarter, the time to delivery, and what was adopted."""
    everybody = places(cohort)
    parts = grouped(cohort, everybody)
    return answered(
        cohort,
        protocol,
        figures=[*_figures(cohort, everybody), *_per_office(cohort, parts)],
        curves=_curves(cohort, everybody),
        trends=_trends(cohort, everybody),
        funnels=[
            _funnel(cohort, of, group) for group, of in [("", everybody), *parts, *_last(cohort, everybody)] if of
        ],
        notes=NOTES,
        gaps=() if parts or not everybody else (NO_OFFICE,),
    )


def _last(cohort: Cohort, everybody: Places) -> list[tuple[str, Places]]:
    names = sorted({str(unit.marks["quarter"]) for unit in cohort.units})[-QUARTERS:]
    return [(name, marked(cohort, everybody, "quarter", name)) for name in names]


def _funnel(cohort: Cohort, of: Places, group: str) -> Steps:
    asked = marked(cohort, of, "requested")
    steps = [Step("gedagvaard", SUMMONED, of, "", None), _step(REQUESTED, ASKED, asked, of, "gedagvaard")]
    for requester in () if group else REQUESTERS:
        by = marked(cohort, asked, "requester", requester)
        label = Words(f"Aangevraagd door: {requester}", f"Requested by: {requester}")
        steps += [_step(f"{REQUESTED}-{requester.lower()}", label, by, of, "gedagvaard")] if by else []
    for state, label in STEPS.items():
        steps.append(_step(state, label, marked(cohort, asked, state), asked, REQUESTED))
    return Steps("trechter", FUNNEL, tuple(steps), group)


def _step(code: str, label: Words, units: Places, of: Places, within: str) -> Step:
    return Step(code, label, units, within, wilson_of(units, of))


def _figures(cohort: Cohort, everybody: Places) -> list[Figure]:
    asked = marked(cohort, everybody, "requested")
    refused = marked(cohort, asked, REFUSED)
    ended = those(cohort, asked, lambda unit: unit.marks[DELIVERED] or unit.marks[REFUSED])
    open_ones = those(cohort, everybody, lambda u: not u.marks["requested"] and not u.marks["not_requested_why"])
    return [
        share("dekking", COVERAGE, asked, everybody),
        share("zonder-aanvraag", OPEN, open_ones, everybody),
        share("geweigerd", REFUSALS, refused, asked),
        share("toch-geadviseerd", STILL, marked(cohort, refused, "still_advised"), refused),
        share("overgenomen-eis", IN_DEMAND, _adopted(cohort, ended, "demanded_as_advised"), ended),
        share("overgenomen-uitspraak", IN_VERDICT, _adopted(cohort, ended, "imposed_as_advised"), ended),
        _median(cohort, asked),
    ]


def _adopted(cohort: Cohort, of: Places, mark: str) -> Places:
    return those(cohort, of, lambda unit: unit.marks[mark] in ADOPTED)


def _median(cohort: Cohort, asked: Places) -> Figure:
    units = at(cohort, asked)
    days, ended = [unit.marks["waited"] for unit in units], [bool(unit.marks["in_a_year"]) for unit in units]
    return measured("doorlooptijd", MEDIAN, "days", lambda: median_time(days, ended), asked)


def _curves(cohort: Cohort, everybody: Places) -> list[Curve]:
    asked = marked(cohort, everybody, "requested")
    found = waiting("doorlooptijd", WAIT, cohort, asked, days="waited", ended="in_a_year", since=FROM)
    return [found] if found else []


def _per_office(cohort: Cohort, parts: Sequence[tuple[str, Places]]) -> list[Figure]:
    return [share("dekking", COVERAGE, marked(cohort, of, "requested"), of, group=office) for office, of in parts]


def _trends(cohort: Cohort, everybody: Places) -> list[Trend]:
    charts = [
        per_quarter("dekking", COVERAGE, cohort, everybody, holds=lambda u: u.marks["requested"], last=CHARTED),
        per_quarter("uitgebracht", OUT, cohort, everybody, holds=lambda u: u.marks[DELIVERED], last=CHARTED),
    ]
    return [each for each in charts if each]


FUNNEL = Words("Van dagvaarding tot uitspraak", "From summons to verdict")
SUMMONED = Words("Gedagvaard", "Summoned")
ASKED = Words("Advies aangevraagd", "Advice requested")
STEPS: Mapping[str, Words] = {
    DELIVERED: Words("Advies uitgebracht", "Advice delivered"),
    REFUSED: Words("Betrokkene weigerde mee te werken", "The person refused to cooperate"),
    RETURNED: Words("Aanvraag teruggestuurd", "Request returned"),
    DEMANDED: Words("Eis vastgelegd", "Demand recorded"),
    IMPOSED: Words("Voorwaarden opgelegd", "Conditions imposed"),
}
COVERAGE = Words("Dagvaardingen waarbij advies is aangevraagd", "Summonses with a request for advice")
OPEN = Words("Dagvaardingen zonder aanvraag en zonder reden", "Summonses with neither a request nor a reason")
REFUSALS = Words("Aanvragen waarbij de betrokkene weigerde", "Requests where the person refused")
STILL = Words("Geweigerd, en toch voorwaarden geadviseerd", "Refused, and conditions advised all the same")
IN_DEMAND = Words("Adviezen die het OM geheel of deels overnam", "Advice that the prosecution adopted wholly or partly")
IN_VERDICT = Words("Adviezen die de rechter geheel of deels overnam", "Advice that the judge adopted wholly or partly")
MEDIAN = Words("Dagen van aanvraag tot advies (mediaan)", "Days from request to advice (median)")
FROM = Words("de aanvraag", "the request")
WAIT = Words("Aanvragen waarop nog geen advies is uitgebracht", "Requests on which no advice was delivered yet")
OUT = Words("Dagvaardingen waarbij advies is uitgebracht", "Summonses with advice delivered")
NO_OFFICE = Words(
    "Per parket is niet geteld: de gegevens noemen geen parket. Nodig is dat het parket van de dagvaarding wordt "
    "meegegeven als waarde van een gesloten lijst.",
    "Not counted per prosecutor's office: the data name none. Needed is that the office of the summons is handed over "
    "as a value of a closed list.",
)
NOTES = (
    Words(
        "Wie weigerde mee te werken en wie is teruggestuurd, telt in elke noemer mee, ook in de doorlooptijd: voor hen "
        "is nog geen advies uitgebracht.",
        "Who refused to cooperate and whose request was returned is in every denominator, and in the time to delivery: "
        "for them no advice was delivered yet.",
    ),
    Words(
        "Een aanvraag na een terugzending hoort bij dezelfde dagvaarding en telt niet dubbel. De laatste kwartalen "
        "zijn nog niet af: daar kan de aanvraag, het advies of de uitspraak nog komen.",
        "A request after a return belongs to the same summons and does not count twice. The last quarters are not "
        "complete: a request, an advice or a verdict may still come there.",
    ),
    Words(
        "Verschillen tussen parketten berusten op weinig zaken. De marges zeggen hoe weinig.",
        "Differences between offices rest on few cases. The margins say how few.",
    ),
)

QUESTION = Question("E5", ("advies",), select, estimate)
