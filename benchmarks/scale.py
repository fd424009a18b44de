"""A national year on paper: carriers that arrive, hands that lay them on the table, machines that read them.

Not a measurement: a simulation of events (SimPy) with rates that were measured (``docs/speed.md``) and sizes that were
not. Every number that was assumed stands in ``ASSUMED``, and `docs/scale.md` says so too. Times are in hours.

    benchmarks/scale.py            the tables of docs/scale.md
"""

import random
import statistics
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import simpy

Happening = Generator[simpy.Event, object, None]
SECOND = 1 / 3600
DAYS, HOURS = 250, 8
"""Working days of a year and hours of such a day."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of carrier. Sizes are log-normal: median and the factor between the median and its 84th percentile."""

    name: str
    share: float
    gigabytes: float
    spread: float
    files: float
    megabytes_per_second: float


SORTS = (
    Sort("telephone (back-up)", 0.35, 40, 2.5, 150_000, 300),
    Sort("laptop or computer", 0.30, 180, 2.2, 450_000, 400),
    Sort("stick or card", 0.20, 12, 3.0, 8_000, 60),
    Sort("external disk", 0.10, 700, 2.5, 300_000, 120),
    Sort("tablet (back-up)", 0.05, 25, 2.5, 80_000, 300),
)
"""ASSUMED, all of it: no published distribution was found. ``gigabytes``: what is in use, not what would fit."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a year asks and who is there. ASSUMED but for the rates, which were measured on two cores.

    ``files_per_second``: listing with every reader's patterns, NTFS. ``digests``: MB/s of files that are digested as a
    list asks, in a whole check. ``media``: the part of the bytes whose type and size a list makes it read.
    ``handling``: minutes of a person for each carrier. ``lanes``: carriers that one machine reads at once.
    """

    checks: int = 3_600
    carriers: float = 4.0
    machines: int = 2
    lanes: int = 2
    people: int = 2
    handling: float = 12.0
    files_per_second: float = 150_000.0
    digests: float = 1_200.0
    media: float = 0.7
    overnight: bool = True


@dataclass(frozen=True, slots=True)
class Came:
    """Of one year: hours from arrival to the last answer of a check, hours of waiting, and how busy everything was."""

    turnaround: Sequence[float]
    waited_for_hands: Sequence[float]
    waited_for_machine: Sequence[float]
    machines_busy: float
    people_busy: float
    terabytes: float


def reading(year: Year, sort: Sort, chance: random.Random) -> tuple[float, float]:
    """(hours that a carrier is read, gigabytes in use)."""
    size = sort.gigabytes * sort.spread ** chance.gauss(0, 1)
    files = sort.files * sort.spread ** chance.gauss(0, 1)
    read = size * 1000 * year.media / min(sort.megabytes_per_second, year.digests)
    return (files / year.files_per_second + read) * SECOND, size


