"""Curves as plots: how long until something happens, with the numbers still followed under the axis."""

from collections.abc import Sequence
from itertools import pairwise

from inzage.evaluation import Curve, Figure, Moment, Rung
from inzage.register.charts import Curves, Elapsed, Stairs, Table, Tread, elapsed
from inzage.register.charts.curves import LOOKS
from inzage.register.charts.said import Said, number
from inzage.register.web.evaluating.amounts import percent, plain
from inzage.register.web.evaluating.counting import counted, units
from inzage.register.web.evaluating.parts import Part, drawn
from inzage.register.web.evaluating.reading import DETECTION, detection, too_few
from inzage.register.web.evaluating.sound import curve as sound
from inzage.register.web.evaluating.tabling import Asked, number_told
from inzage.register.web.evaluating.tracing import key
from inzage.register.web.evaluating.wording import beside, group
from inzage.register.web.saying import say, t
from inzage.register.web.templatetags.inzage_words import day
from inzage.words import Words

DAYS_OF_YEAR = 365.25
HUNDRED = 100.0
FEWEST = 10
"""With fewer still followed the end of a curve is not read aloud: it rests on too few."""
UNITS = {
    "day": (Words("dag", "day"), Words("dagen", "days"), Words("Dagen", "Days")),
    "month": (Words("maand", "month"), Words("maanden", "months"), Words("Maanden", "Months")),
    "year": (Words("jaar", "year"), Words("jaar", "years"), Words("Jaren", "Years")),
}


def curves_part(given: Sequence[Curve], name: str, asked: Asked) -> Part:
    """Curves of one code, a group each, at most as many as can be told apart."""
    found = [sound(each) for each in given]
    held = [each for each in found if each.moments and not _why_not(each, asked)]
    read = [_read_few(each, found, asked) for each in found if each not in held]
    title = say(found[0].label) if len({each.label for each in found}) == 1 else _up(found[0])
    if not held:
        return Part(title, tuple(read), table=_table(title, found, asked))
    time = elapsed(max(each.moments[-1].at for each in held))
    read = [*(_read(each, time, found, asked) for each in held), *read]
    chart = _chart(held, found, time, f"{name}-verloop", asked)
    folded = Table(
        asked.caption(t(f"{title}: het verloop", f"{title}: the course")),
        chart.said.head,
        chart.table().rows,
        (1, 2, 3, 4, 5),
    ).html()
    return Part(title, tuple(read), (drawn(chart),), _table(title, found, asked), folded)


def sets(found: Sequence[Curve]) -> list[Sequence[Curve]]:
    """By code and form in the order given; where groups are too many for one plot, a plot for each."""
    kinds = dict.fromkeys((each.code, each.form, each.since) for each in found)
    together = [[each for each in found if (each.code, each.form, each.since) == kind] for kind in kinds]
    return [part for each in together for part in ([each] if len(each) <= LOOKS else [[one] for one in each])]


def _why_not(curve: Curve, asked: Asked) -> str:
    n = min(len(curve.of), asked.result.counted)
    return too_few(n, asked.protocol) if n < asked.protocol.minimum else ""


def _label(curve: Curve, among: Sequence[Curve]) -> str:
    """What tells it apart: its label where every one has its own, else its group."""
    if len({each.label for each in among}) == len(among):
        return say(curve.label)
    return group(curve.group)


def _chart(held: Sequence[Curve], found: Sequence[Curve], time: Elapsed, name: str, asked: Asked) -> Curves:
    since = say(found[0].since or counted(asked.protocol).since)
    across = f"{say(UNITS[time.unit][2])} {t('sinds', 'since')} {since}"
    head = (t("Groep", "Group"), across, t("Aandeel", "Share"), t("Van", "From"), t("Tot", "To"), _followed())
    about = t(
        "Een lijn met treden per groep en daaromheen de onzekerheid; onder de as hoeveel er nog werden gevolgd.",
        "A line with steps for each group, its uncertainty around it; under the axis how many were still followed.",
    )
    groups = tuple(_stairs(each, time, found) for each in held)
    top = HUNDRED if held[0].form == "survival" else 0.0
    said = Said(_up(held[0]), about, name, head)
    return Curves(said, groups, time, across, t("Aandeel", "Share"), _followed(), max(top, 10.0), suffix="%")


def _followed() -> str:
    return t("Nog gevolgd", "Still followed")


