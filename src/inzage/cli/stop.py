"""``inzage stop``: the officer ends a running check for good; it is sealed for the police.

It is not the same as Ctrl-C, which interrupts: what is stopped here never goes on. The running
check ends within the artefact at hand; one that was interrupted stops as soon as it goes on.
"""

from pathlib import Path

import click

from inzage.cli._shared import text


@click.command(help="Een lopende controle stoppen en verzegelen (halt and seal a running check).")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Niet eerst vragen of u het zeker weet (do not ask first).")
def command(case: Path, yes: bool) -> None:
    """Ask the check that writes CASE to stop; it cannot be undone."""
    from inzage.record.stop import ask, refuse_unasked  # noqa: PLC0415 - loaded when it is needed

    refuse_unasked(case)
    if not yes:
        click.confirm(
            text(
                "Stoppen en verzegelen? Deze controle gaat daarna niet meer verder.",
                "Halt and seal? This check does not go on after that.",
            ),
            abort=True,
            err=True,
        )
    ask(case)
    click.echo(
        text(
            "Gevraagd om te stoppen. De controle eindigt zodra zij klaar is met wat nu open ligt, en zegt wat u verder "
            "doet. Loopt zij niet meer, geef haar dan nog eens met --resume: zij opent niets meer en verzegelt.",
            "Asked to halt. The check ends as soon as it is done with what lies open now, and says what to do next. "
            "If it no longer runs, give it again with --resume: it opens nothing more, and seals.",
        )
    )
