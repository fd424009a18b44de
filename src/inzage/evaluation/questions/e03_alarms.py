"""E3, false alarms: how many of the indications that somebody looked into again did hold. Misses it cannot count."""

from collections.abc import Iterator, Sequence
from datetime import date

from inzage.evaluation import Cohort, Event, Figure, Protocol, Result, Rows, Span, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.check_figures import named, of_group, side_by_side
from inzage.evaluation.checks import DISPUTED, LAPSED, UPHELD
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.figuring import Places, places, those
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import CHECKS, entered, states
from inzage.words import Words

CODE = "E3"


def select(rows: Rows, _: Protocol) -> Cohort:
    """Every indication, also one that lapsed. ``group``: its question; ``event``: what a recount came to.

    ``missing``: nobody looked into it again, or that is not done yet.
    """
    spans = states(rows, "gedraging")
    flags = [event for event in rows.of("gedraging") if event.attributes.get("answer") == "indication"]
    made = [_flag(flag, spans.get(flag.source, ()), rows.extracted_on) for flag in flags]
    return Cohort(tuple(made), rows.extracted_on)


def _flag(flag: Event, spans: Sequence[Span], on: date) -> Unit:
    judged = entered(spans, UPHELD, LAPSED)
    return Unit(
        person=flag.person,
        sources=(flag.source, flag.about) if flag.about else (flag.source,),
        zero=flag.on,
        until=max(flag.on, judged.since if judged else on),
        event=judged.state if judged else "",
        group=str(flag.attributes.get("question", "")),
        marks={"disputed": entered(spans, DISPUTED) is not None, "band": flag.attributes.get("count_band")},
        missing=judged is None,
    )


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """How many indications held, of those that were looked into again: over all questions, and for each."""
    names = sorted({unit.group for unit in cohort.units if unit.group})
    figures = [*_figures(cohort, protocol, places(cohort), "")]
    for name in names:
        of = places(cohort, of_group(name))
        figures += _figures(cohort, protocol, of, name)
    return answered(
        cohort,
        protocol,
        figures=side_by_side(figures),
        notes=[SELECTED, HELD],
        gaps=[MISSES, *_gaps(cohort)],
        context={"unit": named(ONE, MANY)},
    )


def _figures(cohort: Cohort, protocol: Protocol, of: Places, name: str) -> Iterator[Figure]:
    judged = those(cohort, of, lambda unit: unit.event)
    held = those(cohort, judged, lambda unit: unit.event == UPHELD)
    disputed = those(cohort, of, lambda unit: unit.marks["disputed"])
    yield _share(protocol, "held", (held, judged), name)
    yield _share(protocol, "disputed", (disputed, of), name)
    yield _share(protocol, "judged", (judged, of), name)


def _share(protocol: Protocol, code: str, counted: tuple[Places, Places], name: str) -> Figure:
    units, of = counted
    estimated = wilson(len(units), len(of)) if len(of) >= protocol.minimum else None
    return Figure(code, LABELS[code], "share", estimated, units, of, {"n": len(of), "events": len(units)}, group=name)


def _gaps(cohort: Cohort) -> Iterator[Words]:
    many = sum(not unit.group for unit in cohort.units)
    if many:
        yield Words(
            f"Bij {many} aanwijzingen staat niet bij welke vraag zij horen. Nodig is: question bij de bevinding.",
            f"For {many} indications it is not told to which question they belong. Needed is: question of the finding.",
        )


ONE, MANY = Words("aanwijzing", "indication"), Words("aanwijzingen", "indications")
LABELS = {
    "held": Words("Herteld en overeind gebleven, van wat is herteld", "Recounted and held, of those recounted"),
    "disputed": Words("Aanwijzingen die zijn betwist", "Indications that were disputed"),
    "judged": Words("Aanwijzingen die zijn herteld", "Indications that were recounted"),
}
SELECTED = Words(
    "Alleen wie een aanwijzing betwist, krijgt een hertelling. Betwiste aanwijzingen zijn vaker fout dan andere; het "
    "percentage dat overeind blijft, is daarom eerder te laag dan te hoog voor alle aanwijzingen samen.",
    "Only who disputes an indication gets a recount. Disputed indications are wrong more often than others; so the "
    "share that holds is too low rather than too high for all indications together.",
)
HELD = Words(
    "Overeind gebleven betekent: opnieuw geteld met dezelfde uitkomst. Het zegt niet wat iemand bedoelde of deed.",
    "Having held means: counted again with the same outcome. It does not say what somebody meant or did.",
)
MISSES = Words(
    "Missers zijn uit controles niet te tellen: wat niet is gezien, staat nergens. Nodig is: uitslagen van controles "
    "op proefmateriaal waarvan vaststaat wat erop staat, als eigen soort gegeven.",
    "Misses cannot be counted from checks: what was not seen stands nowhere. Needed are: results of checks of planted "
    "media of which is known what they hold, as a kind of record of their own.",
)

QUESTION = Question(CODE, (*CHECKS, "gedraging"), select, estimate)
