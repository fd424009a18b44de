"""Renders each kind of invented case once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from inzage.errors import Language
from inzage.report.documents import render
from tests.report import invented

EMPTY = {"questions": [], "doors": [], "refusals": []}
CASES: dict[str, dict[str, Any]] = {
    "done": {},
    "marked": {"marks": ["validation", "unsigned", "unconfined", "concept"]},
    "interrupted": {"status": "interrupted"},
    "halted": {"status": "halted"},
    "refused": {"status": "refused", **invented.nothing()},
    "nothing": invented.nothing(),
    "crowded": invented.crowded(),
}


@cache
def rendered(name: str, lang: Language) -> Mapping[str, bytes]:
    other = CASES[name]
    plan = EMPTY if name in ("nothing", "refused") else None
    seen = invented.seen(lang, made_plan=plan, **other)
    return {document.name: document.content for document in render(seen, invented.result(**other))}


@pytest.fixture(params=[(name, lang) for name in CASES for lang in ("nl", "en")], ids="-".join)
def documents(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    """The documents of every kind of case, in both languages."""
    return rendered(*request.param)


@pytest.fixture
def done() -> Mapping[str, bytes]:
    """The Dutch documents of a finished check with all three answers."""
    return rendered("done", "nl")


@pytest.fixture
def marked() -> Mapping[str, bytes]:
    """The Dutch documents of a check with every watermark."""
    return rendered("marked", "nl")
