"""What an export says of a state, and what it leaves out with the reason: data beside the catalogue."""

import tomllib
from functools import cache
from typing import Any

from inzage.errors import Language
from inzage.register import words
from inzage.register.kind_files import HERE
from inzage.register.values import Words


def say(said: Words, lang: Language) -> str:
    """A sentence in one language."""
    return said.nl if lang == "nl" else said.en


def state(code: str, table: str, lang: Language) -> str:
    """How something stands, in a sentence for whom it concerns; a state of the user's own by what it is called."""
    told = _file("states")
    found = told["of"].get(table, {}).get(code) or told["states"].get(code)
    if found:
        return str(found[lang])
    return f"{'Stand' if lang == 'nl' else 'State'}: {say(words.state(code, table), lang).lower()}."


def states() -> set[str]:
    """Every state that has a sentence."""
    return set(_file("states")["states"])


def why(reason: str, lang: Language) -> str:
    """Why something is left out."""
    return str(_file("withheld")["reasons"][reason][lang])


def whole(kind: str, act: object = None) -> str:
    """The reason for which records of a kind (or decisions on an act) are left out whole; empty where they are not."""
    told = _file("withheld")
    return str(told["kinds"].get(kind, "") or told["acts"].get(str(act), ""))


def withheld(field: str, table: str) -> str:
    """The reason for which a field is left out; empty where it is not."""
    told = _file("withheld")
    return str(told["fields_of"].get(table, {}).get(field, "") or told["fields"].get(field, ""))


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "inspection" / f"{name}.toml").read_text(encoding="utf-8"))
