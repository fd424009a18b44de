"""Asking a question by its protocol: select, estimate, warn. What the protocol does not ask is refused.

Below the protocol's minimum there are counts and no estimates. An effect, and any figure of re-offending, stands
beside its n, events, person-years and detection intensity, or the question is at fault and nothing is shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from inzage.evaluation import (
    AfterExtraction,
    Cohort,
    Curve,
    Figure,
    NothingToCount,
    OutsideProtocol,
    Protocol,
    Result,
    Rows,
    Rung,
    Steps,
    Trend,
    Unsound,
)
from inzage.evaluation.answering import answered
from inzage.evaluation.catalogue import effects_tested
from inzage.evaluation.cautions import cautions
from inzage.evaluation.questions import Question
from inzage.words import Words

BESIDE = ("n", "events", "person_years", "checks_per_person_month")
Shown = Figure | Curve | Trend | Steps


def answer(
    question: Question,
    protocol: Protocol,
    rows: Rows,
    *,
    looks: int,
    locked: bool = True,
    group: str = "",
    outcome: str = "",
) -> Result:
    """The answer of one look, with its warnings. ``looks``: which look this is, the first being 1.

    ``group``, ``outcome``: only the figures of one group, or of one code; "" for all.

    Raises:
        OutsideProtocol: not locked, no look left, or a group or outcome that the protocol does not know.
        AfterExtraction: rows from after the extraction.
        Unsound: a figure stands without what must be beside it; a defect of the question.
        StatisticsMissing: the libraries are not installed.
    """
    refuse(question, protocol, looks=looks, locked=locked)
    cohort = cohort_of(question, protocol, rows)
    made = _estimated(question, cohort, protocol)
    if len(cohort.units) < protocol.minimum:
        made = counts_only(made)
    sound(made, protocol)
    told = replace(made, cautions=(*cautions(cohort, protocol, looks), *made.cautions))
    return narrowed(told, group, outcome)


def cohort_of(question: Question, protocol: Protocol, rows: Rows) -> Cohort:
    """The cohort of a question, of the kinds that it may see only; the same rows give the same cohort.

    Raises AfterExtraction where a row is from after the extraction.
    """
    seen = Rows(tuple(rows.of(*question.kinds)), tuple(rows.spans_of(*question.kinds)), rows.extracted_on)
    if late := sum(_late(seen)):
        raise AfterExtraction(rows=late, extracted_on=seen.extracted_on.isoformat())
    return question.select(seen, protocol)


def _late(rows: Rows) -> Iterator[bool]:
    last = rows.extracted_on
    yield from (event.on > last for event in rows.events)
    yield from (span.since > last or (span.until is not None and span.until > last) for span in rows.spans)


def refuse(question: Question, protocol: Protocol, *, looks: int, locked: bool) -> None:
    """Refuse what cannot be asked of a protocol, before anything is selected. Raises OutsideProtocol."""
    if question.code != protocol.code:
        asked = Words(f"vraag {question.code} met protocol {protocol.code}", f"{question.code} with {protocol.code}")
        raise OutsideProtocol(asked=asked, needed=Words("het eigen protocol", "its own protocol"))
    if not locked:
        asked = Words("een cijfer voordat het protocol vastligt", "a figure before the protocol is locked")
        raise OutsideProtocol(asked=asked, needed=Words("een vergrendeld protocol", "a locked protocol"))
    if looks < 1:
        raise OutsideProtocol(asked=Words("geen blik", "no look"), needed=Words("blik 1 of later", "look 1 or later"))
    if protocol.looks is not None and looks > protocol.looks and effects_tested(protocol):
        asked = Words(f"blik {looks} van {protocol.looks}", f"look {looks} of {protocol.looks}")
        raise OutsideProtocol(asked=asked, needed=Words("meer geplande blikken", "more looks planned"))


def _estimated(question: Question, cohort: Cohort, protocol: Protocol) -> Result:
    """What the question makes of its cohort; where that is too little for its method, only how many there are."""
    try:
        made = question.estimate(cohort, protocol)
    except NothingToCount as little:
        return answered(cohort, protocol, notes=[Words(little.sentence("nl"), little.sentence("en"))])
    bare = answered(cohort, protocol)
    names = ("protocol", "version", "extracted_on", "cohort_sha256", "counted", "left_out")
    return replace(made, **{name: getattr(bare, name) for name in names})


def sound(result: Result, protocol: Protocol) -> None:
    """Raises Unsound where a figure lacks what it may not stand without, or points outside the cohort."""
    recidivism = protocol.rung is Rung.RECIDIVISM
    for figure in result.figures:
        lacking = [name for name in BESIDE if name not in figure.extra] if figure.effect or recidivism else []
        if lacking:
            raise Unsound(question=protocol.code, figure=figure.code, lacks=", ".join(lacking))
        if figure.effect and figure.estimate and figure.estimate.low is None and figure.estimate.high is None:
            raise Unsound(question=protocol.code, figure=figure.code, lacks=Words("een interval", "an interval"))
    for curve in result.curves:
        if curve.form == "survival" and protocol.competing:
            raise Unsound(question=protocol.code, figure=curve.code, lacks="Aalen–Johansen")
    for code, places in _places(result):
        if not all(0 <= place < result.counted for place in places):
            raise Unsound(question=protocol.code, figure=code, lacks=Words("zijn gegevens", "its rows"))


def _places(result: Result) -> Iterator[tuple[str, Iterable[int]]]:
    for figure in result.figures:
        yield figure.code, (*figure.units, *figure.of)
    for curve in result.curves:
        yield curve.code, curve.of
    for trend in result.trends:
        yield trend.code, (place for period in trend.periods for place in (*period.units, *period.of))
    for funnel in result.funnels:
        yield funnel.code, (place for step in funnel.steps for place in step.units)


def counts_only(result: Result) -> Result:
    """The same without estimates, curves and limits: who was counted, among whom, and nothing that is drawn from it."""
    return replace(
        result,
        figures=tuple(replace(figure, estimate=None, extra=_counted(figure.extra)) for figure in result.figures),
        curves=(),
        trends=tuple(map(_bare_trend, result.trends)),
        funnels=tuple(map(_bare_funnel, result.funnels)),
    )


def _counted(extra: Mapping[str, float]) -> dict[str, float]:
    """What stands beside a figure and is counted, such as checks per month; a p value is an estimate like any other."""
    return {name: value for name, value in extra.items() if name in BESIDE or name.startswith(BESIDE[-1])}


def _bare_trend(trend: Trend) -> Trend:
    periods = (replace(period, value=None, low=None, high=None) for period in trend.periods)
    return replace(trend, centre=None, periods=tuple(periods))


def _bare_funnel(funnel: Steps) -> Steps:
    return replace(funnel, steps=tuple(replace(step, share=None) for step in funnel.steps))


def narrowed(result: Result, group: str, outcome: str) -> Result:
    """Only what is of one group and one code. Raises OutsideProtocol where the question has no such figures."""
    shown: list[Shown] = [*result.figures, *result.curves, *result.trends, *result.funnels]
    for asked, known, word in (
        (group, {each.group for each in shown}, Words("een vergelijking met groep", "a comparison with group")),
        (outcome, {each.code for each in shown}, Words("een uitkomst", "an outcome")),
    ):
        if asked and asked not in known:
            _unknown(asked, known, word)
    if not (group or outcome):
        return result
    return replace(
        result,
        figures=tuple(each for each in result.figures if _is(each, group, outcome)),
        curves=tuple(each for each in result.curves if _is(each, group, outcome)),
        trends=tuple(each for each in result.trends if _is(each, group, outcome)),
        funnels=tuple(each for each in result.funnels if _is(each, group, outcome)),
    )


def _is(each: Shown, group: str, outcome: str) -> bool:
    return group in ("", each.group) and outcome in ("", each.code)


def _unknown(asked: str, known: set[str], word: Words) -> None:
    names = ", ".join(sorted(filter(None, known))) or "-"
    said = Words(f"{word.nl} {asked}", f"{word.en} {asked}")
    raise OutsideProtocol(asked=said, needed=Words(f"een van: {names}", f"one of: {names}"))
