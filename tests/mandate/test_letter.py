"""The drafted request: it asks for what is missing, says what opens meanwhile, and names no name."""

from datetime import date

import pytest

from inzage.mandate.codec import read_draft
from inzage.mandate.letter import dutch_date, request
from inzage.mandate.lint import Kind, lint
from tests.mandate.made import FULL_DRAFT, SILENT_DRAFT, TODAY, a_mandate

SILENT = read_draft(SILENT_DRAFT.encode())
FULL = read_draft(FULL_DRAFT.encode())


def test_nothing_to_ask_gives_no_letter() -> None:
    assert request(a_mandate(), [], TODAY) == ""


def test_each_remark_stands_in_the_letter_with_its_source() -> None:
    remarks = lint(SILENT)
    letter = request(SILENT, remarks, TODAY)
    for remark in remarks:
        assert remark.nl in letter
        assert remark.advice in letter
        assert f"({remark.source})" in letter
    assert letter.count("\n- ") == len(remarks)


def test_a_letter_says_to_whom_about_what_and_when() -> None:
    letter = request(SILENT, lint(SILENT), TODAY)
    assert letter.startswith("Aan de officier van justitie\n")
    assert "Datum: 3 oktober 2026" in letter
    assert "Kenmerk: ECLI:NL:RBTEST:2026:1" in letter
    assert "Betrokkene (pseudoniem): P-7f3a" in letter
    assert letter.endswith("[reclasseringsorganisatie]\n")


def test_only_headings_with_something_below_them_are_there() -> None:
    remarks = lint(FULL)
    kinds = {remark.kind for remark in remarks}
    letter = request(FULL, remarks, TODAY)
    assert ("Wat in de opdracht ontbreekt" in letter) == (Kind.MISSING in kinds)
    assert ("Wat ruim is geformuleerd" in letter) == (Kind.WIDE in kinds)
    assert "Wat niet kan worden beantwoord" not in letter


@pytest.mark.parametrize(
    ("day", "says"),
    [(TODAY, "opent dan alleen: browsing, history_extent, software."), (date(2030, 1, 1), "opent een controle niets.")],
)
def test_what_opens_meanwhile_is_said(day: date, says: str) -> None:
    gap = read_draft(FULL_DRAFT.replace("at_most = 2\n", "").encode())
    assert says in request(gap, lint(gap), day)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 1), "1 januari 2026"),
        (date(2026, 8, 31), "31 augustus 2026"),
        (date(2026, 12, 9), "9 december 2026"),
    ],
)
def test_a_date_is_dutch(day: date, said: str) -> None:
    assert dutch_date(day) == said
