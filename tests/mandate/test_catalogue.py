"""The catalogue: blocks whose wording is neutral and whose tests are argued; a new one is a file."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.errors import InzageError
from inzage.indicators import all_indicators
from inzage.mandate import BlockFileFault, Condition, DataClass, Level
from inzage.mandate.building_block import BlockStatus, BuildingBlock, Criterion
from inzage.mandate.catalogue import FOLDER, Catalogue, block, blocks, current, questions_of
from inzage.mandate.refusals import ParametersWrong, UnknownBlock, UnknownVersion
from inzage.readers import all_readers
from tests.mandate.made import a_mandate

D = DataClass
EACH = pytest.mark.parametrize("made", blocks(), ids=lambda made: f"{made.code}.v{made.version}")


@pytest.mark.parametrize(
    ("code", "question", "indicator", "opens", "requires", "purpose"),
    [
        (
            "ZO-1",
            "listed_places_visited",
            "visits_listed_place",
            (D.BROWSING, D.DOWNLOADS),
            "browser_history",
            "places",
        ),
        ("ZO-2", "listed_talk_places_visited", "visits_listed_place", (D.BROWSING,), "browser_history", "talk_places"),
        ("ZO-3", "listed_terms_searched", "searched_listed_term", (D.SEARCHES,), "search_history", "search_terms"),
        ("ALG-1", "history_kept", "history_removed", (D.SOFTWARE, D.HISTORY_EXTENT), "history_extent", None),
    ],
)
def test_each_block_asks_its_question(
    *, code: str, question: str, indicator: str, opens: tuple[DataClass, ...], requires: str, purpose: str | None
) -> None:
    (asked,) = block(code, 1).questions
    assert (asked.code, asked.indicator, asked.block) == (question, indicator, code)
    assert (asked.opens, asked.requires, asked.list_purpose) == (opens, (requires,), purpose)


def test_every_kind_of_offence_and_every_question_has_its_block() -> None:
    newest = current().newest()
    assert {made.category for made in newest} == {"algemeen", "zeden_online", "cyber", "ter"}
    assert {question.indicator for made in newest for question in made.questions} == {
        one.name for one in all_indicators()
    }


@EACH
def test_a_question_gives_its_detector_what_it_needs(made: BuildingBlock) -> None:
    known = {one.name: one for one in all_indicators()}
    families = {one.family for one in all_readers()}
    for question in made.questions:
        asks = known[question.indicator]
        assert bool(question.list_purpose) == bool(asks.needs or asks.may_use)
        assert {*question.requires, *question.whole} <= families
        assert question.requires or question.whole


@EACH
def test_each_door_of_a_question_has_a_reader_for_it(made: BuildingBlock) -> None:
    known = {one.name: set(one.observes) for one in all_indicators()}
    for question in made.questions:
        useful = {one.opens for one in all_readers() if one.yields & known[question.indicator]}
        assert set(question.opens) <= useful


@EACH
def test_a_block_is_a_concept_until_somebody_settles_it(made: BuildingBlock) -> None:
    assert (made.status, made.by, made.on) == (BlockStatus.CONCEPT, "", None)


@EACH
def test_each_of_the_four_tests_is_argued_in_some_sentences(made: BuildingBlock) -> None:
    assert set(made.tests) == set(Criterion)
    for argued in made.tests.values():
        assert len(re.findall(r"[.!?](?:\s|$)", argued)) >= 3
    assert len(set(made.tests.values())) == len(Criterion)


@EACH
def test_a_block_names_a_ruling_and_a_parameter(made: BuildingBlock) -> None:
    assert made.rulings
    assert made.parameters
    assert all(p.default is not None for p in made.parameters if p.kind != "tokens"), "persons have no default"


@EACH
def test_a_block_that_opens_deeper_doors_names_the_ruling_on_sensitive_data(made: BuildingBlock) -> None:
    deep = {D.BROWSING, D.SEARCHES} | {one for one in D if one.level == Level.HIGH}
    assert "ECLI:NL:HR:2025:409" in made.rulings or not deep & set(made.data_classes)


@EACH
def test_the_wording_stands_without_its_placeholders(made: BuildingBlock) -> None:
    wording = made.wording({p.name: ["a" * 64] for p in made.parameters if p.kind == "tokens"})
    assert wording.startswith("De betrokkene ")
    assert wording.endswith(".")
    assert "{" not in wording


@EACH
def test_a_wording_says_what_is_forbidden_and_nothing_about_the_person(made: BuildingBlock) -> None:
    said = " ".join([made.nl, made.en, *made.tests.values(), *(q.nl for q in made.questions)]).lower()
    assert [word for word in ("dader", "verdachte", "offender", "misbruik", "http", "www.") if word in said] == []


def test_no_two_questions_share_a_code() -> None:
    codes = [question.code for made in current().newest() for question in made.questions]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("code", "version", "error"),
    [("ZO-9", 1, UnknownBlock), ("zo-1", 1, UnknownBlock), ("", 1, UnknownBlock), ("ZO-1", 99, UnknownVersion)],
)
def test_an_unknown_block_or_version_is_refused_and_names_what_is_known(
    code: str, version: int, error: type[InzageError]
) -> None:
    with pytest.raises(error) as caught:
        block(code, version)
    assert caught.value.exit_code == 5
    assert ("ALG-1" if error is UnknownBlock else "1") in caught.value.sentence("nl")


def test_questions_come_in_the_order_of_the_conditions_with_their_parameters() -> None:
    mandate = a_mandate(conditions=(Condition("ZO-3", 1), Condition("ALG-1", 1, {"dagen": 45})))
    asked = questions_of(mandate)
    assert [question.code for question in asked] == ["listed_terms_searched", "history_kept"]
    assert [dict(question.parameters) for question in asked] == [{}, {"dagen": 45}]


def test_a_default_fills_what_the_mandate_leaves_open() -> None:
    (asked,) = questions_of(a_mandate(conditions=(Condition("ALG-1", 1),)))
    assert asked.parameters == {"dagen": 30}


def test_a_parameter_out_of_bounds_asks_nothing() -> None:
    with pytest.raises(ParametersWrong):
        questions_of(a_mandate(conditions=(Condition("ALG-1", 1, {"dagen": 91}),)))


def test_a_mandate_without_conditions_asks_nothing() -> None:
    assert questions_of(a_mandate(conditions=())) == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue to add to."""
    return Path(shutil.copytree(FOLDER, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def add(folder: Path, name: str, *edits: tuple[str, str], of: str = "alg-1.v1.toml") -> None:
    text = (folder / of).read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / name).write_text(text, "utf-8")


def test_a_new_block_is_a_file_and_nothing_else(folder: Path) -> None:
    add(
        folder,
        "nw-1.v1.toml",
        ('code = "ALG-1"', 'code = "NW-1"'),
        ('code = "history_kept"', 'code = "another_question"'),
        ('category = "algemeen"', 'category = "iets_nieuws"'),
    )
    more = Catalogue.read(folder)
    assert more.block("NW-1", 1).category == "iets_nieuws"
    (asked,) = more.questions_of([Condition("NW-1", 1)])
    assert (asked.code, asked.block) == ("another_question", "NW-1")
    assert len(more.blocks) == len(blocks()) + 1


def test_a_new_version_stands_beside_the_old_one(folder: Path) -> None:
    add(folder, "alg-1.v3.toml", ("version = 1", "version = 3"), ("default = 30", "default = 60"))
    more = Catalogue.read(folder)
    assert [more.block("ALG-1", version).filled({})["dagen"] for version in (1, 3)] == [30, 60]
    assert {made.code: made.version for made in more.newest()}["ALG-1"] == 3


@pytest.mark.parametrize(
    ("name", "edits"),
    [
        ("alg-1.v4.toml", [("version = 1", "version = 3")]),
        ("ALG-1.v3.toml", [("version = 1", "version = 3")]),
        ("alg-1.v3.toml", [("version = 1", 'version = "3"')]),
        ("alg-1.v3.toml", [("version = 1", "version = ")]),
        ("alg-1.v3.toml", [("[tests]", "[toetsen]")]),
    ],
    ids=["name", "capitals", "type", "no toml", "table"],
)
def test_a_file_that_is_not_in_order_stops_the_catalogue(folder: Path, name: str, edits: list[tuple[str, str]]) -> None:
    add(folder, name, *edits)
    with pytest.raises(BlockFileFault) as caught:
        Catalogue.read(folder)
    assert name in caught.value.sentence("nl")
    assert name in caught.value.sentence("en")


def test_a_file_that_is_no_text_stops_the_catalogue(folder: Path) -> None:
    (folder / "alg-1.v3.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BlockFileFault):
        Catalogue.read(folder)


def test_a_condition_is_unsettled_until_all_its_blocks_are_settled() -> None:
    first, *others = current().newest()
    settled = replace(first, status=BlockStatus.SETTLED)
    discussed = replace(first, status=BlockStatus.DISCUSSED)
    mine = [Condition(first.code, first.version)]
    assert current().unsettled(mine)
    assert Catalogue((discussed, *others)).unsettled(mine)
    assert not Catalogue((settled, *others)).unsettled(mine)
    assert Catalogue((settled, *others)).unsettled([*mine, Condition(others[0].code, others[0].version)])
    assert not current().unsettled([])
