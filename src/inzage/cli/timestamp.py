"""``inzage timestamp``: ask for an RFC 3161 time stamp over a finished case, and take the answer in. No network."""

import json
from pathlib import Path

import click

from inzage.cli._acting import acting_on
from inzage.cli._shared import CannotKeep, say
from inzage.mandate.acting import Operation
from inzage.record.timestamp import Stamp, add, request
from inzage.signing.files import write_whole
from inzage.signing.kit import Kit

_DIRECTORY = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_KIT = click.option(
    "--kit", "kit_at", type=_DIRECTORY, metavar="DIR", help="Uitrusting, als het dossier versleuteld is (the kit)."
)


@click.group()
def command() -> None:
    """Tijdstempel over een dossier aanvragen en bijvoegen (ask for a time stamp and add it)."""


@command.command("request")
@click.argument("case", type=_DIRECTORY, metavar="CASE")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Bestand voor de aanvraag, .tsq (where the request goes).",
)
@_KIT
def ask(case: Path, out: Path, kit_at: Path | None) -> None:
    """Schrijf de aanvraag voor CASE; versturen doet wie een verbinding heeft (write the request, send nothing)."""
    kit = _kit(kit_at)
    acting_on(case, kit, Operation.VERIFY)
    asked = request(case, kit)
    try:
        write_whole(out, asked)
    except OSError as error:
        raise CannotKeep(out=out, found=error.strerror or type(error).__name__) from None
    say(
        f"Stuur {out} naar een tijdstempelinstantie; voeg het antwoord toe met inzage timestamp add.",
        f"Send {out} to a time-stamping authority; take its answer in with inzage timestamp add.",
    )


@command.command("add")
@click.argument("case", type=_DIRECTORY, metavar="CASE")
@click.argument("response", type=_FILE, metavar="FILE")
@click.option(
    "--tsa",
    required=True,
    type=_FILE,
    metavar="PEM",
    help="Certificaat van de instantie (the authority's certificate).",
)
@_KIT
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def take(case: Path, response: Path, tsa: Path, kit_at: Path | None, as_json: bool) -> None:
    """Voeg het antwoord FILE bij CASE, als het klopt (take the answer in, if it is right)."""
    kit = _kit(kit_at)
    acting_on(case, kit, Operation.VERIFY)
    stamp = add(case, response.read_bytes(), tsa, kit)
    _tell(stamp, as_json)


def _tell(stamp: Stamp, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"not_later_than": stamp.at.isoformat()}))
        return
    say(
        f"Bijgevoegd: dit dossier bestond uiterlijk op {stamp.at:%Y-%m-%d %H:%M:%S} UTC.",
        f"Added: this case existed not later than {stamp.at:%Y-%m-%d %H:%M:%S} UTC.",
    )


def _kit(at: Path | None) -> Kit | None:
    return Kit.load(at) if at else None
