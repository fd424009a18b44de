"""Which cells are withheld: those that are too small, and with them as many as it takes.

The order is fixed: what is pinned down is taken in the order of its keys; of the told cells that pin it, lines go
before totals, the smallest first. A cell that was withheld stays so, so that the same draft gives the same publication.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from inzage.evaluation.gate.components import components, equations, keys
from inzage.evaluation.gate.drafts import WHOLE
from inzage.evaluation.gate.faults import Reveals
from inzage.evaluation.gate.published import Cell, Published
from inzage.evaluation.gate.rules import Rule
from inzage.evaluation.gate.sight import NEAR, Quantity, Sight, Span


@dataclass(frozen=True, slots=True)
class Bare:
    """What a reader can narrow down too far, and by which cells."""

    quantity: Quantity
    by: frozenset[str]


@dataclass(slots=True)
class Auditor:
    """Who looks for what is not hidden well. ``sight``: what a reader sees; ``rule``: how well it must be."""

    sight: Sight
    rule: Rule
    wide: set[Quantity] = field(default_factory=set)
    lost: set[Quantity] = field(default_factory=set)
    looked: bool = False

    def bare(self, told: Mapping[str, int], hidden: set[str], unseen: set[str]) -> Bare | None:
        """The first quantity that a reader can narrow down too far; None where there is none.

        ``hidden``: what was withheld, whose span must be wide; ``unseen``: what else is told nowhere.
        """
        self._look(told, hidden | unseen)
        for key in sorted(hidden | unseen):
            if found := self._narrow(self.sight.of_newest(key), told, strict=key in hidden):
                return found
        for quantity in self._apart():
            if quantity not in self.lost and (found := self._narrow(quantity, told, strict=False)):
                return found
        return None

    def _look(self, told: Mapping[str, int], names: set[str]) -> None:
        """Find solutions that stand far apart, so that most of what is wide is seen to be so at once."""
        if not self.looked:
            self.looked = True
            self.sight.survey([*map(self.sight.of_newest, sorted(names)), *self._apart()], told)

    def _apart(self) -> Iterator[Quantity]:
        if self.rule.earlier:
            yield from self.sight.rests()
            yield from self.sight.layered()

    def _narrow(self, quantity: Quantity, told: Mapping[str, int], *, strict: bool) -> Bare | None:
        if quantity in self.wide:
            return None
        span = self.sight.witnessed(quantity)
        if not self._spread(span):
            span = self.sight.span(quantity, told)
        if self._spread(span):
            self.wide.add(quantity)  # less told is never more seen
            return None
        if (not strict and self._plenty(span)) or self._was_seen(quantity):
            return None
        return Bare(quantity, span.by)

    def _spread(self, span: Span) -> bool:
        return span.high - span.low >= self.rule.spread - NEAR

    def _plenty(self, span: Span) -> bool:
        """Whether it is surely enough, or nobody where that may be told."""
        return span.low >= self.rule.threshold - NEAR or (self.rule.nobody and span.high <= NEAR)

    def _was_seen(self, quantity: Quantity) -> bool:
        """Whether earlier publications show it by themselves: nothing that is withheld now takes that back."""
        if not quantity.apart:
            return False
        span = self.sight.span_before(quantity)
        if not (self._spread(span) or self._plenty(span)):
            self.lost.add(quantity)
        return quantity in self.lost


def withhold(draft: Published, counts: Mapping[str, int], earlier: Sequence[Published]) -> Published:
    """The publication with what must be withheld. ``counts``: of every key of it, also of those that are told nowhere.

    ``draft`` holds the cells that are to be shown, with nothing withheld.
    """
    first = _first(draft, counts)
    hidden = set(first)
    for part in components([*earlier, draft]):
        hidden |= _hidden(part, first)
    cells = tuple(Cell(each.key, None if each.key in hidden else each.count) for each in draft.cells)
    return replace(draft, cells=cells, small=len(first), others=len(hidden - first))


def withstand(published: Published, earlier: Sequence[Published]) -> None:
    """Look at a publication as a reader does, without the counts that it withholds. Raises Reveals."""
    rule = published.rule
    for key, count in sorted(published.counts().items()):
        if rule.small(count):
            raise Reveals(what=key or "-", threshold=rule.threshold)
    for part in components([*earlier, published]):
        told = part[-1].counts()
        bare = Auditor(Sight(part), rule).bare(told, set(), keys(part[-1]) - told.keys())
        if bare is not None:
            raise Reveals(what=bare.quantity.key or "-", threshold=rule.threshold)


def _first(draft: Published, counts: Mapping[str, int]) -> set[str]:
    """What is withheld for its own sake: too few, all but too few, or everybody."""
    rule = draft.rule
    found = {cell.key for cell in draft.cells if rule.small(counts[cell.key])}
    for total, parts in draft.sums():
        for part in parts if len(parts) > 1 else ():
            everybody = counts[part] == counts[total] and not rule.nobody
            all_but_few = len(parts) == 2 and rule.small(counts[total] - counts[part])  # noqa: PLR2004 - one of two
            found |= {part} if everybody or all_but_few else set()
    return found & {cell.key for cell in draft.cells}


def _hidden(part: list[Published], first: set[str]) -> set[str]:
    """What is withheld of one component."""
    newest = part[-1]
    wanted = newest.counts()
    unseen = keys(newest) - wanted.keys()
    hidden = first & wanted.keys()
    auditor: Auditor | None = None
    while told := {key: count for key, count in wanted.items() if key not in hidden}:
        auditor = auditor or Auditor(Sight(part), newest.rule)
        bare = auditor.bare(told, hidden, unseen)
        if bare is None:
            break
        hidden.add(_next(bare, newest, told))
    return hidden


def _next(bare: Bare, newest: Published, told: Mapping[str, int]) -> str:
    """Which cell to withhold next: of those that a reader's answer rests on."""
    key = bare.quantity.key
    if key in told and not (bare.quantity.apart and WHOLE in bare.by):
        return key
    if bare.quantity.apart and WHOLE in bare.by:
        return WHOLE
    totals = {total for total, parts in newest.sums() if len(parts) > 1}
    beside = {each for group in equations(newest) if key in group for each in group}
    reach = (bare.by & told.keys()) or (beside & told.keys()) or told.keys()
    return min(reach, key=lambda each: (each in totals, told[each], each))
