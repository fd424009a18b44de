"""What can go wrong in the evaluation, each with what would be needed.

::

    InzageError
    └── EvaluationFault
        ├── NoSuchQuestion
        ├── OutsideProtocol
        ├── NothingToCount
        └── StatisticsMissing
"""

from typing import ClassVar

from inzage.errors import InzageError


class EvaluationFault(InzageError):
    """The root of this stage's errors."""


class NoSuchQuestion(EvaluationFault):
    """``asked``: the code that was asked for; ``known``: those there are."""

    nl: ClassVar[str] = "Er is geen vraag {asked}. Bekend zijn: {known}."
    en: ClassVar[str] = "There is no question {asked}. Known are: {known}."


class OutsideProtocol(EvaluationFault):
    """``asked``: what was asked; ``needed``: what the protocol would have to say, both in the reader's language."""

    nl: ClassVar[str] = "Dit staat niet in het protocol: {asked}. Nodig is: {needed}. Maak daarvoor een nieuwe versie."
    en: ClassVar[str] = "The protocol does not ask this: {asked}. Needed is: {needed}. Make a new version for it."


class NothingToCount(EvaluationFault):
    """``method``: the statistical method; ``needed``: what it needs at least."""

    nl: ClassVar[str] = "Hiervoor is te weinig geteld ({method}). Nodig is: {needed}."
    en: ClassVar[str] = "Too little was counted for this ({method}). Needed is: {needed}."


class StatisticsMissing(EvaluationFault):
    """The extra ``evaluation`` is not installed."""

    nl: ClassVar[str] = "Voor cijfers zijn de bibliotheken van de evaluatie nodig. Vraag de beheerder om: make serve."
    en: ClassVar[str] = "Figures need the libraries of the evaluation. Ask the administrator for: make serve."
