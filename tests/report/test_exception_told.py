"""Without the lock under an administrator's exception: both documents say why, where, until when and who signed."""

import pytest

from inzage.errors import Language
from inzage.report import client, officer
from inzage.report.facts import View
from inzage.report.sheet import Notice, Sheet
from inzage.report.words_codes import MARKS
from tests.report import invented

TOLD = {"reason": "De nieuwe laptops komen.", "kernel": "5.10.0-9", "until": "2026-12-01", "signers": ["ab" * 32]}


def seen(lang: Language, *, exception: dict[str, object] | None, marks: list[str]) -> View:
    more = {"exception": exception} if exception else {}
    return invented.seen(lang, made_plan=invented.plan(**more), marks=marks)


def first_notice(sheet: Sheet) -> str:
    return next(block.text for block in sheet.blocks if isinstance(block, Notice))


@pytest.mark.parametrize("sheet", [officer.sheet, client.sheet])
@pytest.mark.parametrize(("lang", "until"), [("nl", "1 december 2026"), ("en", "1 December 2026")])
def test_reason_signer_kernel_and_last_day_are_told(sheet: object, lang: Language, until: str) -> None:
    made = sheet(seen(lang, exception=TOLD, marks=["unconfined"]))  # type: ignore[operator]
    said = first_notice(made)
    assert all(part in said for part in ("De nieuwe laptops komen.", "5.10.0-9", until, "abababababababab"))
    assert "ab" * 9 not in said
    assert made.stamps


@pytest.mark.parametrize("sheet", [officer.sheet, client.sheet])
def test_without_an_exception_the_outcome_may_not_be_used(sheet: object) -> None:
    made = sheet(seen("nl", exception=None, marks=["unconfined"]))  # type: ignore[operator]
    assert "mag niet worden gebruikt" in first_notice(made)
    assert "mag niet worden gebruikt" in MARKS["unconfined"].nl


def test_an_exception_says_nothing_of_other_marks() -> None:
    said = first_notice(officer.sheet(seen("nl", exception=TOLD, marks=["unsigned"])))
    assert "laptops" not in said


@pytest.mark.parametrize("sheet", [officer.sheet, client.sheet])
def test_a_reason_is_data_and_never_a_frame(sheet: object) -> None:
    made = sheet(seen("nl", exception=TOLD | {"reason": "{kernel} #emph[x] <b>"}, marks=["unconfined"]))  # type: ignore[operator]
    assert "{kernel} #emph[x] <b>" in first_notice(made)
