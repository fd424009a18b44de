"""Pieces of a drawing: across in shares of its width (percent), down in pixels; looks by class only."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from inzage.register.charts.said import Said

WIDE = 100.0
"""The width of every drawing, in percent."""


LINE = 17
"""From one line of text to the next, in pixels."""
LETTERS = 36
"""Of a line of text, at most: so many fit a telephone."""


def share(value: float) -> str:
    """A place or a width across, as an attribute."""
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces after each other; each is escaped already."""
    return mark_safe("".join(pieces))  # noqa: S308 - a join of what format_html made


def rect(look: str, x: float, y: float, width: float, height: float, *, tip: str = "") -> SafeString:
    """A box; ``tip`` is what a pointer resting on it is told."""
    return format_html(
        '<rect class="iz-chart__{}" x="{}" y="{}" width="{}" height="{}">{}</rect>',
        look,
        share(x),
        round(y, 1),
        share(width),
        round(height, 1),
        _tip(tip),
    )


def dot(look: str, x: float, y: float, radius: float, *, tip: str = "") -> SafeString:
    """A disc."""
    return format_html(
        '<circle class="iz-chart__{}" cx="{}" cy="{}" r="{}">{}</circle>', look, share(x), y, radius, _tip(tip)
    )


def shape(look: str, x: float, y: float, path: str, *, tip: str = "") -> SafeString:
    """A path around the place it stands for: in pixels, so that it keeps its form at any width."""
    return format_html(
        '<svg x="{}" y="{}" overflow="visible"><path class="iz-chart__{}" d="{}">{}</path></svg>',
        share(x),
        round(y, 1),
        look,
        path,
        _tip(tip),
    )


def area(
    look: str, top: float, high: float, places: Sequence[tuple[float, float]], *, closed: bool = False
) -> SafeString:
    """Through places (percent across, pixels below ``top``), closed and filled or as one line that can be dashed.

    Its box is pulled to the width of the drawing; what is styled ``vector-effect`` keeps the width of its line.
    """
    path = "L".join(f"{x * 10:.1f} {y:.1f}" for x, y in places)
    return format_html(
        '<svg x="0" y="{}" width="100%" height="{}" viewBox="0 0 1000 {}" preserveAspectRatio="none" '
        'overflow="visible"><path class="iz-chart__{}" d="M{}{}"/></svg>',
        round(top, 1),
        round(high, 1),
        round(high, 1),
        look,
        path,
        "Z" if closed else "",
    )


def line(look: str, x1: float, y1: float, x2: float, y2: float) -> SafeString:
    """A straight line."""
    return format_html(
        '<line class="iz-chart__{}" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        look,
        share(x1),
        round(y1, 1),
        share(x2),
        round(y2, 1),
    )


def words(text: str, x: float, y: float, look: str = "start", shift: int = 0) -> SafeString:
    """Text as text; ``look`` says which end stands at ``x``: start, middle or end; ``shift`` moves it in pixels."""
    return format_html(
        '<text class="iz-chart__text iz-chart__text--{}" x="{}" y="{}" dx="{}">{}</text>',
        look,
        share(x),
        round(y, 1),
        shift,
        text,
    )


def folded(text: str) -> list[str]:
    """A text in lines that fit a telephone, one at least."""
    return wrap(text, LETTERS) or [""]


def lines(text: str, y: float, look: str = "start") -> list[SafeString]:
    """The text in such lines from ``y`` down, each LINE lower than the one before."""
    return [words(each, 0, y + LINE * i, look) for i, each in enumerate(folded(text))]


def tall(text: str) -> float:
    """How much room its lines take, in pixels."""
    return LINE * len(folded(text))


def drawing(said: Said, height: float, pieces: Iterable[SafeString]) -> SafeString:
    """The whole, with its title and description."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="iz-chart__drawing" width="100%" height="{0}" role="img" '
        'aria-labelledby="{1}-t {1}-d"><title id="{1}-t">{2}</title><desc id="{1}-d">{3}</desc>{4}</svg>',
        round(height),
        said.key,
        said.title,
        said.about,
        joined(pieces),
    )


def _tip(text: str) -> SafeString:
    return format_html("<title>{}</title>", text) if text else SafeString("")
