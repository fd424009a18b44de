"""From a number on the page back to the units that it counts: one key for each, short enough for an address."""

from collections.abc import Iterator, Mapping
from typing import Literal

from inzage.evaluation import Result

Which = Literal["units", "of"]
Places = Mapping[Which, tuple[int, ...]]


def key(code: str, group: str = "", part: str = "") -> str:
    """``code@group.part``: of a figure, curve, trend or funnel; the part is a period's first day or a step's code."""
    return code + (f"@{group}" if group else "") + (f".{part}" if part else "")


def places(result: Result) -> Mapping[str, Places]:
    """By key: the places in ``Cohort.units`` that the number counts (``units``), and among which (``of``)."""
    return dict([*_figures(result), *_curves(result), *_trends(result), *_funnels(result)])


def _figures(result: Result) -> Iterator[tuple[str, Places]]:
    for each in result.figures:
        yield key(each.code, each.group), {"units": each.units, "of": each.of}


def _curves(result: Result) -> Iterator[tuple[str, Places]]:
    for each in result.curves:
        yield key(each.code, each.group), {"units": each.of, "of": each.of}


def _trends(result: Result) -> Iterator[tuple[str, Places]]:
    for each in result.trends:
        for period in each.periods:
            part = period.begins.isoformat()
            yield key(each.code, each.group, part), {"units": period.units, "of": period.of}


def _funnels(result: Result) -> Iterator[tuple[str, Places]]:
    for each in result.funnels:
        counted = {step.code: step.units for step in each.steps}
        for step in each.steps:
            among = counted.get(step.within, step.units)
            yield key(each.code, each.group, step.code), {"units": step.units, "of": among}
