"""Tables of which each number leads to the rows that it counts."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from inzage.evaluation import Figure, Protocol, Result
from inzage.register.charts import Table
from inzage.register.charts.said import number
from inzage.register.web.evaluating.amounts import LARGEST, Known, amount, is_difference, known, plain, reach
from inzage.register.web.evaluating.reading import DETECTION, among, detection, shows_detection, why_not
from inzage.register.web.evaluating.tracing import Which, key
from inzage.register.web.evaluating.wording import beside, group
from inzage.register.web.saying import say, t
from inzage.register.web.templatetags.inzage_words import day

Trace = Callable[[str, str], str]
"""A number's key and ``units`` or ``of``: the address of its rows; empty where there is none."""
LIVED = ("events", "person_years")
"""What a figure on what happens to people stands beside, besides how often they were checked."""


BESIDE_EACH_OTHER = 2
"""So many figures fit a telephone as columns."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a part of the page is made of."""

    result: Result
    protocol: Protocol
    trace: Trace
    captions: Counter[str] = field(default_factory=Counter)

    def caption(self, title: str) -> str:
        """The name of a table, which no other of the page has."""
        self.captions[title] += 1
        return title if self.captions[title] == 1 else f"{title} ({self.captions[title]})"

    def link(self, said: str, name: str, which: Which) -> str:
        """A number that leads to its rows."""
        return linked(said, self.trace(name, which))

    def shown(self, figure: Figure) -> Known | None:
        """The estimate, where there is one and it may be shown."""
        return None if why_not(figure, self.protocol, self.result) else known(figure.estimate)


def linked(said: str, address: str) -> str:
    """The words as a link, or as they are."""
    return format_html('<a href="{}">{}</a>', address, said) if address else said


def named(figure: Figure, figures: Sequence[Figure]) -> str:
    """A figure's label; with its group where the label does not tell it apart, or the group alone where that does."""
    if len({each.label for each in figures}) == len(figures):
        return say(figure.label)
    if len({each.label for each in figures}) == 1:
        return group(figure.group)
    return f"{say(figure.label)}, {group(figure.group)}" if figure.group else say(figure.label)


def figures_table(title: str, figures: Sequence[Figure], asked: Asked) -> SafeString:
    """Each figure: what, how many of how many, the value, its interval, and what must stand beside it."""
    extra = _extra(figures, asked.protocol)
    watched = any(name.startswith(DETECTION) for name in extra)
    lived = watched or "person_years" in extra
    heads = [
        t("Wat", "What"),
        t("Geteld", "Counted"),
        t("Van", "Of"),
        t("Uitkomst", "Outcome"),
        t("Onzekerheid", "Uncertainty"),
        *(beside(name, lived=watched) for name in extra),
        t("Gegevens tot en met", "Data up to"),
    ]
    until = day(asked.result.extracted_on) if lived else ""
    rows = [(*_cells(each, figures, asked, extra), until) for each in figures]
    return _table(asked.caption(title), *kept(heads, rows), turn=bool(extra))


def kept(heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The columns that say something in any row; the first always does."""
    full = [i for i in range(len(heads)) if not i or any(row[i] for row in rows)]
    return tuple(heads[i] for i in full), tuple(tuple(row[i] for i in full) for row in rows)


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]], *, turn: bool) -> SafeString:
    """A row for each figure; a few with much beside them have a column each."""
    if not turn or len(rows) > BESIDE_EACH_OTHER:
        return Table(title, tuple(heads), tuple(rows), tuple(range(1, len(heads))), stack=True).html()
    first, *rest = zip(heads, *rows, strict=True)
    return Table(title, first if len(rows) > 1 else (heads[0], t("Waarde", "Value")), tuple(rest)).html()


def _extra(figures: Sequence[Figure], protocol: Protocol) -> list[str]:
    """Names of what stands beside; what must be there is named also where it is not known."""
    names = [*dict.fromkeys(name for each in figures for name in each.extra if not _said_already(name, figures))]
    if not any(shows_detection(each, protocol) for each in figures):
        return names
    must = [*LIVED, *([] if any(map(detection, figures)) else [DETECTION])]
    return [*must, *(name for name in names if name not in must)]


def _said_already(name: str, figures: Sequence[Figure]) -> bool:
    """Whether the units say it, for every figure that has it."""
    many = {"n": [len(each.of) for each in figures], "events": [len(each.units) for each in figures]}
    pairs = zip(figures, many.get(name, ()), strict=False)
    return name in many and all(each.extra.get(name, n) == n for each, n in pairs)


def _cells(figure: Figure, figures: Sequence[Figure], asked: Asked, extra: Sequence[str]) -> tuple[str, ...]:
    name = key(figure.code, figure.group)
    units = asked.link(number(len(figure.units)), name, "units") if figure.units or figure.of else ""
    of = asked.link(number(len(figure.of)), name, "of") if figure.of else ""
    return (named(figure, figures), units, of, *_value(figure, asked), *(_beside(figure, each) for each in extra))


def _value(figure: Figure, asked: Asked) -> tuple[str, str]:
    found = asked.shown(figure)
    if found is None:
        few = min(among(figure, asked.result), asked.result.counted) < asked.protocol.minimum
        return (t("nog geen cijfer", "no figure yet") if few else t("geen cijfer", "no figure")), ""
    if figure.measure == "count" and found.value == len(figure.units) and not found.bounded:
        return "", ""
    points = is_difference(figure, found)
    level = f" ({plain(found.level * 100)}%)" if found.bounded else ""
    return amount(found.value, figure.measure, points=points), reach(found, figure.measure, points=points) + level


def _beside(figure: Figure, name: str) -> str:
    if name not in figure.extra:
        return t("niet bekend", "not known")
    return number_told(figure.extra[name])


def number_told(value: float) -> str:
    """A number, or that it is none."""
    return plain(value) if abs(value) <= LARGEST else t("niet bekend", "not known")
