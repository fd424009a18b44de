"""A building block as data: what may stand in its file, and how a mandate may fill it in."""

import copy
import tomllib
from typing import Any

import pytest

from inzage.mandate import DataClass, MandateFault
from inzage.mandate.building_block import BlockStatus, BuildingBlock, Criterion, block_from
from inzage.mandate.catalogue import FOLDER, block
from inzage.mandate.refusals import ParametersWrong

ARGUED = "Dit is een toets die in enkele zinnen is beargumenteerd, lang genoeg om niet leeg te zijn. " * 2


def a_table() -> dict[str, Any]:
    """The smallest sound block with each kind of parameter."""
    return {
        "code": "TST-1",
        "version": 1,
        "category": "proef",
        "status": "concept",
        "nl": "Tussen {begin} en {dagen} dagen, {wijze}, volgens {plan}.",
        "en": "For {dagen} days.",
        "rulings": ["ECLI:NL:HR:2022:1763"],
        "data_classes": ["software", "browsing"],
        "parameters": [
            {"name": "dagen", "kind": "int", "nl": "dagen", "en": "days", "low": 7, "high": 90, "default": 30},
            {"name": "begin", "kind": "date", "nl": "begin", "en": "start", "default": "2026-01-01"},
            {
                "name": "wijze",
                "kind": "choice",
                "nl": "wijze",
                "en": "manner",
                "choices": ["zus", "zo"],
                "default": "zo",
            },
            {"name": "plan", "kind": "text", "nl": "het plan", "en": "the plan", "low": 3, "high": 10},
        ],
        "questions": [
            {
                "code": "proefvraag",
                "indicator": "shows_something",
                "opens": ["software", "browsing"],
                "requires": ["browser_history"],
                "list_purpose": "places",
                "nl": "Is er iets?",
                "en": "Is there something?",
                "parameters": ["dagen"],
            }
        ],
        "tests": {str(criterion): ARGUED for criterion in Criterion},
    }


def test_a_sound_block_is_read_whole() -> None:
    made = block_from(a_table())
    assert (made.code, made.version, made.category, made.status) == ("TST-1", 1, "proef", BlockStatus.CONCEPT)
    assert [parameter.kind for parameter in made.parameters] == ["int", "date", "choice", "text"]
    (question,) = made.questions
    assert (question.code, question.block, question.list_purpose) == ("proefvraag", "TST-1", "places")
    assert question.opens == made.data_classes == (DataClass.SOFTWARE, DataClass.BROWSING)
    assert made.passed == {"proefvraag": ("dagen",)}
    assert (made.by, made.on) == ("", None)


def test_a_question_may_need_no_list() -> None:
    table = a_table()
    del table["questions"][0]["list_purpose"]
    assert block_from(table).questions[0].list_purpose is None


SETTLED = {"status": "vastgesteld", "by": "College", "on": "2026-09-01"}


def test_a_settled_block_says_by_whom_and_when() -> None:
    made = block_from({**a_table(), **SETTLED})
    assert (made.status, made.by, str(made.on)) == (BlockStatus.SETTLED, "College", "2026-09-01")


def changed(path: str, value: Any) -> dict[str, Any]:
    table = copy.deepcopy(a_table())
    *way, last = path.split("/")
    node: Any = table
    for step in way:
        node = node[int(step)] if step.isdigit() else node[step]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return table


FAULTS: list[tuple[str, Any, str]] = [
    ("code", "tst-1", "code"),
    ("code", ..., "code"),
    ("version", 0, "version"),
    ("category", "Een Proef", "category"),
    ("status", "klaar", "status"),
    ("status", "vastgesteld", "by"),
    ("status", "besproken met OM", "by"),
    ("nl", "Zonder invulling.", "nl"),
    ("nl", "Tussen {begin} en {dagen} dagen, {wijze}, volgens {plan}, {meer}.", "nl"),
    ("en", "For {weeks} weeks.", "en"),
    ("rulings", ["HR 2022"], "rulings[1]"),
    ("rulings", ..., "rulings"),
    ("data_classes", ["browsing", "software"], "data_classes"),
    ("data_classes", ["software"], "data_classes"),
    ("data_classes", ["software", "browsing", "searches"], "data_classes"),
    ("data_classes", ["everything"], "data_classes[1]"),
    ("questions", [], "data_classes"),
    ("questions/0/opens", ["browsing", "software"], "questions[1].opens"),
    ("questions/0/indicator", "Shows Something", "questions[1].indicator"),
    ("questions/0/requires", ..., "questions[1].requires"),
    ("questions/0/nl", "", "questions[1].nl"),
    ("questions/0/parameters", ["weken"], "questions.parameters"),
    ("questions/0/score", 3, "questions[1].score"),
    ("parameters/0/kind", "float", "parameters[1].kind"),
    ("parameters/0/default", 91, "parameters[1].default"),
    ("parameters/0/default", 6, "parameters[1].default"),
    ("parameters/1/default", "gisteren", "parameters[2].default"),
    ("parameters/2/default", "anders", "parameters[3].default"),
    ("parameters/2/name", "Wijze", "parameters[3].name"),
    ("tests/proportionaliteit", "Kort.", "tests.proportionaliteit"),
    ("tests/bepaaldheid", ..., "tests.bepaaldheid"),
    ("tests/smaak", ARGUED, "tests.smaak"),
    ("weight", 3, "weight"),
]


