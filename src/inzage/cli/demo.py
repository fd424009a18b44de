"""``inzage demo``: a whole check over invented data, from signed mandate to documents."""

from pathlib import Path

import click

from inzage.cli._shared import later


@click.command(help="Een hele controle over verzonnen gegevens (a whole check over invented data).")
@click.option("--dir", "folder", type=click.Path(path_type=Path, file_okay=False), default="demo", show_default=True)
def command(folder: Path) -> None:
    """Make an invented carrier, check it, and say where everything lies."""
    later("_demo_run", "run", folder=folder)
