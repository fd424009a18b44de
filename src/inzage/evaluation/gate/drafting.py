"""A result as a draft: its shares as tables, and which of its sets of units contain which others.

What a set counts bears a name that stays the same over the years (the figure's code, its group); that two sets happen
to hold the same units, or nearly, is a link of this draft alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count, groupby, pairwise

from inzage.evaluation import Curve, Figure, Result, Steps, Trend
from inzage.evaluation.gate.drafts import (
    TOTAL,
    WHOLE,
    CrossTable,
    Draft,
    Drawn,
    Line,
    Link,
    Measured,
    Point,
    Shape,
    Side,
    key,
)
from inzage.words import Words

Units = frozenset[int]
ALL = Words("Totaal", "Total")
OTHER = Words("Overige", "Others")
NOT = Words("Niet", "Not")
UNITS = Words("geteld", "counted")
YES, NO, REST = "ja", "nee", "overige"
GROUP = "groep"
NEARLY = 10
"""A set that lacks fewer of another's units tells of those few."""
FEW = 5
"""Of fewer units nothing is told at any level where something is withheld."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some of some units, on a line of a side."""

    line: str
    label: Words
    units: Units
    of: Units


@dataclass(slots=True)
class Counted:
    """What was made of a result so far. ``bases``: the units of which something is a share or a figure, by their key.

    ``shares``: the units that are such a share, by the units of which and their key; ``same``: keys of the same units
    by what they mean, not by chance.
    """

    bases: dict[str, Units] = field(default_factory=dict)
    shares: dict[Units, dict[str, Units]] = field(default_factory=dict)
    same: list[Link] = field(default_factory=list)
    tables: list[CrossTable] = field(default_factory=list)

    def add(self, code: str, title: Words, rows: Side, shares: Iterable[Share]) -> None:
        """A table of shares: each line's units, of how many."""
        held = list(shares)
        columns = Side(code, (Line(YES, title), Line(NO, NOT, told=False)), ALL)
        shape = Shape(code, title, UNITS, rows, columns, "share", code)
        counts = {(each.line, YES): len(each.units) for each in held}
        counts |= {(each.line, NO): len(each.of - each.units) for each in held}
        self.tables.append(CrossTable(shape, counts))
        everybody = Share(TOTAL, ALL, _all(each.units for each in held), _all(each.of for each in held))
        for each in (*held, everybody):
            self.bases[shape.key(each.line, TOTAL)] = each.of
            self.shares.setdefault(each.of, {})[shape.key(each.line, YES)] = each.units

    def links(self) -> Iterator[Link]:
        """Units that are the same as others, or all of them but a few: of those few nothing may be told.

        Shares of the same units that happen to be the same are not linked, for nobody knows that they are.
        """
        yield from self.same
        alike: dict[Units, list[str]] = {}
        for name, units in sorted(self.bases.items()):
            if len(units) >= FEW:
                alike.setdefault(units, []).append(name)
        for names in alike.values():
            yield from (Link(whole, part, 0) for whole, part in pairwise(names))
        yield from _nearly({names[0]: units for units, names in alike.items()})
        for shares in self.shares.values():
            yield from _nearly({name: units for name, units in shares.items() if len(units) >= FEW})


def _nearly(sets: Mapping[str, Units]) -> Iterator[Link]:
    """Sets with the largest that lack a few of them: a smaller one is linked to those."""
    ordered = sorted(sets.items(), key=lambda each: (-len(each[1]), each[0]))
    for at, (whole, more) in enumerate(ordered):
        found: list[Units] = []
        for part, less in ordered[at + 1 :]:
            if len(more) - len(less) < NEARLY and less < more and not any(less < each for each in found):
                found.append(less)
                yield Link(whole, part, len(more - less))


def draft(result: Result, until: date, since: date | None = None) -> Draft:
    """All of a result that a publication can hold. ``since`` until before ``until``: who entered then."""
    counted = Counted({WHOLE: frozenset(range(result.counted))})
    for code, figures in groupby(sorted(_counts(result), key=lambda each: each.code), key=lambda each: each.code):
        _figures(counted, code, list(figures))
    for trend in result.trends:
        _trend(counted, trend)
    for steps in result.funnels:
        _steps(counted, steps)
    curves = tuple(_curve(counted, each) for each in result.curves if each.moments)
    measures = tuple(_measure(counted, each) for each in result.figures if each.estimate and not _is_count(each))
    return Draft(
        population=result.protocol,
        since=since,
        until=until,
        extracted_on=result.extracted_on,
        cohort=result.cohort_sha256,
        people=result.counted,
        tables=tuple(counted.tables),
        curves=curves,
        measures=measures,
        links=tuple(counted.links()),
        remarks=(*(each.said for each in result.cautions), *result.notes, *result.gaps),
    )


