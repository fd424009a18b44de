"""``inzage lists``: sign, import, show, try and withdraw watchlists. For who manages lists, not for a check."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.cli._shared import say, text
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.watchlists import ListKind, Manifest, Meaning, ingest, manifest, store
from inzage.watchlists.manifest import is_stale
from inzage.watchlists.store import Lists, StoredList

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path)
_KIT = click.option("--kit", "kit_path", type=_FOLDER, required=True, metavar="DIR", help="De uitrusting (the kit).")
_LISTS = click.option(
    "--lists", "lists_path", type=_FOLDER, required=True, metavar="DIR", help="Ingevoerde lijsten (imported lists)."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
_MANIFEST = click.option("--manifest", "manifest_path", type=_FILE, metavar="M", help="Het manifest (the manifest).")


@click.group()
def command() -> None:
    """Lijsten ondertekenen, invoeren, tonen en intrekken (sign, import, show and withdraw lists)."""


def _signing(run: Callable[..., None]) -> Callable[..., None]:
    """The options that say what a list means."""
    for option in (
        click.option("--withdrawn", is_flag=True, help="Trek de lijst in (withdraw the list)."),
        click.option("--key", "key_path", type=_FILE, required=True, help="Sleutel van de uitgever (issuer's key)."),
        click.option("--issuer", help="Wie de lijst uitgeeft (who issues the list)."),
        click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), help="Dag van uitgifte (day of issue)."),
        click.option("--fresh-until", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DATE"),
        click.option(
            "--class", "classes", multiple=True, required=True, help="Klasse (class); mag vaker (repeatable)."
        ),
        click.option("--meaning", type=click.Choice([m.value for m in Meaning]), required=True),
        click.option("--kind", type=click.Choice([k.value for k in ListKind]), required=True),
        click.option("--purpose", required=True, help="Voor welke vragen (for which questions)."),
        click.option("--version", required=True),
        click.option("--name", required=True),
    ):
        run = option(run)
    return run


@command.command()
@click.argument("file", type=_FILE)
@_signing
def sign(
    file: Path,
    *,
    name: str,
    version: str,
    purpose: str,
    kind: str,
    meaning: str,
    classes: tuple[str, ...],
    fresh_until: datetime,
    issued: datetime | None,
    issuer: str | None,
    key_path: Path,
    withdrawn: bool,
) -> None:
    """Onderteken wat een lijst betekent; het manifest gaat naar de uitvoer (sign what a list means)."""
    key = PrivateKey.load(key_path)
    sha256, entries = ingest.describe(file, ListKind(kind), classes)
    signed = Manifest(
        name=name,
        version=version,
        issuer=issuer or key.public.keyid,
        kind=ListKind(kind),
        meaning=Meaning(meaning),
        purpose=purpose,
        classes=classes,
        issued=issued.date() if issued else _today(),
        fresh_until=fresh_until.date(),
        file_sha256=sha256,
        entries=entries,
        withdrawn=withdrawn,
    )
    click.echo(manifest.sign(signed, key))


@command.command("import")
@click.argument("file", type=_FILE)
@_MANIFEST
@click.option("--into", type=_FOLDER, required=True, metavar="DIR", help="Waarheen (where to).")
@_KIT
@_JSON
def import_(file: Path, manifest_path: Path | None, into: Path, kit_path: Path, as_json: bool) -> None:
    """Voer een ondertekende lijst in (import a signed list)."""
    done = ingest.import_list(file, manifest_path, into, Kit.load(kit_path), today=_today())
    _show([done.stored], as_json)
    for name in done.taken_out:
        say(
            f"De lijst {name} is in quarantaine gezet: zij noemt adressen die op deze lijst van gewone adressen staan.",
            f"The list {name} was put in quarantine: it names addresses that are on this list of ordinary addresses.",
        )
    if is_stale(done.stored.manifest, _today()):
        say(
            "Let op: deze lijst is verouderd. Een vraag die haar nodig heeft is niet te beoordelen.",
            "Note: this list is stale. A question that needs it cannot be assessed.",
        )


@command.command()
@_LISTS
@_KIT
@_JSON
def show(lists_path: Path, kit_path: Path, as_json: bool) -> None:
    """Toon de ingevoerde lijsten (show the imported lists)."""
    _show(Lists.open(lists_path, Kit.load(kit_path)).stored, as_json)


@command.command()
@_LISTS
@_KIT
@_JSON
@click.argument("entry", metavar="ADDRESS-OR-TERM")
def test(lists_path: Path, kit_path: Path, as_json: bool, entry: str) -> None:
    """Toon welke lijsten een adres of term noemen; dit wordt nergens vastgelegd (recorded nowhere)."""
    kit = Kit.load(kit_path)
    found = [(one, _classes(one, entry, kit)) for one in Lists.open(lists_path, kit).stored]
    rows = [_row(one) | {"classes": sorted(classes)} for one, classes in found if classes]
    _print(rows, as_json, ("name", "version", "meaning", "classes"))


@command.command()
@click.argument("name", required=False)
@_MANIFEST
@_LISTS
@_KIT
def withdraw(name: str | None, manifest_path: Path | None, lists_path: Path, kit_path: Path) -> None:
    """Trek een lijst in: hier (NAME), of omdat de uitgever dat deed (withdraw a list here, or as its issuer did)."""
    kit = Kit.load(kit_path)
    if manifest_path is not None:
        name = ingest.withdraw(manifest_path, lists_path, kit).name
    elif name is None:
        raise click.UsageError(text("Geef de naam van een lijst of --manifest.", "Give a list's name or --manifest."))
    else:
        store.withdraw(lists_path, name, kit.list_key())
    say(f"De lijst {name} is ingetrokken; haar vermeldingen zijn gewist.", f"The list {name} is withdrawn and erased.")


@command.command()
@_LISTS
@_KIT
@_JSON
def quarantine(lists_path: Path, kit_path: Path, as_json: bool) -> None:
    """Toon lijsten in quarantaine (show lists in quarantine)."""
    stopped = store.quarantined(lists_path, Kit.load(kit_path).trust)
    rows = [
        {"name": one.manifest.name, "version": one.manifest.version, "overlap": one.overlap, "benign": one.benign}
        for one in stopped
    ]
    _print(rows, as_json, ("name", "version", "overlap", "benign"))


def _today() -> date:
    return datetime.now(UTC).astimezone(AMSTERDAM).date()


def _classes(one: StoredList, entry: str, kit: Kit) -> frozenset[str]:
    with one.look_up(kit.list_key()) as opened:
        if one.manifest.kind == ListKind.ADDRESSES:
            return opened.classes_of_address(entry)
        return opened.classes_of_text(entry)


def _row(one: StoredList) -> dict[str, object]:
    said = one.manifest
    return {
        "name": said.name,
        "version": said.version,
        "kind": said.kind.value,
        "meaning": said.meaning.value,
        "purpose": said.purpose,
        "classes": list(said.classes),
        "entries": one.entries,
        "issuer": said.issuer,
        "issued": said.issued.isoformat(),
        "fresh_until": said.fresh_until.isoformat(),
        "stale": is_stale(said, _today()),
    }


def _show(lists: list[StoredList] | tuple[StoredList, ...], as_json: bool) -> None:
    _print([_row(one) for one in lists], as_json, ("name", "version", "kind", "meaning", "entries", "fresh_until"))


def _print(rows: list[dict[str, object]], as_json: bool, columns: tuple[str, ...]) -> None:
    if as_json:
        click.echo(json.dumps({"lists": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("  ".join(_cell(row[name]) for name in columns))
    if not rows:
        say("Geen.", "None.")


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
