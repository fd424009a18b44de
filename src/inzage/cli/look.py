"""``inzage look``: a human look at what one question counted, where the court granted it."""

from pathlib import Path
from typing import Any

import click

from inzage.cli._offers import FOLDER, table_options
from inzage.cli._role import role_options
from inzage.cli._shared import later


@click.command(help="Met twee mensen zien wat een vraag telde, als de rechter dat toestaat (a granted human look).")
@click.argument("case", type=FOLDER)
@click.argument("question", metavar="VRAAG")
@click.argument("carriers", nargs=-1, required=True, metavar="CARRIER...")
@click.option("--kit", required=True, type=FOLDER, help="De uitrusting (the kit).")
@click.option(
    "--second",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Geheime sleutel van de tweede persoon (the second person's key).",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Map voor het dossier van de inzage (its case)."
)
@click.option("--lists", type=FOLDER, help="De lijsten van de controle (the lists of the check).")
@table_options
@role_options
@click.option("--exclude", multiple=True, metavar="NAAM", help="Gebruiker die toen dicht bleef (left shut then).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Show at most the granted number of items, on this screen alone."""
    later("_look_run", "run", **given)
