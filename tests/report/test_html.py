"""The HTML: one file, no script, no request, its style bound by digest, structure for who listens."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from inzage.report import html, officer
from inzage.report.sheet import Sheet
from tests.report import invented

VOID = {"meta", "br", "path", "rect"}
REFERS = {"src", "href", "action", "data", "srcset", "poster", "xlink:href", "formaction"}


class Outline(HTMLParser):
    """Tags in order, with their attributes, and whether they close in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def outlines(documents: Mapping[str, bytes]) -> list[Outline]:
    return [Outline(content) for name, content in documents.items() if name.endswith(".html")]


def test_every_tag_closes_in_order(outlines: list[Outline]) -> None:
    assert all(not outline.open for outline in outlines)


def test_nothing_runs_and_nothing_is_fetched(outlines: list[Outline]) -> None:
    for outline in outlines:
        assert not {"script", "link", "iframe", "img", "object", "embed", "form", "base"} & {
            tag for tag, _ in outline.tags
        }
        for _, attributes in outline.tags:
            assert not REFERS & set(attributes)
            assert not any(name.startswith("on") or name == "style" for name in attributes)


def test_the_style_asks_for_nothing_and_is_the_one_allowed(done: Mapping[str, bytes]) -> None:
    content = done["rapport.html"].decode()
    (style,) = re.findall(r"<style>(.*?)</style>", content, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [meta["content"] for meta in Outline(done["rapport.html"]).named("meta") if "http-equiv" in meta]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_headings_begin_at_one_and_skip_no_level(outlines: list[Outline]) -> None:
    for outline in outlines:
        levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))


def test_the_language_is_told(documents: Mapping[str, bytes]) -> None:
    for name, content in documents.items():
        if name.endswith(".html"):
            expected = "nl" if name in ("rapport.html", "afschrift.html") else "en"
            assert Outline(content).named("html") == [{"lang": expected}]


def test_every_head_of_a_table_has_a_scope_and_every_table_a_caption(outlines: list[Outline]) -> None:
    for outline in outlines:
        assert {head.get("scope") for head in outline.named("th")} <= {"col", "row"}
        assert len(outline.named("caption")) == len(outline.named("table"))


def test_every_chart_is_named_and_no_name_is_used_twice(outlines: list[Outline]) -> None:
    for outline in outlines:
        ids = [str(attributes["id"]) for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        for chart in outline.named("svg"):
            assert set(str(chart["aria-labelledby"]).split()) <= set(ids)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7*7 }}", "&lt;b&gt;", "'; --"]
)
def test_hostile_text_stays_text(hostile: str) -> None:
    view = invented.seen()
    outcome = replace(view.outcomes[0], worded=hostile, lists=((hostile, hostile),), block=hostile)
    view = replace(
        view, outcomes=(outcome,), basis=replace(view.basis, reference=hostile, person=hostile, title=hostile)
    )
    outline = Outline(html.render(officer.sheet(view)))
    assert not {"script", "img", "b"} & {tag for tag, _ in outline.tags}
    assert "".join(outline.text).count(hostile) >= 5


def test_a_watermark_is_set_over_the_page_and_said_in_words(marked: Mapping[str, bytes]) -> None:
    for name in ("rapport.html", "afschrift.html"):
        outline = Outline(marked[name])
        assert [d.get("aria-hidden") for d in outline.named("div") if d.get("class") == "stamp"] == ["true"]
        assert [d for d in outline.named("div") if d.get("class") == "notice mark"]


def test_the_watermark_is_on_every_printed_page() -> None:
    style = files("inzage.report").joinpath("templates", "common.css").read_text("utf-8")
    (stamp,) = re.findall(r"\.stamp \{([^}]*)\}", style)
    assert "position: fixed" in stamp, "what is fixed is printed on each page"


COLOURS = [
    ("#1d2b33", "#ffffff"), ("#14505c", "#ffffff"), ("#4a555b", "#ffffff"), ("#1d2b33", "#fdf3e3"),
    ("#1d2b33", "#e9f2f4"), ("#1d2b33", "#f0f2f3"), ("#1d2b33", "#fbeef2"), ("#1d2b33", "#ecdde2"),
    ("#4a555b", "#ecdde2"), ("#14505c", "#ecdde2"),
]  # fmt: skip


@pytest.mark.parametrize(("ink", "paper"), COLOURS)
def test_text_stands_out_from_its_ground(ink: str, paper: str) -> None:
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_paper_and_screen_show_one_and_the_same_sheet() -> None:
    sheet: Sheet = officer.sheet(invented.seen())
    shown = " ".join("".join(Outline(html.render(sheet)).text).split())
    for block in sheet.blocks:
        if text := getattr(block, "text", ""):
            assert text in shown
