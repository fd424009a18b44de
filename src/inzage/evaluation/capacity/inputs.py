"""What the capacity is calculated from: every number can be changed, and says where it comes from.

References: the number of orders, WODC project 3450 (controle van digitale gegevensdragers); the rest is assumed and
says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from inzage.words import Words

Status = Literal["bron", "aanname"]
SOURCE: Status = "bron"
ASSUMED: Status = "aanname"
FREQUENCIES = (4, 2, 1)
"""Checks a year, in the order of ``Inputs.shares``."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Named numbers. Units: orders a year; years; percent; hours; days; ``most``: checks a year."""

    orders: float = 300
    term_from: float = 2
    term_to: float = 3
    often: float = 20
    middle: float = 40
    most: float = 4
    no_show: float = 15
    hours: float = 6
    staff: float = 2
    productive: float = 1400
    pairs: float = 8
    ahead: float = 7
    again: float = 7

    @property
    def term(self) -> float:
        """Years that an order lasts, on average."""
        return (self.term_from + self.term_to) / 2

    @property
    def shares(self) -> tuple[float, float, float]:
        """Of the orders, checked as often as ``FREQUENCIES`` says; the rest once a year. They add up to one."""
        often = self.often / 100
        middle = min(self.middle / 100, 1 - often)
        return often, middle, 1 - often - middle

    @property
    def a_year(self) -> tuple[float, float, float]:
        """The frequencies, none above what the court allows."""
        often, middle, seldom = (min(each, self.most) for each in FREQUENCIES)
        return often, middle, seldom

    @property
    def visits_of_pair(self) -> float:
        """Visits that one pair can make in a year."""
        return self.productive / self.hours


@dataclass(frozen=True, slots=True)
class Field:
    """One input as a page asks it. ``note``: the source, or why it was assumed."""

    code: str
    label: Words
    unit: Words
    low: float
    high: float
    step: float
    status: Status
    note: Words

    @property
    def usual(self) -> float:
        """The value that it has where nobody changes it."""
        return float(usual()[self.code])


YEARS, PERCENT, HOURS, DAYS = Words("jaar", "years"), Words("%", "%"), Words("uur", "hours"), Words("dagen", "days")
NONE_FOUND = Words("Geen gepubliceerd getal gevonden.", "No published number was found.")
TERM = Words("Geen bron; gebruikelijk is twee tot drie jaar.", "No source; two to three years is usual.")
MIX = Words(
    "Alleen een verdeling over alle opdrachten samen; van niemand wordt een risico berekend.",
    "Only a mix over all orders together; nobody's risk is calculated.",
)
ORDERS = Words(
    "Ongeveer 300 gevallen per jaar met deze voorwaarde (WODC, project 3450).",
    "About 300 cases a year with this condition (WODC, project 3450).",
)
PLANNING = Words("Zo rekent de simulatie.", "This is how the simulation counts.")

FIELDS = (
    Field(
        "orders",
        Words("Opdrachten met een controlevoorwaarde", "Orders with a check condition"),
        Words("per jaar", "a year"),
        10,
        1000,
        10,
        SOURCE,
        ORDERS,
    ),
    Field("term_from", Words("Termijn, kortste", "Term, shortest"), YEARS, 0.5, 5, 0.5, ASSUMED, TERM),
    Field("term_to", Words("Termijn, langste", "Term, longest"), YEARS, 0.5, 5, 0.5, ASSUMED, TERM),
    Field("often", Words("Vier controles per jaar", "Four checks a year"), PERCENT, 0, 100, 5, ASSUMED, MIX),
    Field("middle", Words("Twee controles per jaar", "Two checks a year"), PERCENT, 0, 100, 5, ASSUMED, MIX),
    Field(
        "most",
        Words("Maximum van de rechter", "The court's maximum"),
        Words("controles per jaar", "checks a year"),
        1,
        4,
        1,
        ASSUMED,
        Words("Vaker wordt in de berekening nooit gecontroleerd.", "The calculation never checks more often."),
    ),
    Field("no_show", Words("Niet verschenen", "No-shows"), PERCENT, 0, 60, 1, ASSUMED, NONE_FOUND),
    Field("hours", Words("Duur van een bezoek", "Duration of a visit"), HOURS, 2, 12, 0.5, ASSUMED, NONE_FOUND),
    Field(
        "staff",
        Words("Medewerkers per bezoek", "Staff per visit"),
        Words("personen", "people"),
        2,
        4,
        1,
        ASSUMED,
        Words("Een controle doen twee mensen samen.", "Two people do a check together."),
    ),
    Field(
        "productive",
        Words("Werkbare uren per medewerker", "Productive hours per worker"),
        Words("uur per jaar", "hours a year"),
        800,
        1800,
        50,
        ASSUMED,
        Words("Geen bron.", "No source."),
    ),
    Field(
        "pairs",
        Words("Koppels", "Pairs"),
        Words("aantal", "number"),
        1,
        40,
        1,
        ASSUMED,
        Words("Hoeveel koppels u zou inzetten.", "How many pairs you would put to it."),
    ),
    Field(
        "ahead",
        Words("Controle mag eerder dan de uiterste dag", "A check may be before its last day"),
        DAYS,
        0,
        30,
        1,
        ASSUMED,
        PLANNING,
    ),
    Field(
        "again",
        Words("Nieuwe afspraak na niet verschijnen", "New appointment after a no-show"),
        DAYS,
        0,
        60,
        1,
        ASSUMED,
        PLANNING,
    ),
)


@cache
def usual() -> Mapping[str, float]:
    """Every input's value where nobody changes it."""
    return {each.name: each.default for each in fields(Inputs) if isinstance(each.default, int | float)}


def inputs_of(given: Mapping[str, str]) -> tuple[Inputs, tuple[Field, ...]]:
    """Inputs from what was typed, and the fields that could not be used as typed: those keep their usual value.

    A number outside its bounds is moved to the nearest bound and told as well.
    """
    taken, wrong = dict(usual()), []
    for field in FIELDS:
        value = _number(given.get(field.code, ""), field.usual)
        bound = field.usual if value is None else min(max(value, field.low), field.high)
        taken[field.code] = bound
        if bound != value:
            wrong.append(field)
    return _in_order(Inputs(**taken)), tuple(wrong)


def _in_order(inputs: Inputs) -> Inputs:
    """The shortest term is not the longer one."""
    low, high = sorted((inputs.term_from, inputs.term_to))
    values = {each.name: getattr(inputs, each.name) for each in fields(inputs)}
    return Inputs(**(values | {"term_from": low, "term_to": high}))


def _number(said: str, usual: float) -> float | None:
    """None where it is no number; a number that is none (nan) is none either."""
    if not said.strip():
        return usual
    try:
        value = float(said.strip().replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= 1e9 else None  # noqa: PLR2004 and so not infinite, and not nan
