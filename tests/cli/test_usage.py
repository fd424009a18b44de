"""A command typed wrongly is told what is wrong, in the user's language; help is Dutch with English beside it."""

import json
import re
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest

from inzage.cli._click_in_dutch import SENTENCES, speak
from inzage.cli.main import COMMANDS
from tests.cli.room import LEAVES, run

CLICK = Path(click.__file__).parent


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize(("english", "dutch"), SENTENCES.items())
def test_a_sentence_is_one_of_the_librarys_and_keeps_its_facts(english: str, dutch: str) -> None:
    escaped = english.replace("\n", "\\n").replace("\t", "\\t")
    assert any(f'"{escaped}"' in file.read_text(encoding="utf-8") for file in CLICK.glob("*.py"))
    assert facts(dutch) <= facts(english) | {"option"}
    assert dutch != english


WRONG: dict[str, tuple[list[str], str, str]] = {
    "no such command": (["nothing"], "De opdracht 'nothing' bestaat niet", "No such command 'nothing'"),
    "no such option": (["readers", "--x"], "De optie '--x' bestaat niet", "No such option '--x'"),
    "an argument missing": (["kit", "show"], "Er ontbreekt iets: 'DIR'", "Missing argument 'DIR'"),
    "an option missing": (["trust", "list"], "Er ontbreekt een optie: '--kit'", "Missing option '--kit'"),
    "a word too many": (["readers", "x"], "Dit hoort er niet bij: x", "Got unexpected extra argument (x)"),
    "words too many": (["readers", "x", "y"], "Dit hoort er niet bij: x y", "Got unexpected extra arguments (x y)"),
    "a choice that is none": (
        ["acquire", "toaster", "--out", "x"],
        "is geen van: 'iphone', 'android'",
        "is not one of",
    ),
    "no such file": (["mandate", "lint", "/no/such"], "bestaat niet", "does not exist"),
    "a folder for a file": (["mandate", "lint", "/"], "is een map", "is a directory"),
    "a value missing": (["blocks", "--json=x"], "hoort geen waarde", "does not take a value"),
    "an option at the end": (["mandate", "new", "--block"], "hoort een waarde", "requires an argument"),
    "a day that is none": (["mandate", "new", "--first", "gisteren"], "jaar-maand-dag", "does not match the format"),
}


@pytest.mark.parametrize(("words", "nl", "en"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_in_the_users_language(words: list[str], nl: str, en: str) -> None:
    dutch, english = run("--lang", "nl", *words), run("--lang", "en", *words)
    assert (dutch.exit_code, english.exit_code) == (2, 2)
    assert nl in dutch.stderr
    assert en in english.stderr
    assert "Zo kan het niet: " in dutch.stderr
    assert not re.search(r"\b(Error|Try|Usage|Missing|does not|No such)\b", dutch.stderr)
    assert dutch.stdout == english.stdout == ""


HEARD: dict[str, tuple[list[str], dict[str, str], bool]] = {
    "nothing said": ([], {}, True),
    "by option": (["--lang", "en"], {}, False),
    "by option in one word": (["--lang=en"], {}, False),
    "by environment": ([], {"INZAGE_LANG": "en"}, False),
    "by environment, with a country": ([], {"INZAGE_LANG": "en_GB.UTF-8"}, False),
    "the option over the environment": (["--lang", "nl"], {"INZAGE_LANG": "en"}, True),
    "another language": ([], {"INZAGE_LANG": "fr"}, True),
    "an empty one": ([], {"INZAGE_LANG": ""}, True),
}


@pytest.mark.parametrize(("words", "environment", "dutch"), HEARD.values(), ids=HEARD.keys())
def test_the_language(words: list[str], environment: dict[str, str], dutch: bool) -> None:
    for wrong in (["nothing"], ["kit", "show", "/no/kit"], ["readers", "--x"]):
        said = run(*words, *wrong, **({"INZAGE_LANG": None} | environment)).stderr
        assert said.startswith(("Gebruik:", "De uitrusting", "Zo kan")) is dutch, said


def test_the_language_of_one_call_is_forgotten_in_the_next() -> None:
    assert "No such" in run("--lang", "en", "nothing").stderr
    assert "bestaat niet" in run("nothing").stderr


def test_a_language_that_is_none_is_refused() -> None:
    assert run("--lang", "fr", "readers").exit_code == 2


# --- help ----------------------------------------------------------------------------

NAMES = [[], *[[name] for name in COMMANDS], *[name.split(" ") for name in LEAVES if " " in name]]


@pytest.mark.parametrize("words", NAMES, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_dutch_with_english_beside_it(words: list[str], option: str) -> None:
    done = run(*words, option, INZAGE_LANG="nl")
    assert done.exit_code == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Gebruik: inzage" if "inzage" in lines[0] else "Gebruik:")
    assert "Opties:" in lines
    assert re.search(r"\([a-zA-Z][^()]+\)", done.stdout), "no English beside the Dutch"
    assert not re.search(r"^(Usage|Options|Commands):", done.stdout, re.MULTILINE)


def test_help_in_english_has_english_headings() -> None:
    assert run("--lang", "en", "check", "--help").stdout.startswith("Usage:")


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_every_option_says_what_it_is_for(name: str) -> None:
    """Only options whose name says it all may stand without."""
    silent = {
        option.opts[0]
        for option in LEAVES[name].params
        if isinstance(option, click.Option) and not option.help
    }  # fmt: skip
    assert silent <= {"--name", "--version", "--kind", "--meaning", "--fresh-until", "--dir"}


HELP = """
import json, sys
from inzage.cli.main import main
try:
    main([*sys.argv[1:], "--help"])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""
HEAVY = {"apsw", "jinja2", "typst", "rich", "ssl", "asyncio", "http.client", "inzage.readers", "inzage.sources.archive"}
MOST = {"report": 320, "lists": 305}
"""Modules in memory after ``--help``: what makes it slow. These two load documents and lists before they know."""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_loads_what_its_words_need_and_little_more(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", HELP, name], capture_output=True, text=True, check=True)
    seen = set(json.loads(done.stdout.splitlines()[-1]))
    assert len(seen) < MOST.get(name, 280), len(seen)
    if name not in {"report", "readers"}:
        assert seen & HEAVY == set()


def test_teaching_the_library_twice_changes_nothing() -> None:
    speak()
    first = run("nothing").stderr
    speak()
    assert run("nothing").stderr == first
