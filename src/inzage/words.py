"""What is said to a person: the same in Dutch and in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A label or sentence in both languages."""

    nl: str
    en: str
