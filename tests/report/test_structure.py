"""For who listens, enlarges or prints: landmarks, names, order, and colours computed from the style itself."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from inzage.report import chart, pictures
from tests.report.test_html import VOID

STYLE = files("inzage.report").joinpath("templates", "common.css").read_text("utf-8")
TYPST = files("inzage.report").joinpath("templates", "common.typ").read_text("utf-8")


class Tree(HTMLParser):
    """Each element with its parents, its attributes and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.all: list[Element] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.all.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def named(self, *tags: str) -> list["Element"]:
        return [element for element in self.all if element.tag in tags]


class Element:
    """One element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str], above: tuple["Element", ...]) -> None:
        self.tag, self.attributes, self.above, self.text = tag, attributes, above, ""

    @property
    def parent(self) -> str:
        return self.above[-1].tag if self.above else ""

    def inside(self, element: "Element") -> bool:
        return element in self.above


@pytest.fixture
def trees(documents: Mapping[str, bytes]) -> list[Tree]:
    return [Tree(content) for name, content in documents.items() if name.endswith(".html")]


def test_a_page_has_its_landmarks_once(trees: list[Tree]) -> None:
    for tree in trees:
        assert [len(tree.named(tag)) for tag in ("html", "head", "header", "main", "footer", "h1")] == [1] * 6
        (title,) = [one for one in tree.named("title") if one.parent == "head"]
        assert title.text == tree.named("h1")[0].text


def test_all_that_is_read_stands_in_a_landmark(trees: list[Tree]) -> None:
    for tree in trees:
        for element in tree.named("p", "h2", "h3", "table", "ul", "dl", "figure"):
            assert {"header", "main", "footer"} & {above.tag for above in element.above}


def test_no_heading_no_head_of_a_column_and_no_name_is_empty(trees: list[Tree]) -> None:
    for tree in trees:
        for element in tree.named("h1", "h2", "h3", "caption", "figcaption", "title", "desc", "dt", "li"):
            assert element.text.strip()
        assert all(head.text.strip() for head in tree.named("th") if head.attributes["scope"] == "col")


def test_headings_tell_the_sections_apart(trees: list[Tree]) -> None:
    for tree in trees:
        texts = [heading.text for heading in tree.named("h2")]
        assert len(texts) == len(set(texts))
        levels = [int(heading.tag[1]) for heading in tree.named("h1", "h2", "h3")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_cell_belongs_to_a_column_and_a_row_with_a_name(trees: list[Tree]) -> None:
    for tree in trees:
        for table in tree.named("table"):
            rows = [row for row in tree.named("tr") if row.inside(table)]
            heads = [cell for cell in tree.named("th") if cell.inside(rows[0])]
            assert {head.attributes["scope"] for head in heads} == {"col"}
            for row in rows[1:]:
                cells = [cell for cell in tree.named("th", "td") if cell.inside(row)]
                assert len(cells) == len(heads)
                assert (cells[0].tag, cells[0].attributes["scope"]) == ("th", "row")
                assert all(cell.tag == "td" for cell in cells[1:])


def test_a_table_that_scrolls_can_be_reached_and_has_its_name(trees: list[Tree]) -> None:
    for tree in trees:
        for table in tree.named("table"):
            around = table.above[-1]
            (caption,) = [one for one in tree.named("caption") if one.inside(table)]
            assert (around.attributes["role"], around.attributes["tabindex"]) == ("region", "0")
            assert around.attributes["aria-label"] == caption.text


def test_lists_hold_what_lists_hold(trees: list[Tree]) -> None:
    for tree in trees:
        assert {element.parent for element in tree.named("li")} <= {"ul"}
        assert {element.parent for element in tree.named("dt", "dd")} <= {"div"}
        assert {element.above[-2].tag for element in tree.named("dt", "dd")} <= {"dl"}
        for element in tree.all:
            assert not (element.tag in ("p", "ul", "dl", "table", "div") and element.parent == "p")


def test_every_chart_says_in_words_what_it_shows(trees: list[Tree]) -> None:
    for tree in trees:
        named = {element.attributes["id"]: element for element in tree.all if "id" in element.attributes}
        for picture in tree.named("svg"):
            title, desc = (named[key] for key in picture.attributes["aria-labelledby"].split())
            assert (title.tag, desc.tag) == ("title", "desc")
            assert title.inside(picture)
            assert re.search(r"\d", desc.text) or "geen" in desc.text or "no acts" in desc.text
            assert picture.attributes["role"] == "img"


def test_captions_are_numbered_in_order(trees: list[Tree]) -> None:
    for tree in trees:
        for tag in ("caption", "figcaption"):
            numbers = [int(re.search(r"\d+", element.text)[0]) for element in tree.named(tag)]  # type: ignore[index]
            assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_leans_on_place_or_colour_alone(trees: list[Tree]) -> None:
    """Each framed answer says in words which answer it is."""
    for tree in trees:
        for notice in [one for one in tree.named("div") if one.attributes.get("class", "").startswith("notice")]:
            assert any(head.inside(notice) and head.attributes.get("class") == "head" for head in tree.named("p"))


def test_text_can_be_enlarged_and_set_in_one_column() -> None:
    sizes = re.findall(r"font-size:\s*([^;}]+)", STYLE.split("@media print")[0])
    assert sizes
    assert all(size.strip().endswith(("rem", "em")) for size in sizes)
    assert "user-scalable" not in STYLE
    assert re.search(r"@media \(max-width: \d+rem\)", STYLE)


def test_what_has_the_focus_shows_it() -> None:
    (outline,) = re.findall(r":focus-visible \{[^}]*outline: (\d+)px solid (#\w+)", STYLE)
    assert int(outline[0]) >= 2
    assert contrast(outline[1], "#ffffff") >= 3


# --- colours --------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    full = "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Every rule of the style: its selector and what it sets."""
    for selector, body in re.findall(r"([^{}@]+)\{([^{}]*)\}", re.sub(r"@media[^{]*\{", "", STYLE)):
        yield selector.strip(), dict(re.findall(r"([\w-]+):\s*([^;]+)", body))


