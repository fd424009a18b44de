"""A share that may be looked at after every single case, for ever: its interval holds at all looks together.

Our own, because no kept library has it; forty lines, checked by hand-worked values and by simulation.

References: H. Robbins, Ann. Math. Stat. 41 (1970) 1397 (mixtures and Ville's inequality); S. Howard, A. Ramdas and
others, Ann. Stat. 49 (2021) 1055 (confidence sequences); the mixture is Jeffreys' Beta(1/2, 1/2).
"""

from math import inf, lgamma, log

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.needs import need_share

METHOD = "beta-binomiaal, geldig bij elke blik (Jeffreys)"
PRIOR = 0.5
HALVINGS = 60
"""Enough to place a limit between 0 and 1 as finely as a floating point number can."""


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_power(share: float, times: int) -> float:
    return 0.0 if times == 0 else times * log(share) if share > 0 else -inf


def log_evidence(k: int, n: int, share: float) -> float:
    """The logarithm of the evidence against a true ``share`` after ``k`` in ``n``.

    It is the likelihood of the mixture over that of ``share``. Where ``share`` is true, the chance that it ever
    exceeds -log(alpha), at whichever look, is at most alpha. Infinite where ``share`` cannot have given ``k``.
    """
    mixed = _log_beta(k + PRIOR, n - k + PRIOR) - _log_beta(PRIOR, PRIOR)
    return mixed - _log_power(share, k) - _log_power(1 - share, n - k)


def _limit(k: int, n: int, bound: float, outside: float) -> float:
    """Between the share that was seen, which the evidence spares, and an end of the scale that it may not."""
    inside = k / n
    if log_evidence(k, n, outside) < bound:
        return outside
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if log_evidence(k, n, middle) >= bound else (middle, outside)
    return outside


def anytime(k: int, n: int, level: float = 0.95) -> Estimate:
    """The share of ``k`` in ``n``, valid however often one has looked before and whenever one stops.

    The price is width: at 5 of 50 it reaches from 1.6 to 28.6 %, where Wilson's, good for one look, goes from 4.3 to
    21.4 %. Raises NothingToCount where ``n`` is 0 or ``k`` is not within it. References: see the module.
    """
    need_share(k, n, METHOD)
    bound = -log(1 - level)
    return Estimate(k / n, _limit(k, n, bound, 0.0), _limit(k, n, bound, 1.0), METHOD, level)
