"""Curves as they can be drawn: what is no number, or no share, is left out or brought to its edge."""

import math
from dataclasses import replace

from inzage.evaluation import Curve, Moment


def curve(found: Curve) -> Curve:
    """With its moments in order of time from day 0, each a share with its interval around it."""
    moments = sorted((each for each in found.moments if math.isfinite(each.value) and each.at >= 0), key=_at)
    start = 1.0 if found.form == "survival" else 0.0
    first = [Moment(0, start, None, None, each.at_risk, 0) for each in moments[:1] if each.at > 0]
    return replace(found, moments=(*first, *map(_moment, moments)))


def _at(moment: Moment) -> int:
    return moment.at


def _moment(found: Moment) -> Moment:
    value = share(found.value)
    low, high = (None if each is None or not math.isfinite(each) else share(each) for each in (found.low, found.high))
    return replace(
        found,
        value=value,
        low=None if low is None else min(low, value),
        high=None if high is None else max(high, value),
    )


def share(value: float) -> float:
    """Between 0 and 1."""
    return min(1.0, max(0.0, value))
