"""What a reader can calculate: the least and the most that something can be, given every number that was published.

The reader is assumed to have undone the rounding, to know that nobody is counted less than 0 times, and to lay all
publications side by side. Solved as linear programmes by HiGHS (scipy), loaded at first use.

References: Hundepool and others (2012) 5.2, the attacker's problem; Q. Huangfu and J.A.J. Hall, Math. Prog. Comp. 10
(2018) 119 (HiGHS).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inzage.evaluation.estimators.libraries import library, matrices
from inzage.evaluation.gate.components import keys
from inzage.evaluation.gate.faults import NotToPublish
from inzage.evaluation.gate.layers import Layers, layers
from inzage.evaluation.gate.published import Published
from inzage.words import Words

CONTRADICTS = Words(
    "de aantallen spreken elkaar tegen, of spreken een eerdere publicatie over dezelfde personen tegen",
    "the counts contradict each other, or an earlier publication on the same people",
)
Equation = tuple[tuple[int, ...], tuple[int, ...], int]
"""Places that add, places that are taken off, what is left."""
NEAR = 1e-6
"""A linear programme's own error."""
BEYOND = 1000
"""How many people more than ever told anything can be; what is that wide is wide enough."""
MANY = 16
"""With fewer quantities each is looked at by itself at once."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A sum that a reader may want to know. ``key``: what it counts; ``places``: the variables that make it up.

    ``apart``: it is a part that no publication tells by itself: a layer of one, or the rest of a bond.
    """

    key: str
    places: tuple[int, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most that a quantity can be. ``by``: keys of what is told now that hold it there."""

    low: float
    high: float
    by: frozenset[str] = frozenset()


@dataclass(slots=True)
class Sight:
    """All publications of a population, the newest last, as equations over layers and keys.

    ``told``, wherever it is asked: what the newest tells, by key; leave a key out to see what withholding it does.
    """

    publications: Sequence[Published]
    strata: Layers = field(init=False)
    keys: list[str] = field(init=False)
    _free: bool = field(init=False, default=False)
    _at: dict[str, int] = field(init=False)
    _always: tuple[Any, Any] = field(init=False)
    _seen: list[Any] = field(init=False, default_factory=list)
    _known: dict[Quantity, tuple[int, float, float]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.strata = layers(self.publications)
        self.keys = sorted(set().union(*map(keys, self.publications)))
        self._at = {key: at for at, key in enumerate(self.keys)}
        self._always = self._rows(self._structure())

    @property
    def variables(self) -> int:
        """One for each key of each layer, then one for the rest of each bond."""
        return len(self.strata.all) * len(self.keys) + sum(len(each.bonds) for each in self.publications)

    def place(self, layer: int, key: str) -> int:
        """The variable of a key in a layer."""
        return layer * len(self.keys) + self._at[key]

    def of_newest(self, key: str) -> Quantity:
        """What the newest publication counts under a key."""
        return Quantity(key, tuple(self.place(layer, key) for layer in self.strata.of[-1]))

    def rests(self) -> tuple[Quantity, ...]:
        """The rests of the newest publication's bonds."""
        bonds = self.publications[-1].bonds
        first = self.variables - len(bonds)
        return tuple(Quantity(bond.part, (first + at,), True) for at, bond in enumerate(bonds) if bond.rest)

    def layered(self) -> tuple[Quantity, ...]:
        """Each key in each layer, where there is more than one: what differs between publications."""
        if len(self.strata.all) == 1:
            return ()
        every = [(layer, key) for layer in range(len(self.strata.all)) for key in self.keys]
        return tuple(Quantity(key, (self.place(layer, key),), True) for layer, key in every)

    def witnessed(self, quantity: Quantity) -> Span:
        """The least and the most among solutions that were found already; they stay possible when less is told."""
        done, low, high = self._known.get(quantity, (0, float("inf"), float("-inf")))
        for found in self._seen[done:]:
            value = sum(found[place] for place in quantity.places)
            low, high = min(low, value), max(high, value)
        self._known[quantity] = (len(self._seen), low, high)
        return Span(low, high) if self._seen else Span(0, 0)

    def span(self, quantity: Quantity, told: Mapping[str, int]) -> Span:
        """The least and the most that it can be; what is found is witnessed from here on."""
        low, high = self._least(quantity, told, 1.0), self._least(quantity, told, -1.0)
        self._seen += [low.x, high.x]
        return Span(float(low.fun), -float(high.fun), self._held(told, low) | self._held(told, high))

    def survey(self, quantities: Sequence[Quantity], told: Mapping[str, int]) -> None:
        """Witness some quantities at once: as much as can be of one half and as little of the other, by many halves."""
        if len(quantities) < MANY:
            return
        for bit in range(len(quantities).bit_length()):
            goal = matrices().zeros(self.variables)
            for at, quantity in enumerate(quantities):
                goal[list(quantity.places)] += 1.0 if at >> bit & 1 else -1.0
            self._seen += [self._solved(sign * goal, told).x for sign in (1.0, -1.0)]

    def span_before(self, quantity: Quantity) -> Span:
        """The same by earlier publications alone."""
        return Span(float(self._least(quantity, {}, 1.0).fun), -float(self._least(quantity, {}, -1.0).fun))

    def _held(self, told: Mapping[str, int], solved: Any) -> frozenset[str]:  # noqa: ANN401 - scipy's result
        """What of what is told has a shadow price in a solution: the answer rests on it."""
        prices = solved.eqlin.marginals[len(self._always[1]) :]
        return frozenset(key for key, price in zip(sorted(told), prices, strict=True) if abs(price) > NEAR)

    def _least(self, quantity: Quantity, told: Mapping[str, int], sign: float) -> Any:  # noqa: ANN401 - scipy's result
        goal = matrices().zeros(self.variables)
        goal[list(quantity.places)] = sign
        return self._solved(goal, told)

    def _solved(self, goal: Any, told: Mapping[str, int]) -> Any:  # noqa: ANN401 - scipy's result
        solved = self._solve(goal, told)
        if solved.x is None and not self._free:
            self._free = True  # somebody was taken out since: a later batch may hold less than nobody
            solved = self._solve(goal, told)
        if solved.x is None:
            raise NotToPublish(why=CONTRADICTS)
        return solved

    def _solve(self, goal: Any, told: Mapping[str, int]) -> Any:  # noqa: ANN401 - arrays and scipy's result
        newest = self._rows([(self.of_newest(key).places, (), count) for key, count in sorted(told.items())])
        matrix = library("scipy.sparse").vstack([self._always[0], newest[0]], format="csr")
        right = matrices().concatenate([self._always[1], newest[1]])
        return library("scipy.optimize").linprog(goal, A_eq=matrix, b_eq=right, bounds=self._bounds(told))

    def _bounds(self, told: Mapping[str, int]) -> list[tuple[float, float]]:
        before = [count for each in self.publications[:-1] for count in each.counts().values()]
        most = max([*told.values(), *before, 0]) + BEYOND
        first = min(layer.batch for layer in self.strata.all)
        least = [-most if self._free and layer.batch > first else 0 for layer in self.strata.all for _ in self.keys]
        return [(low, most) for low in [*least, *[0] * (self.variables - len(least))]]

    def _structure(self) -> list[Equation]:
        """Equations that hold whatever the newest tells."""
        found: list[Equation] = []
        for layer in range(len(self.strata.all)):
            for total, parts in self._sums(layer):
                found.append((tuple(self.place(layer, part) for part in parts), (self.place(layer, total),), 0))
        rest = len(self.strata.all) * len(self.keys)
        for each, held in zip(self.publications, self.strata.of, strict=True):
            for bond in each.bonds:
                more = tuple(self.place(layer, bond.part) for layer in held) + ((rest,) if bond.rest else ())
                found.append((more, tuple(self.place(layer, bond.whole) for layer in held), 0))
                rest += 1
        for each, held in zip(self.publications[:-1], self.strata.of[:-1], strict=True):
            for key, count in sorted(each.counts().items()):
                found.append((tuple(self.place(layer, key) for layer in held), (), count))
        return found

    def _sums(self, layer: int) -> list[tuple[str, tuple[str, ...]]]:
        """What adds up in a layer: as the publications that hold it say."""
        holders = [each for each, held in zip(self.publications, self.strata.of, strict=True) if layer in held]
        return sorted({pair for each in holders for pair in each.sums()})

    def _rows(self, equations: Iterable[Equation]) -> tuple[Any, Any]:
        told = list(equations)
        ones = [(row, place, 1.0) for row, (more, _, _) in enumerate(told) for place in more]
        ones += [(row, place, -1.0) for row, (_, less, _) in enumerate(told) for place in less]
        down, across, values = zip(*ones, strict=True) if ones else ((), (), ())
        matrix = library("scipy.sparse").coo_matrix((values, (down, across)), (len(told), self.variables))
        return matrix, matrices().array([right for _, _, right in told], dtype=float)
