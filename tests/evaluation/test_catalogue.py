"""The protocols that are shipped are whole; a file that is not in order is refused with its name and field."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inzage.evaluation import Estimator, Head, NoSuchQuestion, Protocol, ProtocolFileFault, Rung
from inzage.evaluation.catalogue import HERE, load, protocol, protocols, untold
from inzage.evaluation.questions import questions
from inzage.words import Words

CODES = sorted(protocols())
PILOT = (HERE / "pilot-50.toml").read_text(encoding="utf-8")


def with_pilot(folder: Path, old: str, new: str) -> Path:
    """The pilot's file with one thing changed."""
    assert old in PILOT
    (folder / "pilot-50.toml").write_text(PILOT.replace(old, new), encoding="utf-8")
    return folder


def test_the_pilot_comes_first_and_the_others_by_number() -> None:
    codes = list(protocols())
    numbers = [int(code.removeprefix("E")) for code in codes[1:]]
    assert codes[0] == "pilot-50"
    assert numbers == sorted(numbers)


def test_the_pilot_fixes_fifty_and_bears_any_number_of_looks() -> None:
    pilot = protocol("pilot-50")
    assert (pilot.fixed_sample, pilot.looks, pilot.estimators[0]) == (50, None, Estimator.ANYTIME)
    assert set(pilot.heads) == set(Head)


@pytest.mark.parametrize("code", CODES)
def test_every_protocol_says_all_in_both_languages(code: str) -> None:
    found = protocol(code)
    said = [getattr(found, name) for name in Protocol.__slots__ if isinstance(getattr(found, name), Words)]
    assert len(said) == 8
    for words in said:
        assert words.nl.strip() and words.en.strip() and words.nl != words.en
        assert words.nl.rstrip()[-1] in ".?" or words is found.title


@pytest.mark.parametrize("code", CODES)
def test_every_protocol_has_a_question_of_its_code(code: str) -> None:
    assert questions()[code].code == code
    assert questions()[code].kinds


@pytest.mark.parametrize("code", CODES)
def test_a_protocol_of_re_offending_reckons_with_who_left_and_with_the_lag(code: str) -> None:
    found = protocol(code)
    if found.rung is Rung.RECIDIVISM:
        assert found.competing and found.lag_days >= 180 and Estimator.AALEN_JOHANSEN in found.estimators
    assert not found.competing or found.follow_up_days


def test_a_code_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchQuestion, match=r"no question E99\. Known are: pilot-50, E1"):
        protocol("E99")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('code = "pilot-50"', 'code = "pilot-51"', "code"),
        ("version = 1", "version = 0", "version"),
        ("version = 1", 'version = "1"', "version"),
        ("minimum = 10", "minimum = 0", "minimum"),
        ("minimum = 10", "minimum = 51", "fixed_sample"),
        ("minimum = 10", "", "minimum"),
        ("fixed_sample = 50", "fixed_sample = 9", "fixed_sample"),
        ("fixed_sample = 50", "strange = 50", "strange"),
        ('looks = "onbeperkt"', "", "looks"),
        ('looks = "onbeperkt"', 'looks = "veel"', "looks"),
        ('looks = "onbeperkt"', "looks = 0", "looks"),
        ('estimators = ["beta-binomiaal", "wilson"', 'estimators = ["wilson", "beta-binomiaal"', "looks"),
        ('estimators = ["beta-binomiaal"', 'estimators = ["gevoel"', "estimators[0]"),
        ('"mediaan-bootstrap", "telling"]', '"mediaan-bootstrap", "telling"]\ncompeting = ["detentie"]', "estimators"),
        ('rung = "geleverd"', 'rung = "recidive"', "follow_up_days"),
        ('rung = "geleverd"', 'rung = "recidive"\nfollow_up_days = 730', "follow_up_days"),
        ('rung = "geleverd"', 'rung = "recidive"\nlag_days = 180', "follow_up_days"),
        ('rung = "geleverd"', 'rung = "hoog"', "rung"),
        ('heads = ["rechtmatig", "methodisch", "effectief", "uitvoerbaar"]', "heads = []", "heads"),
        ("looks =", "lag_days = -1\nlooks =", "lag_days"),
        ('nl = "De eerste vijftig controles van gegevensdragers"', 'nl = " "', "title"),
        ('nl = "De eerste vijftig controles van gegevensdragers"', "", "title.nl"),
        ('nl = "De methodeversie die bij het plannen van de controle is vastgelegd."', 'nl = ""', "exposure_rule"),
        ('code = "pilot-50"', "code = pilot-50", "-"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused_with_its_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    with pytest.raises(ProtocolFileFault) as refused:
        load(with_pilot(tmp_path, old, new))
    assert (refused.value.facts["file"], refused.value.facts["field"]) == ("pilot-50.toml", field)
    assert f"pilot-50.toml, veld {field}: verwacht is" in refused.value.sentence("nl")
    assert "Words" not in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minimum = 10", "minimum = 50"),
        ("looks =", "lag_days = 0\nlooks ="),
        ('looks = "onbeperkt"', "looks = 1"),
        ('rung = "geleverd"', 'rung = "recidive"\nfollow_up_days = 730\nlag_days = 1'),
        (
            'estimators = ["beta-binomiaal"',
            'competing = ["detentie"]\nestimators = ["beta-binomiaal", "aalen-johansen"',
        ),
    ],
)
def test_at_the_edge_it_is_still_in_order(tmp_path: Path, old: str, new: str) -> None:
    assert list(load(with_pilot(tmp_path, old, new))) == ["pilot-50"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "E1.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProtocolFileFault, match="readable TOML"):
        load(tmp_path)


def test_what_is_shipped_says_what_the_program_does() -> None:
    assert [(each.code, field) for each in protocols().values() for field, _ in untold(each)] == []


@pytest.mark.parametrize(
    ("code", "change", "field"),
    [
        ("E4", {"estimators": (Estimator.WILSON,)}, "estimators"),
        ("E7", {"estimators": (Estimator.ANYTIME, Estimator.AALEN_JOHANSEN), "looks": None}, "estimators"),
        ("E9", {"looks": None}, "looks"),
        ("E7", {"rung": Rung.DELIVERED}, "rung"),
    ],
)
def test_a_protocol_does_not_say_that_the_program_tests_less_than_it_does(
    code: str, change: dict[str, Any], field: str
) -> None:
    """Else a test could be repeated under the name of an interval that bears it."""
    found = dict(untold(replace(protocol(code), **change)))
    assert field in found and found[field].nl and found[field].en


def test_naming_more_than_is_done_and_an_unknown_code_are_no_fault_here() -> None:
    pilot = protocol("pilot-50")
    assert not list(untold(replace(pilot, estimators=(*pilot.estimators, Estimator.COX), looks=2)))
    assert not list(untold(replace(pilot, code="E99")))
