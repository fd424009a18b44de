"""Ahead: what a sum and a simulation say of so many orders and pairs, in sentences and charts."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString

from inzage.evaluation.capacity.formula import Need, need
from inzage.evaluation.capacity.inputs import Inputs
from inzage.evaluation.capacity.simulation import Band as Spread
from inzage.evaluation.capacity.simulation import Forecast, bearable, curve
from inzage.register.charts import Said, figure
from inzage.register.charts.bands import Band
from inzage.register.charts.said import number
from inzage.register.values import Words
from inzage.register.web.saying import say, t

FULL = 100.0
CLIFF = 20.0
"""Percent points from one number of pairs to the next that are called an edge."""
LATE = Words("Te late controles naar het aantal koppels", "Late checks by the number of pairs")
LATE_ABOUT = Words(
    "Van de gedane controles het deel dat na de uiterste dag kwam. De lijn is de middelste berekening; in de band "
    "liggen vier van de vijf.",
    "Of the checks done, the share that came after the last day. The line is the middle run; four in five lie in "
    "the band.",
)
DAYS = Words("Dagen te laat naar het aantal koppels", "Days late by the number of pairs")
DAYS_ABOUT = Words(
    "Negen van de tien controles zijn niet meer dan zoveel dagen te laat.",
    "Nine checks in ten are no more than this many days late.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the sum: what it is, how much, in what."""

    label: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """``curve``: empty where there is too much to simulate while somebody waits."""

    need: Need
    inputs: Inputs
    curve: tuple[Forecast, ...]

    @property
    def here(self) -> Forecast | None:
        """The forecast of the pairs that were asked for."""
        return next((each for each in self.curve if each.pairs == int(self.inputs.pairs)), None)


def ahead(inputs: Inputs) -> Ahead:
    """The sum, and the simulation where it can be borne."""
    return Ahead(need(inputs), inputs, curve(inputs) if bearable(inputs) else ())


def lines(told: Need) -> list[Line]:
    """The sum step by step."""
    year = t("per jaar", "a year")
    return [
        Line(t("Opdrachten die tegelijk lopen", "Orders that run at once"), number(told.stock), ""),
        Line(t("Controles aan de beurt", "Checks that fall due"), number(told.checks), year),
        Line(t("Bezoeken, met wie niet verschijnt erbij", "Visits, no-shows included"), number(told.visits), year),
        Line(t("Uren", "Hours"), number(told.hours), year),
        Line(t("Formatie", "Staff"), number(told.fte, 1), t("fte", "FTE")),
        Line(t("Koppels", "Pairs"), number(told.pairs, 1), ""),
    ]


def sentences(told: Ahead) -> list[str]:
    """What the figures say: the sum, these pairs, where the edge is."""
    asked = number(told.need.pairs, 1)
    found = [
        t(
            f"De som vraagt {asked} koppels. Daarin wacht nooit iets.",
            f"The sum asks {asked} pairs. In it, nothing ever waits.",
        )
    ]
    if told.here:
        found += [_late(told.here), _used(told.here)]
    return [*found, *_edge(told.curve)]


def _late(here: Forecast) -> str:
    late, days = percent(here.late), within(here.p90)
    return t(
        f"Met {here.pairs} koppels is naar verwachting {late} van de controles te laat; negen van de tien zijn niet "
        f"meer dan {days} dagen te laat.",
        f"With {here.pairs} pairs {late} of the checks are expected to be late; nine in ten are no more than {days} "
        "days late.",
    )


def _used(here: Forecast) -> str:
    return t(
        f"De koppels zijn dan {percent(here.used)} van hun tijd bezet. Controles die per jaar vervallen omdat de "
        f"opdracht eerder afloopt: {within(here.never)}.",
        f"The pairs are then busy {percent(here.used)} of their time. Checks a year that lapse because the order "
        f"ends first: {within(here.never)}.",
    )


def _edge(found: tuple[Forecast, ...]) -> list[str]:
    """The steepest step of the curve, where it is steep."""
    drops = [(FULL * (few.late.mid - many.late.mid), few, many) for few, many in pairwise(found)]
    drop, few, many = max(drops, default=(0.0, None, None), key=lambda each: each[0])
    if few is None or many is None or drop < CLIFF:
        return []
    before, after = number(FULL * few.late.mid), number(FULL * many.late.mid)
    return [
        t(
            f"De rand ligt tussen {few.pairs} en {many.pairs} koppels: met {few.pairs} is {before} % te laat, met "
            f"{many.pairs} {after} %. Plan daarom boven de som, niet erop.",
            f"The edge lies between {few.pairs} and {many.pairs} pairs: with {few.pairs} {before}% is late, with "
            f"{many.pairs} {after}%. So plan above the sum, not on it.",
        )
    ]


def percent(band: Spread) -> str:
    """A share with its band, in whole percents."""
    low, mid, high = (number(FULL * each) for each in (band.low, band.mid, band.high))
    if low == mid == high:
        return t(f"{mid} %", f"{mid}%")
    return t(f"{mid} % ({low} tot {high} %)", f"{mid}% ({low} to {high}%)")


def within(band: Spread) -> str:
    """A number with its band, in whole ones; alone where the band rounds to it."""
    low, mid, high = (number(each) for each in (band.low, band.mid, band.high))
    return mid if low == mid == high else t(f"{mid} ({low} tot {high})", f"{mid} ({low} to {high})")


def charts(told: Ahead) -> list[SafeString]:
    """The share late and the days late, over the number of pairs, each with its table."""
    if not told.curve:
        return []
    late = tuple((e.pairs, FULL * e.late.low, FULL * e.late.mid, FULL * e.late.high) for e in told.curve)
    days = tuple((e.pairs, e.p90.low, e.p90.mid, e.p90.high) for e in told.curve)
    head = tuple(t(*each) for each in HEAD)
    across, mark = t("Aantal koppels", "Number of pairs"), t("uw keuze", "your choice")
    up = t("Deel van de controles dat te laat is", "Share of checks that are late"), t("Dagen te laat", "Days late")
    here = told.inputs.pairs
    first = Said(say(LATE), say(LATE_ABOUT), "te-laat", head)
    second = Said(say(DAYS), say(DAYS_ABOUT), "dagen-te-laat", head)
    return [
        figure(Band(first, across, late, here, up=up[0], marked=mark, top=FULL, suffix=t(" %", "%"))),
        figure(Band(second, across, days, here, up=up[1], marked=mark)),
    ]


HEAD = (("Koppels", "Pairs"), ("Middelste", "Middle"), ("Van", "From"), ("Tot", "To"))
