"""``inzage practice``: five invented visits with an assessment; the signed result can qualify an officer."""

from pathlib import Path
from typing import Any

import click

from inzage.cli._shared import later

_VISITS = ("nothing", "indication", "refusal", "locked", "hit")


@click.command(help="Vijf verzonnen huisbezoeken oefenen, met een toets (practise five invented visits).")
@click.option("--visit", type=click.Choice(_VISITS), help="Alleen dit bezoek; dan is er geen uitslag (only this one).")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Bestand met de antwoorden, in plaats van vragen op het scherm (answers in a file).",
)
@click.option(
    "--kit",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Uitrusting die de uitslag ondertekent (the kit that signs the result).",
)
@click.option("--officer", metavar="NUMMER", help="Het nummer van wie oefent, voor in de uitslag (who practises).")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Bestand voor de uitslag (the result).")
@click.option("--json", "as_json", is_flag=True, help="Alleen de uitslag, als JSON (the result alone, as JSON).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Make each visit, ask, explain, and sign what came of it."""
    later("_practice_run", "run", **given)
