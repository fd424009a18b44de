"""How long until something happens, when not everybody has been followed to the end.

Where another event makes the outcome impossible (prison, death, leaving the country), :func:`incidence` tells the
share that had it; one less Kaplan–Meier would tell too much.

References: E.L. Kaplan and P. Meier, JASA 53 (1958) 457; J.D. Kalbfleisch and R.L. Prentice, The Statistical Analysis
of Failure Time Data (log(-log) interval); O.O. Aalen and S. Johansen, Scand. J. Stat. 5 (1978) 141; G.E. Dinse and
M.G. Larson, Biometrika 73 (1986) 379 (variance by the delta method); N. Mantel, Cancer Chemother. Rep. 50 (1966) 163.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import exp, isfinite, log, nan

from inzage.evaluation import Estimate, Moment
from inzage.evaluation.estimators.libraries import Loaded, column, library, matrices, normal
from inzage.evaluation.estimators.needs import need, need_pairs
from inzage.evaluation.estimators.proportions import wilson

SURVIVAL = "Kaplan–Meier (log−log)"
INCIDENCE = "Aalen–Johansen (log−log)"
MEDIAN = "mediaan van Kaplan–Meier"
HALF = "mediaan van Aalen–Johansen"
LOG_RANK = "log-rank"

Values = Mapping[int, tuple[float, float]]
"""Day → the curve's value and its standard error there, at each day on which it may move."""


def kaplan_meier(days: Sequence[int], happened: Sequence[bool], level: float = 0.95) -> tuple[Moment, ...]:
    """The share without the event: a moment at day 0 and at each day on which something happened or following ended.

    ``days``: days followed since time zero, per unit; ``happened``: whether the event came at their end. Whoever is
    censored on a day on which others have the event was still at risk for it. Interval: log(-log), Greenwood's
    variance. Before the first event it is Wilson's for those still followed; where all have had it, the last upper
    limit still holds, because the curve only falls. Raises NothingToCount where nobody was followed. References:
    Kaplan and Meier 1958.
    """
    need_pairs(days, happened, SURVIVAL)
    need(min(days) >= 0, SURVIVAL, "dagen vanaf nul", "days from nought")
    values = _survival(days, happened) if any(happened) else {}
    return tuple(_moments(days, happened, values, 1.0, level))


def incidence(days: Sequence[int], codes: Sequence[str], which: str, level: float = 0.95) -> tuple[Moment, ...]:
    """The share that had event ``which``, while any other code made it impossible; "" is censored.

    Tied days are counted exactly, never spread at random. ``events`` of a moment counts ``which`` only. Interval:
    log(-log) with the variance of Dinse and Larson (delta method); before the first event Wilson's for those still
    followed. Raises NothingToCount where nobody was followed. References: Aalen and Johansen 1978.
    """
    need_pairs(days, codes, INCIDENCE)
    need(min(days) >= 0, INCIDENCE, "dagen vanaf nul", "days from nought")
    need(which != "", INCIDENCE, "een gebeurtenis om te tellen", "an event to count")
    values = _incidence(days, codes, which) if which in codes else {}
    return tuple(_moments(days, [code == which for code in codes], values, 0.0, level))


def at(curve: Sequence[Moment], day: int) -> Moment:
    """The curve on a day: its value and interval then, how many were still followed, and the events up to and with it.

    Raises NothingToCount before its first moment and after the last day that anybody was followed.
    """
    begin, last = (curve[0].at, curve[-1].at) if curve else (0, -1)
    nl, en = f"een dag van {begin} tot en met {last}", f"a day from {begin} up to {last}"
    need(begin <= day <= last, "overlevingscurve", nl, en)
    place = bisect_right([moment.at for moment in curve], day) - 1
    now, events = curve[place], sum(moment.events for moment in curve[: place + 1])
    return Moment(day, now.value, now.low, now.high, at_risk(curve, (day,))[0], events)


def at_risk(curve: Sequence[Moment], days: Sequence[int]) -> tuple[int, ...]:
    """How many were still followed just before each of some days; 0 after the last."""
    known = [moment.at for moment in curve]
    places = (bisect_left(known, day) for day in days)
    return tuple(curve[place].at_risk if place < len(curve) else 0 for place in places)


def estimate(moment: Moment, method: str, level: float = 0.95) -> Estimate:
    """A point of a curve as an estimate; ``method`` is :data:`SURVIVAL` or :data:`INCIDENCE`."""
    return Estimate(moment.value, moment.low, moment.high, method, level)


def median_time(days: Sequence[int], happened: Sequence[bool], level: float = 0.95) -> Estimate:
    """The day by which half have had the event, those not yet included; ``high`` is None where the data end before it.

    Interval: the days on which the curve's own interval passes a half (Brookmeyer and Crowley). Raises NothingToCount
    where fewer than half had it while they were followed. References: R. Brookmeyer and J. Crowley, Biometrics 38
    (1982) 29.
    """
    steps = [moment for moment in kaplan_meier(days, happened, level) if moment.events]
    value = _first(steps, lambda moment: moment.value)
    need(value is not None, MEDIAN, "dat het bij de helft is gebeurd", "that it happened to half of them")
    ends = (_first(steps, lambda moment: moment.low), _first(steps, lambda moment: moment.high))
    return Estimate(value or 0.0, *ends, MEDIAN, level)


