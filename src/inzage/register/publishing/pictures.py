"""Charts of a publication: those of the register, and the same dressed for paper, where no style sheet reaches."""

import re
from collections.abc import Iterator

from django.utils.translation import override

from inzage.register.charts import Count, Lying, Said, axes
from inzage.register.charts.curves import Curves, Stairs, Tread
from inzage.register.charts.figures import Drawn
from inzage.register.publishing.printing import Printed
from inzage.report.sheet import Figure
from inzage.report.voice import Voice

WIDE = 680
"""Of a drawing on paper, in its own points."""
LEAST = 2
"""Of fewer bars, and of fewer moments, there is nothing to compare."""
INK, SOFT, FAINT, ACCENT = "#1d2b33", "#4a555b", "#c5ced2", "#14505c"
TEXT = f'font-family="Noto Sans" font-size="13" fill="{SOFT}"'
DRESS = {
    "text": TEXT,
    "text--middle": 'text-anchor="middle"',
    "text--end": 'text-anchor="end"',
    "text--lane": 'font-weight="bold"',
    "grid": f'stroke="{FAINT}"',
    "axis": f'stroke="{SOFT}"',
    "bar": f'fill="{ACCENT}"',
    "steps": f'fill="none" stroke="{ACCENT}" stroke-width="2.5" vector-effect="non-scaling-stroke"',
    "band": f'fill="{ACCENT}" fill-opacity="0.18" stroke="none"',
}
CLASS = re.compile(r' class="([^"]*)"')
ROOT = re.compile(r'^<svg ([^>]*?)width="100%" height="(\d+)"')


def charts(tables: tuple[Printed, ...], voice: Voice) -> Iterator[tuple[str, Drawn]]:
    """A chart for each table that has one, with the table's code."""
    for each in tables:
        if each.percent is not None and (made := _bars(each, voice)):
            yield each.code, made
        elif each.curve and len(each.rows) >= LEAST:
            yield each.code, _line(each, voice)


def _bars(table: Printed, voice: Voice) -> Drawn | None:
    place = table.percent or 0
    shares = [(row[0], int(row[place].removesuffix("%"))) for row in table.rows if row[place].endswith("%")]
    if len(shares) < LEAST:
        return None
    title = voice("picture", what=table.title)
    said = Said(title, voice("picture.about"), f"beeld-{table.code}", (voice("what"), voice("percent")))
    return Lying(said, tuple(Count(label, share) for label, share in shares), whole=100)


def _line(table: Printed, voice: Voice) -> Drawn:
    assert table.curve is not None  # noqa: S101 - who calls has looked
    moments, survives = table.curve.moments, table.curve.form == "survival"
    treads = [Tread(each.at, float(each.percent), each.low, each.high) for each in moments]
    time = axes.elapsed(moments[-1].at)
    at_risk = tuple(
        next((str(each.at_risk) for each in reversed(moments) if each.at <= tick), "") for tick in time.ticks
    )
    first = Tread(0, 100.0 if survives else 0.0)
    stairs = Stairs(table.title, (first, *treads), moments[-1].at, at_risk)
    said = Said(table.title, voice("curve.about"), f"beeld-{table.code}", table.head)
    top = 100.0 if survives else 0.0
    return Curves(
        said,
        (stairs,),
        time,
        voice(f"curve.across.{time.unit}"),
        voice("curve.up"),
        voice("curve.risk"),
        top,
        suffix="%",
    )


def on_paper(chart: Drawn, voice: Voice) -> Figure:
    """The same drawing with its looks written on it, for a document."""
    with override(voice.lang):
        drawing = str(chart.drawing())
    return Figure(dressed(drawing), chart.said.about, chart.said.title)


def dressed(drawing: str) -> str:
    """A drawing of the register that needs no style sheet: classes give way to what they mean."""
    sized = ROOT.sub(rf'<svg \1width="{WIDE}" height="\2" viewBox="0 0 {WIDE} \2"', drawing)
    return CLASS.sub(_worn, sized)


def _worn(found: re.Match[str]) -> str:
    names = [name.removeprefix("iz-chart__") for name in found[1].split()]
    looks = {part.split("=")[0]: part for name in names for part in _parts(DRESS.get(name, ""))}
    return "".join(f" {look}" for look in looks.values())


def _parts(look: str) -> list[str]:
    return re.findall(r'[a-z-]+="[^"]*"', look)
