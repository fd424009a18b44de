"""No page says anything in one language only, and none brings a script or style of its own."""

import re
from pathlib import Path

import pytest

from inzage.register import web

FOLDER = Path(web.__file__).parent / "templates" / "inzage"
PIECE = "field_attributes.html"
"""Attributes of a tag, not a piece of a page."""
PAGES = sorted(file for file in FOLDER.rglob("*.html") if file.name != PIECE)
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->", re.DOTALL)
ALLOWED = {"Inzage", "☰"}
"""The product's name; the sign for a menu."""


def said(page: str) -> set[str]:
    """Words between tags that stand there whatever the language."""
    text = re.sub(r"<[^>]*>", " ", TAG.sub(" ", page))
    return set(re.findall(r"[^\W\d_]{2,}|☰", text)) - ALLOWED


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_every_word_of_a_page_is_said_in_the_language_of_the_session(file: Path) -> None:
    assert said(file.read_text(encoding="utf-8")) == set()


def test_the_look_at_words_sees_a_word_in_one_language() -> None:
    assert said('<p class="iz-x">{% t "Ja" "Yes" %} Nee</p>') == {"Nee"}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_no_page_has_what_the_content_policy_would_not_run(file: Path) -> None:
    page = file.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r'(src|href)="(https?:)?//', page)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(FOLDER)))
def test_every_form_that_changes_something_carries_its_token(file: Path) -> None:
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", file.read_text(encoding="utf-8"), re.DOTALL):
        assert "{% csrf_token %}" in form
