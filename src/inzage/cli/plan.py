"""``inzage plan``: what would open and what stays closed, before anything is opened."""

from typing import Any

import click

from inzage.cli._offers import FILE, FOLDER, table_options
from inzage.cli._shared import later


@click.command(help="Tonen wat open gaat en wat dicht blijft (show what opens and what stays closed).")
@click.argument("mandate", type=FILE)
@click.argument("carriers", nargs=-1, metavar="[CARRIER...]")
@click.option("--order", type=FILE, help="De controleopdracht (the check order).")
@click.option("--kit", type=FOLDER, help="De uitrusting; zonder haar blijven handtekeningen ongetoetst (the kit).")
@click.option("--lists", type=FOLDER, help="Map met ingevoerde lijsten (imported lists).")
@click.option("--previous", type=FOLDER, help="Dossier van de vorige controle (the previous case).")
@table_options
@click.option("--json", "as_json", is_flag=True, help="Als JSON (as JSON).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Print the plan. Of a carrier only the names are walked, and only where a kit says who may."""
    later("_plan_text", "show", **given)
