"""``inzage mandate``: write, lint, sign, show and compare a mandate. Documents go to standard output."""

import dataclasses
import json
import secrets
from datetime import date, datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.cli._mandate_text import change_text, mandate_text, remark_text
from inzage.cli._shared import say, text
from inzage.mandate import FieldMissing, Mandate
from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.catalogue import current
from inzage.mandate.changes import compare
from inzage.mandate.document import table_of
from inzage.mandate.draft import Wanted, draft, validation_draft
from inzage.mandate.exclusions import SALT_BYTES
from inzage.mandate.letter import request
from inzage.mandate.lint import lint as remarks_on
from inzage.mandate.lint import opens_today
from inzage.mandate.named import token_of
from inzage.mandate.refusals import UnknownBlock
from inzage.mandate.signed import any_mandate, looks_signed, signed_mandate, signers
from inzage.signing.keys import PrivateKey

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
DAY = click.DateTime(formats=["%Y-%m-%d"])
_JSON = click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")


@click.group()
def command() -> None:
    """Opdracht schrijven, nakijken, ondertekenen en tonen (write, lint, sign and show a mandate)."""


@command.command()
@click.option("--validation", is_flag=True, help="Validatieopdracht voor testmateriaal (for test media).")
@click.option("--block", "codes", multiple=True, metavar="CODE", help="Bouwsteen (building block); herhaalbaar.")
@click.option("--exclude-user", "users", multiple=True, metavar="NAAM", help="Andere gebruiker die dicht blijft.")
@click.option("--exclude-contact", "contacts", multiple=True, metavar="NAAM", help="Geheimhouder die dicht blijft.")
@click.option("--reference", default="", help="ECLI of parketnummer (reference).")
@click.option("--person", default="", help="Pseudoniem van de betrokkene (pseudonym).")
@click.option("--title", default="", help="Wettelijke grondslag (legal title).")
@click.option("--first", type=DAY, help="Eerste dag (first day).")
@click.option("--last", type=DAY, help="Laatste dag (last day).")
def new(
    *,
    validation: bool,
    codes: tuple[str, ...],
    users: tuple[str, ...],
    contacts: tuple[str, ...],
    reference: str,
    person: str,
    title: str,
    first: datetime | None,
    last: datetime | None,
) -> None:
    """Maak een concept in TOML (make a draft in TOML)."""
    salt = secrets.token_bytes(SALT_BYTES)
    chosen = _chosen(codes, everything=validation and not codes)
    if validation:
        named = reference or f"VALIDATIE-{today()}"
        click.echo(validation_draft(chosen, named, salt=salt, users=users, contacts=contacts))
        return
    wanted = Wanted(reference, person, title, first and first.date(), last and last.date())
    click.echo(draft(chosen, wanted, salt=salt, users=users, contacts=contacts))


@command.command()
@click.argument("file", type=FILE)
@_JSON
def lint(file: Path, as_json: bool) -> None:
    """Zeg wat ontbreekt of te ruim is, en wat vandaag toch open gaat (what is missing or too wide)."""
    mandate, on = any_mandate(file.read_bytes()), today()
    remarks, open_doors = remarks_on(mandate), opens_today(mandate, on)
    letter = request(mandate, remarks, on)
    if as_json:
        facts = {
            "remarks": [dataclasses.asdict(remark) for remark in remarks],
            "opens_today": [dataclasses.asdict(permit) for permit in open_doors],
            "request": letter,
        }
        click.echo(_dumped(facts))
        return
    click.echo(remark_text(remarks, open_doors))
    if letter:
        click.echo(text("\nConceptbrief\n", "\nDraft letter (Dutch)\n"))
        click.echo(letter, nl=False)


@command.command()
@click.argument("file", type=FILE)
@click.option("--key", required=True, type=FILE, help="Geheime sleutel, PEM (private key).")
def sign(file: Path, key: Path) -> None:
    """Onderteken een concept, of zet een tweede handtekening (sign a draft, or add a signature)."""
    data = file.read_bytes()
    envelope = signed_mandate(data, PrivateKey.load(key))
    mandate = any_mandate(data)
    if mandate.narrowed and not looks_signed(data):
        names = ", ".join(mandate.narrowed)
        say(f"Niet ingevuld en zo beperkt mogelijk gelezen: {names}.", f"Missing and read narrowly: {names}.")
    click.echo(envelope)


@command.command()
@click.argument("file", type=FILE)
@_JSON
def show(file: Path, as_json: bool) -> None:
    """Toon een opdracht, zonder oordeel over de handtekeningen (show, without judging signatures)."""
    data = file.read_bytes()
    mandate, keys = any_mandate(data), signers(data)
    click.echo(_dumped(_shown(mandate, keys)) if as_json else mandate_text(mandate, keys))


@command.command()
@click.argument("file", type=FILE)
@_JSON
def diff(file: Path, as_json: bool) -> None:
    """Vergelijk de bouwstenen met de huidige catalogus (compare with the current catalogue)."""
    changes = compare(any_mandate(file.read_bytes()))
    if as_json:
        click.echo(_dumped([dataclasses.asdict(change) for change in changes]))
    else:
        click.echo(change_text(changes))


@command.command()
@click.argument("file", type=FILE)
@click.argument("names", nargs=-1, required=True, metavar="NAAM...")
def token(file: Path, names: tuple[str, ...]) -> None:
    """Maak van nummers, adressen of namen kenmerken voor deze opdracht (make tokens of handles)."""
    salt = any_mandate(file.read_bytes()).exclusions.salt
    if not salt:
        raise FieldMissing(field="exclusions.salt", expected=("de sleutel voor kenmerken", "the salt of tokens"))
    click.echo(_dumped([token_of(salt, name) for name in names]))


def today() -> date:
    """The day it is in Amsterdam."""
    return datetime.now(AMSTERDAM).date()


def _chosen(codes: tuple[str, ...], *, everything: bool) -> list[BuildingBlock]:
    newest = {block.code: block for block in current().newest()}
    for code in codes:
        if code not in newest:
            raise UnknownBlock(block=code, known=", ".join(newest))
    if everything:
        return [block for block in newest.values() if block.complete]
    return [newest[code] for code in dict.fromkeys(codes)]


def _shown(mandate: Mandate, keys: tuple[str, ...]) -> dict[str, object]:
    return {"mandate": table_of(mandate), "sha256": mandate.sha256, "signatures": list(keys)}


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
