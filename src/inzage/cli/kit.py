"""``inzage kit``: make, show and renew a kit, and revoke keys."""

from pathlib import Path
from typing import Any

import click

from inzage.cli._shared import later

_DIRECTORY = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_CAUSES = ("lost", "stolen", "left", "replaced", "other")


@click.group()
def command() -> None:
    """Uitrusting maken, tonen, vernieuwen; sleutels intrekken (make, show, renew a kit; revoke keys)."""


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option("--laboratory", is_flag=True, help="Voor validatie op testmedia (for validation on test media).")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def new(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Maak een nieuwe uitrusting in DIR (make a new kit)."""
    later("_kit_run", "new", **given)


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def show(**given: Any) -> None:  # noqa: ANN401
    """Toon beleid, sleutels, intrekkingen en wie de geheimen kan lezen (show policy, keys, revocations)."""
    later("_kit_run", "show", **given)


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def rotate(**given: Any) -> None:  # noqa: ANN401
    """Vernieuw de sleutel; de oude openbare sleutel blijft bewaard (renew the key, keep the old public one)."""
    later("_kit_run", "rotate", **given)


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.argument("keyids", nargs=-1, metavar="[KEYID]...")
@click.option("--take", type=_FILE, help="Neem een ondertekende intrekkingslijst in (take in a signed list).")
@click.option("--key", type=_FILE, help="Geheime sleutel van de beheerder, om een lijst te maken (to make a list).")
@click.option("--why", type=click.Choice(_CAUSES), help="Reden van de intrekking (why).")
@click.option("--since", metavar="TIJDSTIP", help="Vanaf wanneer, jjjj-mm-ddTuu:mm:ssZ; anders nu (since when, UTC).")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def revoke(**given: Any) -> None:  # noqa: ANN401
    """Trek sleutels in: maak een lijst, of neem er een in met --take (revoke keys: make a list, or take one in).

    De beheerder maakt de lijst voor een of meer sleutels; zij komt op het scherm en gaat naar elke uitrusting, die
    haar inneemt met --take. (The administrator makes the list; each kit takes it in with --take.)
    """
    later("_kit_revoke", "run", **given)
