"""The same orders as events: what waiting does to checks when there are few pairs.

The model, whose every number is one of the inputs:

- Orders arrive at random (Poisson), on top of a full stock at the begin. Each lasts between the shortest and the
  longest term and is checked as often as the mix says, for all its term; no more often than the court allows.
- The day of a check is one interval after the check before. It may be done ``ahead`` days earlier and is late after
  its day: as the list of checks that fall due says it.
- A pair does one visit at a time; it can do as many in a year as its hours allow, spread over the year. A free pair
  takes the check with the earliest day; one without work looks again the next day.
- Who does not appear gets a new appointment ``again`` days later, in the order of that day. The visit is spent, and
  the check stays late from its first day.
- A check that is still waiting when its order ends is not done at all: it is counted apart.

Each order has dice of its own, so that another number of pairs meets the same orders and the same no-shows.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from random import Random
from statistics import quantiles
from typing import Any

from inzage.evaluation.capacity.formula import need
from inzage.evaluation.capacity.inputs import Inputs
from inzage.evaluation.faults import StatisticsMissing

YEAR = 365.0
YEARS = 6
IDLE = 1.0
"""Days after which a pair without work looks again."""
BUDGET = 55_000
"""Visits that a page lets be simulated for one number of pairs."""
FEWEST, MOST = 3, 40
BEARABLE = 6000.0
"""Visits a year above which a page does not simulate: somebody is waiting for it."""
TENTH, HALF, NINTH = 0, 4, 8
"""Places of the tenth, fiftieth and ninetieth of a hundred among the nine cuts into ten."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it lives in the simulation: days from the begin; ``dice``: for all that befalls it."""

    dice: Random
    interval: float
    ends: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``late``: of the checks done, the share after their day; ``p90``: days late that nine in ten stay under.

    ``used``: share of the pairs' time; ``checks``: done; ``never``: checks whose order ended while they waited.
    """

    late: float
    p90: float
    used: float
    checks: int
    never: int


@dataclass(slots=True)
class Hall:
    """Checks to come (by the first day on which they may be done), those that wait (by their day), those done."""

    inputs: Inputs
    coming: list[tuple[float, int, float, float, Order]] = field(default_factory=list)
    waiting: list[tuple[float, int, float, Order]] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    spent: float = 0.0
    never: int = 0
    numbers: Iterator[int] = field(default_factory=count)

    def expect(self, order: Order, day: float) -> None:
        """The next check of an order, unless it ends before."""
        if day <= order.ends:
            heappush(self.coming, (day - self.inputs.ahead, next(self.numbers), day, day, order))

    def again(self, order: Order, day: float, at: float) -> None:
        """A new appointment for a check whose day was ``day``."""
        heappush(self.coming, (at, next(self.numbers), at, day, order))

    def take(self, now: float) -> tuple[float, Order] | None:
        """The check with the earliest day of those that may be done now, and that day."""
        while self.coming and self.coming[0][0] <= now:
            _, number, place, day, order = heappop(self.coming)
            heappush(self.waiting, (place, number, day, order))
        while self.waiting:
            _, _, day, order = heappop(self.waiting)
            if order.ends >= now:
                return day, order
            self.never += 1
        return None

    def visited(self, day: float, order: Order, now: float) -> None:
        """A visit is over: the person was there, or was not."""
        if order.dice.random() < self.inputs.no_show / 100:
            self.again(order, day, now + self.inputs.again)
            return
        self.late.append(max(0.0, now - day))
        self.expect(order, now + order.interval)


def enter(hall: Hall, seed: int, number: int, now: float, *, running: bool) -> None:
    """An order begins, or (``running``) is somewhere in its term already. ``number`` and ``seed`` make its dice."""
    inputs = hall.inputs
    dice = Random(seed * 1_000_003 + number)  # noqa: S311 a simulation
    term = dice.uniform(inputs.term_from, inputs.term_to) * YEAR
    often = dice.choices(inputs.a_year, inputs.shares)[0]
    rest = term * dice.random() if running else term
    order = Order(dice, YEAR / often, now + rest)
    hall.expect(order, now + order.interval * dice.random())


def run(inputs: Inputs, pairs: int, seed: int, years: int = YEARS) -> Run:
    """One run of ``years``: the same arguments give the same answer. Raises StatisticsMissing without SimPy."""
    try:
        from simpy import Environment  # noqa: PLC0415 it comes with the extra
    except ImportError as fault:
        raise StatisticsMissing from fault
    env, hall = Environment(), Hall(inputs)
    env.process(_orders(env, hall, seed))
    for _ in range(pairs):
        env.process(_pair(env, hall))
    env.run(until=years * YEAR)
    return told(hall, pairs, years)


def _orders(env: Any, hall: Hall, seed: int) -> Generator[Any, Any, None]:  # noqa: ANN401 of an optional library
    arrivals = Random(seed)  # noqa: S311 a simulation
    stock = round(need(hall.inputs).stock)
    for number in range(stock):
        enter(hall, seed, number, 0.0, running=True)
    for number in count(stock):
        yield env.timeout(arrivals.expovariate(hall.inputs.orders / YEAR))
        enter(hall, seed, number, env.now, running=False)


def _pair(env: Any, hall: Hall) -> Generator[Any, Any, None]:  # noqa: ANN401 of an optional library
    visit = YEAR / hall.inputs.visits_of_pair
    while True:
        found = hall.take(env.now)
        if found is None:
            yield env.timeout(IDLE)
            continue
        yield env.timeout(visit)
        hall.spent += visit
        hall.visited(*found, env.now)


def told(hall: Hall, pairs: int, years: int) -> Run:
    """What a run comes to. Where no check was done, nothing was late either; the checks never done say the rest."""
    days = sorted(hall.late)
    late = sum(each > 0 for each in days) / len(days) if days else 0.0
    p90 = days[int(0.9 * len(days))] if days else 0.0
    return Run(late, p90, min(1.0, hall.spent / (pairs * years * YEAR)), len(days), hall.never)


@dataclass(frozen=True, slots=True)
class Band:
    """The middle one of several runs, and between which two of them four in five lie."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """So many pairs over several runs: late share, days late, used share, and checks never done a year, with bands."""

    pairs: int
    runs: int
    late: Band
    p90: Band
    used: Band
    never: Band


def runs_for(inputs: Inputs) -> int:
    """How many runs a page can wait for: fewer where there are more visits, and never fewer than three."""
    return int(min(MOST, max(FEWEST, BUDGET // max(1.0, need(inputs).visits * YEARS))))


def bearable(inputs: Inputs) -> bool:
    """Whether a page can simulate this while somebody waits."""
    return need(inputs).visits <= BEARABLE


@lru_cache(maxsize=256)
def forecast(inputs: Inputs, pairs: int, runs: int) -> Forecast:
    """Several runs of one number of pairs, seeded 0, 1, ...: the same arguments give the same answer. Kept."""
    found = [run(inputs, pairs, seed) for seed in range(runs)]
    return Forecast(
        pairs,
        runs,
        _band([each.late for each in found]),
        _band([each.p90 for each in found]),
        _band([each.used for each in found]),
        _band([each.never / YEARS for each in found]),
    )


def _band(values: list[float]) -> Band:
    cuts = quantiles(values, n=10, method="inclusive")
    return Band(cuts[TENTH], cuts[HALF], cuts[NINTH])


def around(inputs: Inputs) -> tuple[int, ...]:
    """Numbers of pairs to look at: those around what the formula asks, and the one asked for."""
    middle = max(1, round(need(inputs).pairs))
    step = max(1, middle // 10)
    near = {max(1, middle + step * each) for each in (-2, -1, 0, 1, 2)}
    return tuple(sorted(near | {int(inputs.pairs)}))


def curve(inputs: Inputs, runs: int | None = None) -> tuple[Forecast, ...]:
    """The forecasts of ``around``, from few pairs to many. ``runs``: per number of pairs, a page's own by default."""
    return tuple(forecast(inputs, pairs, runs or runs_for(inputs)) for pairs in around(inputs))