def set_by(name: str) -> dict[str, str]:
    found = {}
    for selector, settings in rules():
        for value in re.findall(r"#[0-9a-fA-F]{3,6}\b", settings.get(name, "")):
            found[selector] = value
    return found


INKS = {selector: ink for selector, ink in set_by("color").items() if not selector.startswith(".stamp")}
GROUNDS = set_by("background")
STAMP = next(value for selector, value in set_by("color").items() if selector.startswith(".stamp"))


@pytest.mark.parametrize("selector", INKS)
def test_every_ink_stands_out_from_the_page_and_from_a_watermark_under_it(selector: str) -> None:
    assert contrast(INKS[selector], GROUNDS["body"]) >= 4.5
    assert contrast(INKS[selector], STAMP) >= 4.5


@pytest.mark.parametrize("selector", GROUNDS)
def test_the_common_ink_stands_out_from_every_ground(selector: str) -> None:
    assert contrast(INKS["body"], GROUNDS[selector]) >= 7


def test_the_watermark_is_seen_and_reads_through() -> None:
    assert 1.15 <= contrast(STAMP, GROUNDS["body"]) <= 1.6


@pytest.mark.parametrize("fill", [*pictures.FILLS.values(), chart.BAR, chart.INK])
def test_what_a_chart_draws_stands_out_from_the_paper(fill: str) -> None:
    assert contrast(fill, "#ffffff") >= 3


def test_parts_of_a_bar_are_told_apart_by_more_than_colour() -> None:
    assert len(set(pictures.FILLS.values())) == len(pictures.FILLS)
    for one, other in pairwise(pictures.FILLS.values()):
        assert contrast(one, other) >= 1.5


def test_paper_uses_the_inks_and_grounds_of_the_screen() -> None:
    on_paper = set(re.findall(r'rgb\("(#\w{6})"\)', TYPST))
    on_screen = set(re.findall(r"#[0-9a-f]{6}", STYLE))
    assert on_paper <= on_screen


@pytest.mark.parametrize("tone", re.findall(r'edge: rgb\("(#\w{6})"\), fill: rgb\("(#\w{6})"\)', TYPST))
def test_the_head_of_a_notice_stands_out_from_its_ground(tone: tuple[str, str]) -> None:
    """Typst darkens the edge by a quarter for the words; the edge itself marks, and need only be seen."""
    edge, ground = tone
    darker = "#" + "".join(f"{int(int(edge[i : i + 2], 16) * 0.75):02x}" for i in (1, 3, 5))
    assert contrast(darker, ground) >= 4.5
    assert contrast(edge, "#ffffff") >= 3
