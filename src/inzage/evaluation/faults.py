"""What can go wrong in the evaluation, each with what would be needed.

::

    InzageError
    └── EvaluationFault
        ├── NoSuchQuestion
        ├── OutsideProtocol
        ├── NothingToCount
        ├── StatisticsMissing
        ├── ProtocolFileFault
        ├── NotAsTold
        ├── AfterExtraction
        └── Unsound
"""

from typing import ClassVar

from inzage.errors import InzageError, Language
from inzage.words import Words


class EvaluationFault(InzageError):
    """The root of this stage's errors. A fact that is Words is said in the reader's language."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        facts = {
            name: getattr(fact, language) if isinstance(fact, Words) else fact for name, fact in self.facts.items()
        }
        return (self.nl if language == "nl" else self.en).format(**facts)


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


class ProtocolFileFault(EvaluationFault):
    """``file``: its name; ``field``: which of its fields; ``expected``: what should stand there."""

    nl: ClassVar[str] = "Protocol in {file}, veld {field}: verwacht is {expected}. Verbeter dit bestand eerst."
    en: ClassVar[str] = "Protocol in {file}, field {field}: expected is {expected}. Mend this file first."


class NotAsTold(EvaluationFault):
    """``place``: which field of what was read; ``expected``: what should stand there."""

    nl: ClassVar[str] = (
        "Dit heeft niet de vorm van de evaluatie. Veld {place}: verwacht is {expected}. Er is niets gelezen. "
        "Meld dit aan de beheerder."
    )
    en: ClassVar[str] = (
        "This has not the form of the evaluation. Field {place}: expected is {expected}. Nothing was read. "
        "Tell the administrator."
    )


class AfterExtraction(EvaluationFault):
    """``rows``: how many rows lie after the day of extraction, ``extracted_on``."""

    nl: ClassVar[str] = "Er zijn {rows} gegevens van na de dag van de uittreksel ({extracted_on}). Laat ze eerst weg."
    en: ClassVar[str] = "There are {rows} rows from after the day of extraction ({extracted_on}). Cut them off first."


class Unsound(EvaluationFault):
    """``question``: its code; ``figure``: the code of the figure; ``lacks``: what it may not stand without."""

    nl: ClassVar[str] = "Vraag {question}: cijfer {figure} mist {lacks} en wordt niet getoond. Meld dit als fout."
    en: ClassVar[str] = "Question {question}: figure {figure} lacks {lacks} and is not shown. Report this defect."
