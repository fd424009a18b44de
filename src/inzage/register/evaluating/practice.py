"""Practice: a question answered over invented rows, of a number that is chosen. Nothing of it is kept or logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from inzage.evaluation import Cohort, Protocol, Result
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.invented import rows
from inzage.evaluation.questions import question

SEED = 50
PILOT = "pilot-50"
CHECKS = (0, 5, 27, 50)
SUPERVISIONS = (50, 165, 500)
AROUND = 165
"""Supervisions among which the checks of the pilot are done."""
SIZES: Mapping[str, tuple[int, ...]] = {PILOT: CHECKS}
KEPT = 12
"""Answers that are kept for a while: each takes a second or more."""


@dataclass(frozen=True, slots=True)
class Practice:
    """An invented cohort and its answer. ``n``: checks of the pilot; of any other question, supervisions."""

    protocol: Protocol
    n: int
    cohort: Cohort
    result: Result


def sizes(code: str) -> tuple[int, ...]:
    """The numbers to choose from."""
    return SIZES.get(code, SUPERVISIONS)


@lru_cache(maxsize=KEPT)
def practise(code: str, n: int, on: date) -> Practice:
    """The answer over so many invented checks or supervisions; the same for the same day.

    Raises:
        NoSuchQuestion: no protocol or question of that code comes with the program.
        StatisticsMissing: the libraries are not installed.
    """
    asked, of = protocol(code), question(code)
    checks, supervisions = (n, AROUND) if code == PILOT else (n, n)
    seen = rows(SEED, checks=checks, supervisions=supervisions, on=on)
    return Practice(asked, n, cohort_of(of, asked, seen), answer(of, asked, seen, looks=1))
