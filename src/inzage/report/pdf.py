"""A sheet as PDF: PDF/A-3a and PDF/UA-1 in one file, the same bytes on every machine.

Typst refuses to make a document that breaks either standard. Text goes in as
JSON, so none of it can become markup; only the shipped fonts are used; the time
in the file is the last instant on record.

References: ISO 19005-3, ISO 14289-1; https://typst.app/docs/reference/pdf/.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

import typst

from inzage.report import NotAccessible
from inzage.report.glyphs import fit
from inzage.report.sheet import Sheet, data

_STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]


def render(sheet: Sheet, made: datetime, attached: Mapping[str, str] | None = None) -> bytes:
    """One PDF. ``attached``: further inputs of the template (the result, and its description)."""
    inputs = {"sheet": fit(json.dumps(data(sheet), ensure_ascii=False)), **(attached or {})}
    with as_file(files("inzage.report")) as home:
        return _compile(home, sheet.design, inputs, made)


def _compile(home: Path, design: str, inputs: dict[str, str], made: datetime) -> bytes:
    try:
        return typst.compile(
            str(home / "templates" / f"{design}.typ"),
            root=str(home / "templates"),
            font_paths=_fonts(home),
            sys_inputs=inputs,
            pdf_standards=list(_STANDARDS),
            timestamp=int(made.timestamp()),
        )
    except typst.TypstError as fault:
        raise NotAccessible(name=design, found=fault.message) from fault


@cache
def _fonts(home: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(home / "fonts")])
