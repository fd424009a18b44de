"""Options with which somebody says under which role he works, and whether that role may."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def role_options(command: F) -> F:
    """``--role`` and ``--reason``."""
    for option in (
        click.option("--role", metavar="FUNCTIE", help="Functie waaronder u werkt, als die niet die van de "
                     "uitrusting is, zoals deskundige (role under which you work)."),
        click.option("--reason", default="", metavar="TEKST", help="Waarom een deskundige nodig is; wordt vastgelegd "
                     "(why an expert is needed)."),
    ):  # fmt: skip
        command = option(command)
    return command
