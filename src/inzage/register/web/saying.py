"""Words in the language of the request: pairs of Dutch and English, side by side in the code."""

from django.utils.translation import get_language

from inzage.errors import InzageError, Language
from inzage.register.values import Words


def language() -> Language:
    """The language of this request."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def t(nl: str, en: str) -> str:
    """One of the two."""
    return en if language() == "en" else nl


def say(words: Words) -> str:
    """A pair of the catalogue."""
    return t(words.nl, words.en)


def sentence(fault: InzageError) -> str:
    """What is wrong and what to do."""
    return fault.sentence(language())
