"""A publication as tables of words: one form for the page, for paper and for the file of values.

Only what is told goes in, so nothing that is printed from here can hold what was withheld.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inzage.errors import Language
from inzage.evaluation.gate.drafts import TOTAL, Line, Shape, Side
from inzage.evaluation.gate.published import WITHHELD, Cut, Measure, Published, percentage
from inzage.register.publishing.frames import FRAMES
from inzage.report.voice import Voice
from inzage.words import Words

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A table in words. ``code``: unique in its page; ``texts``: columns that hold words and no numbers.

    ``percent``: the column of percentages, where there is one; ``curve``: what it tells the moments of.
    """

    code: str
    title: str
    head: Row
    rows: tuple[Row, ...]
    texts: tuple[int, ...] = (0,)
    percent: int | None = None
    curve: Cut | None = None


def voice_of(lang: Language) -> Voice:
    """Who speaks on a publication."""
    return Voice(lang, "officer", FRAMES)


def printed(published: Published, lang: Language) -> tuple[Printed, ...]:
    """Every table of a publication, in order: shares, cross tables, curves, other figures."""
    return tuple(_Printer(published, voice_of(lang)).tables())


def withheld(published: Published) -> tuple[int, int]:
    """How many counts are not told, and of how many."""
    return len(published.cells) - len(published.counts()), len(published.cells)


@dataclass(frozen=True, slots=True)
class _Printer:
    published: Published
    voice: Voice

    def tables(self) -> Iterator[Printed]:
        shapes = self.published.shapes
        single = [shape for shape in shapes if shape.form == "share" and not shape.rows.lines]
        if single:
            yield self._shares("aandelen", self.voice("shares"), [(shape, TOTAL, shape.title) for shape in single])
        for at, shape in enumerate(shapes, 1):
            if shape.form == "counts":
                yield self._cross(f"tabel-{at}", shape)
            elif shape.rows.lines:
                yield self._shares(f"tabel-{at}", self.say(shape.title), list(_lines(shape)))
        yield from (self._curve(f"lijn-{at}", curve) for at, curve in enumerate(self.published.curves, 1))
        if self.published.measures:
            yield self._measures(self.published.measures)

    def say(self, words: Words) -> str:
        return words.en if self.voice.lang == "en" else words.nl

    def _shares(self, code: str, title: str, lines: list[tuple[Shape, str, Words]]) -> Printed:
        head = tuple(map(self.voice, ("what", "count", "of.many", "percent")))
        rows = tuple((self.say(label), *self._share(shape, line)) for shape, line, label in lines)
        return Printed(code, title, head, rows, percent=3)

    def _share(self, shape: Shape, line: str) -> Row:
        """How many, of how many, and the percentage: of what is told, as it is told."""
        yes = next(each.code for each in shape.columns.lines if each.told)
        count, of = (self.published.told(shape.key(line, column)) for column in (yes, TOTAL))
        share = percentage(count, of, self.published.rule)
        return self._count(count), self._count(of), WITHHELD if share is None else f"{share}%"

    def _cross(self, code: str, shape: Shape) -> Printed:
        columns, rows = (_told(side) for side in (shape.columns, shape.rows))
        head = (self.voice("what"), *(self.say(each.label) for each in columns))
        found = [
            (
                self.say(row.label),
                *(self._count(self.published.told(shape.key(row.code, each.code))) for each in columns),
            )
            for row in rows
        ]
        return Printed(code, self.say(shape.title), head, tuple(found))

    def _count(self, count: int | None) -> str:
        return WITHHELD if count is None else self.voice.n(count)

    def _curve(self, code: str, curve: Cut) -> Printed:
        title = self.voice(f"curve.{curve.form}", what=self.say(curve.label))
        title += f", {curve.group}" if curve.group else ""
        head = tuple(map(self.voice, ("curve.day", "percent", "span", "curve.risk")))
        rows = tuple(
            (
                self.voice.n(each.at),
                f"{each.percent}%",
                self._between(each.low, each.high, "%"),
                self.voice.n(each.at_risk),
            )
            for each in curve.moments
        )
        return Printed(code, title, head, rows, (), curve=curve)

    def _measures(self, measures: tuple[Measure, ...]) -> Printed:
        head = tuple(map(self.voice, ("what", "group", "value", "span", "people", "beside", "method")))
        return Printed("cijfers", self.voice("measures"), head, tuple(map(self._measure, measures)), (0, 1, 5, 6))

    def _measure(self, each: Measure) -> Row:
        """A figure with what must stand beside it: an effect is never read without how often was looked."""
        unit = "%" if each.measure == "share" else self._unit(each.measure)
        many = 100 if each.measure == "share" else 1
        value, low, high = (None if found is None else found * many for found in (each.value, each.low, each.high))
        told = (WITHHELD, WITHHELD) if value is None else (self._number(value) + unit, self._between(low, high, unit))
        group = each.group or self.voice("everybody")
        return self.say(each.label), group, *told, self._count(each.people), self._beside(each), each.method

    def _unit(self, measure: str) -> str:
        return f" {self.voice(f'unit.{measure}')}" if f"unit.{measure}" in FRAMES else ""

    def _beside(self, each: Measure) -> str:
        told = ((self._named(beside.code), self._number(beside.value)) for beside in each.beside)
        return "; ".join(f"{name}: {value}" for name, value in told) or "–"

    def _named(self, code: str) -> str:
        return self.voice(f"beside.{code}") if f"beside.{code}" in FRAMES else code.replace("_", " ")

    def _between(self, low: float | None, high: float | None, unit: str) -> str:
        if low is None or high is None:
            return "–"
        return f"{self._number(low)} – {self._number(high)}{unit}"

    def _number(self, value: float) -> str:
        said = f"{value:.6f}".rstrip("0").rstrip(".").replace("-", "−")
        return said.replace(".", ",") if self.voice.lang == "nl" else said


def _told(side: Side) -> list[Line]:
    """The lines that are shown, the total last."""
    return [*(line for line in side.lines if line.told), Line(TOTAL, side.total)]


def _lines(shape: Shape) -> Iterator[tuple[Shape, str, Words]]:
    return ((shape, line.code, line.label) for line in _told(shape.rows))
