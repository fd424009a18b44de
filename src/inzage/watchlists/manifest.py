"""A list's manifest: what the list means, signed by who issues it.

A DSSE envelope (``PayloadType.MANIFEST``) by a trusted ``Role.LIST_ISSUER`` around
canonical JSON with exactly the fields of ``Manifest`` and the list format's version;
``categories`` may be absent (none).
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import NoReturn

from inzage.signing import PayloadType, Role, dsse
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.keys import PrivateKey
from inzage.signing.trust import TrustStore
from inzage.watchlists import FORMAT_VERSION, ListKind, Manifest, ManifestFault, Meaning

Said = tuple[str, str]
"""One fact in Dutch and in English."""

MOST_CLASSES = 255
MOST_CATEGORIES = 1000
_LONGEST_CATEGORY = 200
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,100}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OPTIONAL = frozenset({"categories"})
_FIELDS = frozenset({field.name for field in fields(Manifest)} | {"format"}) - _OPTIONAL
_ASK: Said = ("Vraag de uitgever om een nieuw manifest.", "Ask its issuer for a new manifest.")


def sign(manifest: Manifest, key: PrivateKey) -> bytes:
    """The manifest as a signed envelope."""
    _check(manifest)
    return dsse.sign(to_payload(manifest), PayloadType.MANIFEST, [key])


def verify(envelope: bytes, trust: TrustStore, *, file: str) -> Manifest:
    """The manifest in an envelope that a trusted list issuer signed."""
    payload = dsse.verify(dsse.read(envelope, file=file), PayloadType.MANIFEST, [Role.LIST_ISSUER], trust)
    return from_payload(payload)


def is_stale(manifest: Manifest, today: date) -> bool:
    """Is the list too old to give an answer its meaning."""
    return today > manifest.fresh_until


def to_payload(manifest: Manifest) -> bytes:
    """Canonical JSON: what is signed."""
    said = {field.name: getattr(manifest, field.name) for field in fields(Manifest)} | _dated(manifest)
    # Absent where there are none, so that what was signed before they existed keeps its bytes.
    return canonical({k: v for k, v in said.items() if k != "categories"} | _categories(manifest))


def from_payload(payload: bytes) -> Manifest:
    """The manifest that a payload holds; ``ManifestFault`` where it holds none."""
    try:
        value = parse(payload)
    except NotCanonical as error:
        fault("?", ("een manifest", "a manifest"), (error.nl, error.en))
    if not isinstance(value, dict) or set(value) - _OPTIONAL != _FIELDS:
        wanted = ", ".join(sorted(_FIELDS))
        fault("?", (f"precies de velden {wanted}", f"exactly the fields {wanted}"), ("andere velden", "other fields"))
    name = str(value["name"]) if NAME.fullmatch(str(value["name"])) else "?"
    if value["format"] != FORMAT_VERSION:
        _expect(name, False, (f"lijstformaat {FORMAT_VERSION}", f"list format {FORMAT_VERSION}"), "format")
    try:
        manifest = _from_fields(value)
    except (KeyError, TypeError, ValueError):
        fault(name, ("velden van de juiste soort", "fields of the right type"), ("andere waarden", "other values"))
    _check(manifest)
    return manifest


def fault(name: str, expected: Said, found: Said, todo: Said = _ASK) -> NoReturn:
    """Say how a manifest does not fit."""
    raise ManifestFault(name=name, expected=expected, found=found, todo=todo)


def _dated(manifest: Manifest) -> dict[str, object]:
    return {
        "format": FORMAT_VERSION,
        "issued": manifest.issued.isoformat(),
        "fresh_until": manifest.fresh_until.isoformat(),
    }


def _categories(manifest: Manifest) -> dict[str, object]:
    return {"categories": dict(manifest.categories)} if manifest.categories else {}


def _from_fields(value: Mapping[str, object]) -> Manifest:
    return Manifest(
        name=_text(value["name"]),
        version=_text(value["version"]),
        issuer=_text(value["issuer"]),
        kind=ListKind(_text(value["kind"])),
        meaning=Meaning(_text(value["meaning"])),
        purpose=_text(value["purpose"]),
        classes=_texts(value["classes"]),
        issued=date.fromisoformat(_text(value["issued"])),
        fresh_until=date.fromisoformat(_text(value["fresh_until"])),
        file_sha256=_text(value["file_sha256"]),
        entries=_whole(value["entries"]),
        withdrawn=_flag(value["withdrawn"]),
        categories=_pairs(value.get("categories", {})),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise TypeError
    return tuple(sorted((_text(category), _text(name)) for category, name in value.items()))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _check(manifest: Manifest) -> None:
    """What types cannot say of a manifest."""
    name = manifest.name if NAME.fullmatch(manifest.name) else "?"
    letters: Said = ("een naam van kleine letters, cijfers, . _ -", "a name of lower-case letters, digits, . _ -")
    for field, holds in (("name", name != "?"), ("purpose", bool(NAME.fullmatch(manifest.purpose)))):
        _expect(name, holds, letters, field)
    shown = (manifest.version, manifest.issuer, *manifest.classes)
    plain: Said = ("tekst van 1 tot 100 gewone tekens", "text of 1 to 100 plain characters")
    _expect(name, all(_PLAIN.fullmatch(text) for text in shown), plain, "version, issuer, classes")
    unique = len(set(manifest.classes)) == len(manifest.classes)
    some: Said = (f"1 tot {MOST_CLASSES} verschillende klassen", f"1 to {MOST_CLASSES} different classes")
    _expect(name, unique and 0 < len(manifest.classes) <= MOST_CLASSES, some, "classes")
    _check_categories(name, manifest)
    sha256: Said = ("een SHA-256 in kleine hexadecimale cijfers", "a SHA-256 in lower-case hex")
    _expect(name, bool(_SHA256.fullmatch(manifest.file_sha256)), sha256, "file_sha256")
    _expect(name, manifest.entries > 0, ("minstens één vermelding", "at least one entry"), "entries")
    order: Said = ("een einddatum na de uitgifte", "an end date after the day of issue")
    _expect(name, manifest.issued <= manifest.fresh_until, order, "fresh_until")


def _check_categories(name: str, manifest: Manifest) -> None:
    told = [category for category, _ in manifest.categories]
    known = {*manifest.classes, ""}
    sound = len(set(told)) == len(told) <= MOST_CATEGORIES and all(len(one) <= _LONGEST_CATEGORY for one in told)
    each: Said = ("bij elke categorie één klasse die het manifest noemt", "one class that the manifest names for each")
    _expect(name, sound and all(given in known for _, given in manifest.categories), each, "categories")


def _expect(name: str, holds: bool, expected: Said, field: str) -> None:
    if not holds:
        fault(name, expected, (f"iets anders in {field}", f"something else in {field}"))
