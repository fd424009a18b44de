"""How numbers, days and sizes are written in Dutch and in English."""

from collections.abc import Iterable
from datetime import date

from inzage.errors import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT: dict[Language, tuple[str, ...]] = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_UNITS = ("bytes", "kB", "MB", "GB", "TB")
NONE = "–"
"""What stands in a cell that has no value."""


def count(n: int, lang: Language) -> str:
    """``12345`` as 12.345 (nl) or 12,345 (en)."""
    grouped = f"{n:,}"
    return grouped.replace(",", ".") if lang == "nl" else grouped


def share(part: float) -> str:
    """A share as a whole percentage; 0% and 100% only where they are exact."""
    percent = round(part * 100)
    if 0 < part < 1:
        percent = min(99, max(1, percent))
    return f"{percent}%"


def day(on: date | None, lang: Language) -> str:
    """3 oktober 2026."""
    return f"{on.day} {_MONTHS[lang][on.month - 1]} {on.year}" if on else NONE


def short_day(on: date | None, lang: Language) -> str:
    """3 okt 2026, for tables and axes."""
    return f"{on.day} {_SHORT[lang][on.month - 1]} {on.year}" if on else NONE


def day_and_month(on: date, lang: Language) -> str:
    """3 okt."""
    return f"{on.day} {_SHORT[lang][on.month - 1]}"


def span(first: date | None, last: date | None, lang: Language) -> str:
    """Two days as one stretch; one day where they are the same."""
    if first is None or last is None:
        return NONE
    if first == last:
        return short_day(first, lang)
    return f"{short_day(first, lang)} – {short_day(last, lang)}"


def size(n: int, lang: Language) -> str:
    """Bytes in the unit that reads best, one decimal at most."""
    value, unit = float(n), 0
    while value >= 1000 and unit < len(_UNITS) - 1:  # noqa: PLR2004 - SI units
        value, unit = value / 1000, unit + 1
    written = f"{value:.1f}".removesuffix(".0") if unit else str(n)
    return f"{written.replace('.', ',') if lang == 'nl' else written} {_UNITS[unit]}"


def ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 as ``1–3, 7``."""
    runs: list[list[int]] = []
    for n in sorted(set(numbers)):
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs) or NONE


def digest(hexadecimal: str) -> str:
    """A digest in groups of eight, for an eye that compares."""
    return " ".join(hexadecimal[at : at + 8] for at in range(0, len(hexadecimal), 8))


def plural(n: int, one: str, many: str, lang: Language) -> str:
    """``1 dag``, ``2 dagen``."""
    return f"{count(n, lang)} {one if n == 1 else many}"


def listing(words: Iterable[str], lang: Language) -> str:
    """a, b en c."""
    *head, last = tuple(words) or ("",)
    return f"{', '.join(head)} {'en' if lang == 'nl' else 'and'} {last}" if head else last
