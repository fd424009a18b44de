"""A curve that can be published: in coarse steps of time, each of enough events, cut where too few are followed."""

from collections.abc import Iterator

from inzage.evaluation.gate.drafts import Drawn, Point
from inzage.evaluation.gate.published import Cut, Told
from inzage.evaluation.gate.rules import Rule


def cut(curve: Drawn, rule: Rule) -> Cut:
    """The curve by a rule. No moments where it never had enough events."""
    return Cut(
        curve.code, curve.label, curve.form, curve.group, tuple(_told(*step, rule) for step in _steps(curve, rule))
    )


def withheld(curve: Drawn) -> Cut:
    """The curve with nothing told of it."""
    return Cut(curve.code, curve.label, curve.form, curve.group)


def happened(curve: Drawn, rule: Rule) -> int:
    """To how many it happened in the part that is told."""
    steps = list(_steps(curve, rule))
    return sum(point.events for point in curve.points if steps and point.at <= steps[-1][1].at)


def _steps(curve: Drawn, rule: Rule) -> Iterator[tuple[int, Point]]:
    """The ends of stretches of whole days of the rule that hold enough events, while enough are followed."""
    events = 0
    ends = sorted({_end(point.at, rule.days) for point in curve.points})
    for end in ends:
        within = [point for point in curve.points if _end(point.at, rule.days) == end]
        if within[-1].at_risk < rule.threshold:
            return
        events += sum(point.events for point in within)
        if events and events >= rule.threshold:
            events = 0
            yield end, within[-1]


def _end(day: int, days: int) -> int:
    """The end of the stretch that a day lies in."""
    return -(-day // days) * days


def _told(end: int, point: Point, rule: Rule) -> Told:
    return Told(end, round(100 * point.value), _percent(point.low), _percent(point.high), rule.rounded(point.at_risk))


def _percent(value: float | None) -> int | None:
    return None if value is None else round(100 * value)
