"""What every command needs: the user's language, and one way to say something.

Messages are Dutch unless the user asks for English (``--lang en`` or ``INZAGE_LANG=en``).
"""

import contextlib
import importlib
import os
from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import NoReturn

import click

from inzage.errors import InzageError, Language

_heard: ContextVar[str | None] = ContextVar("heard", default=None)


class CannotKeep(InzageError):
    """A file cannot be written where it was asked for."""

    nl = "Verwacht: een plaats om {out} te schrijven. Gevonden: {found}. Kies een andere plaats of maak ruimte."
    en = "Expected: a place to write {out}. Found: {found}. Choose another place or make room."


kit_option = click.option(
    "--kit",
    "kit_path",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="De uitrusting (the kit).",
)
"""Of commands that do something to a kit itself."""


def hear(words: Sequence[str]) -> None:
    """Listen for the language before the words are understood: what is wrong with them is said in it too."""
    pairs = zip(words, [*words[1:], ""], strict=True)
    asked = [word.partition("=")[2] or following for word, following in pairs if word.partition("=")[0] == "--lang"]
    _heard.set(asked[0] if asked else None)


def language() -> Language:
    """The language in which to speak to this user."""
    context = click.get_current_context(silent=True)
    chosen = context.find_root().params.get("lang") if context else None
    chosen = chosen or _heard.get() or os.environ.get("INZAGE_LANG", "nl")
    return "en" if str(chosen).startswith("en") else "nl"


def text(nl: str, en: str) -> str:
    """The one of two sentences that fits the user's language."""
    return nl if language() == "nl" else en


def say(nl: str, en: str) -> None:
    """Tell the user something, on standard error; standard output is for results."""
    click.echo(text(nl, en), err=True)


def fail(error: InzageError) -> NoReturn:
    """Say what is wrong and leave with the error's exit code, also where nobody is left to say it to."""
    with contextlib.suppress(OSError):
        click.echo(error.sentence(language()), err=True)
    raise SystemExit(error.exit_code)


def later(module: str, function: str, **given: object) -> None:
    """Call a function of the command line that is loaded only now, so that ``--help`` need not wait for it."""
    getattr(importlib.import_module(f"inzage.cli.{module}"), function)(**given)
