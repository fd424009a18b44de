"""Options that ``plan`` and ``check`` share: the papers and the carriers on the table."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from inzage.artefact import AMSTERDAM
from inzage.check import Offer
from inzage.mandate import CarrierKind, Owner, Presented

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def today() -> date:
    """The Amsterdam day it is."""
    return datetime.now(AMSTERDAM).date()


def table_options(command: F) -> F:
    """How the carriers came to lie on the table."""
    for option in (
        click.option("--kind", type=click.Choice(get_args(CarrierKind)), default="computer", show_default=True,
                     help="Soort gegevensdrager (kind of carrier)."),
        click.option("--presented", type=click.Choice(get_args(Presented)), default="aangereikt", show_default=True,
                     help="Aangereikt of in zicht (handed over or in sight)."),
        click.option("--owner", type=click.Choice(get_args(Owner)), default="betrokkene", show_default=True,
                     help="Van wie de drager is (whose carrier it is)."),
    ):  # fmt: skip
        command = option(command)
    return command


def offers(carriers: tuple[str, ...], kind: CarrierKind, presented: Presented, owner: Owner) -> tuple[Offer, ...]:
    """The carriers as they lie on the table."""
    return tuple(Offer(path, kind, presented, owner) for path in carriers)