def half_time(curve: Sequence[Moment], level: float = 0.95) -> Estimate:
    """The day by which half of all have had the event, of a curve of incidence; ``high`` is None where it ends before.

    Interval: the days on which the curve's own limits pass a half. Raises NothingToCount where it never does.
    """
    steps = [moment for moment in curve if moment.events]

    def passed(side: Callable[[Moment], float | None]) -> float | None:
        return next((float(step.at) for step in steps if (side(step) or 0.0) >= 0.5 - 1e-9), None)

    value = passed(lambda moment: moment.value)
    need(value is not None, MEDIAN, "dat het bij de helft is gebeurd", "that it happened to half of them")
    return Estimate(value or 0.0, passed(lambda moment: moment.high), passed(lambda moment: moment.low), HALF, level)


def log_rank(days: Sequence[int], happened: Sequence[bool], groups: Sequence[str]) -> tuple[float, float]:
    """Whether groups that were fixed at time zero differ in when it happens: chi-square and p.

    Raises NothingToCount with fewer than two groups, or where nothing happened while all were still followed.
    References: Mantel 1966.
    """
    need_pairs(days, happened, LOG_RANK)
    need_pairs(days, groups, LOG_RANK)
    need(len(set(groups)) > 1, LOG_RANK, "ten minste twee groepen", "at least two groups")
    numbers = column([sorted(set(groups)).index(group) for group in groups])
    chi2, p = _compared(column(days), column(happened), numbers)
    nl, en = "gebeurtenissen terwijl alle groepen nog werden gevolgd", "events while all groups were still followed"
    need(isfinite(chi2), LOG_RANK, nl, en)
    return chi2, p


def _compared(days: Loaded, happened: Loaded, numbers: Loaded) -> tuple[float, float]:
    """Not a number where the difference has no variance: no event while somebody of each group was at risk."""
    np = matrices()
    try:
        chi2, p = library("statsmodels.duration.survfunc").survdiff(days, happened, numbers)
    except np.linalg.LinAlgError:
        return nan, nan
    return float(chi2), float(p)


def _days_of(days: Sequence[int], happened: Sequence[bool]) -> list[int]:
    return [day for day, came in zip(days, happened, strict=True) if came]


def _first(steps: Sequence[Moment], side: Callable[[Moment], float | None]) -> float | None:
    """The first day on which a side of the curve is at a half or below, but for rounding."""
    passed = (step.at for step in steps if (value := side(step)) is not None and value <= 0.5 + 1e-9)
    return next(map(float, passed), None)


def _survival(days: Sequence[int], happened: Sequence[bool]) -> Values:
    with matrices().errstate(all="ignore"):
        curve = library("statsmodels.duration.survfunc").SurvfuncRight(column(days), column(happened))
    return _by_day(curve.surv_times, curve.surv_prob, curve.surv_prob_se)


def _incidence(days: Sequence[int], codes: Sequence[str], which: str) -> Values:
    status = column([0 if code == "" else 1 if code == which else 2 for code in codes]).astype(int)
    with matrices().errstate(all="ignore"):
        curve = library("statsmodels.duration.survfunc").CumIncidenceRight(column(days), status)
    return _by_day(curve.times, curve.cinc[0], _deviations(column(days), status, curve))


def _by_day(days: Loaded, values: Loaded, errors: Loaded) -> Values:
    return {int(day): (float(value), float(error)) for day, value, error in zip(days, values, errors, strict=True)}


def _deviations(days: Loaded, status: Loaded, curve: Loaded) -> Loaded:
    """The standard errors of Dinse and Larson. The library's own are these, but undefined where nobody is left.

    There its first term is nought times one over nought: the curve cannot move any more, so nought.
    """
    np = matrices()
    n = (days >= curve.times[:, None]).sum(axis=1)
    which, every = (((days == curve.times[:, None]) & kind).sum(axis=1) for kind in (status == 1, status > 0))
    before = np.append(1.0, np.cumprod(1 - every / n)[:-1])
    left = np.where(n > every, every / (n * np.maximum(n - every, 1)), 0.0)
    moved = np.tril(curve.cinc[0][:, None] - curve.cinc[0])
    own = np.cumsum(before**2 * (n - which) * which / n**3)
    variance = moved**2 @ left + own - 2 * moved @ (before * which / n**2)
    return np.sqrt(np.maximum(variance, 0))


ROUNDING = 1e-12


def _moments(
    days: Sequence[int], happened: Sequence[bool], values: Values, start: float, level: float
) -> Iterator[Moment]:
    """The curve at day 0 and at each day of the data, its value and limits carried on between events."""
    order, came = sorted(days), Counter(_days_of(days, happened))
    value, ends = start, (start, start)
    for day in sorted({0, *days}):
        left = len(order) - bisect_left(order, day)
        before, (value, error) = value, values.get(day, (value, 0.0))
        if abs(before - start) < ROUNDING and (day or came[day]):
            ends = _among(value, left, level)
        if ROUNDING < value < 1 - ROUNDING and came[day]:
            ends = _limits(value, error, level)
        elif abs(value - (1 - start)) < ROUNDING:
            ends = (min(ends[0], value), max(ends[1], value))
        yield Moment(day, value, *ends, left, came[day])


def _among(value: float, left: int, level: float) -> tuple[float, float]:
    """Wilson's, for those who were followed until now: none of them had it before, so they are a plain share."""
    ends = wilson(round(value * left), left, level)
    return ends.low or 0.0, 1.0 if ends.high is None else ends.high


def _limits(value: float, error: float, level: float) -> tuple[float, float]:
    """The log(-log) interval, which stays between 0 and 1 and is not defined at either."""
    reach = exp(normal(level) * error / (value * abs(log(value))))
    return value**reach, value ** (1 / reach)
