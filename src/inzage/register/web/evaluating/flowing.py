"""Funnels and charts per period as plots, each with its table and a sentence that reads it."""

from collections.abc import Sequence

from inzage.evaluation import Estimate, Figure, Period, Step, Steps, Trend
from inzage.register.charts import Control, Funnel, Mark, Said, Stage, Table
from inzage.register.charts.said import number
from inzage.register.web.evaluating.amounts import Known, amount, finite, known, reach, spelled
from inzage.register.web.evaluating.counting import units
from inzage.register.web.evaluating.parts import Part, drawn
from inzage.register.web.evaluating.plotting import forest
from inzage.register.web.evaluating.reading import too_few
from inzage.register.web.evaluating.tabling import Asked, kept
from inzage.register.web.evaluating.tracing import key
from inzage.register.web.evaluating.wording import group
from inzage.register.web.saying import say, t

HUNDRED = 100.0
MOST = 6
"""Periods outside their limits that a sentence names."""


def funnel_part(steps: Steps, name: str, asked: Asked) -> Part:
    """A funnel: every step with those it is counted in, so that nobody drops out unseen."""
    title = _titled(say(steps.label), steps.group)
    if not steps.steps:
        return Part(title, (t("Hier is nog niets geteld.", "Nothing was counted here yet."),), fold=bool(steps.group))
    among = {step.code: len(step.units) for step in steps.steps}
    about = t(
        "Per stap een kader voor wie erin kon komen en een balk voor wie erin kwam; de lijn eronder is de onzekerheid.",
        "For each step a frame for who could enter it and a bar for who did; the line below it is the uncertainty.",
    )
    stages = tuple(_stage(step, among.get(step.within, len(step.units)), asked) for step in steps.steps)
    chart = Funnel(Said(_above_funnel(), about, f"{name}-trechter", ()), stages)
    table = _funnel_table(title, steps, asked)
    return Part(title, tuple(_read_funnel(steps, asked)), (drawn(chart),), table, fold=bool(steps.group))


def overview(funnels: Sequence[Steps], asked: Asked) -> list[Part]:
    """The first share of each group's funnel, one under the other; the numbers stand with each funnel."""
    firsts = [(each, step) for each in funnels for step in each.steps if step.within][:1]
    found = [
        Figure(steps.code, step.label, "share", step.share, step.units, _within(step, steps), group=steps.group)
        for steps in funnels
        for step in steps.steps
        if firsts and step.code == firsts[0][1].code
    ]
    plots = forest(found, "trechter-groepen", asked) if len(found) > 1 else []
    return [Part(say(found[0].label), (), tuple(plots))] if plots else []


def _within(step: Step, steps: Steps) -> tuple[int, ...]:
    return next((each.units for each in steps.steps if each.code == step.within), ())


def _titled(label: str, of: str) -> str:
    return f"{label}, {group(of)}" if of else label


def _above_funnel() -> str:
    return t(
        "Kader: wie deze stap kon zetten. Balk: wie hem zette. Lijn: de onzekerheid van dat deel.",
        "Frame: who could take this step. Bar: who did. Line: the uncertainty of that share.",
    )


def _share(step: Step, among: int, asked: Asked) -> Known | None:
    enough = min(among, asked.result.counted) >= asked.protocol.minimum
    return known(step.share) if enough and isinstance(step.share, Estimate) else None


def _stage(step: Step, among: int, asked: Asked) -> Stage:
    found, k = _share(step, among, asked), len(step.units)
    low, high = (found.low, found.high) if found else (None, None)
    return Stage(say(step.label), k, max(k, among), low, high, told=_told(step, among, found))


def _told(step: Step, among: int, found: Known | None) -> str:
    if not step.within:
        return number(len(step.units))
    many = t(f"{number(len(step.units))} van {number(among)}", f"{number(len(step.units))} of {number(among)}")
    return f"{many}: {amount(found.value, 'share')} ({reach(found, 'share')})" if found else many


def _read_funnel(steps: Steps, asked: Asked) -> list[str]:
    first, last = steps.steps[0], steps.steps[-1]
    begin = units(len(first.units), asked.protocol)
    said = [
        t(f"De trechter begint met {begin}. ", f"The funnel begins with {begin}. ")
        + t("Niemand valt eruit: wie weigert, blijft in elke noemer.", "Nobody drops out: refusers stay in each base."),
    ]
    if len(first.units) < asked.protocol.minimum:
        return [*said, f"{_titled(say(steps.label), steps.group)}: {too_few(len(first.units), asked.protocol)}."]
    if last is not first:
        k, n = number(len(last.units)), number(len(first.units))
        said.append(f"{say(last.label)}: " + t(f"{k} van deze {n}.", f"{k} of these {n}."))
    return said


def _funnel_table(title: str, steps: Steps, asked: Asked) -> str:
    head = (
        t("Stap", "Step"),
        t("Geteld", "Counted"),
        t("Van", "Of"),
        t("Van welke stap", "Of which step"),
        t("Aandeel", "Share"),
        t("Onzekerheid", "Uncertainty"),
    )
    rows = tuple(_funnel_row(step, steps, asked) for step in steps.steps)
    return Table(asked.caption(title), head, rows, (1, 2, 4, 5), stack=True).html()


