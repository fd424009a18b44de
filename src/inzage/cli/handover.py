"""``inzage handover``: what was sealed goes to the police, and their answer comes back.

``export`` and ``receipt`` are probation's; ``key``, ``open`` and ``answer`` are the
police's, and need a secret key that probation never has.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from inzage.cli._shared import later

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_JSON = click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
_OUT = click.option("--out", required=True, type=_FILE, metavar="FILE", help="Nieuw bestand (a new file).")
_KEY = click.option(
    "--key", required=True, type=_FILE, metavar="PEM", help="Geheime ondertekensleutel van de politie (their key)."
)
_IDENTITY = click.option(
    "--identity", required=True, type=_FILE, metavar="AGE", help="Geheime age-sleutel van de politie (their identity)."
)
_KIT_KEYS = click.option(
    "--kit-key", "kit_keys", required=True, multiple=True, type=_FILE, metavar="PEM",
    help="Openbare sleutel van een uitrusting die u kent (public key of a kit that you know).",
)  # fmt: skip
_ANSWERS = click.Choice(["taken_up", "confirmed", "not_confirmed"])


@click.group()
def command() -> None:
    """Overdragen aan de politie, en hun antwoord (hand over to the police, and their answer)."""


@command.command()
@click.argument("recipient", metavar="AGE1...")
@click.option("--name", required=True, help="Van wie deze sleutel is (whose key it is).")
@click.option("--first", required=True, type=_DAY, help="Eerste dag (first day).")
@click.option("--last", required=True, type=_DAY, help="Laatste dag (last day).")
@_KEY
@_OUT
@_JSON
def key(recipient: str, name: str, first: datetime, last: datetime, **given: Any) -> None:  # noqa: ANN401 - by name
    """Politie: maak het ondertekende document over een verzegelsleutel (police: sign a sealing key)."""
    later("_handover_police", "key", recipient=recipient, name=name, first=first.date(), last=last.date(), **given)


@command.command()
@click.argument("case", type=_FOLDER, metavar="CASE")
@_OUT
@click.option("--kit", type=_FOLDER, metavar="DIR", help="De uitrusting, bij een versleuteld dossier (the kit).")
@_JSON
def export(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Zet de overdracht van CASE klaar, byte voor byte; niets wordt opnieuw gemaakt (only moves it)."""
    later("_handover_probation", "export_to", **given)


@command.command("open")
@click.argument("file", type=_FILE, metavar="FILE")
@_IDENTITY
@_KIT_KEYS
@click.option("--sealing-key", type=_FILE, metavar="FILE", help="Uw document over die sleutel (about that key).")
@click.option("--police-key", type=_FILE, metavar="PEM", help="Openbare sleutel die dat ondertekende (who signed it).")
@click.option("--validate", is_flag=True, help="Houd de inhoud tegen CASE (hold the content against CASE).")
@click.option("--out", type=_FOLDER, metavar="DIR", help="Map voor de bundel (folder for the bundle).")
@_JSON
def open_(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Politie: ga na en open wat verzegeld is (police: examine and open what was sealed)."""
    later("_handover_police", "open_file", **given)


@command.command()
@click.argument("file", type=_FILE, metavar="FILE")
@_IDENTITY
@_KIT_KEYS
@_KEY
@click.option("--answer", required=True, type=_ANSWERS, help="Het antwoord (the answer).")
@click.option("--number", required=True, metavar="NUMMER", help="Uw ontvangstnummer (your receipt number).")
@_OUT
@click.option("--report", type=_FILE, metavar="FILE", help="Bij not_confirmed: verslag voor de lijst (list's issuer).")
@_JSON
def answer(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Politie: maak een ondertekend ontvangstbericht (police: sign a receipt)."""
    later("_handover_police", "answer", **given)


@command.command()
@click.argument("case", type=_FOLDER, metavar="CASE")
@click.argument("receipt", type=_FILE, metavar="RECEIPT")
@click.option("--kit", required=True, type=_FOLDER, metavar="DIR", help="De uitrusting (the kit).")
@_JSON
def receipt(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Neem het antwoord van de politie op in CASE (take the police's answer in)."""
    later("_handover_probation", "take", **given)
