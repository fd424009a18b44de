"""``inzage recount``: count a case again over the same carrier, and compare."""

from pathlib import Path
from typing import Any

import click

from inzage.cli._offers import FOLDER, table_options, unlock_option
from inzage.cli._role import role_options
from inzage.cli._shared import later


@click.command(help="Een controle natellen, door een ander of een deskundige (count a check again).")
@click.argument("case", type=FOLDER)
@click.argument("carriers", nargs=-1, required=True, metavar="CARRIER...")
@click.option("--kit", required=True, type=FOLDER, help="De uitrusting (the kit).")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Map voor de hertelling (its own case).")
@click.option("--lists", type=FOLDER, help="De lijsten van de controle (the lists of the check).")
@table_options
@unlock_option
@click.option("--exclude", multiple=True, metavar="NAAM", help="Gebruiker die toen dicht bleef (left shut then).")
@role_options
@click.option("--unconfined", is_flag=True, help="Zonder afgesloten proces, alleen laboratorium (laboratory only).")
@click.option("--json", "as_json", is_flag=True, help="Als JSON (as JSON).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Count again and say, question by question, whether it is the same."""
    later("_recount_run", "run", **given)
