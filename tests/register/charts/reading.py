"""What a test reads from a drawing: its pieces by class, and numbers in percent."""

import re
from xml.etree import ElementTree as ET

from inzage.register.charts import Said

SVG = "{http://www.w3.org/2000/svg}"
SAID = Said("De titel", "Wat dit toont.", "proef", ("Wat", "Aantal"))
TAGS = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "text", "line", "rect", "circle", "path")}
PLACES = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "d", "dx", "width", "height"}
ATTRIBUTES = PLACES | {"class", "id", "role", "aria-labelledby", "overflow", "viewBox", "preserveAspectRatio"}
NASTY = "</text><script>a&\"'</script>"
"""A label that must come out as text, wherever it stands."""


def drawn(svg: str, look: str) -> list[ET.Element]:
    """Pieces that carry `iz-chart__<look>`, in order; ElementTree refuses what is not well-formed."""
    whole = ET.fromstring(svg)  # noqa: S314 - made here
    return [piece for piece in whole.iter() if f"iz-chart__{look}" in piece.get("class", "").split()]


def texts(svg: str) -> list[str]:
    """Texts in a drawing."""
    return [piece.text or "" for piece in drawn(svg, "text")]


def percent(piece: ET.Element, name: str) -> float:
    """A place or width across."""
    match = re.fullmatch(r"(-?\d+(\.\d+)?)%", piece.get(name, ""))
    assert match, piece.attrib
    return float(match[1])


def is_strict(svg: str) -> bool:
    """Whether a drawing fits a policy without style and script: classes, geometry and words alone."""
    pieces = list(ET.fromstring(svg).iter())  # noqa: S314 - made here
    return all(piece.tag in TAGS and set(piece.attrib) <= ATTRIBUTES for piece in pieces)


def is_told(svg: str, said: Said) -> bool:
    """Whether a drawing has its title and description, and points at them."""
    whole = ET.fromstring(svg)  # noqa: S314 - made here
    title, desc = whole[0], whole[1]
    labels = whole.get("aria-labelledby", "").split()
    return (
        whole.get("role") == "img"
        and (title.tag, title.text, desc.tag, desc.text) == (f"{SVG}title", said.title, f"{SVG}desc", said.about)
        and labels == [title.get("id"), desc.get("id")]
    )


def corners(piece: ET.Element) -> list[tuple[float, float]]:
    """Places of a path through places: percent across, pixels down."""
    told = [place.split() for place in piece.get("d", "").strip("MZ").split("L")]
    return [(float(x) / 10, float(y)) for x, y in told]
