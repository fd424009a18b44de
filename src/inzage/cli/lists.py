"""``inzage lists``: sign, import, show, try and withdraw watchlists. For who manages lists, not for a check."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.cli._lists_text import LISTED, describe_left, details, print_rows, row, said_of
from inzage.cli._shared import say, text
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.watchlists import ListKind, Manifest, Meaning, ingest, manifest, store
from inzage.watchlists.formats import Format, Left
from inzage.watchlists.manifest import is_stale
from inzage.watchlists.picture_list import PictureList
from inzage.watchlists.store import Lists, StoredList

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path)
_KIT = click.option("--kit", "kit_path", type=_FOLDER, required=True, metavar="DIR", help="De uitrusting (the kit).")
_LISTS = click.option(
    "--lists", "lists_path", type=_FOLDER, required=True, metavar="DIR", help="Ingevoerde lijsten (imported lists)."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
_MANIFEST = click.option("--manifest", "manifest_path", type=_FILE, metavar="M", help="Het manifest (the manifest).")
_FORMAT = click.option(
    "--format",
    "written",
    type=click.Choice([one.value for one in Format]),
    help="Vorm van het bestand; zonder: aan de inhoud herkend (form of the file; recognised by content if absent).",
)
_AGAINST = click.option(
    "--against",
    type=_FOLDER,
    multiple=True,
    metavar="DIR",
    help="Map met gewone bestanden van dit systeem; mag vaker (folder of this system's own files; repeatable).",
)


@click.group()
def command() -> None:
    """Lijsten ondertekenen, invoeren, tonen en intrekken (sign, import, show and withdraw lists)."""


def _pairs(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """``VALUE=CLASS`` as pairs; the value may hold ``=`` itself."""
    for one in given:
        if "=" not in one:
            raise click.BadParameter(text("Geef WAARDE=KLASSE.", "Give VALUE=CLASS."))
    return tuple(sorted((one.rpartition("=")[0], one.rpartition("=")[2]) for one in given))


def _signing(run: Callable[..., None]) -> Callable[..., None]:
    """The options that say what a list means."""
    for option in (
        click.option("--withdrawn", is_flag=True, help="Trek de lijst in (withdraw the list)."),
        click.option("--key", "key_path", type=_FILE, required=True, help="Sleutel van de uitgever (issuer's key)."),
        click.option("--issuer", help="Wie de lijst uitgeeft (who issues the list)."),
        click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), help="Dag van uitgifte (day of issue)."),
        click.option("--fresh-until", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DATE"),
        _FORMAT,
        click.option(
            "--category",
            "categories",
            multiple=True,
            callback=_pairs,
            metavar="VALUE=CLASS",
            help="Welke klasse een categorie van het bestand is; leeg: telt niet mee (class of a category; "
            "empty: left out); mag vaker (repeatable).",
        ),
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
    categories: tuple[tuple[str, str], ...],
    written: str | None,
    fresh_until: datetime,
    issued: datetime | None,
    issuer: str | None,
    key_path: Path,
    withdrawn: bool,
) -> None:
    """Onderteken wat een lijst betekent; het manifest gaat naar de uitvoer (sign what a list means)."""
    key = PrivateKey.load(key_path)
    left: Counter[Left] = Counter()
    sha256, entries = ingest.describe(
        file,
        ListKind(kind),
        classes,
        meaning=Meaning(meaning),
        categories=categories,
        written=_format(written),
        left=left,
    )
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
        categories=categories,
    )
    click.echo(manifest.sign(signed, key))
    _say_left({reason.value: count for reason, count in left.items()})


@command.command("import")
@click.argument("file", type=_FILE)
@_MANIFEST
@click.option("--into", type=_FOLDER, required=True, metavar="DIR", help="Waarheen (where to).")
@_FORMAT
@_AGAINST
@_KIT
@_JSON
def import_(
    file: Path,
    *,
    manifest_path: Path | None,
    into: Path,
    written: str | None,
    against: tuple[Path, ...],
    kit_path: Path,
    as_json: bool,
) -> None:
    """Voer een ondertekende lijst in (import a signed list)."""
    kit = Kit.load(kit_path)
    done = ingest.import_list(file, manifest_path, into, kit, today=_today(), written=_format(written), against=against)
    print_rows([row(done.stored, kit, _today())], as_json, LISTED)
    _say_imported(done)


@command.command()
@click.argument("name", required=False)
@_LISTS
@_KIT
@_JSON
def show(name: str | None, lists_path: Path, kit_path: Path, as_json: bool) -> None:
    """Toon de ingevoerde lijsten, of alles van één (NAME) (show the imported lists, or all of one)."""
    kit = Kit.load(kit_path)
    stored = [one for one in Lists.open(lists_path, kit).stored if name in {None, one.name}]
    rows = [row(one, kit, _today()) for one in stored]
    if name is None or as_json:
        print_rows(rows, as_json, LISTED)
    elif rows:
        click.echo(details(rows[0]))
    else:
        print_rows([], False, LISTED)


@command.command()
@_LISTS
@_KIT
@_JSON
@_MANIFEST
@_FORMAT
@_AGAINST
@click.argument("entry", metavar="ENTRY|FILE")
def test(
    entry: str,
    *,
    lists_path: Path,
    kit_path: Path,
    as_json: bool,
    manifest_path: Path | None,
    written: str | None,
    against: tuple[Path, ...],
) -> None:
    """Toon welke lijsten een vermelding noemen, of toets een FILE aan gewone bestanden (--against).

    Een vermelding wordt nergens vastgelegd. Shows which lists name an entry (recorded nowhere), or holds a list's
    FILE against ordinary files.
    """
    kit = Kit.load(kit_path)
    if against:
        held = ingest.try_list(
            Path(entry), manifest_path, lists_path, kit, today=_today(), against=against, written=_format(written)
        )
        say(*said_of(held))
        return
    found = [(one, _classes(one, entry, kit)) for one in Lists.open(lists_path, kit).stored]
    rows = [row(one, kit, _today()) | {"classes": sorted(classes)} for one, classes in found if classes]
    print_rows(rows, as_json, ("name", "version", "meaning", "classes"))


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
    """Toon lijsten in quarantaine en waarom (show lists in quarantine, and why)."""
    rows: list[Mapping[str, object]] = [
        {
            "name": one.manifest.name,
            "version": one.manifest.version,
            "overlap": one.overlap,
            "benign": one.benign,
            "why": text(*one.source),
        }
        for one in store.quarantined(lists_path, Kit.load(kit_path).trust)
    ]
    print_rows(rows, as_json, ("name", "version", "overlap", "why"))


def _today() -> date:
    return datetime.now(UTC).astimezone(AMSTERDAM).date()


def _format(written: str | None) -> Format | None:
    return Format(written) if written else None


def _classes(one: StoredList, entry: str, kit: Kit) -> frozenset[str]:
    with one.look_up(kit.list_key()) as opened:
        if isinstance(opened, PictureList):
            return opened.classes_near(entry)
        match opened.header.kind:
            case ListKind.ADDRESSES:
                return opened.classes_of_address(entry)
            case ListKind.TERMS:
                return opened.classes_of_text(entry)
            case ListKind.HANDLES:
                return opened.classes_of_handle(entry)
            case ListKind.DIGESTS:
                return opened.classes_of_file(entry)
            case _:
                raise AssertionError("a list of pictures is opened as one")


def _say_imported(done: ingest.Imported) -> None:
    """What the manager must know of an import besides that it was done."""
    for name in done.taken_out:
        say(
            f"De lijst {name} is in quarantaine gezet: zij noemt wat op deze lijst van gewone vermeldingen staat.",
            f"The list {name} was put in quarantine: it names what is on this list of ordinary entries.",
        )
    if done.stored.duplicates:
        say(
            f"{done.stored.duplicates} vermelding(en) stonden er vaker in; elke telt één keer.",
            f"{done.stored.duplicates} entry(ies) occurred more than once; each counts once.",
        )
    _say_left(dict(done.stored.header.left))
    if done.held:
        say(*said_of(done.held))
    if done.untried and done.stored.manifest.kind is ListKind.PICTURES:
        say(
            "Let op: deze lijst is nog met geen gewone beelden vergeleken. Voer eerst een lijst van gewone beelden in "
            "(--meaning benign).",
            "Note: this list has been held against no ordinary pictures yet. First import a list of ordinary pictures "
            "(--meaning benign).",
        )
    elif done.untried:
        say(
            "Let op: deze lijst is nog aan geen gewone bestanden getoetst. Gebruik: inzage lists test FILE --against.",
            "Note: this list has been held against no ordinary files yet. Use: inzage lists test FILE --against.",
        )
    if is_stale(done.stored.manifest, _today()):
        say(
            "Let op: deze lijst is verouderd. Een vraag die haar nodig heeft is niet te beoordelen.",
            "Note: this list is stale. A question that needs it cannot be assessed.",
        )


def _say_left(left: Mapping[str, int]) -> None:
    for nl, en in describe_left(left):
        say(nl, en)
