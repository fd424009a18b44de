"""Errors speak: each has its sentence in both languages, with the same facts, and gets those facts."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.errors import Interrupted, InzageError, RefusedByMandate, UsageFault
from tests.architecture.tree import FILES, loaded, parsed, place

CARRIER_WORDS = ("untrusted", "url", "title", "text", "content", "host", "word", "user", "profile")


def errors(root: type[InzageError] = InzageError) -> Iterator[type[InzageError]]:
    """An error class and all below it, of this package."""
    yield root
    for child in root.__subclasses__():
        if child.__module__.startswith("inzage."):
            yield from errors(child)


modules = list(loaded())
ERRORS = sorted(set(errors()), key=lambda error: f"{error.__module__}.{error.__name__}")
LEAVES = [error for error in ERRORS if not error.__subclasses__()]
FIELDS = {error.__name__: {name for _, name, _, _ in string.Formatter().parse(error.nl) if name} for error in ERRORS}


def facts(template: str) -> set[str]:
    """The facts that a template names."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_both_languages_name_the_same_facts(error: type[InzageError]) -> None:
    assert facts(error.nl) == facts(error.en)


@pytest.mark.parametrize("error", LEAVES, ids=lambda error: error.__name__)
def test_an_error_that_is_raised_has_sentences_of_its_own(error: type[InzageError]) -> None:
    if "__init__" in vars(error):  # carries a reason instead, and becomes coverage, never a message
        assert "reason" in error.__init__.__code__.co_varnames
    else:
        assert error.nl != InzageError.nl
        assert error.en != InzageError.en
        assert error.nl != error.en


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_no_sentence_has_room_for_what_a_carrier_holds(error: type[InzageError]) -> None:
    assert [name for name in facts(error.nl) if any(word in name for word in CARRIER_WORDS)] == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_an_error_ends_in_the_exit_code_of_its_root(error: type[InzageError]) -> None:
    wanted = [root for root in (RefusedByMandate, UsageFault, Interrupted) if issubclass(error, root)]
    assert error.exit_code == (wanted[0].exit_code if wanted else 1)


def raised(file: Path) -> Iterator[tuple[int, str, set[str]]]:
    """(line, error, facts given) of each error that a module makes with facts spelled out."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FIELDS:
            given = {keyword.arg for keyword in node.keywords}
            if None not in given and not node.args:
                yield node.lineno, node.func.id, {name for name in given if name}


@pytest.mark.parametrize("file", FILES, ids=place)
def test_who_raises_gives_every_fact_that_the_sentence_names(file: Path) -> None:
    assert [(line, name) for line, name, given in raised(file) if FIELDS[name] - given] == []


def test_a_sentence_without_its_fact_would_be_found(tmp_path: Path) -> None:
    careless = tmp_path / "careless.py"
    careless.write_text('raise NotAnEnvelope(found="iets")\nraise NotAnEnvelope(found="iets", file="f")\n')
    assert [line for line, name, given in raised(careless) if FIELDS[name] - given] == [1]


def test_an_error_is_its_sentence_in_the_language_asked() -> None:
    error = Interrupted()
    assert error.sentence("nl").startswith("De controle is onderbroken.")
    assert error.sentence("en") == str(error)
