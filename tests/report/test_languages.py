"""Dutch documents hold no English and English ones no Dutch, down to charts, attachments and refusals."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from inzage.errors import InzageError, Language
from inzage.mandate import DataClass
from inzage.report import NotAccessible, ReportFault, ResultIncomplete, client, html, officer
from inzage.report.documents import NAMES, render
from inzage.report.words_client import CLIENT
from inzage.report.words_codes import DATA_CLASSES, MARKS, STAMPS
from inzage.report.words_officer import OFFICER
from inzage.report.words_reasons import REASONS
from inzage.result import CheckStatus, Reason, Status
from tests.report import invented
from tests.report.conftest import CASES, EMPTY
from tests.report.test_html import Outline
from tests.report.test_wording import TABLES

DUTCH = frozenset(
    re.findall(
        r"\w+",
        "aan aanwijzing als bij bladzijde dan deze dit een eerste geen gegevens gelezen heeft hebben het hier hoe ik "
        "kan maar meer met naar niet nog om ook opdracht soort te tot u uit uw van veel voor waar wat welke wij worden "
        "wordt zich zij zijn zonder",
    )
)
"""Small Dutch words that are no English ones."""

ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "about after and are been before by check could did does for from has have how it its not nothing our page "
        "read say says should that the there these they this those to which who why with without would you your",
    )
)
"""Small English words that are no Dutch ones."""

FOREIGN: dict[Language, frozenset[str]] = {"nl": ENGLISH, "en": DUTCH}
QUOTED = {"reference": "REF-1", "title": "TITLE-1", "person": "P-1", "hit": {}, "period": {}}
"""A mandate whose own words, which are quoted and Dutch, are of no language."""

COMMANDS = ("inzage verify",)
both = pytest.mark.parametrize("lang", ["nl", "en"])


def words(text: str) -> set[str]:
    for command in COMMANDS:
        text = text.replace(command, "")
    return set(re.findall(r"[a-zà-ÿ]+", text.lower()))


def foreign(text: str, lang: Language) -> set[str]:
    return words(text) & FOREIGN[lang]


def everything() -> dict[str, Any]:
    """A result in which every closed word occurs."""
    reasons, classes = list(map(str, Reason)), list(map(str, DataClass))
    sources = [
        invented.source("chromium_history", n, status, reason=reason, data_class=classes[n % len(classes)])
        for n, (status, reason) in enumerate(((s, r) for s in map(str, Status) for r in reasons), start=1)
    ]
    answers = [
        invented.answer("history_kept", kind, [("2026-09-03", 2)] if kind == "indication" else [], reasons=reasons)
        for kind in ("indication", "no_indication", "not_assessable")
    ]
    depths = [invented.depth(data, DataClass(data).level.name.lower(), 1, 2, 3, human=1) for data in classes[:6]]
    return {"coverage": sources, "answers": answers, "intrusion": depths, "marks": list(MARKS)}


VARIANTS: dict[str, dict[str, Any]] = {
    **{name: other for name, other in CASES.items() if name != "crowded"},
    "everything": everything(),
    **{str(status): {"status": str(status)} for status in CheckStatus},
}


def documents(variant: str, lang: Language) -> Iterator[tuple[str, bytes]]:
    other = VARIANTS[variant]
    plan = EMPTY if variant in ("nothing", "refused") else invented.plan()
    seen = invented.seen(lang, made_plan=plan, **other)
    for name, sheet in (("officer", officer.sheet(seen)), ("client", client.sheet(seen))):
        yield name, html.render(sheet)


@both
@pytest.mark.parametrize("variant", VARIANTS)
def test_no_document_holds_words_of_the_other_language(
    variant: str, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invented, "MANDATE", QUOTED)
    for _, content in documents(variant, lang):
        outline = Outline(content)
        told = " ".join((*outline.text, *(str(a.get("aria-label", "")) for _, a in outline.tags)))
        told = re.sub(r"<style>.*?</style>", "", told)
        style = next(text for text in outline.text if ":root" in text)
        assert foreign(told.replace(style, ""), lang) == set()


@both
def test_every_document_is_recognisably_in_its_language(lang: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check above would pass on an empty page: each holds many small words of its own language."""
    monkeypatch.setattr(invented, "MANDATE", QUOTED)
    own: Language = "en" if lang == "nl" else "nl"
    for _, content in documents("done", lang):
        assert len(foreign(" ".join(Outline(content).text), own)) >= 15


