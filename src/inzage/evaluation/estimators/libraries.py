"""Where the statistics come from: loaded at their first use, and a sentence where they are missing.

The selection of rows needs none of it, so no module here imports a library when it is itself imported.
"""

import importlib
from collections.abc import Sequence
from typing import Any, TypeAlias

from inzage.evaluation import StatisticsMissing

Loaded: TypeAlias = Any
"""A module, a model or an array of a library that says nothing of its types, or that is not there yet."""


def library(name: str) -> Loaded:
    """A module of statsmodels or scipy by its full name. Raises StatisticsMissing."""
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise StatisticsMissing from missing


def matrices() -> Loaded:
    """NumPy. Raises StatisticsMissing."""
    try:
        import numpy  # noqa: PLC0415 - the contract of this stage loads without it
    except ImportError as missing:
        raise StatisticsMissing from missing
    return numpy


def column(values: Sequence[float] | Sequence[Sequence[float]]) -> Loaded:
    """Numbers or truths as one array of floating point numbers; rows of them as a table."""
    return matrices().asarray(values, dtype=float)


def normal(level: float) -> float:
    """How many standard errors a two-sided interval reaches at a level of confidence: 1.96 at 0.95."""
    return float(library("scipy.stats").norm.ppf(0.5 + level / 2))
