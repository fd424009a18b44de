"""How lists are shown to who manages them: rows, all of one list, and what of a file is no entry."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import click

from inzage.cli._shared import say, text
from inzage.signing.kit import Kit
from inzage.watchlists import ListKind
from inzage.watchlists.formats import Left
from inzage.watchlists.manifest import is_stale
from inzage.watchlists.store import StoredList
from inzage.watchlists.system_files import Held

LISTED = ("name", "version", "kind", "meaning", "entries", "fresh_until")
"""What one line of a list shows."""

_LEFT: Mapping[str, tuple[str, str]] = {
    Left.PHOTODNA: (
        "{n} waarde(n) van PhotoDNA zijn niet gebruikt: er is geen bibliotheek met een licentie.",
        "{n} value(s) of PhotoDNA were not used: no licensed library.",
    ),
    Left.NO_DIGEST: (
        "{n} record(s) zonder MD5, SHA-1 of SHA-256 zijn niet opgenomen.",
        "{n} record(s) without MD5, SHA-1 or SHA-256 were not taken.",
    ),
    Left.NO_PDQ: (
        "{n} record(s) zonder PDQ-waarde zijn niet opgenomen.",
        "{n} record(s) without a PDQ value were not taken.",
    ),
    Left.PLAIN: (
        "{n} vermelding(en) van één vlakke vorm zijn niet opgenomen: te veel gewone beelden lijken daarop.",
        "{n} entry(ies) of one plain shape were not taken: too many ordinary pictures look like that.",
    ),
    Left.OTHER_KIND: (
        "{n} vermelding(en) van een andere soort zijn niet opgenomen.",
        "{n} entry(ies) of another kind were not taken.",
    ),
    Left.CONTEXT: (
        "{n} onderdeel (onderdelen) dat niet voor herkenning is bedoeld, is niet opgenomen.",
        "{n} item(s) not meant for detection were not taken.",
    ),
    Left.PATTERN: (
        "{n} patroon (patronen) met meer dan een gelijkheid is niet opgenomen.",
        "{n} pattern(s) with more than an equality were not taken.",
    ),
    Left.WITHDRAWN: (
        "{n} vermelding(en) die de maker introk, zijn niet opgenomen.",
        "{n} entry(ies) that their maker took back were not taken.",
    ),
    Left.CATEGORY: (
        "{n} vermelding(en) telt het manifest op grond van hun categorie niet mee.",
        "{n} entry(ies) are left out by the manifest because of their category.",
    ),
    Left.MORE_PAGES: (
        "Let op: de maker heeft een volgende bladzijde, die niet in dit bestand staat.",
        "Note: the maker has a further page, which is not in this file.",
    ),
}

_DETAILS: Sequence[tuple[str, str, str]] = (
    ("name", "Lijst", "List"),
    ("version", "Versie", "Version"),
    ("issuer", "Uitgever", "Issuer"),
    ("issued", "Uitgegeven", "Issued"),
    ("fresh_until", "Geldig tot en met", "Fresh until"),
    ("stale", "Verouderd", "Stale"),
    ("kind", "Soort", "Kind"),
    ("meaning", "Betekenis", "Meaning"),
    ("purpose", "Voor vragen", "Purpose"),
    ("format", "Aangeleverd als", "Brought as"),
    ("entries", "Vermeldingen", "Entries"),
    ("duplicates", "Dubbel", "Duplicates"),
    ("by_class", "Per klasse", "By class"),
    ("shapes", "Kenmerken per bestand", "Digests per file"),
    ("categories", "Categorieën", "Categories"),
    ("left", "Niet opgenomen", "Not taken"),
    ("file_sha256", "SHA-256 van het bestand", "SHA-256 of the file"),
)


def row(one: StoredList, kit: Kit, today: date) -> dict[str, object]:
    """All that can be said of a list without its entries."""
    said, header = one.manifest, one.header
    with one.look_up(kit.list_key()) as opened:
        by_class = opened.by_class()
    return {
        "name": said.name,
        "version": said.version,
        "kind": said.kind.value,
        "meaning": said.meaning.value,
        "purpose": said.purpose,
        "classes": list(said.classes),
        "entries": one.entries,
        "duplicates": one.duplicates,
        "by_class": by_class,
        "shapes": list(header.shapes) if said.kind is ListKind.DIGESTS else [],  # elsewhere how it is looked up alone
        "categories": dict(said.categories),
        "format": header.written,
        "left": dict(header.left),
        "issuer": said.issuer,
        "issued": said.issued.isoformat(),
        "fresh_until": said.fresh_until.isoformat(),
        "stale": is_stale(said, today),
        "file_sha256": said.file_sha256,
    }


def details(shown: Mapping[str, object]) -> str:
    """One list, a line for each thing that is known of it."""
    width = max(len(text(nl, en)) for _, nl, en in _DETAILS)
    return "\n".join(f"{text(nl, en):<{width}}  {_cell(shown[field])}".rstrip() for field, nl, en in _DETAILS)


def print_rows(rows: Sequence[Mapping[str, object]], as_json: bool, columns: Sequence[str]) -> None:
    """Rows as lines, or all of them as JSON."""
    if as_json:
        click.echo(json.dumps({"lists": rows}, ensure_ascii=False, indent=2))
        return
    for shown in rows:
        click.echo("  ".join(_cell(shown[name]) for name in columns))
    if not rows:
        say("Geen.", "None.")


def describe_left(left: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What of a list's file is no entry, a sentence for each reason."""
    for reason, count in left.items():
        nl, en = _LEFT[reason]
        yield nl.format(n=count), en.format(n=count)


def said_of(held: Held) -> tuple[str, str]:
    """What came of holding a list against this system's files."""
    return (
        f"Getoetst aan {held.files} gewone bestanden: geen overlap. Niet te lezen: {held.unread}.",
        f"Held against {held.files} ordinary files: no overlap. Not readable: {held.unread}.",
    )


def _cell(value: object) -> str:
    match value:
        case bool():
            return text("ja", "yes") if value else text("nee", "no")
        case list():
            return ", ".join(map(str, value))
        case dict():
            return ", ".join(f"{name}: {count}" for name, count in value.items())
        case _:
            return str(value)
