"""The PDFs: equal bytes, tagged, PDF/A-3a and PDF/UA-1 by their own word, marked on every page."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pikepdf
import pytest

from inzage.report import NotAccessible, client, officer, pdf
from inzage.report.documents import render
from inzage.report.glyphs import drawable, fit
from inzage.report.sheet import Figure, Heading, Paragraph
from inzage.report.words_codes import STAMPS
from tests.report import invented, pages

ROLES = {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Caption"}


def pdfs(documents: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return [(name, content) for name, content in documents.items() if name.endswith(".pdf")]


def squeezed(text: str) -> str:
    return "".join(text.split())


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def test_the_same_case_gives_the_same_bytes() -> None:
    first = render(invented.seen(), invented.result())
    second = render(invented.seen(), invented.result())
    assert first == second


def test_each_says_it_is_pdf_a_3a_and_pdf_ua_1(documents: Mapping[str, bytes]) -> None:
    for _, content in pdfs(documents):
        with pikepdf.open(io.BytesIO(content)) as made, made.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
            assert told["pdfuaid:part"] == "1"


def test_each_is_tagged_titled_and_in_its_language(documents: Mapping[str, bytes]) -> None:
    for name, content in pdfs(documents):
        lang = "nl" if name in ("rapport.pdf", "afschrift.pdf") else "en"
        with pikepdf.open(io.BytesIO(content)) as made:
            assert bool(made.Root.MarkInfo.Marked)
            assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
            assert str(made.Root.Lang) == lang
            assert made.docinfo["/Title"]


def test_headings_lists_tables_and_charts_are_tagged_as_such(done: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(done["rapport.pdf"])) as made:
        found = list(elements(made.Root.StructTreeRoot.K))
    assert {str(one.S) for one in found} >= ROLES
    assert all(str(one.get("/Alt", "")) for one in found if one.S == "/Figure")


def test_every_column_head_says_what_it_heads(done: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(done["rapport.pdf"])) as made:
        heads = [one for one in elements(made.Root.StructTreeRoot.K) if one.S == "/TH"]
        scopes = {str(attribute.get("/Scope")) for head in heads for attribute in _attributes(head)} - {"None"}
    assert heads
    assert scopes == {"/Column"}


def _attributes(node: pikepdf.Object) -> list[pikepdf.Object]:
    held = node.get("/A")
    return list(held) if isinstance(held, pikepdf.Array) else [held] if held is not None else []  # type: ignore[call-overload]


def test_the_officers_report_carries_the_result_as_data(done: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(done["rapport.pdf"])) as made:
        (attached,) = made.Root.AF
        assert attached.AFRelationship == "/Data"
        assert attached.EF.F.get("/Subtype") == "/application/json"
        payload = attached.EF.F.read_bytes()
    assert json.loads(payload) == invented.result()
    assert payload == done["result.json"]


def test_the_clients_copy_carries_no_attachment(done: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(done["afschrift.pdf"])) as made:
        assert "/AF" not in made.Root


@pytest.mark.parametrize("name", ["rapport.pdf", "afschrift.pdf"])
def test_every_page_carries_every_watermark(marked: Mapping[str, bytes], name: str) -> None:
    audience = "client" if name == "afschrift.pdf" else "officer"
    for page in pages.texts(marked[name]):
        for stamp in ("validation", "unsigned", "unconfined", "concept"):
            word = squeezed(STAMPS[stamp].say("nl", audience))  # type: ignore[arg-type]
            assert squeezed(page).count(word) >= 2, "across the page, and in its footer"


@pytest.mark.parametrize("name", ["rapport.pdf", "afschrift.pdf"])
def test_an_unmarked_document_carries_no_watermark(done: Mapping[str, bytes], name: str) -> None:
    words = {squeezed(words.nl) for words in STAMPS.values()}
    assert not any(word in squeezed(page) for page in pages.texts(done[name]) for word in words)


def test_every_page_says_which_page_it_is_of_how_many(documents: Mapping[str, bytes]) -> None:
    for name, content in pdfs(documents):
        page, of = ("bladzijde", "van") if name in ("rapport.pdf", "afschrift.pdf") else ("page", "of")
        texts = pages.texts(content)
        for n, text in enumerate(texts, start=1):
            assert f"{page}{n}{of}{len(texts)}" in squeezed(text)


def test_the_clients_copy_stays_short(documents: Mapping[str, bytes]) -> None:
    for name in {"afschrift.pdf", "client-copy.pdf"} & set(documents):
        assert len(pages.texts(documents[name])) <= 3


def test_only_the_shipped_font_is_used(done: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(done["rapport.pdf"])) as made:
        fonts = {str(font.BaseFont) for page in made.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("NotoSans" in font for font in fonts)


HOSTILE = ["#panic()", "*x* _y_ `z` $1$ @a <b>", "\\", '#import "x"', "漢字 🙂 \u202edcba", "a\x00b\x1b[31m"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_data_and_never_markup(text: str) -> None:
    view = invented.seen()
    view = replace(view, basis=replace(view.basis, reference=text, title=text, person=text))
    shown = "".join(pages.texts(pdf.render(officer.sheet(view), view.made, {"result": text, "attached": text})))
    kept = "".join(c for c in text if c in drawable() and c.isprintable())
    assert squeezed(kept) in squeezed(shown).replace("\ufffd", "") or "\ufffd" in shown or "?" in shown


def test_a_chart_without_words_is_refused() -> None:
    sheet = replace(
        client.sheet(invented.seen()),
        blocks=(Heading(2, "Kop"), Figure("<svg xmlns='http://www.w3.org/2000/svg'/>", "", "c")),
    )
    with pytest.raises(NotAccessible) as refused:
        pdf.render(sheet, invented.seen().made)
    assert "PDF/UA-1" in str(refused.value)


def test_a_heading_that_skips_a_level_is_refused() -> None:
    sheet = replace(client.sheet(invented.seen()), blocks=(Heading(4, "Te diep"), Paragraph("x")))
    with pytest.raises(NotAccessible):
        pdf.render(sheet, invented.seen().made)


def test_the_time_in_the_file_is_the_last_instant_on_record(done: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(done["rapport.pdf"])) as made, made.open_metadata() as told:
        assert str(told["xmp:CreateDate"]).startswith("2026-11-20T09:41:07")


def test_the_font_draws_dutch_and_no_chinese() -> None:
    assert set("éëïöü’‘–×·€") <= drawable()
    assert "漢" not in drawable()
    assert len(fit("a漢b")) == 3
