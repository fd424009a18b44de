"""The three levels as numbers: who may be told of how few.

References: ACRO's defaults (threshold 10, base 5, zeros disclosive) for the public; the level of the organisation is
our own, milder rule for readers who are bound to secrecy, and it is stated on every page that uses it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from inzage.evaluation import Level
from inzage.words import Words


@dataclass(frozen=True, slots=True)
class Rule:
    """``threshold``: of fewer people nothing is told. ``spread``: how many people apart the least and the most lie
    that a withheld cell can be. ``base``: counts are rounded to it. ``nobody``: whether it is told that it is nobody,
    or everybody. ``earlier``: whether earlier publications are laid beside it. ``days``: the steps of a curve.
    """

    threshold: int
    spread: int
    base: int
    nobody: bool
    earlier: bool
    days: int
    said: Words

    def small(self, count: int) -> bool:
        """Whether nothing may be told of so many."""
        return count < self.threshold and not (count == 0 and self.nobody)

    def rounded(self, count: int) -> int:
        """A count as it is told: to the nearest multiple of the base."""
        return self.base * ((count + self.base // 2) // self.base)


PUBLIC = Rule(
    threshold=10,
    spread=10,
    base=5,
    nobody=False,
    earlier=True,
    days=30,
    said=Words(
        "Aantallen zijn afgerond op vijftallen. Een punt staat waar een aantal, zelf of samen met andere, iets zou "
        "zeggen over minder dan tien personen, of dat het niemand of iedereen is. Percentages zijn berekend uit de "
        "afgeronde aantallen.",
        "Counts are rounded to fives. A full stop stands where a count, by itself or with others, would tell of fewer "
        "than ten people, or that it is nobody or everybody. Percentages are calculated from the rounded counts.",
    ),
)
ORGANISATION = Rule(
    threshold=5,
    spread=5,
    base=1,
    nobody=True,
    earlier=False,
    days=7,
    said=Words(
        "Alleen voor gebruik binnen de organisatie. Aantallen zijn niet afgerond. Een punt staat waar een aantal, zelf "
        "of samen met andere, iets zou zeggen over één tot vier personen.",
        "For use within the organisation only. Counts are not rounded. A full stop stands where a count, by itself or "
        "with others, would tell of one to four people.",
    ),
)
WORK_FLOOR = Rule(
    threshold=0,
    spread=0,
    base=1,
    nobody=True,
    earlier=False,
    days=1,
    said=Words(
        "Alleen voor wie deze zaken zelf ziet. Er is niets weggelaten.",
        "Only for who sees these cases. Nothing was withheld.",
    ),
)
RULES: Mapping[Level, Rule] = {
    Level.PUBLIC: PUBLIC,
    Level.ORGANISATION: ORGANISATION,
    Level.WORK_FLOOR: WORK_FLOOR,
}
