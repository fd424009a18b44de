"""Two groups compared within strata, such as those who began in the same quarter, and then put together.

References: N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959) 719; J. Robins, N. Breslow and S. Greenland,
Biometrics 42 (1986) 311 (variance); N. Breslow and N. Day, IARC 32 (1980) (whether strata differ).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.libraries import column, library
from inzage.evaluation.estimators.needs import need

METHOD = "Mantel–Haenszel"


@dataclass(frozen=True, slots=True)
class Stratum:
    """``k`` of ``n`` in the one group and in the other, within one stratum."""

    k: int
    n: int
    other_k: int
    other_n: int

    @property
    def compares(self) -> bool:
        """Whether both groups are in it, and not all of them had the same."""
        events = self.k + self.other_k
        return bool(self.n and self.other_n) and 0 < events < self.n + self.other_n


def common_odds(strata: Sequence[Stratum], level: float = 0.95) -> tuple[Estimate, float]:
    """The odds ratio of the one group to the other, common to all strata, and the p of there being none.

    A stratum with one group only says nothing and is left out. Raises NothingToCount where no stratum compares, or
    where the odds are not bounded on either side. References: Mantel and Haenszel 1959, Robins and others 1986.
    """
    for each in strata:
        sound = 0 <= each.k <= each.n and 0 <= each.other_k <= each.other_n
        need(sound, METHOD, "aantallen binnen het geheel", "numbers within the whole")
    kept = [each for each in strata if each.compares]
    need(bool(kept), METHOD, "een periode waarin beide groepen er waren", "a stratum in which both groups were")
    cross = [
        sum(each.k * (each.other_n - each.other_k) for each in kept),
        sum((each.n - each.k) * each.other_k for each in kept),
    ]
    need(min(cross) > 0, METHOD, "in beide groepen beide uitkomsten", "both outcomes in both groups")
    tables = [column([[each.k, each.n - each.k], [each.other_k, each.other_n - each.other_k]]) for each in kept]
    table = library("statsmodels.stats.contingency_tables").StratifiedTable(tables)
    low, high = map(float, table.oddsratio_pooled_confint(alpha=1 - level))
    need(isfinite(low) and isfinite(high), METHOD, "meer uitkomsten", "more outcomes")
    return Estimate(float(table.oddsratio_pooled), low, high, METHOD, level), float(table.test_null_odds().pvalue)
