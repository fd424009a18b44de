"""Terms as whole words: one folded spelling, and the runs of words in a text.

Folding: compatibility forms become plain, case goes, accents of Latin, Greek and
Cyrillic letters go (people search without them), everything that is no letter or
digit parts words. Vowel signs of other scripts stay: there they make another word.
Only whole words match: no term is ever found inside a longer word. Scripts written
without spaces therefore match only where the text itself parts the words.

References: https://www.unicode.org/reports/tr15/ (NFKC), https://www.unicode.org/reports/tr44/ (case folding).
"""

import re
import unicodedata

LONGEST = 6
"""Words in the longest term that a list may hold."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_ROUNDS = 4


def fold(text: str) -> str:
    """The one spelling in which terms are kept and texts are searched; folding twice changes nothing."""
    folded = _fold_once(text)
    for _ in range(_ROUNDS):
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple("".join(c if _in_word(c) else " " for c in fold(text)).split())


def term(text: str) -> str:
    """A term as it is keyed: its words with one space between (empty where it has none)."""
    return " ".join(words(text))


def runs(text: str, longest: int) -> frozenset[str]:
    """Every run of one to ``longest`` words in a text, each once."""
    found = words(text)
    return frozenset(" ".join(found[i : i + n]) for n in range(1, longest + 1) for i in range(len(found) - n + 1))


def _fold_once(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", apart))


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
