"""What counts as re-offending, in the words and with the doubts of its sources."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

import inzage.register
from inzage.evaluation import OutsideProtocol
from inzage.evaluation.recidivism import recidivism

KIND = Path(inzage.register.__file__).parent / "catalogue" / "recidive.v1.toml"
CODES = ("algemeen", "ernstig", "zeer-ernstig", "speciaal")


@pytest.mark.parametrize(
    ("definition", "counted"),
    [
        ("algemeen", {"algemeen", "ernstig", "zeer-ernstig", "speciaal"}),
        ("ernstig", {"ernstig", "zeer-ernstig"}),
        ("zeer-ernstig", {"zeer-ernstig"}),
        ("speciaal", {"speciaal"}),
    ],
)
def test_a_very_serious_case_is_serious_and_a_serious_one_is_not_very_serious(
    definition: str, counted: set[str]
) -> None:
    assert {code for code in CODES if recidivism().counts(definition, code)} == counted


def test_definitions_and_code_lists_are_those_that_the_register_takes_in() -> None:
    fields = tomllib.loads(KIND.read_text(encoding="utf-8"))["data"]["properties"]
    assert list(recidivism().definitions) == fields["definition"]["enum"]
    assert list(recidivism().lists) == fields["classification"]["enum"]


def test_what_ends_without_guilt_is_not_re_offending() -> None:
    assert set(recidivism().not_counted) == {"vrijspraak", "niet-ontvankelijk", "technisch-sepot"}
    assert not set(recidivism().not_counted) & set(recidivism().definitions)


def test_each_has_a_source_and_what_was_not_checked_is_said_in_both_languages() -> None:
    known = recidivism()
    assert all(each.source for part in (known.definitions, known.not_counted, known.lists) for each in part.values())
    for code in CODES:
        doubt = known.definitions[code].uncertain
        assert doubt
        assert "niet nagezien" in doubt.nl
        assert "not checked" in doubt.en


def test_the_code_lists_follow_each_other_without_a_day_between() -> None:
    old, new = recidivism().lists["SCM1993"], recidivism().lists["SCM2010"]
    assert new.since == date(2015, 7, 1)
    assert old.until == date(2015, 7, 1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("codes", "many"), [((), 0), (("SCM1993",), 0), (("SCM2010", "SCM2010"), 0), (("SCM1993", "SCM2010"), 1)]
)
def test_a_shift_is_told_only_where_a_series_was_coded_in_two_lists(codes: tuple[str, ...], many: int) -> None:
    told = recidivism().shifts(codes)
    assert len(told) == many
    assert all("zedenmisdrijven" in each.nl for each in told)


def test_another_definition_or_version_is_refused_with_those_there_are() -> None:
    with pytest.raises(OutsideProtocol) as refused:
        recidivism().counts("elk-contact", "algemeen")
    assert "zeer-ernstig" in refused.value.sentence("nl")
    with pytest.raises(OutsideProtocol) as refused:
        recidivism(2)
    assert "recidivism.v1" in refused.value.sentence("nl")
