"""The protocol of the manual check of a telephone: which screen answers which question. Data, read once.

References: the places of settings are those of the makers' own help pages for iOS 17 to 26 and
Android 13 to 16; another maker of Android may name a page otherwise.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from inzage.register.kind_files import HERE
from inzage.register.values import Words

FILE = HERE / "protocols" / "phone.v1.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """A screen to look at. ``path``: by platform, the way there; ``never``: what is left alone."""

    code: str
    grant: str
    data_class: str
    questions: tuple[str, ...]
    title: Words
    look: Words
    never: Words
    path: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True, slots=True)
class Protocol:
    """All steps, and the questions that no person answers by hand."""

    name: str
    steps: tuple[Step, ...]
    closed: Mapping[str, Words]

    def step_for(self, question: str) -> Step | None:
        """The step that answers a question."""
        return next((step for step in self.steps if question in step.questions), None)


@cache
def protocol() -> Protocol:
    """The protocol of this version."""
    text = tomllib.loads(FILE.read_text(encoding="utf-8"))
    closed = {code: Words(each["nl"], each["en"]) for each in text["closed"] for code in each["questions"]}
    return Protocol(f"{text['code']}-{text['version']}", tuple(map(_step, text["steps"])), closed)


def _step(each: Mapping[str, Any]) -> Step:
    path = {
        name: tuple(Words(nl, en) for nl, en in zip(each[name]["nl"], each[name]["en"], strict=True))
        for name in ("iOS", "Android")
    }
    title, look, never = (Words(each[name]["nl"], each[name]["en"]) for name in ("title", "look", "never"))
    return Step(each["code"], each["grant"], each["data_class"], tuple(each["questions"]), title, look, never, path)