@both
def test_what_a_pdf_says_about_itself_is_in_its_language(lang: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invented, "MANDATE", QUOTED)
    for document in render(invented.seen(lang), invented.result()):
        if document.media_type != "application/pdf":
            continue
        with pikepdf.open(io.BytesIO(document.content)) as made:
            attached = [str(one.Desc) for one in made.Root.get("/AF", [])]  # type: ignore[union-attr]
            alts = [
                str(found.Alt) for found in made.objects if isinstance(found, pikepdf.Dictionary) and "/Alt" in found
            ]
            assert str(made.Root.Lang) == lang
            assert foreign(" ".join((str(made.docinfo["/Title"]), *attached, *alts)), lang) == set()


def test_files_are_named_in_each_language() -> None:
    assert set(NAMES["nl"]).isdisjoint(NAMES["en"])
    for lang in ("nl", "en"):
        names = [document.name for document in render(invented.seen(lang), invented.result())]
        assert [name.rpartition(".")[0] for name in names[:4]] == [n for name in NAMES[lang] for n in (name, name)]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_code_is_worded_in_three_registers(name: str) -> None:
    for code, said in TABLES[name].items():
        assert foreign(said.nl, "nl") == set(), code
        assert foreign(said.client, "nl") == set(), code
        assert foreign(said.en, "en") == set(), code


@pytest.mark.parametrize("frames", [OFFICER, CLIENT], ids=["officer", "client"])
def test_each_frame_is_worded_in_both_languages(frames: dict[str, tuple[str, str]]) -> None:
    for key, (nl, en) in frames.items():
        held = re.compile(r"\{\w+\}")
        assert foreign(held.sub("", nl), "nl") == set(), key
        assert foreign(held.sub("", en), "en") == set(), key


@pytest.mark.parametrize("fault", [ReportFault, ResultIncomplete, NotAccessible])
def test_refusals_speak_both_languages(fault: type[InzageError]) -> None:
    facts = {"expected": "X", "found": "Y", "name": "Z"}
    raised = fault(**facts)
    assert foreign(raised.sentence("nl"), "nl") == set()
    assert foreign(raised.sentence("en"), "en") == set()


def test_the_client_is_never_called_by_the_officers_words() -> None:
    """B1: the client reads *u*, not *betrokkene*; *map* and *bestand*, not *container* or *artefact*."""
    barred = ("betrokkene", "gegevensdrager", "artefact", "container", "bronnen", "inbreuk", "indicator", "drager")
    said = [nl for nl, _ in CLIENT.values()] + [words.client for table in TABLES.values() for words in table.values()]
    shared = {nl for nl, _ in OFFICER.values()}
    assert [s for s in said if s not in shared and any(re.search(rf"\b{b}\b", s, re.IGNORECASE) for b in barred)] == []


def test_every_reason_is_told_to_the_client_without_the_officers_terms() -> None:
    technical = r"\b(database|tabel|kolom\w*|view|proces|archief|budget|synchron\w*|metadata|hash\w*|sha-256)\b"
    assert {code: w.client for code, w in REASONS.items() if re.search(technical, w.client, re.IGNORECASE)} == {}


def test_stamps_are_words_a_reader_cannot_miss() -> None:
    for said in STAMPS.values():
        assert all(word == word.upper() and 4 <= len(word) <= 20 for word in said)


def test_every_class_of_data_has_its_own_name_in_each_register() -> None:
    for register in range(3):
        names = [said[register].lower() for said in DATA_CLASSES.values()]
        assert len(names) == len(set(names))


def test_the_result_for_machines_holds_no_sentence_of_ours() -> None:
    *_, machine = render(invented.seen("en"), invented.result())
    assert json.loads(machine.content) == invented.result()
