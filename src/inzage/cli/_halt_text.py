"""What stands on the screen after a halt: that it was, its number, and what to do. Nothing about why."""

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from inzage.cli._shared import language, text
from inzage.mandate import HitProcedure
from inzage.report.words_halt import steps
from inzage.result import CheckResult

HALTED = 3
"""Exit code of whatever was halted and sealed."""


def leave(result: CheckResult, hit: HitProcedure, out: Path, kit: Path, *, as_json: bool) -> NoReturn:
    """Say of a halt to whoever sits there, an attending expert too, what to do and nothing else; then leave."""
    if as_json:
        told = {"check_id": result.check_id, "status": result.status.value, "handover": result.handover}
        click.echo(json.dumps(told, indent=2))
    else:
        tell(result.handover, hit, out, kit)
    sys.exit(HALTED)


def tell(number: str | None, hit: HitProcedure, out: Path, kit: Path) -> None:
    """The halt in a few lines."""
    if number is None:
        click.echo(text("Gestopt. Er kon niet worden verzegeld.", "Halted. It could not be sealed."))
    else:
        click.echo(text("Gestopt en verzegeld.", "Halted and sealed."))
        click.echo(text(f"Overdrachtnummer: {number}", f"Handover number: {number}"))
    click.echo(text("Wat u nu doet:", "What to do now:"))
    for place, step in enumerate(steps(hit.contact, hit.instructions, language(), sealed=number is not None), 1):
        click.echo(f"  {place}. {step}")
    if number is not None:
        click.echo(
            text(
                f"Overdragen: inzage handover export {out} --kit {kit} --out BESTAND",
                f"To hand over: inzage handover export {out} --kit {kit} --out FILE",
            )
        )
    click.echo(text(f"Dossier: {out}", f"Case: {out}"))
