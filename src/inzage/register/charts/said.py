"""What a chart is in words, and its numbers."""

import re
from dataclasses import dataclass

from django.utils.formats import number_format

_KEY = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Said:
    """A chart's title, what it shows in a sentence, a key unique in its page, and its table's column heads.

    Raises ValueError for a key that a page cannot refer to.
    """

    title: str
    about: str
    key: str
    head: tuple[str, ...]

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"a chart's key is small letters, digits and hyphens, not {self.key!r}")


def number(value: float, decimals: int = 0) -> str:
    """A number as the reader's language writes it, rounded, its thousands apart."""
    return number_format(round(value, decimals), decimal_pos=decimals, force_grouping=True)  # Django alone cuts off
