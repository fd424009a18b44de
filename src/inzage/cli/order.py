"""``inzage order``: a check order, as a register gives it out for one check."""

from datetime import datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.mandate.ordering import may_act_under, new_order
from inzage.mandate.signed import any_mandate, signed_order
from inzage.signing.keys import PrivateKey

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def command() -> None:
    """Controleopdracht maken (make a check order)."""


@command.command()
@click.option("--mandate", required=True, type=_FILE, help="De ondertekende opdracht (the signed mandate).")
@click.option("--number", required=True, type=click.IntRange(1, 9999), help="De hoeveelste controle (which check).")
@click.option("--key", required=True, type=_FILE, help="Geheime sleutel van het register (the register's key).")
@click.option("--on", type=click.DateTime(formats=["%Y-%m-%d"]), help="Dag; anders vandaag (day; otherwise today).")
@click.option("--valid-days", default=1, type=click.IntRange(1, 31), help="Hoeveel dagen geldig (days valid).")
@click.option("--official", "officials", multiple=True, metavar="FUNCTIE", help="Wie; anders wie de opdracht noemt.")
@click.option("--previous", metavar="CODE", help="Code van de vorige controle (code of the previous check).")
def new(
    *,
    mandate: Path,
    number: int,
    key: Path,
    on: datetime | None,
    valid_days: int,
    officials: tuple[str, ...],
    previous: str | None,
) -> None:
    """Maak een controleopdracht voor één controle (make an order for one check)."""
    under = any_mandate(mandate.read_bytes())
    order = new_order(
        under,
        number=number,
        on=(on or datetime.now(AMSTERDAM)).date(),
        valid_days=valid_days,
        officials=officials or may_act_under(under),
        previous=previous,
    )
    click.echo(signed_order(order, [PrivateKey.load(key)]))
