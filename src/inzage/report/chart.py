"""Charts as SVG of our own: text as text, with title and description, no script and no style.

Presentation attributes only, so the same bytes pass a strict content policy in
HTML and carry into the PDF. Every chart stands beside its figures in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

WIDTH = 680
INK, FAINT, BAR = "#1d2b33", "#c5ced2", "#14505c"
LEFT, RIGHT, TOP, PLOT, HEIGHT = 44, 8, 26, 120, 178
LABELS = 7
"""Dates under the bars, at most."""
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Week:
    """Acts in the seven days from Monday ``first``."""

    first: date
    count: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a coverage bar: its name, how many, its fill."""

    label: str
    count: int
    fill: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a chart is in words: its title, what it shows, and a key unique in its document."""

    title: str
    about: str
    key: str


def weeks(per_day: Sequence[tuple[date, int]], first: date, last: date) -> tuple[Week, ...]:
    """Acts per week over the window, weeks without acts included."""
    days = [on for on, _ in per_day]
    monday = _monday(min([first, *days]))
    starts = range((_monday(max([last, *days])) - monday).days // 7 + 1)
    counts = dict.fromkeys((monday + timedelta(weeks=n) for n in starts), 0)
    for on, n in per_day:
        counts[_monday(on)] += n
    return tuple(Week(start, n) for start, n in counts.items())


def ticks(highest: int) -> tuple[int, ...]:
    """Round values for an axis from 0 to at least ``highest``, in three to six whole steps."""
    step = next(s for s in _steps() if s * 5 >= highest)
    return tuple(range(0, max(highest + step - 1, 2 * step) // step * step + 1, step))


def bars(per_week: Sequence[Week], labels: Sequence[str], axis: str, told: Told) -> str:
    """Bars per week; ``labels`` (one per week) stand under some of them, ``axis`` above the scale."""
    scale = ticks(max((week.count for week in per_week), default=0))
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(per_week))
    body = [_label(0, 12, axis, "start"), *_grid(scale)]
    body += [_bar(i, slot, week.count, scale[-1]) for i, week in enumerate(per_week) if week.count]
    body += _dates(labels, slot)
    return _svg(body, HEIGHT, told)


def shares(segments: Sequence[Segment], told: Told) -> str:
    """One bar cut into shares, with a key in words and numbers under it."""
    total = sum(part.count for part in segments) or 1
    body, x = [], 0.0
    for part in segments:
        width = WIDTH * part.count / total
        if width:
            body.append(_rect(x, 0, max(1.0, width - 2), 22, part.fill))
        x += width
    for i, part in enumerate(segments):
        body += _legend(WIDTH / len(segments) * i, part)
    return _svg(body, 50, told)


def _legend(x: float, part: Segment) -> Iterator[str]:
    yield _rect(x, 33, 11, 11, part.fill)
    yield _label(x + 17, 43, f"{part.label}: {part.count}", "start")


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (step * power for step in _STEPS)
        power *= 10


def _grid(scale: Sequence[int]) -> Iterator[str]:
    for value in scale:
        y = TOP + PLOT * (1 - value / scale[-1])
        stroke = FAINT if value else INK
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{stroke}" stroke-width="1" fill="none"/>'
        yield _label(LEFT - 6, y + 4, str(value), "end")


def _bar(i: int, slot: float, count: int, top: int) -> str:
    height = PLOT * count / top
    gap = min(8.0, slot * 0.2)
    return _rect(LEFT + i * slot + gap / 2, TOP + PLOT - height, slot - gap, height, BAR)


def _dates(labels: Sequence[str], slot: float) -> Iterator[str]:
    every = -(-len(labels) // LABELS)
    for i in range(0, len(labels), max(1, every)):
        x = LEFT + (i + 0.5) * slot
        yield f'<path d="M{x:.1f} {TOP + PLOT}v5" stroke="{INK}" stroke-width="1" fill="none"/>'
        yield _label(x, TOP + PLOT + 20, labels[i], "middle")


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def _label(x: float, y: float, words: str, anchor: str) -> str:
    face = 'font-family="Noto Sans, Arial, sans-serif" font-size="12"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {face} fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(body: Sequence[str], height: int, told: Told) -> str:
    title, desc = f"{told.key}-t", f"{told.key}-d"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="{escape(title)} {escape(desc)}">'
    )
    words = f'<title id="{escape(title)}">{escape(told.title)}</title>'
    words += f'<desc id="{escape(desc)}">{escape(told.about)}</desc>'
    return f"{head}{words}{''.join(body)}</svg>"
