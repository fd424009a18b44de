"""What was measured of a unit, in words: the name of a mark and its value. A mark without words stands as it is."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from inzage.register import words
from inzage.register.kind_files import HERE
from inzage.register.values import Words
from inzage.register.web.saying import say, t

FILE = HERE / "evaluation" / "marks.toml"
STATE = "state"


@cache
def marks() -> Mapping[str, Mapping[str, str]]:
    """By the name of a mark: its words, and ``of``, the field whose values say what its own mean."""
    told: Mapping[str, Mapping[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["marks"]
    return told


def label(name: str) -> str:
    """What a mark is called."""
    known = marks().get(name)
    return say(Words(known["nl"], known["en"])) if known else say(words.plain(name))


def value(name: str, told: Any) -> str:  # noqa: ANN401 a number, a truth, a word, or several
    """What was measured."""
    if isinstance(told, bool):
        return t("ja", "yes") if told else t("nee", "no")
    if isinstance(told, Mapping):
        return "; ".join(f"{_key(str(key))}: {value(name, each)}" for key, each in told.items())
    if isinstance(told, (list, tuple, set, frozenset)):
        return ", ".join(value(name, each) for each in told)
    return _word(marks().get(name, {}).get("of", ""), told) if isinstance(told, str) else _number(told)


def _key(code: str) -> str:
    return say(words.known("question", code) or words.known("reason", code) or Words(code, code))


def _word(field: str, code: str) -> str:
    if not code:
        return ""
    if field == STATE:
        return say(words.state(code))
    return say(words.value(field, code)) if field else code


def _number(told: object) -> str:
    return "" if told is None else str(told)
