"""Values that the tests of a check are made of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inzage.mandate import (
    Condition,
    DataClass,
    Exclusions,
    Frequency,
    HitProcedure,
    Mandate,
    Manner,
    Officials,
    Period,
    Question,
)
from inzage.readers import Reader


def _reads_nothing(*_: object) -> Any:
    return iter(())


@pytest.fixture
def a_reader() -> Callable[..., Reader]:
    """Makes a reader that reads nothing: name, what it opens, its family."""

    def make(name: str, opens: DataClass = DataClass.BROWSING, family: str = "browser_history") -> Reader:
        return Reader(name, opens, family, (f"**/{name}",), (), (), False, _reads_nothing, "")

    return make


@pytest.fixture
def a_question() -> Question:
    """A question about places, which needs browsing."""
    return Question(
        "places", "ZO-1", "visits_listed_place", (DataClass.BROWSING,), ("browser_history",), "places", "Vraag?", "Q?"
    )


@pytest.fixture
def a_mandate() -> Mandate:
    """A mandate of one condition over one year, ninety days back."""
    return Mandate(
        reference="ECLI:NL:RBXXX:2026:1",
        person="P-1",
        title="art. 14c Sr",
        validation=False,
        conditions=(Condition("ZO-1", 1),),
        period=Period(date(2026, 1, 1), date(2026, 12, 31)),
        frequency=Frequency(4, "year"),
        manner=Manner(("computer",), ("aangereikt",), ("betrokkene",), (DataClass.BROWSING,), 90),
        officials=Officials(("toezichthouder",)),
        exclusions=Exclusions(),
        hit=HitProcedure(),
        retention_days=365,
        verdict_quote="",
        sha256="ab" * 32,
    )


@pytest.fixture
def opening(a_mandate: Mandate) -> Callable[..., Mandate]:
    """The mandate with other data classes open."""
    return lambda *classes: replace(a_mandate, manner=replace(a_mandate.manner, data_classes=classes))
