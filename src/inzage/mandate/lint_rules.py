"""What a rule of the lint is, and the sources that rules rest on.

The rulings say that a check must be regulated concretely: how often, in what
manner and by which officials (ECLI:NL:HR:2022:1763), so that the infringement
stays limited (ECLI:NL:HR:2022:807). What goes beyond their words says so by
naming an article instead.
"""

from collections.abc import Callable
from dataclasses import dataclass

from inzage.mandate import Mandate

SMARTPHONE = "ECLI:NL:HR:2017:588"
POLICE = "ECLI:NL:HR:2020:1215"
COVENANT = "ECLI:NL:HR:2021:498"
VAGUE = "ECLI:NL:HR:2021:1403"
PRECISE = "ECLI:NL:HR:2022:807"
LIMITED = "ECLI:NL:HR:2022:1763"
CONCRETE = "ECLI:NL:PHR:2024:1295"
SENSITIVE = "ECLI:NL:HR:2025:409"
PRIVILEGED = "ECLI:NL:HR:2025:1247"
STORAGE = "artikel 5, eerste lid, onder e, AVG"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the field, when it applies, its source, and its sentences."""

    field: str
    applies: Callable[[Mandate], bool]
    source: str
    nl: str
    en: str
    advice: str
