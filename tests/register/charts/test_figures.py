"""A figure always has its table, and escapes all of it."""

from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Bars, Count, Coverage, Fill, Part, Said, Table, figure
from tests.register.charts.reading import NASTY, SAID


class Cells(HTMLParser):
    """Texts of the cells of a table, and every tag with its class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs).get("class") or ""))
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_a_table_says_every_cell_as_it_is(rows: list[tuple[str, str]]) -> None:
    found = Cells(Table("Tabel", ("Wat", "Aantal"), tuple(rows)).html())
    assert found.cells == ["Wat", "Aantal", *(cell for row in rows for cell in row)]


def test_a_table_scrolls_inside_itself_and_can_be_reached_by_keyboard() -> None:
    html = Table('De "tabel"', ("Wat", "Aantal"), (("a", "1"),), figures=(1,)).html()
    assert html.startswith('<div class="iz-table-wrap" tabindex="0" role="region" aria-label="De &quot;tabel&quot;">')
    assert '<th scope="col" class="iz-num">Aantal</th>' in html or '<th class="iz-num" scope="col">Aantal</th>' in html
    assert '<th scope="row">a</th><td class="iz-num">1</td>' in html


def test_a_patch_stands_before_the_part_it_stands_for() -> None:
    html = Coverage(SAID, (Part("gelezen", 3, Fill.READ),)).table().html()
    assert '<span class="iz-chart__patch iz-chart__patch--read"></span>gelezen' in html


BARS = Bars(Said(NASTY, NASTY, "n", (NASTY, NASTY)), NASTY, (Count(NASTY, 3),))


@pytest.mark.parametrize("words", ["", NASTY])
def test_a_figure_has_its_table_and_no_markup_of_others(words: str) -> None:
    html = figure(BARS, words)
    assert isinstance(html, SafeString)
    tags = [tag for tag, _ in Cells(html).tags]
    assert "script" not in tags
    assert (tags[0], tags.count("table"), tags.count("svg"), tags.count("details")) == ("figure", 1, 1, bool(words))


def test_a_figure_has_no_style_of_its_own() -> None:
    assert "style" not in figure(BARS, "x").replace(NASTY, "")


@pytest.mark.parametrize("key", ["", "Week", "1a", "a b", "a_b", 'a"', "é"])
def test_a_key_that_a_page_cannot_refer_to_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="a chart's key"):
        Said("t", "a", key, ())


@pytest.mark.parametrize("key", ["a", "week-1", "dekking"])
def test_a_key_of_small_letters_digits_and_hyphens_is_one(key: str) -> None:
    assert Said("t", "a", key, ()).key == key


def test_a_table_that_stacks_says_its_roles_and_the_head_of_each_cell() -> None:
    html = Table("Tabel", ("Wat", 'De "som"'), (("a", "1"),), (1,), stack=True).html()
    assert '<table class="iz-table iz-table--stack" role="table">' in html
    assert 'data-label="De &quot;som&quot;" class="iz-num" role="cell">1</td>' in html
    assert 'role="rowheader">a</th>' in html
    assert "role=" not in Table("Tabel", ("Wat",), (("a",),)).html().replace('role="region"', "")


def test_a_cell_that_is_a_link_stays_one_and_a_text_never_becomes_one() -> None:
    link = SafeString('<a href="/x">5</a>')
    assert '<td><a href="/x">5</a></td>' in Table("T", ("a", "b"), (("x", link),)).html()
    assert "&lt;a href" in Table("T", ("a", "b"), (("x", str(link) + ""),)).html()
