"""Much of everything, long words and every watermark: nothing runs off a page, over its neighbour or away."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import pytest

from inzage.errors import Language
from inzage.report import client, html, officer, pdf
from inzage.report.sheet import Sheet
from inzage.report.words_codes import STAMPS
from inzage.result import Mark, Reason, Status
from tests.report import ink, invented, pages
from tests.report.ink import Run
from tests.report.test_html import Outline

MARGIN = 2 / 2.54 * 72
QUESTIONS, SOURCES, WEEKS = 40, 300, 60


def crowd() -> dict[str, Any]:
    """A check such as no plan allows: far more of everything than a real one has."""
    first = invented.LAST - timedelta(weeks=WEEKS)
    days = [((first + timedelta(days=n)).isoformat(), 1 + n % 19) for n in range(0, WEEKS * 7, 3)]
    reasons, statuses = list(map(str, Reason)), list(map(str, Status))
    kinds = ("indication", "no_indication", "not_assessable")
    answers = [
        invented.answer(f"question_{n}", kinds[n % 3], days if n % 3 == 0 else [], reasons=reasons[n : n + 6])
        for n in range(QUESTIONS)
    ]
    sources = [
        invented.source(f"reader_number_{n % 23}", n, statuses[n % len(statuses)], reason=reasons[n % len(reasons)],
                        rows=n * 12_347, container=n % 90, carrier=1 + n % 4)
        for n in range(1, SOURCES + 1)
    ]  # fmt: skip
    window = {"from": first.isoformat(), "to": invented.LAST.isoformat()}
    return {"answers": answers, "coverage": sources, "window": window}


def wordy() -> dict[str, Any]:
    """Words without a place to break, where the words of others stand."""
    long = "plaatsen-" + "x" * 180
    answers = [
        invented.answer("listed_places_visited", "indication", [("2026-09-03", 4)], block=long,
                        lists=[{"name": long, "version": long}],
                        by=[{"carrier": 1, "class": long, "count": 4, "days": 1}]),
    ]  # fmt: skip
    return {"answers": answers, "check_id": "k" * 60, "method_version": long}


CASES = {"crowd": crowd(), "wordy": wordy(), "plain": {}}
SHEETS = {"officer": officer.sheet, "client": client.sheet}


@cache
def made(case: str, audience: str, lang: Language) -> tuple[Sheet, bytes]:
    """One document, marked with all there is."""
    view = invented.seen(lang, marks=[str(mark) for mark in Mark], **CASES[case])
    sheet = SHEETS[audience](view)
    return sheet, pdf.render(sheet, view.made, {"result": "{}", "attached": "-"} if audience == "officer" else None)


each = pytest.mark.parametrize(
    ("case", "audience", "lang"),
    [(case, audience, lang) for case in CASES for audience in SHEETS for lang in ("nl", "en")],
)


def level(content: bytes) -> Iterator[list[Run]]:
    """The runs of each page that stand level (a watermark does not)."""
    yield from ([run for run in page if not run.slanted] for page in ink.runs(content))


@each
def test_all_text_stands_inside_the_margins(case: str, audience: str, lang: Language) -> None:
    _, content = made(case, audience, lang)
    width, height = ink.size(content)
    for number, page in enumerate(level(content), start=1):
        outside = [
            run.text
            for run in page
            if run.x < MARGIN - 1 or run.right > width - MARGIN + 1 or not 20 < run.y < height - 20
        ]
        assert outside == [], f"page {number}"


@each
def test_no_text_stands_over_another(case: str, audience: str, lang: Language) -> None:
    _, content = made(case, audience, lang)
    for number, page in enumerate(level(content), start=1):
        lines: dict[int, list[Run]] = defaultdict(list)
        for run in page:
            lines[round(run.y)].append(run)
        over = [
            (a.text, b.text)
            for line in lines.values()
            for a, b in pairwise(sorted(line, key=lambda run: run.x))
            if a.right > b.x + 1.5
        ]
        assert over == [], f"page {number}"


@each
def test_every_sentence_of_the_sheet_is_on_paper_and_on_screen(case: str, audience: str, lang: Language) -> None:
    sheet, content = made(case, audience, lang)
    paper, screen = squeezed("".join(pages.texts(content))), squeezed("".join(Outline(html.render(sheet)).text))
    for words in said(sheet):
        assert squeezed(words) in screen
        for word in words.split():
            assert word in paper or len(word) > 60, "a long word may break over lines"


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(sheet: Sheet) -> Iterator[str]:
    """Every piece of text of a sheet, charts apart."""
    for block in sheet.blocks:
        for name in ("text", "lead", "head", "label", "foot", "code"):
            yield from filter(None, [getattr(block, name, "")])
        for name in ("items", "who", "labels"):
            held = getattr(block, name, ())
            yield from held if isinstance(held, tuple) else ()
        for row in getattr(block, "rows", ()):
            yield from row


@pytest.mark.parametrize("audience", SHEETS)
def test_all_questions_and_sources_are_there(audience: str) -> None:
    sheet, content = made("crowd", audience, "nl")
    paper = squeezed("".join(pages.texts(content)))
    assert all(f"question{n}" in paper for n in range(QUESTIONS)) or audience == "client"
    if audience == "officer":
        tables = [block for block in sheet.blocks if getattr(block, "caption", "").startswith("Bronnen en wat")]
        (coverage,) = tables
        ordinals = {n for row in coverage.rows for n in _ordinals(row[1])}  # type: ignore[union-attr]
        assert ordinals == set(range(1, SOURCES + 1))


def _ordinals(cell: str) -> Iterator[int]:
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        if first:
            yield from range(int(first), int(last or first) + 1)


COMBINATIONS = [marks for n in range(1, len(Mark) + 1) for marks in combinations(map(str, Mark), n)]


@pytest.mark.parametrize("marks", COMBINATIONS, ids="+".join)
@pytest.mark.parametrize("audience", SHEETS)
def test_every_page_carries_each_mark_of_every_combination_and_no_other(audience: str, marks: tuple[str, ...]) -> None:
    lang: Language = "nl" if len(marks) % 2 else "en"
    view = invented.seen(lang, marks=list(marks))
    content = pdf.render(SHEETS[audience](view), view.made, {"result": "{}", "attached": "-"})
    for page in ink.runs(content):
        across = squeezed("".join(run.text for run in page if run.slanted))
        foot = squeezed("".join(run.text for run in page if not run.slanted and run.y < 60))
        for mark, words in STAMPS.items():
            stamp = squeezed(words.say(lang, audience))  # type: ignore[arg-type]
            assert (stamp in across, stamp in foot) == (mark in marks, mark in marks)


@pytest.mark.parametrize("audience", SHEETS)
def test_a_watermark_stays_on_its_page(audience: str) -> None:
    _, content = made("plain", audience, "nl")
    width, height = ink.size(content)
    for page in ink.runs(content):
        slanted = [run for run in page if run.slanted]
        assert len(slanted) == len(Mark)
        assert all(0 < run.x < width and 0 < run.y < height for run in slanted)


def test_a_report_of_a_crowd_keeps_its_pages_in_order() -> None:
    _, content = made("crowd", "officer", "nl")
    texts = pages.texts(content)
    assert [f"bladzijde{n}van{len(texts)}" in squeezed(text) for n, text in enumerate(texts, start=1)] == [True] * len(
        texts
    )