def _is_count(figure: Figure) -> bool:
    """Whether it says how many of its units there are, or which share of others they are.

    An effect compares shares; the height of a curve, or a share drawn to others, is not that of its units.
    """
    plain = figure.measure == "count" and figure.estimate is not None and figure.estimate.value == len(figure.units)
    return bool(figure.of) and not figure.effect and (figure.is_part or plain)


def _counts(result: Result) -> list[Figure]:
    return [each for each in result.figures if _is_count(each)]


def _figures(counted: Counted, code: str, figures: list[Figure]) -> None:
    """A table of one figure: its groups and what is in none of them, or each alone where they overlap."""
    groups = [each for each in figures if each.group]
    overall = next((each for each in figures if not each.group), None)
    shares = [
        Share(each.group, Words(each.group, each.group), frozenset(each.units), frozenset(each.of)) for each in groups
    ]
    if _overlap(shares) or (overall and not _within(shares, overall)):
        for each in figures:
            _alone(counted, f"{code}:{each.group}" if each.group else code, each.label, each.units, each.of)
        return
    title = (overall or figures[0]).label
    if overall:
        of = frozenset(overall.of) - _all(each.of for each in shares)
        units = frozenset(overall.units) - _all(each.units for each in shares)
        shares += [Share(REST if groups else TOTAL, OTHER, units, of)] if of else []
    counted.add(code, title, _side(GROUP, shares), shares)


def _overlap(shares: list[Share]) -> bool:
    return sum(len(each.of) for each in shares) > len(_all(each.of for each in shares))


def _within(shares: list[Share], overall: Figure) -> bool:
    """Whether the groups are parts of the whole, and so are their shares."""
    units, of = _all(each.units for each in shares), _all(each.of for each in shares)
    return of <= set(overall.of) and units == of & set(overall.units)


def _side(dimension: str, shares: list[Share]) -> Side:
    return Side(dimension, tuple(Line(each.line, each.label) for each in shares if each.line != TOTAL), ALL)


def _alone(counted: Counted, code: str, title: Words, units: Iterable[int], of: Iterable[int]) -> None:
    share = Share(TOTAL, title, frozenset(units), frozenset(of))
    counted.add(code, title, Side(GROUP, (), ALL), [share])


def _trend(counted: Counted, trend: Trend) -> None:
    """Shares per period. Another measure per period is not published: of so few units it would tell of each."""
    if trend.measure != "share":
        return
    code = f"{trend.code}:{trend.group} per periode" if trend.group else f"{trend.code} per periode"
    shares = [
        Share(each.begins.isoformat(), Words(each.label, each.label), frozenset(each.units), frozenset(each.of))
        for each in trend.periods
    ]
    if shares and not _overlap(shares):
        counted.add(code, trend.label, _side(f"periode {trend.code}", shares), shares)


def _steps(counted: Counted, steps: Steps) -> None:
    """Each step as a share of the step within which it is counted, which is itself a share of another."""
    codes = {each.code: ":".join(part for part in (steps.code, steps.group, each.code) if part) for each in steps.steps}
    units = {each.code: each.units for each in steps.steps}
    within = {each.code: each.within for each in steps.steps}
    for each in steps.steps:
        if each.within in codes:
            _alone(counted, codes[each.code], each.label, each.units, units[each.within])
        if within.get(each.within) in codes:
            before = codes[each.within]
            counted.same.append(Link(key(before, (before, YES)), codes[each.code], 0))


def _curve(counted: Counted, curve: Curve) -> Drawn:
    name = _named(counted, curve.code, curve.group, curve.of)
    points = tuple(Point(each.at, each.value, each.low, each.high, each.at_risk, each.events) for each in curve.moments)
    return Drawn(curve.code, curve.label, curve.form, name, len(curve.of), points, curve.group)


def _measure(counted: Counted, figure: Figure) -> Measured:
    assert figure.estimate is not None  # noqa: S101 - who calls has looked
    people = figure.of or figure.units
    beside = dict(figure.extra)
    if figure.measure == "rate" or (figure.measure == "share" and not figure.effect and not _of_all(figure)):
        beside.setdefault("events", float(len(figure.units)))
    name = _named(counted, figure.code, figure.group, people)
    told = figure.estimate
    shown = (told.value, told.low, told.high, told.method)
    return Measured(figure.code, figure.label, figure.measure, name, len(set(people)), *shown, beside, figure.group)


def _of_all(figure: Figure) -> bool:
    """Whether its units are all of whom it is a figure, such as a share of their appointments: they are no events."""
    return set(figure.units) == set(figure.of)


def _named(counted: Counted, code: str, group: str, units: Iterable[int]) -> str:
    """The key of who is behind a figure, put with the other sets. Figures of one name on others are told apart."""
    held = frozenset(units)
    for n in count(1):
        name = key(f"wie {code}" if n == 1 else f"wie {code} {n}", (GROUP, group))
        if counted.bases.setdefault(name, held) == held:
            break
    return name


def _all(sets: Iterable[Units]) -> Units:
    return frozenset[int]().union(*sets)
