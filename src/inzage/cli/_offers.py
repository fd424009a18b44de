"""Options that ``plan`` and ``check`` share: the papers and the carriers on the table."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from inzage.artefact import AMSTERDAM
from inzage.check import Offer
from inzage.cli._shared import text
from inzage.errors import UsageFault
from inzage.mandate import CarrierKind, Owner, Presented

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


OWN: Owner = "betrokkene"


class OwnersDoNotFit(UsageFault):
    """As many owners as carriers, or one for all."""

    nl = (
        "Verwacht: één keer --owner voor alle gegevensdragers samen, of één keer voor elke van de {carriers}, in hun "
        "volgorde. Gevonden: {owners} keer. Geef --owner opnieuw op; er is niets geopend."
    )
    en = (
        "Expected: --owner once for all carriers together, or once for each of the {carriers}, in their order. "
        "Found: {owners} times. Give --owner again; nothing was opened."
    )


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
        click.option("--owner", type=click.Choice(get_args(Owner)), multiple=True,
                     help="Van wie de drager is, voor elke drager één of één voor alle; wordt anders gevraagd, en is "
                     "zonder terminal betrokkene (whose carrier it is; asked for at a terminal)."),
    ):  # fmt: skip
        command = option(command)
    return command


def offers(
    carriers: Sequence[str], kind: CarrierKind, presented: Presented, owners: Sequence[Owner]
) -> tuple[Offer, ...]:
    """The carriers as they lie on the table. ``owners``: none (the person's own), one for all, or one for each."""
    each = tuple(owners) * len(carriers) if len(owners) == 1 else tuple(owners) or (OWN,) * len(carriers)
    if len(each) != len(carriers):
        raise OwnersDoNotFit(carriers=len(carriers), owners=len(owners))
    return tuple(Offer(path, kind, presented, owner) for path, owner in zip(carriers, each, strict=True))


def owners_of(carriers: Sequence[str], given: Sequence[Owner]) -> tuple[Owner, ...]:
    """Whose each carrier is: as given, or else asked of who sits at the terminal.

    It decides what an answer can rest on. Where nobody can be asked the carrier is taken to be the
    person's own, as it then stands in result and documents.
    """
    if given:
        return tuple(given)
    if sys.stdin.isatty() and sys.stderr.isatty():
        return tuple(_asked(path) for path in carriers)
    return (OWN,) * len(carriers)


def _asked(path: str) -> Owner:
    question = text(f"Van wie is {path}?", f"Whose is {path}?")
    answer: Owner = click.prompt(question, type=click.Choice(get_args(Owner)), err=True)
    return answer
