"""The invented visits and their questions, as ``practice.toml`` holds them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question with its choices (letter → Dutch, English), the right one, and why."""

    asks: Pair
    choices: Mapping[str, Pair]
    right: str
    because: Pair
    critical: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One invented visit."""

    name: str
    tells: Pair
    questions: tuple[PracticeQuestion, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Every visit, in order; ``version`` changes with any of them."""

    version: str
    visits: tuple[Visit, ...]


def book() -> Book:
    """The visits that this version practises."""
    raw = tomllib.loads((files("inzage.cli") / "practice.toml").read_text("utf-8"))
    return Book(raw["version"], tuple(_visit(one) for one in raw["visits"]))


def _visit(raw: Mapping[str, Any]) -> Visit:
    told = (" ".join(raw["nl"].split()), " ".join(raw["en"].split()))
    return Visit(raw["name"], told, tuple(_question(one) for one in raw["questions"]))


def _question(raw: Mapping[str, Any]) -> PracticeQuestion:
    return PracticeQuestion(
        (raw["nl"], raw["en"]),
        {letter: (nl, en) for letter, (nl, en) in raw["choices"].items()},
        raw["right"],
        (raw["because_nl"], raw["because_en"]),
        raw.get("critical", False),
    )
