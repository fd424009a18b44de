"""Where text stands on a page of a PDF: each run with its place and width, as the page's own operators put it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from tests.report.pages import _decode, _unicode

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Run:
    """A piece of text that was set in one go. Points, from the lower left of the page."""

    text: str
    x: float
    y: float
    width: float
    size: float
    slanted: bool

    @property
    def right(self) -> float:
        return self.x + self.width


def runs(content: bytes) -> list[list[Run]]:
    """The runs of every page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [list(_of(page)) for page in pdf.pages]


def size(content: bytes) -> tuple[float, float]:
    """Width and height of the pages (all alike)."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = {tuple(float(edge) for edge in page.MediaBox) for page in pdf.pages}  # type: ignore[attr-defined]
    ((_, _, width, height),) = boxes
    return width, height


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _of(page: pikepdf.Page) -> Iterator[Run]:
    fonts = {name: (_unicode(font), _widths(font)) for name, font in page.Resources.Font.items()}
    at: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    text_at = at
    font, points = fonts[next(iter(fonts))], 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(at)
            case "Q":
                at = kept.pop()
            case "cm":
                at = _times(tuple(float(v) for v in operands), at)  # type: ignore[arg-type]
            case "Tm":
                text_at = tuple(float(v) for v in operands)  # type: ignore[assignment]
            case "Tf":
                font, points = fonts[str(operands[0])], float(operands[1])
            case "TJ" | "Tj":
                yield _run(operands[0], font, points, _times(text_at, at))


def _run(held: object, font: tuple[dict[int, str], dict[int, float]], points: float, at: Matrix) -> Run:
    """A run without the spaces at its end, which the end of a line leaves hanging."""
    names, widths = font
    text, so_far, inked = "", 0.0, 0.0
    for part in held if isinstance(held, pikepdf.Array) else [held]:  # type: ignore[union-attr]
        if not isinstance(part, pikepdf.String):
            so_far -= float(part)  # type: ignore[arg-type]
            continue
        raw = bytes(part)
        for i in range(0, len(raw), 2):
            letter = _decode(raw[i : i + 2], names)
            so_far += widths.get(int.from_bytes(raw[i : i + 2], "big"), 0)
            text, inked = text + letter, so_far if letter.strip() else inked
    return Run(text, at[4], at[5], inked * points / 1000 * at[0], points, abs(at[1]) > 0.01)


def _widths(font: pikepdf.Object) -> dict[int, float]:
    found: dict[int, float] = {}
    held = list(font.DescendantFonts[0].W)
    while held:
        first, second = int(held.pop(0)), held.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + n: float(width) for n, width in enumerate(second)}  # type: ignore[call-overload]
        else:
            width = float(held.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found
