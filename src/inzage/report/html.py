"""A sheet as one HTML file: no script, no request to anywhere, its only style bound by digest."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from inzage.report.sheet import Sheet, data

_STYLE = "common.css"


def render(sheet: Sheet) -> bytes:
    """One self-contained file, UTF-8."""
    style = files("inzage.report").joinpath("templates", _STYLE).read_text("utf-8")
    template = _environment().get_template(f"{sheet.design}.html.j2")
    return template.render(sheet=data(sheet), style=style, style_digest=_digest(style)).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("inzage.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )
    environment.filters["drawing"] = _trusted
    environment.filters["sheet_style"] = _trusted
    return environment


def _trusted(own: str) -> Markup:
    """Markup of our own making: a chart (it escapes its texts itself) or the style file."""
    return Markup(own)  # noqa: S704 - never anything that came in from outside


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
