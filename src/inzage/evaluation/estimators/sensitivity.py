"""How strong something unmeasured would have to be to explain a ratio away: the E-value.

References: T.J. VanderWeele and P. Ding, Ann. Intern. Med. 167 (2017) 268.
"""

from dataclasses import dataclass
from math import sqrt

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.needs import need

METHOD = "E-waarde"


@dataclass(frozen=True, slots=True)
class EValue:
    """Both are risk ratios from 1. ``value``: to bring the estimate to 1; ``limit``: its interval's nearest end.

    A ``limit`` of 1 says that nothing unmeasured is needed: the interval holds 1 already.
    """

    value: float
    limit: float


def e_value(ratio: Estimate, common: bool = False) -> EValue:
    """The E-value of a rate ratio or hazard ratio with its interval.

    Something unmeasured would have to go together with both exposure and outcome by at least this risk ratio.
    ``common``: the outcome comes to more than about 15 % of people, so that a hazard ratio overstates the risk ratio
    and is turned into one first. Raises NothingToCount for a ratio that is not positive. References: VanderWeele and
    Ding 2017, table 2.
    """
    need(ratio.value > 0, METHOD, "een verhouding boven 0", "a ratio above 0")
    return EValue(_explained(_risk(ratio.value, common)), _limit(ratio, common))


def _limit(ratio: Estimate, common: bool) -> float:
    """The end nearest to 1; an end that the data do not bound reaches past 1."""
    near = ratio.low if ratio.value > 1 else ratio.high
    if near is None or (near - 1) * (ratio.value - 1) <= 0:
        return 1.0
    return _explained(_risk(near, common))


def _risk(ratio: float, common: bool) -> float:
    """A hazard ratio as a risk ratio, as if about half of all people had the outcome."""
    return (1 - 0.5 ** sqrt(ratio)) / (1 - 0.5 ** sqrt(1 / ratio)) if common else ratio


def _explained(risk: float) -> float:
    away = risk if risk >= 1 else 1 / risk
    return away + sqrt(away * (away - 1))
