"""What codes are called: fields, values, states, roles and nouns of the catalogue, in Dutch and English.

The words are data (``catalogue/words/*.toml``). A word that only holds for one kind or one
table of states goes before the general one, so ``kind`` may be the code of either; a kind
and a table that share a code share no field. A code of which nothing is known (a kind of
the user's own) is shown as itself, with spaces for its hyphens and underscores.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from inzage.register.kind_files import HERE
from inzage.register.values import Noun, Role, Words
from inzage.report import wording, words_codes, words_questions, words_reasons

Table = Mapping[str, Words]
TOOL: Mapping[str, wording.Table] = {
    "answer": words_codes.ANSWERS,
    "data_class": words_codes.DATA_CLASSES,
    "level": words_codes.LEVELS,
    "marks": words_codes.MARKS,
    "presented": words_codes.PRESENTED,
    "question": words_questions.QUESTIONS,
    "reason": words_reasons.REASONS,
    "reasons": words_reasons.REASONS,
    "status": words_codes.STATUSES | words_codes.ENDINGS,
}
"""By field: the codes that come from a case of the tool."""


def label(field: str, kind: str = "") -> Words:
    """What stands beside a field."""
    return _found("fields", field, kind) or plain(field)


def one_of(field: str, kind: str = "") -> Words:
    """What one of a group that repeats is called."""
    return _file("fields")["rows"].get(field) or label(field, kind)


def help_of(field: str, kind: str = "") -> Words | None:
    """What helps somebody who hesitates at a field; most fields need nothing."""
    return _found("help", field, kind)


def value(field: str, code: object) -> Words:
    """What a fixed value of a field means."""
    return known(field, str(code)) or plain(str(code))


def known(field: str, code: str) -> Words | None:
    """The same, or nothing where nobody gave it words; a code of the tool has the words of its reports."""
    return _found("values", code, field, "in") or _of_the_tool(field, code)


def _of_the_tool(field: str, code: str) -> Words | None:
    table = TOOL.get(field, {})
    said = table.get(code) or table.get(code.replace("-", "_"))
    return Words(said.nl, said.en) if said else None


def state(code: str, kind: str = "") -> Words:
    """What a state is called."""
    return _found("states", code, kind) or plain(code)


def role(role: Role | str) -> Words:
    """What a role is called."""
    return _file("people")["roles"].get(str(role)) or plain(str(role))


def noun(noun: Noun | str) -> Words:
    """What a noun is called, one of them."""
    return _file("people")["nouns"].get(str(noun)) or plain(str(noun))


def pattern(expression: str) -> Words | None:
    """The form that a pattern asks for, in a sentence with an example."""
    return _file("help")["patterns"].get(expression)


def plain(code: str) -> Words:
    """A code of which nothing is known."""
    said = code.replace("_", " ").replace("-", " ")
    return Words(said, said)


def tables(name: str) -> Mapping[str, Table]:
    """The tables of one file of words by their headings, for whoever checks that nothing is missing or unused."""
    return _file(name)


def _found(name: str, code: str, place: str, heading: str = "of") -> Words | None:
    told = _file(name)
    return told.get(f"{heading}.{place}", {}).get(code) or told[name].get(code)


@cache
def _file(name: str) -> dict[str, dict[str, Words]]:
    text = tomllib.loads((HERE / "words" / f"{name}.toml").read_text(encoding="utf-8"))
    nested = {key: text.pop(key) for key in ("of", "in") if key in text}
    flat = {f"{key}.{place}": table for key, places in nested.items() for place, table in places.items()}
    return {name: {code: Words(**each) for code, each in table.items()} for name, table in (text | flat).items()}
