"""What ``inzage look`` does once its words are understood. Needs a screen and somebody at it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from inzage.check.look import Looker, look
from inzage.cli._acting import acting
from inzage.cli._offers import offers
from inzage.cli._shared import text
from inzage.errors import RefusedByMandate
from inzage.mandate.acting import Operation
from inzage.record.reading import read_case
from inzage.result import Mark
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit

_OTHER_SCREEN, _OWN_SCREEN, _CLEAR = "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J\x1b[H"
"""A terminal's second screen keeps no lines to scroll back to."""


class NotAtAScreen(RefusedByMandate):
    """What is shown may only appear on a screen, never in a file or a pipe."""

    nl = (
        "Inzage kan alleen op een beeldscherm, met iemand aan het toetsenbord. Geef de opdracht aan een terminal, "
        "zonder de uitvoer ergens heen te leiden; er is niets getoond."
    )
    en = (
        "A look is for a screen alone, with somebody at the keyboard. Give the command at a terminal and redirect "
        "nothing; nothing was shown."
    )


def run(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Show item by item, each until a key is pressed, and say afterwards how many."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise NotAtAScreen
    kit = Kit.load(given["kit"])
    case = read_case(given["case"], kit)
    acting(case.mandate, kit, Operation.LOOK, given["role"], given["reason"])
    real = Mark.VALIDATION.value not in case.result["marks"]
    with _second_screen():
        looked = look(
            case,
            given["question"],
            offers(given["carriers"], given["kind"], given["presented"], given["owner"], real=real),
            Looker(kit, PrivateKey.load(given["second"]), given["exclude"]),
            given["out"],
            lists=given["lists"],
            show=_show,
        )
    click.echo(
        text(
            f"Getoond: {looked.shown}. Niets daarvan is bewaard. Vastgelegd in {given['out']}.",
            f"Shown: {looked.shown}. Nothing of it was kept. Recorded in {given['out']}.",
        )
    )


@contextmanager
def _second_screen() -> Iterator[None]:
    click.echo(_OTHER_SCREEN + _CLEAR, nl=False)
    try:
        yield
    finally:
        click.echo(_CLEAR + _OWN_SCREEN, nl=False)


def _show(number: int, item: str) -> None:
    click.echo(_CLEAR, nl=False)
    click.echo(f"{number}.  {item}\n")
    click.pause(text("Druk op een toets om verder te gaan.", "Press a key to go on."))
    click.echo(_CLEAR, nl=False)
