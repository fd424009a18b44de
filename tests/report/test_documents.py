"""From a case on disk to its documents."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.record import CaseEncrypted
from inzage.record.reading import Case, read_case
from inzage.report.documents import make
from tests.record.making import Office, finished, kit_at, validation
from tests.report import pages
from tests.report.test_html import Outline


@pytest.fixture
def case(tmp_path: Path) -> Case:
    kit, office = kit_at(tmp_path / "kit"), Office.new()
    finished(tmp_path / "case", office.trusted_by(kit), office.papers())
    return read_case(tmp_path / "case")


def test_a_case_gives_two_documents_in_two_forms_and_the_result(case: Case) -> None:
    made = {document.name: document.media_type for document in make(case, "nl")}
    assert made == {
        "rapport.pdf": "application/pdf",
        "rapport.html": "text/html; charset=utf-8",
        "afschrift.pdf": "application/pdf",
        "afschrift.html": "text/html; charset=utf-8",
        "result.json": "application/json",
    }


def test_english_documents_have_english_names(case: Case) -> None:
    names = [document.name for document in make(case, "en")]
    assert names == ["report.pdf", "report.html", "client-copy.pdf", "client-copy.html", "result.json"]


def test_the_json_is_the_result_that_was_signed(case: Case) -> None:
    (result,) = [document for document in make(case, "nl") if document.name == "result.json"]
    assert json.loads(result.content) == case.result


def test_mandate_order_and_code_stand_in_the_documents(case: Case) -> None:
    report, _, copy, _, _ = make(case, "nl")
    told = "".join("".join(pages.texts(report.content)).split())
    assert "ECLI:NL:RBXXX:2026:1" in told
    assert "Hoeveelstecontrole1" in told
    assert case.code in told
    assert case.code in "".join("".join(pages.texts(copy.content)).split())


def test_reading_a_case_twice_gives_the_same_bytes(case: Case) -> None:
    assert make(case, "nl") == make(read_case(case.path), "nl")


def test_a_validation_is_marked(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    for document in make(read_case(tmp_path / "case"), "nl"):
        if document.name.endswith(".pdf"):
            word = "PROEF" if document.name == "afschrift.pdf" else "VALIDATIE"
            assert all(page.count(word) >= 2 for page in pages.texts(document.content))


@pytest.mark.parametrize("paper", [b"", b"reference = 'toml'", b"{}", b"[1]", b"\xff\xfe"])
def test_a_mandate_that_is_no_envelope_leaves_its_lines_out(case: Case, paper: bytes) -> None:
    _, screen, *_ = make(replace(case, mandate=paper), "nl")
    assert "Kenmerk van de opdracht" not in Outline(screen.content).text


def test_an_encrypted_case_needs_its_kit(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(tmp_path / "case", kit, validation(kit))
    with pytest.raises(CaseEncrypted):
        read_case(tmp_path / "case")
    assert len(make(read_case(tmp_path / "case", kit), "nl")) == 5