def _up(curve: Curve) -> str:
    if curve.form == "survival":
        return t("Bij welk deel het nog niet is gebeurd", "For which share it has not happened yet")
    return t("Bij welk deel het is gebeurd", "For which share it has happened")


def _stairs(curve: Curve, time: Elapsed, among: Sequence[Curve]) -> Stairs:
    moments = curve.moments
    treads = tuple(Tread(m.at, m.value * HUNDRED, _times(m.low), _times(m.high)) for m in moments)
    still = tuple(number(_at_risk(curve, tick)) for tick in time.ticks)
    return Stairs(_label(curve, among), treads, moments[-1].at, still)


def _times(share: float | None) -> float | None:
    return None if share is None else share * HUNDRED


def _at_risk(curve: Curve, at: int) -> int:
    """How many were still followed just before a day; a curve has a moment wherever that changes."""
    return next((moment.at_risk for moment in curve.moments if moment.at >= at), 0)


def person_years(curve: Curve) -> float:
    """How long all were followed together, in years."""
    return sum(after.at_risk * (after.at - before.at) for before, after in pairwise(curve.moments)) / DAYS_OF_YEAR


def _read_few(curve: Curve, among: Sequence[Curve], asked: Asked) -> str:
    why = _why_not(curve, asked) or t("hier is niemand gevolgd", "nobody was followed here")
    return f"{_label(curve, among)}: {why}."


def _read(curve: Curve, time: Elapsed, among: Sequence[Curve], asked: Asked) -> str:
    """The last tick at which enough were still followed, read aloud; without one, the last day."""
    ticks = [tick for tick in time.ticks[1:] if _at_risk(curve, tick) >= FEWEST]
    day_, said = (ticks[-1], _spell(time.told(ticks[-1]), time)) if ticks else _last(curve)
    now = [moment for moment in curve.moments if moment.at <= day_][-1]
    who = _label(curve, among)
    did = t("nog niet gebeurd", "not happened yet") if curve.form == "survival" else t("gebeurd", "happened")
    left = _at_risk(curve, day_)
    share, still = percent(now.value), units(left, asked.protocol)
    were = t("werd", "was") if left == 1 else t("werden", "were")
    nl = f"{who}: na {said} was het bij {share} procent {did}{_between(now)}. Toen {were} nog {still} gevolgd."
    en = f"{who}: after {said} it had {did} for {share} per cent{_between(now)}. Then {still} {were} still followed."
    return t(nl, en)


def _last(curve: Curve) -> tuple[int, str]:
    at = curve.moments[-1].at
    return at, f"{number(at)} {say(UNITS['day'][0 if at == 1 else 1])}"


def _spell(many: int, time: Elapsed) -> str:
    return f"{number(many)} {say(UNITS[time.unit][0 if many == 1 else 1])}"


def _between(now: Moment) -> str:
    if now.low is None or now.high is None:
        return ""
    low, high = percent(now.low), percent(now.high)
    return t(
        f" (met de onzekerheid erbij: {low} tot {high} procent)", f" (with its uncertainty: {low} to {high} per cent)"
    )


def _table(title: str, found: Sequence[Curve], asked: Asked) -> str:
    """Each group: how many, what happened, how long they were followed, and how often they were checked."""
    lived = asked.protocol.rung == Rung.RECIDIVISM
    head = (
        t("Groep", "Group"),
        t("Aantal", "Number"),
        beside("events"),
        beside("person_years"),
        *([beside(DETECTION)] if lived else []),
        t("Gegevens tot en met", "Data up to"),
    )
    rows = tuple(_line(each, found, asked, lived=lived) for each in found)
    return Table(asked.caption(title), head, rows, tuple(range(1, len(head) - 1)), stack=True).html()


def _line(curve: Curve, found: Sequence[Curve], asked: Asked, *, lived: bool) -> tuple[str, ...]:
    of = asked.link(number(len(curve.of)), key(curve.code, curve.group), "of")
    events = number(sum(moment.events for moment in curve.moments))
    checks = (_checks(curve, asked.result.figures),) if lived else ()
    return (_label(curve, found), of, events, plain(person_years(curve)), *checks, day(asked.result.extracted_on))


def _checks(curve: Curve, figures: Sequence[Figure]) -> str:
    """How often this group was checked, as its figure tells it."""
    told = [each.extra[name] for each in figures if each.group == curve.group for name in detection(each)[:1]]
    return number_told(told[0]) if told else t("niet bekend", "not known")
