"""``inzage compare``: two checks of one person side by side. Both must verify; nothing on a carrier is opened."""

from typing import Any

import click

from inzage.cli._offers import FOLDER
from inzage.cli._role import role_options
from inzage.cli._shared import later


@click.command(help="Twee controles naast elkaar leggen, zonder er een trend van te maken (compare two checks).")
@click.argument("before", type=FOLDER, metavar="VORIGE")
@click.argument("after", type=FOLDER, metavar="NIEUWE")
@click.option("--kit", type=FOLDER, help="De uitrusting, voor versleutelde dossiers (the kit).")
@role_options
@click.option("--json", "as_json", is_flag=True, help="Als JSON (as JSON).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Say what is new, gone or changed, and why it may be so."""
    later("_compare_run", "run", **given)
