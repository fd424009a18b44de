"""One reader addressed in one language: codes, frame sentences and numbers become text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inzage.errors import Language
from inzage.report import spelling
from inzage.report.wording import Audience, Table, say

Frames = Mapping[str, tuple[str, str]]
"""Key → (Dutch, English); ``{…}`` is filled in."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a document speaks. ``frames``: its own sentences."""

    lang: Language
    audience: Audience
    frames: Frames

    def __call__(self, key: str, **facts: object) -> str:
        """One of the document's own sentences."""
        nl, en = self.frames[key]
        return (nl if self.lang == "nl" else en).format(**facts)

    def code(self, table: Table, code: str) -> str:
        """The words of a closed code."""
        return say(table, code, self.lang, self.audience)

    def codes(self, table: Table, codes: Iterable[str]) -> str:
        """Several codes as one list in words."""
        return spelling.listing((self.code(table, code) for code in codes), self.lang)

    def n(self, count: int) -> str:
        """A count."""
        return spelling.count(count, self.lang)

    def many(self, count: int, key: str) -> str:
        """A count with its noun; the frame holds ``one|many``."""
        one, more = self(key).split("|")
        return spelling.plural(count, one, more, self.lang)

    def day(self, on: date | None) -> str:
        """A day in full."""
        return spelling.day(on, self.lang)

    def span(self, stretch: tuple[date, date] | None) -> str:
        """A stretch of days, short."""
        return spelling.span(*stretch, self.lang) if stretch else spelling.NONE

    def between(self, stretch: tuple[date, date]) -> str:
        """A stretch of days in a sentence."""
        return self("between", first=self.day(stretch[0]), last=self.day(stretch[1]))
