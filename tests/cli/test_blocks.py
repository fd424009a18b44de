"""``inzage blocks``: all in short, one in full, both as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.mandate.building_block import Criterion
from inzage.mandate.catalogue import block, blocks, current


def run(*words: str, lang: str = "nl") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "blocks", *words])


def test_the_list_names_each_block_with_its_status_and_wording() -> None:
    said = run().stdout
    for made in blocks():
        assert f"{made.code} v{made.version} ({made.category}, concept)\n  {made.nl}" in said
    assert block("ZO-1", 1).en in run(lang="en").stdout


@pytest.mark.parametrize("code", ["ZO-1", "ZO-2", "ZO-3", "ALG-1"])
def test_one_block_is_shown_in_full(code: str) -> None:
    said = run(code).stdout
    made = block(code, 1)
    for criterion in Criterion:
        assert f"{criterion.capitalize()}\n{made.tests[criterion].strip()}" in said
    for question in made.questions:
        assert f"- {question.code}: {question.nl} [{', '.join(question.opens)}]" in said
    assert ", ".join(made.rulings) in said
    assert said.endswith("Status: concept\n")


def test_a_number_shows_its_bounds_and_a_choice_its_words() -> None:
    assert "{dagen}: hoeveel dagen de geschiedenis bewaard blijft (7–90)" in run("ALG-1").stdout
    assert "(mondeling | schriftelijk | mondeling en schriftelijk)" in run("ZO-1").stdout


def test_json_holds_all_that_the_page_shows() -> None:
    facts = json.loads(run("--json").stdout)
    assert [one["code"] for one in facts] == [made.code for made in blocks()]
    (one,) = json.loads(run("ZO-3", "--json").stdout)
    assert set(one["tests"]) == set(Criterion)
    assert one["questions"][0]["opens"] == ["searches"]
    assert (one["status"], one["by"], one["on"]) == ("concept", "", None)


@pytest.mark.parametrize("code", ["ZO-9", "zo-1", "ZO"])
def test_an_unknown_block_is_refused_with_the_known_ones(code: str) -> None:
    result = run(code)
    assert result.exit_code == 5
    assert "ZO-1, ZO-2, ZO-3" in result.stderr
    assert result.stdout == ""


def test_the_manual_is_the_catalogue_of_this_version() -> None:
    manual = Path(__file__).parents[2] / "docs/manual/bouwstenen.md"
    assert manual.read_text("utf-8") == run("--markdown").stdout, (
        "run: inzage blocks --markdown > docs/manual/bouwstenen.md"
    )


def test_the_chapter_holds_every_block_as_it_is_newest() -> None:
    said = run("--markdown").stdout
    for made in current().newest():
        assert f"### {made.code} versie {made.version} (concept)" in said
        assert made.nl in said
        assert all(question.nl in said for question in made.questions)
    assert "None" not in said
