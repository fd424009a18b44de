"""When a detector that can err may run: the bound on its false alarms, and the work ahead. Pure.

A detector may run only if, by what was measured, it would raise fewer than one false
alarm in a hundred checks. Of pairs of unrelated pictures some number was compared and
some number was taken for similar; the upper end of the 95 % interval of that rate (a
Poisson count), times the pictures ahead, times the entries of the list, times the eight
orientations in which each is looked up, must stay below 1/100. Where nothing was hit the
bound says only how much was measured: three in that number, never zero.

References: Garwood, Fiducial Limits for the Poisson Distribution (1936); trust facts 2.6
(the model of random bits gives 8e-38, which is no claim: quote what was measured).
"""

import math
from dataclasses import dataclass

from inzage.errors import Language

ORIENTATIONS = 8
MOST_PER_CHECK = 1 / 100
MOST_PICTURES = 1_000_000
"""However short a list, no more pictures are ever decoded in one check."""

_DOUBT = 0.05
_STEPS = 64


@dataclass(frozen=True, slots=True)
class Measured:
    """What was compared, and how often it was wrongly taken for similar; ``how``: with what and when."""

    pairs: int
    hits: int
    how: str

    @property
    def bound(self) -> float:
        """Upper 95 % bound on the rate per comparison."""
        return false_alarm_bound(self.pairs, self.hits)


PDQ = Measured(pairs=130_737_389, hits=3, how="distance 31, quality 50, no plain entries, Pillow 13.0.0, 2026-11-22")
"""See docs/validation.md; made by tools/measure_pdq.py, for lists that were brought in without ``prints.too_plain``."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """May *similar* run over these pictures with this many entries? ``expected``: false alarms in one check."""

    pictures: int
    entries: int
    bound: float
    expected: float
    most_pictures: int

    @property
    def runs(self) -> bool:
        """Whether it may."""
        return self.expected < MOST_PER_CHECK

    def sentence(self, language: Language) -> str:
        """What is shown at plan time."""
        return _SENTENCES[language, self.runs].format(
            pictures=_number(self.pictures, language),
            entries=_number(self.entries, language),
            room=_number(self.most_pictures, language),
            bound=_power(self.bound, language),
            expected=_share(self.expected, language),
        )


_SENTENCES: dict[tuple[Language, bool], str] = {
    ("nl", True): (
        "Gelijkende beelden worden gezocht in ten hoogste {room} beelden, tegen {entries} vermeldingen; "
        "wat daarna komt, heet niet bekeken. Bij {pictures} beelden is hoogstens {expected} vals alarm per controle "
        "te verwachten; het moet onder 0,01 blijven (gemeten bovengrens {bound} per vergelijking, acht standen)."
    ),
    ("nl", False): (
        "Gelijkende beelden worden niet gezocht en er wordt geen beeld ontpakt: bij {pictures} beeld(en) en "
        "{entries} vermeldingen is tot {expected} vals alarm per controle te verwachten, en het moet onder 0,01 "
        "blijven (gemeten bovengrens {bound} per vergelijking, acht standen). "
        "Met zo veel vermeldingen mag het bij hoogstens {room} beelden."
    ),
    ("en", True): (
        "Similar pictures are looked for in at most {room} pictures, against {entries} entries; "
        "what comes after is called not seen. With {pictures} pictures at most {expected} false alarms per check "
        "are expected; it must stay below 0.01 (measured upper bound {bound} per comparison, eight orientations)."
    ),
    ("en", False): (
        "Similar pictures are not looked for and no picture is decoded: with {pictures} picture(s) and "
        "{entries} entries up to {expected} false alarms per check are to be expected, and it must stay below 0.01 "
        "(measured upper bound {bound} per comparison, eight orientations). "
        "With so many entries it may be done for at most {room} pictures."
    ),
}


def false_alarm_bound(pairs_measured: int, hits: int) -> float:
    """Upper 95 % bound (one-sided) on the rate of false alarms per comparison; at most 1."""
    if pairs_measured <= 0 or not 0 <= hits <= pairs_measured:
        raise ValueError("a measurement has pairs, and no more hits than pairs")
    return min(1.0, _upper(hits) / pairs_measured)


def may_run(pictures: int, entries: int, measured: Measured | None = None) -> Allowance:
    """What the measured bound allows; a list without entries, or no picture at all, raises no alarm."""
    if pictures < 0 or entries < 0:
        raise ValueError("no fewer than none")
    bound = (measured or PDQ).bound
    return Allowance(pictures, entries, bound, bound * pictures * entries * ORIENTATIONS, _most(entries, bound))


def at_plan(entries: int, measured: Measured | None = None) -> Allowance:
    """What can be said before a carrier is opened, when nobody knows how many pictures it holds.

    As for the most pictures that are allowed, which then is the budget; where not even one is, as for one.
    """
    room = min(may_run(0, entries, measured).most_pictures, MOST_PICTURES)
    return may_run(max(1, room), entries, measured)


def _most(entries: int, bound: float) -> int:
    """The most pictures for which it may run: strictly below the limit."""
    if not entries:
        return 2**53
    most = math.floor(MOST_PER_CHECK / (bound * entries * ORIENTATIONS))
    while most and bound * most * entries * ORIENTATIONS >= MOST_PER_CHECK:
        most -= 1
    return most


def _upper(hits: int) -> float:
    """The mean at which so few hits, or fewer, would be seen in one of twenty tries."""
    low, high = float(hits), hits + 10.0 + 6.0 * math.sqrt(hits)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(hits, middle) > _DOUBT else (low, middle)
    return high


def _at_most(hits: int, mean: float) -> float:
    """Chance of so many hits or fewer, by sums of logarithms so that a large mean does not vanish."""
    terms = (n * math.log(mean) - mean - math.lgamma(n + 1) for n in range(hits + 1))
    return math.fsum(math.exp(term) for term in terms) if mean > 0 else 1.0


def _number(value: int, language: Language) -> str:
    return f"{value:,}".replace(",", "." if language == "nl" else ",")


def _share(value: float, language: Language) -> str:
    written = f"{value:.3g}" if value < 1 else f"{value:.0f}"
    return _power(value, language) if "e" in written else _comma(written, language)


def _power(value: float, language: Language) -> str:
    digits, _, power = f"{value:.1e}".partition("e")
    return f"{_comma(digits, language)} × 10^{int(power)}"


def _comma(written: str, language: Language) -> str:
    return written.replace(".", ",") if language == "nl" else written
