"""``inzage demo``: a whole check over invented data, from signed mandate to documents."""

from pathlib import Path

import click

from inzage.cli._shared import later


@click.command(help="Een hele controle over verzonnen gegevens (a whole check over invented data).")
@click.option("--dir", "folder", type=click.Path(path_type=Path, file_okay=False), help="Map (folder).")
@click.option(
    "--halt", is_flag=True, help="Met een stop: verzegelen en overdragen (with a halt, sealed and handed over)."
)
def command(folder: Path | None, halt: bool) -> None:
    """Make an invented carrier, check it, and say where everything lies."""
    if halt:
        later("_demo_halt", "run", folder=folder or Path("demo-halt"))
    else:
        later("_demo_run", "run", folder=folder or Path("demo"))
