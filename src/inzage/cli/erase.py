"""``inzage erase``: erase cases whose retention term is past, and verify the proof that is left."""

from pathlib import Path
from typing import Any

import click

from inzage.cli._shared import later

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_KIT = click.option("--kit", required=True, type=_FOLDER, metavar="DIR", help="De uitrusting (the kit).")
_JSON = click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")


@click.group()
def command() -> None:
    """Dossiers wissen na hun bewaartermijn, met bewijs (erase cases after their term, with proof)."""


@command.command()
@click.argument("roots", nargs=-1, required=True, type=_FOLDER, metavar="MAP...")
@_KIT
@click.option("--dry-run", is_flag=True, help="Alleen tonen wat gewist zou worden (only show what would go).")
@click.option(
    "--interrupted", is_flag=True, help="Ook onderbroken controles waarvan de termijn voorbij is (these too)."
)
@_JSON
def due(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Wis elk dossier in MAP waarvan de termijn voorbij is (erase every case whose term is past)."""
    later("_erase_run", "due", **given)


@command.command()
@click.argument("proof", type=_FILE, metavar="BEWIJS")
@_KIT
@click.option("--code", "printed", metavar="CODE", help="Code op het exemplaar van de cliënt (code on the copy).")
@_JSON
def verify(**given: Any) -> None:  # noqa: ANN401
    """Ga een bewijs van wissen na (verify a proof of erasure)."""
    later("_erase_run", "verify", **given)
