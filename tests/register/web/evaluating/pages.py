"""A page of one answer, as it is served."""

from pathlib import Path

from django.template import engines
from django.utils import translation

from inzage.evaluation import Protocol, Result
from inzage.register.web.evaluating.showing import shown

PAGE = (Path(__file__).parent / "page.html").read_text("utf-8")


def page(seen: Result, protocol: Protocol, language: str = "nl", name: str = "proef") -> str:
    """The whole page, every number with an address."""
    with translation.override(language):
        answer = shown(seen, protocol, lambda code, which: f"/rijen/{code}/{which}")
        told: str = engines["django"].from_string(PAGE).render({"name": name, "answer": answer, "language": language})
    return told
