"""What every command needs: the user's language, and one way to say something.

Messages are Dutch unless the user asks for English (``--lang en`` or ``INZAGE_LANG=en``).
"""

import os
from typing import NoReturn

import click

from inzage.errors import InzageError, Language


def language() -> Language:
    """The language in which to speak to this user."""
    context = click.get_current_context(silent=True)
    chosen = (context.find_root().params.get("lang") if context else None) or os.environ.get("INZAGE_LANG", "nl")
    return "en" if str(chosen).startswith("en") else "nl"


def text(nl: str, en: str) -> str:
    """The one of two sentences that fits the user's language."""
    return nl if language() == "nl" else en


def say(nl: str, en: str) -> None:
    """Tell the user something, on standard error; standard output is for results."""
    click.echo(text(nl, en), err=True)


def fail(error: InzageError) -> NoReturn:
    """Say what is wrong and leave with the error's exit code."""
    click.echo(error.sentence(language()), err=True)
    raise SystemExit(error.exit_code)
