"""``inzage acquire``: have a phone make a backup of itself, and say beforehand what that changes on it.

Exit codes: 0 made, 1 error, 2 usage, 5 refused, 6 broken off.
"""

from pathlib import Path
from typing import Any, get_args

import click

from inzage.cli._offers import FILE, FOLDER
from inzage.cli._shared import later
from inzage.mandate import Owner, Presented


@click.command(help="Een telefoon een reservekopie laten maken (have a phone make a backup of itself).")
@click.argument("phone", type=click.Choice(["iphone", "android"]))
@click.option("--mandate", required=True, type=FILE, help="De ondertekende opdracht (the signed mandate).")
@click.option("--order", type=FILE, help="De controleopdracht van het register (the register's check order).")
@click.option("--kit", required=True, type=FOLDER, help="De uitrusting (the kit).")
@click.option(
    "--kind",
    type=click.Choice(["phone", "tablet"]),
    default="phone",
    show_default=True,
    help="Soort apparaat (kind of device).",
)
@click.option(
    "--presented",
    type=click.Choice(get_args(Presented)),
    help="Aangereikt of in zicht; wordt anders gevraagd (handed over or in sight; else asked for).",
)
@click.option(
    "--owner",
    type=click.Choice(get_args(Owner)),
    help="Van wie het apparaat is; wordt anders gevraagd (whose device it is; else asked for).",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Lege map (empty folder).")
@click.option("--shared", is_flag=True, help="Android: ook foto's en bestanden (photos and files as well).")
@click.option("--yes", is_flag=True, help="Niet meer vragen (do not ask).")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """See what the papers allow; then look, tell, ask, record, copy, record."""
    later("_acquire_run", "run", **given)
