"""``inzage exception``: the administrator's exception for a machine that cannot lock the reading process."""

import json
import platform
from datetime import datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.cli._shared import CannotKeep, kit_option, say, text
from inzage.signing.exception import (
    ExceptionFault,
    Excused,
    Exemption,
    excused,
    read_envelope,
    signed_exemption,
    still,
    take_in,
)
from inzage.signing.files import PUBLIC, write_whole
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.kit import Kit
from inzage.signing.trust import SHORT

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def command() -> None:
    """Uitzondering van de beheerder voor lezen zonder afgesloten proces (exception from the lock)."""


@command.command()
@click.option("--key", type=_FILE, required=True, help="Sleutel van de beheerder (the administrator's private key).")
@click.option("--for", "public", type=_FILE, required=True, help="public.pem van de uitrusting (of the kit).")
@click.option("--reason", required=True, help="Waarom, in één regel (why, in one line).")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Laatste dag (last day).")
@click.option("--kernel", default=platform.release, show_default="uname -r", help="Van de computer (of the computer).")
@click.option("--out", type=_FILE, required=True, help="Waar de uitzondering komt (where it goes).")
def new(key: Path, public: Path, out: Path, until: datetime, **told: str) -> None:
    """Maak en onderteken een uitzondering, als beheerder (make and sign one, as administrator)."""
    today = datetime.now(AMSTERDAM).date()
    exemption = Exemption(PublicKey.load(public).keyid, told["kernel"], told["reason"], today, until.date())
    envelope = signed_exemption(exemption, PrivateKey.load(key))
    try:
        write_whole(out, envelope, PUBLIC)
    except OSError as error:
        raise CannotKeep(out=out, found=error.strerror or type(error).__name__) from None
    say(
        f"Ondertekend: {out}. Neem haar in de uitrusting met: inzage exception take {out} --kit MAP.",
        f"Signed: {out}. Take it into the kit with: inzage exception take {out} --kit DIR.",
    )


@command.command()
@click.argument("file", type=_FILE, metavar="FILE")
@kit_option
def take(file: Path, kit_path: Path) -> None:
    """Neem een uitzondering in de uitrusting (take an exception into the kit)."""
    click.echo(_told(take_in(read_envelope(file), Kit.load(kit_path), datetime.now(AMSTERDAM).date())))


@command.command()
@kit_option
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def show(kit_path: Path, as_json: bool) -> None:
    """Toon de uitzondering die in de uitrusting ligt (show the kit's exception)."""
    found = excused(Kit.load(kit_path))
    amiss = _amiss(found)
    if as_json:
        facts = {**found.facts, "holds_today": amiss is None} if found else None
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    elif amiss:
        click.echo(text(amiss.sentence("nl"), amiss.sentence("en")))
    else:
        click.echo(_told(found) if found else text("Er is geen uitzondering.", "There is no exception."))


def _amiss(found: Excused | None) -> ExceptionFault | None:
    """Why it does not hold today, where it does not."""
    try:
        if found:
            still(found, datetime.now(AMSTERDAM).date())
    except ExceptionFault as fault:
        return fault
    return None


def _told(found: Excused) -> str:
    told, signers = found.exemption, ", ".join(one[:SHORT] for one in found.signers)
    return text(
        f"Lezen zonder afgesloten proces mag met deze uitrusting op kernel {told.kernel}, tot en met {told.until}. "
        f"Reden: {told.reason} Ondertekend door beheerder {signers}. Elk document zegt dit.",
        f"Reading without the lock is allowed with this kit on kernel {told.kernel}, up to and including "
        f"{told.until}. Reason: {told.reason} Signed by administrator {signers}. Every document says so.",
    )
