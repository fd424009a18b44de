"""Shares of a count, their difference, and change within pairs.

References: E.B. Wilson, JASA 22 (1927) 209; R.G. Newcombe, Stat. Med. 17 (1998) 873 (method 10); Q. McNemar,
Psychometrika 12 (1947) 153, in its exact form; C.J. Clopper and E.S. Pearson, Biometrika 26 (1934) 404.
"""

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.libraries import library
from inzage.evaluation.estimators.needs import need, need_share


def wilson(k: int, n: int, level: float = 0.95) -> Estimate:
    """The share of ``k`` in ``n``, for one look at a number of cases that was fixed beforehand.

    Whoever looks more often takes :func:`inzage.evaluation.estimators.anytime.anytime`. Raises NothingToCount where
    ``n`` is 0 or ``k`` is not within it. References: Wilson 1927.
    """
    return _interval(k, n, level, "Wilson", "wilson")


def exact(k: int, n: int, level: float = 0.95) -> Estimate:
    """The share of ``k`` in ``n`` with an interval that never misses more often than it says, and so is wider.

    Raises NothingToCount as :func:`wilson`. References: Clopper and Pearson 1934.
    """
    return _interval(k, n, level, "Clopper–Pearson", "beta")


def _interval(k: int, n: int, level: float, name: str, method: str) -> Estimate:
    need_share(k, n, name)
    low, high = library("statsmodels.stats.proportion").proportion_confint(k, n, alpha=1 - level, method=method)
    # The library's own ends miss 0 and 1 by rounding, and a reader would see "-0.0 %".
    return Estimate(k / n, 0.0 if k == 0 else float(low), 1.0 if k == n else float(high), name, level)


def newcombe(k1: int, n1: int, k2: int, n2: int, level: float = 0.95) -> Estimate:
    """The first share less the second, between -1 and 1. The two groups hold different people.

    Raises NothingToCount where a group is empty. References: Newcombe 1998, method 10 (of Wilson's intervals).
    """
    need_share(k1, n1, "Newcombe")
    need_share(k2, n2, "Newcombe")
    compare = library("statsmodels.stats.proportion").confint_proportions_2indep
    low, high = compare(k1, n1, k2, n2, method="newcomb", compare="diff", alpha=1 - level)
    return Estimate(k1 / n1 - k2 / n2, max(-1.0, float(low)), min(1.0, float(high)), "Newcombe", level)


def mcnemar(b: int, c: int, level: float = 0.95) -> tuple[float, Estimate]:
    """Change within pairs: ``b`` changed one way, ``c`` the other; those that stayed the same say nothing.

    Gives the exact two-sided p and the share of ``b`` among the changed (a half where only chance decides), with
    Clopper and Pearson's interval, which leaves out a half just where p is below 1 - ``level``. Raises NothingToCount
    where no pair changed. References: McNemar 1947, exact form.
    """
    need(b >= 0 and c >= 0 and b + c > 0, "McNemar", "ten minste één paar dat veranderde", "one pair that changed")
    tested = library("statsmodels.stats.contingency_tables").mcnemar([[0, b], [c, 0]], exact=True)
    return float(tested.pvalue), exact(b, b + c, level)
