"""Options that ``plan``, ``check`` and ``recount`` share: papers, carriers on the table, how a shut one opens."""

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
HANDED_OVER: Presented = "aangereikt"
USUAL: CarrierKind = "computer"

Said = TypeVar("Said", bound=str)


class SaidDoesNotFit(UsageFault):
    """As many words as carriers, or one for all."""

    nl = (
        "Verwacht: één keer {option} voor alle gegevensdragers samen, of één keer voor elke van de {carriers}, in hun "
        "volgorde. Gevonden: {said} keer. Geef {option} opnieuw op; er is niets geopend."
    )
    en = (
        "Expected: {option} once for all carriers together, or once for each of the {carriers}, in their order. "
        "Found: {said} times. Give {option} again; nothing was opened."
    )


class NotSaid(UsageFault):
    """Under a real mandate nobody guesses how a carrier came to lie here, nor whose it is."""

    nl = (
        "Verwacht: {option} (een van: {choices}), want de opdracht bepaalt daarmee of een gegevensdrager open mag. "
        "Gevonden: niets, en er is geen terminal om het te vragen. Geef {option} op; er is niets geopend."
    )
    en = (
        "Expected: {option} (one of: {choices}), because by it the mandate decides whether a carrier may be opened. "
        "Found: nothing, and no terminal on which to ask. Give {option}; nothing was opened."
    )


def today() -> date:
    """The Amsterdam day it is."""
    return datetime.now(AMSTERDAM).date()


def table_options(command: F) -> F:
    """How the carriers came to lie on the table."""
    for option in (
        click.option("--kind", type=click.Choice(get_args(CarrierKind)), multiple=True,
                     help="Soort gegevensdrager, voor elke drager of één voor alle; anders computer "
                     "(kind of carrier, for each or one for all; else computer)."),
        click.option("--presented", type=click.Choice(get_args(Presented)), multiple=True,
                     help="Aangereikt of in zicht, voor elke drager of één voor alle; wordt anders gevraagd, en is "
                     "zonder terminal verplicht bij een echte opdracht (handed over or in sight; else asked for)."),
        click.option("--owner", type=click.Choice(get_args(Owner)), multiple=True,
                     help="Van wie de drager is, voor elke drager of één voor alle; wordt anders gevraagd, en is "
                     "zonder terminal verplicht bij een echte opdracht (whose carrier it is; else asked for)."),
    ):  # fmt: skip
        command = option(command)
    return command


def unlock_option(command: F) -> F:
    """``--unlock``, as often as there are tries to be made."""
    return click.option(
        "--unlock",
        multiple=True,
        metavar="DRAGER[:VOLUME]=MANIER",
        help="Een versleuteld volume openen met password, recovery-key, bek:BESTAND of clear-key; om het geheim "
        "wordt gevraagd (open an encrypted volume; the secret is asked for).",
    )(command)


def offers(
    carriers: Sequence[str],
    kinds: Sequence[CarrierKind],
    presented: Sequence[Presented],
    owners: Sequence[Owner],
    *,
    real: bool,
) -> tuple[Offer, ...]:
    """The carriers as they lie on the table: as said, or else asked of who sits at the terminal.

    Both words decide what may open and what an answer can rest on, so that under a ``real`` mandate
    nothing is assumed: ``NotSaid`` where nobody can be asked. Test media under a validation mandate
    count as handed over and as the person's own.
    """
    each = zip(
        carriers,
        kinds_of(carriers, kinds),
        presented_as(carriers, presented, real=real),
        owners_of(carriers, owners, real=real),
        strict=True,
    )
    return tuple(Offer(path, kind, how, owner) for path, kind, how, owner in each)


def kinds_of(carriers: Sequence[str], said: Sequence[CarrierKind]) -> tuple[CarrierKind, ...]:
    """What each carrier is: as said, else a computer."""
    return _each("--kind", carriers, said, USUAL, (str, get_args(CarrierKind)))


def presented_as(carriers: Sequence[str], said: Sequence[Presented], *, real: bool) -> tuple[Presented, ...]:
    """How each carrier came to lie here; see ``offers``."""
    return _each("--presented", carriers, said, None if real else HANDED_OVER, (_how, get_args(Presented)))


def owners_of(carriers: Sequence[str], said: Sequence[Owner], *, real: bool) -> tuple[Owner, ...]:
    """Whose each carrier is; see ``offers``."""
    return _each("--owner", carriers, said, None if real else OWN, (_whose, get_args(Owner)))


def _each(
    option: str,
    carriers: Sequence[str],
    said: Sequence[Said],
    assumed: Said | None,
    asked: tuple[Callable[[str], str], Sequence[Said]],
) -> tuple[Said, ...]:
    """One word for each carrier. ``asked``: the question about a path, and the words that answer it."""
    question, words = asked
    if not carriers:
        return ()
    if said:
        each = tuple(said) * (len(carriers) if len(said) == 1 else 1)
        if len(each) != len(carriers):
            raise SaidDoesNotFit(option=option, carriers=len(carriers), said=len(said))
        return each
    if assumed is not None:
        return (assumed,) * len(carriers)
    if sys.stdin.isatty() and sys.stderr.isatty():
        choice = click.Choice(words)
        return tuple(click.prompt(question(path), type=choice, err=True) for path in carriers)
    raise NotSaid(option=option, choices=", ".join(words))


def _how(path: str) -> str:
    return text(f"Is {path} aangereikt of in zicht?", f"Was {path} handed over, or is it in sight?")


def _whose(path: str) -> str:
    return text(f"Van wie is {path}?", f"Whose is {path}?")
