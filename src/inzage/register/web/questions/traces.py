"""The rows behind a number: units of the cohort, each with what was measured of it and the way to its records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from inzage.evaluation import Result, Unit
from inzage.register import words
from inzage.register.evaluating import NoSuchFigure
from inzage.register.evaluating.tracing import Line
from inzage.register.values import Actor
from inzage.register.web.evaluating.tracing import Which, places
from inzage.register.web.kinds import kind_of
from inzage.register.web.questions.marks import label, value
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, t

SHORT = 8
"""Of the key of a person, enough to tell them apart on a page."""
PARTS: Mapping[str, Which] = {"units": "units", "of": "of"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit as a line. ``records``: addresses and names of those that the reader may see, ``hidden``: how many not."""

    number: int
    person: str
    zero: date
    until: date
    event: str
    group: str
    marks: tuple[tuple[str, str], ...]
    records: tuple[tuple[str, str], ...]
    hidden: int


def asked(result: Result, figure: str, part: str) -> tuple[int, ...]:
    """The places that a number counts. Raises NoSuchFigure."""
    found = places(result).get(figure)
    if found is None or part not in PARTS:
        raise NoSuchFigure()
    return tuple(found[PARTS[part]])


def label_of(result: Result, figure: str) -> str:
    """What a number is called: its figure, curve, trend or funnel."""
    code = figure.partition("@")[0].partition(".")[0]
    labels = {each.code: each.label for each in result.funnels}
    labels |= {each.code: each.label for each in result.trends}
    labels |= {each.code: each.label for each in result.curves}
    labels |= {each.code: each.label for each in result.figures}
    return say(labels[code]) if code in labels else code


def lines(by: Actor, found: Iterable[Line]) -> list[Shown]:
    """Lines with links to the records that this actor may see."""
    chosen = list(found)
    keys = {key for line in chosen for key in map(_key, line.unit.sources) if key}
    seen = {each.root: say(kind_of(each).words) for each in visible(by).filter(root__in=keys)}
    return [_line(line, seen) for line in chosen]


def _key(source: str) -> UUID | None:
    try:
        return UUID(source)
    except ValueError:
        return None  # an invented row


def _line(line: Line, seen: Mapping[UUID, str]) -> Shown:
    unit = line.unit
    keys = [key for key in map(_key, unit.sources) if key]
    links = tuple((reverse("record", args=[key]), seen[key]) for key in keys if key in seen)
    return Shown(
        number=line.place + 1,
        person=unit.person[:SHORT],
        zero=unit.zero,
        until=unit.until,
        event=say(words.plain(unit.event)) if unit.event else "",
        group=unit.group,
        marks=tuple(_marks(unit)),
        records=links,
        hidden=len(keys) - len(links),
    )


def _marks(unit: Unit) -> Iterable[tuple[str, str]]:
    for name, told in unit.marks.items():
        if said := value(name, told):
            yield label(name), said
    if unit.missing:
        yield t("uitkomst", "outcome"), t("niet bekend", "not known")