class Laboratory:
    """One year of it. The clock runs in hours of 24 a day; people work in the first eight of them."""

    def __init__(self, year: Year, seed: int) -> None:
        self.year = year
        self.chance = random.Random(seed)  # noqa: S311 no secret
        self.world = simpy.Environment()
        self.hands = simpy.Resource(self.world, year.people)
        self.lanes = simpy.Resource(self.world, year.machines * year.lanes)
        self.turnaround: list[float] = []
        self.waited_for_hands: list[float] = []
        self.waited_for_machine: list[float] = []
        self.read = self.handled = self.gigabytes = 0.0

    def run(self) -> Came:
        """Everything that happens in a year of 250 working days."""
        self.world.process(self._arrivals())
        self.world.run()
        year, hours = self.year, DAYS * (24 if self.year.overnight else HOURS)
        return Came(
            self.turnaround,
            self.waited_for_hands,
            self.waited_for_machine,
            self.read / (year.machines * year.lanes * hours),
            self.handled / (year.people * DAYS * HOURS),
            self.gigabytes / 1000,
        )

    def _arrivals(self) -> Happening:
        worked = 0.0
        for _ in range(self.year.checks):
            worked += self.chance.expovariate(self.year.checks / (DAYS * HOURS))
            at = 24 * (worked // HOURS) + worked % HOURS
            yield self.world.timeout(max(0.0, at - self.world.now))
            many = max(1, round(self.chance.gauss(self.year.carriers, 1.5)))
            self.world.process(self._check(many))

    def _check(self, many: int) -> Happening:
        began = self.world.now
        sorts = self.chance.choices(SORTS, [sort.share for sort in SORTS], k=many)
        sized = [reading(self.year, sort, self.chance) for sort in sorts]
        yield self.world.all_of([self.world.process(self._carrier(*one)) for one in sized])
        self.turnaround.append(self.world.now - began)

    def _carrier(self, hours: float, gigabytes: float) -> Happening:
        asked, needed = self.world.now, self.year.handling / 60
        with self.hands.request() as person:
            yield person
            yield self.world.timeout(until_open(self.world.now, needed))
            self.waited_for_hands.append(self.world.now - asked)
            yield self.world.timeout(needed)
        asked = self.world.now
        with self.lanes.request() as lane:
            yield lane
            self.waited_for_machine.append(self.world.now - asked)
            yield self.world.timeout(hours if self.year.overnight else stretched(self.world.now, hours))
        self.handled, self.read, self.gigabytes = self.handled + needed, self.read + hours, self.gigabytes + gigabytes


def until_open(now: float, needed: float) -> float:
    """Hours until a person can begin what takes ``needed`` hours within one working day."""
    into = now % 24
    return 0.0 if into + needed <= HOURS else 24 - into


def stretched(now: float, hours: float) -> float:
    """Hours on the clock of ``hours`` of work that stands still outside working hours."""
    nights, rest = divmod(min(now % 24, HOURS) + hours, HOURS)
    return 24 * nights + rest - now % 24


def told(came: Sequence[Came], of: str, share: float) -> tuple[float, float, float]:
    """The median over the years of a percentile within each, with the middle 80 % of the years."""
    each = sorted(_percentile(getattr(one, of), share) for one in came)
    tenth = max(0, round(len(each) * 0.1) - 1)
    return statistics.median(each), each[tenth], each[-1 - tenth]


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(name: str, year: Year, years: int) -> str:
    """One row of a table."""
    came = [Laboratory(year, seed).run() for seed in range(years)]
    half, late = told(came, "turnaround", 0.5), told(came, "turnaround", 0.9)
    machine = told(came, "waited_for_machine", 0.9)
    hands = told(came, "waited_for_hands", 0.9)
    busy = statistics.median(one.machines_busy for one in came)
    people = statistics.median(one.people_busy for one in came)
    return (
        f"| {name} | {busy:.0%} | {people:.0%} | {half[0]:.1f} | {late[0]:.1f} ({late[1]:.1f}–{late[2]:.1f}) "
        f"| {hands[0]:.1f} | {machine[0]:.1f} |"
    )


def main(years: int) -> None:
    """The tables."""
    base = Year()
    print(f"{years} invented years each; hours; p90 with the middle 80 % of the years")
    print("| | machines busy | people busy | check, median | check, p90 | wait for hands, p90 | for a machine, p90 |")
    print("|---|---|---|---|---|---|---|")
    for machines in (1, 2, 3, 4):
        print(line(f"{machines} machines, overnight", replace(base, machines=machines), years))
    for machines in (4, 6, 8):
        print(line(f"{machines} machines, by day", replace(base, machines=machines, overnight=False), years))
    for people in (1, 2, 3):
        print(line(f"{people} people at the table", replace(base, people=people, machines=3), years))
    print(line("only the digests of sizes on the list", replace(base, media=0.25), years))
    print(line("twice the checks", replace(base, checks=7_200, machines=4, people=4), years))
    read = statistics.median(Laboratory(base, seed).run().terabytes for seed in range(years))
    print(f"in use on all carriers: {read:,.0f} TB a year")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