def _funnel_row(step: Step, steps: Steps, asked: Asked) -> tuple[str, ...]:
    before = next((each for each in steps.steps if each.code == step.within), None)
    name = key(steps.code, steps.group, step.code)
    among = len(before.units) if before else len(step.units)
    k, found = asked.link(number(len(step.units)), name, "units"), _share(step, among, asked)
    if before is None:
        return (say(step.label), k, "", "", "", "")
    value = amount(found.value, "share") if found else t("nog geen cijfer", "no figure yet")
    told = (asked.link(number(among), name, "of"), say(before.label), value, reach(found, "share") if found else "")
    return (say(step.label), k, *told)


def trend_part(trend: Trend, name: str, asked: Asked) -> Part:
    """A chart per period with its limits."""
    title, n = _titled(trend_title(trend), trend.group), sum(len(each.of) for each in trend.periods)
    if min(n, asked.result.counted) < asked.protocol.minimum:
        few = too_few(min(n, asked.result.counted), asked.protocol)
        return Part(title, (f"{title}: {few}.",), fold=bool(trend.group))
    chart = _control(trend, name)
    table = _trend_table(title, trend, asked)
    plots = (drawn(chart),) if chart.marks else ()
    return Part(title, tuple(_read_trend(trend, chart.marks)), plots, folded=table, fold=bool(trend.group))


def trend_title(trend: Trend) -> str:
    """What it is a chart of."""
    return say(trend.label) + t(", per periode", ", by period")


def _control(trend: Trend, name: str) -> Control:
    times = HUNDRED if trend.measure == "share" else 1.0
    limited = any(each.low is not None or each.high is not None for each in trend.periods)
    above = _above_trend(limited=limited)
    said = Said(above, above, f"{name}-perioden", ())
    marks = tuple(_mark(each, trend, times) for each in trend.periods)
    suffix, top = ("%", HUNDRED) if trend.measure == "share" else ("", 0.0)
    return Control(said, marks, _value(trend.centre, times), say(trend.label), _reads(), suffix=suffix, top=top)


def _above_trend(*, limited: bool) -> str:
    if not limited:
        return t("Stip: de periode. Streep: alle perioden samen.", "Dot: the period. Dashes: all periods together.")
    return t(
        "Stip: de periode. Vlak: wat bij toeval te verwachten is. Ruit: een periode daarbuiten.",
        "Dot: the period. Box: what chance would give. Diamond: a period outside it.",
    )


def _reads() -> tuple[str, str]:
    return t("binnen de grenzen", "within the limits"), t("buiten de grenzen", "outside the limits")


def _value(value: float | None, times: float) -> float | None:
    found = finite(value)
    return None if found is None else found * times


def _mark(period: Period, trend: Trend, times: float) -> Mark:
    value, low, high = (_value(each, times) for each in (period.value, period.low, period.high))
    told = "" if value is None else amount(value / times, trend.measure)
    return Mark(period.label, value, low, high, told)


def _read_trend(trend: Trend, marks: Sequence[Mark]) -> list[str]:
    said = []
    if (centre := finite(trend.centre)) is not None:
        middle = spelled(centre, trend.measure)
        said.append(t(f"Over alle perioden samen: {middle}.", f"Over all periods together: {middle}."))
    return (
        [*said, _read_limits(marks)] if any(mark.low is not None or mark.high is not None for mark in marks) else said
    )


def _read_limits(marks: Sequence[Mark]) -> str:
    outside, n = [mark.label for mark in marks if mark.outside], len(marks)
    if not outside:
        return t(
            f"Van de {n} perioden valt er geen buiten de grenzen: verschillen als deze geeft toeval ook.",
            f"Of the {n} periods none falls outside the limits: chance gives differences like these too.",
        )
    named = ", ".join(outside[:MOST]) + (", …" if len(outside) > MOST else "")
    one, k = len(outside) == 1, len(outside)
    return t(
        f"Van de {n} perioden {'valt' if one else 'vallen'} er {k} buiten de grenzen: {named}. "
        "Kijk wat er toen anders ging; de kaart zegt niet waardoor.",
        f"Of the {n} periods {k} {'falls' if one else 'fall'} outside the limits: {named}. "
        "Look at what was different then; the chart does not say why.",
    )


def _trend_table(title: str, trend: Trend, asked: Asked) -> str:
    head = (
        t("Periode", "Period"),
        t("Geteld", "Counted"),
        t("Van", "Of"),
        t("Uitkomst", "Outcome"),
        t("Grenzen", "Limits"),
        t("Gelezen", "Read"),
    )
    heads, rows = kept(head, [_trend_row(each, trend, asked) for each in trend.periods])
    return Table(asked.caption(title), heads, rows, (1, 2, 3, 4)).html()


def _trend_row(period: Period, trend: Trend, asked: Asked) -> tuple[str, ...]:
    name = key(trend.code, trend.group, period.begins.isoformat())
    k, n = asked.link(number(len(period.units)), name, "units"), asked.link(number(len(period.of)), name, "of")
    ends = [finite(period.low), finite(period.high)]
    low, high = ("…" if each is None else amount(each, trend.measure) for each in ends)
    limits = "" if ends == [None, None] else f"{low} – {high}"
    mark = _mark(period, trend, 1.0)
    read = _reads()[mark.outside] if limits and mark.value is not None else ""
    return (period.label, k, n, mark.told, limits, read)
