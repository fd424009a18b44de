"""Sentences for every closed code: for the officer, for the client (Dutch B1) and in English.

An answer is never called clean and a person never suspect: the words say what
was counted and what could be seen. A code without a sentence is a fault of this
module, found by its tests.
"""

from enum import IntEnum, StrEnum
from typing import Literal, NamedTuple

from inzage.errors import Language

Audience = Literal["officer", "client"]


class Words(NamedTuple):
    """One meaning: Dutch for the officer, Dutch B1 for the client, English."""

    nl: str
    client: str
    en: str

    def say(self, lang: Language, audience: Audience = "officer") -> str:
        """The sentence that fits this reader."""
        if lang == "en":
            return self.en
        return self.client if audience == "client" else self.nl


Table = dict[str, Words]


def say(table: Table, code: str, lang: Language, audience: Audience = "officer") -> str:
    """The words of one code; an unknown code stands as itself."""
    words = table.get(code)
    return words.say(lang, audience) if words else code.replace("_", " ")


def lacking(table: Table, codes: type[StrEnum] | type[IntEnum]) -> set[str]:
    """Codes of a closed list that have no words in ``table``."""
    return {key(code) for code in codes} - set(table)


def key(code: StrEnum | IntEnum) -> str:
    """The key of a code in these tables: its value, or the name of a level."""
    return code.name.lower() if isinstance(code, IntEnum) else str(code.value)