@pytest.mark.parametrize(("path", "value", "field"), FAULTS, ids=[f"{path}={value!r:.30}" for path, value, _ in FAULTS])
def test_an_unsound_block_names_its_field(path: str, value: Any, field: str) -> None:
    with pytest.raises(MandateFault) as caught:
        block_from(changed(path, value))
    assert caught.value.facts["field"] == field


def test_a_question_asked_twice_is_refused() -> None:
    table = a_table()
    table["questions"].append(table["questions"][0])
    with pytest.raises(MandateFault) as caught:
        block_from(table)
    assert caught.value.facts["field"] == "questions"


@pytest.fixture
def made() -> BuildingBlock:
    return block_from(a_table())


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({}, "dagen", 30),
        ({"dagen": 7}, "dagen", 7),
        ({"dagen": 90}, "dagen", 90),
        ({"begin": "2026-02-28"}, "begin", "2026-02-28"),
        ({"wijze": "zus"}, "wijze", "zus"),
        ({"plan": "abc"}, "plan", "abc"),
    ],
)
def test_what_a_mandate_may_fill_in(made: BuildingBlock, given: dict[str, object], name: str, value: object) -> None:
    assert made.filled({"plan": "plan A", **given})[name] == value


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "plan"),
        ({"plan": "ab"}, "plan"),
        ({"plan": "een veel te lang plan"}, "plan"),
        ({"plan": 3}, "plan"),
        ({"plan": "plan A", "dagen": 6}, "dagen"),
        ({"plan": "plan A", "dagen": 91}, "dagen"),
        ({"plan": "plan A", "dagen": "30"}, "dagen"),
        ({"plan": "plan A", "dagen": True}, "dagen"),
        ({"plan": "plan A", "begin": "2026-02-29"}, "begin"),
        ({"plan": "plan A", "wijze": "Zus"}, "wijze"),
        ({"plan": "plan A", "weken": 4}, "weken"),
    ],
)
def test_what_a_mandate_may_not_fill_in(made: BuildingBlock, given: dict[str, object], name: str) -> None:
    with pytest.raises(ParametersWrong) as caught:
        made.filled(given)
    assert caught.value.facts["name"] == name
    assert "TST-1" in caught.value.sentence("nl")
    assert caught.value.exit_code == 5


def test_the_wording_is_filled_in(made: BuildingBlock) -> None:
    assert made.wording({"plan": "plan A", "dagen": 14}) == "Tussen 2026-01-01 en 14 dagen, zo, volgens plan A."


def test_braces_in_a_filled_in_text_stay_text(made: BuildingBlock) -> None:
    assert "{dagen}" in made.wording({"plan": "{dagen}"})


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.name)
def test_a_block_survives_being_read_from_its_file(file: Any) -> None:
    made = block_from(tomllib.loads(file.read_text("utf-8")))
    assert made == block(made.code, made.version)


TOKENS = ["a" * 64, "b" * 64]


def with_lists() -> dict[str, Any]:
    """A block that takes several choices and names persons."""
    table = a_table() | {"nl": "Geen {soorten}; niet met {personen} personen.", "en": "None."}
    table["parameters"] = [
        {
            "name": "soorten", "kind": "choices", "nl": "soorten", "en": "kinds", "low": 1, "high": 3,
            "choices": ["vpn", "tor", "wiping"], "words": ["VPN", "Tor", "wisprogramma's"],
        },
        {"name": "personen", "kind": "tokens", "nl": "kenmerken", "en": "tokens", "low": 1, "high": 2},
    ]  # fmt: skip
    table["questions"][0]["parameters"] = ["soorten", "personen"]
    return table


@pytest.mark.parametrize(
    ("soorten", "wording"),
    [
        (["vpn"], "Geen VPN; niet met 2 personen."),
        (["vpn", "tor"], "Geen VPN en Tor; niet met 2 personen."),
        (["wiping", "vpn", "tor"], "Geen wisprogramma's, VPN en Tor; niet met 2 personen."),
    ],
)
def test_several_choices_read_as_a_sentence_and_persons_as_a_number(soorten: list[str], wording: str) -> None:
    assert block_from(with_lists()).wording({"soorten": soorten, "personen": TOKENS}) == wording


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"soorten": [], "personen": TOKENS}, "soorten"),
        ({"soorten": ["other"], "personen": TOKENS}, "soorten"),
        ({"soorten": ["vpn", "vpn"], "personen": TOKENS}, "soorten"),
        ({"soorten": "vpn", "personen": TOKENS}, "soorten"),
        ({"personen": TOKENS}, "soorten"),
        ({"soorten": ["vpn"]}, "personen"),
        ({"soorten": ["vpn"], "personen": []}, "personen"),
        ({"soorten": ["vpn"], "personen": ["Jan"]}, "personen"),
        ({"soorten": ["vpn"], "personen": [*TOKENS, "c" * 64]}, "personen"),
    ],
)
def test_a_list_that_may_not_be_filled_in_so_names_its_parameter(given: dict[str, object], name: str) -> None:
    with pytest.raises(ParametersWrong) as wrong:
        block_from(with_lists()).filled(given)
    assert wrong.value.facts["name"] == name


def test_every_choice_has_words_or_none_has() -> None:
    table = with_lists()
    table["parameters"][0]["words"] = ["VPN"]
    with pytest.raises(MandateFault, match="words"):
        block_from(table)
