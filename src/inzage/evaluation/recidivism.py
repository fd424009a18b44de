"""What counts as re-offending: the definitions as data, each with its source and with what of it was not checked.

References: WODC-Recidivemonitor; WODC, Cahier 2019-10. A definition holds others: a very serious case is serious too.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from inzage.evaluation.faults import OutsideProtocol
from inzage.words import Words

HERE = Path(__file__).parent / "definitions"
NEWEST = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """What is counted under a code. ``includes``: codes of imported outcomes that fall under it, its own among them.

    ``uncertain``: what of it was not checked against its source; None where all was.
    """

    code: str
    words: Words
    includes: frozenset[str]
    source: str
    uncertain: Words | None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """How a case can end without being re-offending."""

    code: str
    words: Words
    source: str
    uncertain: Words | None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A classification of crimes and the days on which it is in use. ``shift``: what it moved, so that series break."""

    code: str
    words: Words
    source: str
    since: date | None
    until: date | None
    shift: Words | None


@dataclass(frozen=True, slots=True)
class Recidivism:
    """One version of all definitions."""

    version: int
    definitions: Mapping[str, Definition]
    not_counted: Mapping[str, NotCounted]
    lists: Mapping[str, CodeList]

    def counts(self, definition: str, code: str) -> bool:
        """Whether an outcome that was imported under ``code`` falls under ``definition``.

        Raises OutsideProtocol for a definition that there is not.
        """
        return code in self._of(definition).includes

    def _of(self, code: str) -> Definition:
        if code not in self.definitions:
            known = ", ".join(self.definitions)
            raise OutsideProtocol(asked=code, needed=known)
        return self.definitions[code]

    def shifts(self, codes: Iterable[str]) -> tuple[Words, ...]:
        """What moved between the code lists that one series was coded in; nothing where it is one list."""
        used = set(codes)
        moved = [each.shift for each in self.lists.values() if each.code in used and each.shift]
        return tuple(moved) if len(used) > 1 else ()


@cache
def recidivism(version: int = NEWEST) -> Recidivism:
    """The definitions of a version. Raises OutsideProtocol where there is no such version."""
    file = HERE / f"recidivism.v{version}.toml"
    if not file.is_file():
        raise OutsideProtocol(asked=f"recidivism.v{version}", needed=f"recidivism.v{NEWEST}")
    text = tomllib.loads(file.read_text(encoding="utf-8"))
    return Recidivism(
        text["version"],
        {each["code"]: _definition(each) for each in text["definitions"]},
        {each["code"]: _not_counted(each) for each in text["not_counted"]},
        {each["code"]: _list(each) for each in text["lists"]},
    )


def _definition(text: Mapping[str, Any]) -> Definition:
    includes = frozenset(text["includes"])
    return Definition(text["code"], _words(text), includes, text["source"], _said(text, "uncertain"))


def _not_counted(text: Mapping[str, Any]) -> NotCounted:
    return NotCounted(text["code"], _words(text), text["source"], _said(text, "uncertain"))


def _list(text: Mapping[str, Any]) -> CodeList:
    since, until = text.get("since"), text.get("until")
    return CodeList(text["code"], _words(text), text["source"], since, until, _said(text, "shift"))


def _words(text: Mapping[str, Any]) -> Words:
    return Words(text["nl"], text["en"])


def _said(text: Mapping[str, Any], what: str) -> Words | None:
    return Words(text[f"{what}_nl"], text[f"{what}_en"]) if f"{what}_nl" in text else None
