"""The text of each page of a PDF, by the font's own ToUnicode maps: what a reader could select."""

import io
import re
from collections.abc import Iterator

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def texts(content: bytes) -> list[str]:
    """One string per page, without spaces between runs."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return ["".join(_runs(page)) for page in pdf.pages]


def _runs(page: pikepdf.Page) -> Iterator[str]:
    maps = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            yield "".join(_decode(bytes(part), current) for part in parts if isinstance(part, pikepdf.String))


def _decode(raw: bytes, table: dict[int, str]) -> str:
    return "".join(table.get(int.from_bytes(raw[i : i + 2]), "") for i in range(0, len(raw), 2))


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    table: dict[int, str] = {}
    for kind, body in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", font.ToUnicode.read_bytes(), re.DOTALL):
        if kind == b"bfchar":
            table |= {int(code, 16): _text(value) for code, value in _PAIR.findall(body)}
        for first, last, value in _RANGE.findall(body) if kind == b"bfrange" else ():
            start = ord(_text(value))
            table |= {int(first, 16) + n: chr(start + n) for n in range(int(last, 16) - int(first, 16) + 1)}
    return table


def _text(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be")
