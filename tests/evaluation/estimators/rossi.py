"""The men of Rossi, Berk and Lenihan (1980): 432 released, 52 weeks, 114 arrested. As lifelines brings them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lifelines.datasets import load_rossi

from inzage.evaluation.estimators.cox import Stretch

COVARIATES = ("fin", "age", "race", "wexp", "mar", "paro", "prio")


@dataclass(frozen=True)
class Man:
    """One man: weeks to arrest or to the end, and what was known at release."""

    week: int
    arrested: bool
    known: Mapping[str, float]


@cache
def men() -> tuple[Man, ...]:
    """All of them, in the order of the table."""
    rows = load_rossi().to_dict("records")
    return tuple(Man(row["week"], bool(row["arrest"]), {name: row[name] for name in COVARIATES}) for row in rows)


def followed(fin: int | None = None) -> tuple[list[int], list[bool]]:
    """Weeks and arrests, of all or of those with or without financial aid."""
    kept = [man for man in men() if fin is None or man.known["fin"] == fin]
    return [man.week for man in kept], [man.arrested for man in kept]


@cache
def stretches() -> tuple[Stretch, ...]:
    """Each man in one piece."""
    return tuple(Stretch(str(place), 0, man.week, man.arrested, man.known) for place, man in enumerate(men()))
