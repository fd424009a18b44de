"""Why something is not published, each with what would be needed.

::

    EvaluationFault
    ├── NothingLeft     after the rules nothing is left to tell
    ├── Reveals         a publication, with those before it, tells of too few
    └── NotToPublish    it is not of a form that can be published
"""

from typing import ClassVar

from inzage.evaluation import EvaluationFault


class NothingLeft(EvaluationFault):
    """``threshold``: of how many people a figure must be at least."""

    nl: ClassVar[str] = (
        "Er is niets te publiceren: elk cijfer zou iets zeggen over minder dan {threshold} personen, zelf of samen met "
        "wat eerder is gepubliceerd. Wacht tot er meer is geteld, of neem een langere periode."
    )
    en: ClassVar[str] = (
        "There is nothing to publish: every figure would tell of fewer than {threshold} people, by itself or with what "
        "was published before. Wait until more is counted, or take a longer period."
    )


class Reveals(EvaluationFault):
    """``what``: the table and line from which too few could be calculated; ``threshold`` as above."""

    nl: ClassVar[str] = (
        "Deze publicatie zou samen met een eerdere te herleiden zijn tot minder dan {threshold} personen ({what}). "
        "Trek dit concept in en maak een nieuw; dan wordt opnieuw bepaald wat wordt weggelaten."
    )
    en: ClassVar[str] = (
        "With an earlier one, this publication could be traced to fewer than {threshold} people ({what}). "
        "Drop this draft and make a new one; what is withheld is then decided again."
    )


class NotToPublish(EvaluationFault):
    """``why``: what is not right, in the reader's language."""

    nl: ClassVar[str] = "Dit kan niet worden gepubliceerd: {why}. Meld dit aan de beheerder."
    en: ClassVar[str] = "This cannot be published: {why}. Tell the administrator."
