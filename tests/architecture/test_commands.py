"""The command line: each command in the table is a file, each file a command in the table."""

import importlib

import click
import pytest

from inzage.cli.main import COMMANDS
from tests.architecture.tree import PACKAGE

FILES = {file.stem for file in (PACKAGE / "cli").glob("[a-z]*.py")} - {"main"}


def test_the_table_and_the_folder_agree() -> None:
    assert set(COMMANDS) == FILES


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_found_by_its_file_and_says_what_it_does(name: str) -> None:
    command = importlib.import_module(f"inzage.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.help


@pytest.mark.parametrize("line", COMMANDS.values())
def test_each_line_of_help_is_dutch_with_english_beside_it(line: str) -> None:
    dutch, _, english = line.partition(" (")
    assert dutch
    assert english.endswith(")")
