"""The entries of a list: each row of its file in the form in which it is keyed, with its class.

What a file says of a category counts as the signed manifest's ``categories`` say; a
category that they do not name is refused. A fault names the line or record, never
what stands there.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from inzage.mandate import handles
from inzage.watchlists import EntryFault, ListKind, Manifest, ManifestFault, Meaning, digests, prints, terms
from inzage.watchlists.canonical import expressions
from inzage.watchlists.formats import Brought, Format, Left
from inzage.watchlists.formats.readers import rows
from inzage.watchlists.hygiene import is_host_name, of_empty_file, too_broad
from inzage.watchlists.onion import is_onion, is_onion_v3

NAMED_LINES = 20
"""So many faulty lines are named at once; with one more, the reading stops."""

SHORTEST_HANDLE = 3
"""A shorter one would name more than one account."""

_PLAIN_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,9}[a-z]{2,20}")
_IPV4 = re.compile(r"\d+\.\d+\.\d+\.\d+")
_A_CLASS = ("een klasse die het manifest noemt", "a class that the manifest names")
_A_CATEGORY = (
    "een categorie die het manifest onder categories noemt",
    "a category that the manifest names under categories",
)


class Entry(NamedTuple):
    """One entry in the form in which it is keyed, and the place of its class in the manifest."""

    form: str
    class_index: int


class NoEntry(ValueError):
    """A line that is no entry: what was expected and found, in Dutch and English."""

    def __init__(self, expected: tuple[str, str], found: tuple[str, str]) -> None:
        super().__init__(expected[1])
        self.expected, self.found = expected, found


def address(text: str) -> str:
    """The expression that an address on a list stands for: its host (or page) and what lies below.

    A host of more than five labels, or a folder deeper than three, stands for itself alone:
    ``canonical.expressions`` looks no further.
    """
    if _PLAIN_HOST.fullmatch(text) and not text.endswith(".onion"):
        host, form = text, f"{text}/"
    else:
        named = expressions(text)
        if not named:
            raise NoEntry(
                ("een webadres of domeinnaam", "a web address or domain name"), ("iets anders", "something else")
            )
        form = named[0]
        host = form.partition("/")[0]
    _check_host(host, whole=form == f"{host}/")
    return form


def term(text: str) -> str:
    """The form in which a term is kept: whole words, folded."""
    form = terms.term(text)
    count = form.count(" ") + 1 if form else 0
    if not 0 < count <= terms.LONGEST:
        expected = (f"een term van 1 tot {terms.LONGEST} woorden", f"a term of 1 to {terms.LONGEST} words")
        raise NoEntry(expected, (f"{count} woorden", f"{count} words"))
    if len(form) == 1 and form.isascii():
        raise NoEntry(
            ("een term van meer dan één letter", "a term of more than one letter"), ("één letter", "one letter")
        )
    return form


def handle(text: str) -> str:
    """The form in which a number, account or group is kept."""
    form = handles.handle(text)
    if len(form) < SHORTEST_HANDLE:
        expected = (
            f"een aanduiding van ten minste {SHORTEST_HANDLE} tekens",
            f"a handle of {SHORTEST_HANDLE} signs or more",
        )
        raise NoEntry(expected, (f"{len(form)} tekens", f"{len(form)} signs"))
    return form


def digest(text: str) -> str:
    """The form in which a file is kept: its digests and, where it is given, its size."""
    try:
        return digests.form(text)
    except digests.NoDigest as fault:
        expected = (
            "een MD5, SHA-1 of SHA-256 in hexadecimale tekens",
            "an MD5, SHA-1 or SHA-256 in hexadecimal digits",
        )
        raise NoEntry(expected, fault.found) from None


def picture(text: str) -> str:
    """The form in which a picture is kept: its PDQ value."""
    form = prints.form(text)
    if form is None:
        expected = ("een PDQ-waarde van 64 hexadecimale tekens", "a PDQ value of 64 hexadecimal digits")
        raise NoEntry(expected, ("iets anders", "something else"))
    return form


def read(brought: Brought, manifest: Manifest, written: Format) -> Iterator[Entry]:
    """Every entry of a list; ``EntryFault`` where lines or records are no entries: at the end, or after many."""
    several = len(manifest.classes) > 1
    if written is Format.TEXT and several:
        raise ManifestFault(
            name=manifest.name,
            expected=("één klasse bij een tekstlijst", "one class with a text list"),
            found=(f"{len(manifest.classes)} klassen", f"{len(manifest.classes)} classes"),
            todo=("Lever een CSV met een klasse per regel.", "Deliver a CSV with a class per line."),
        )
    sorting = _Classes(manifest, written)
    first: NoEntry | None = None
    bad: list[int] = []
    for row in rows(brought, written):
        try:
            place = sorting.place(row.category)
            if place is None:
                brought.left[Left.CATEGORY] += 1
                continue
            form = _form(row.entry, manifest)
            if _too_plain(form, manifest):
                brought.left[Left.PLAIN] += 1
            else:
                yield Entry(form, place)
        except NoEntry as fault:
            first = first or fault
            bad.append(row.number)
            if len(bad) > NAMED_LINES:
                break
    if first is not None:
        named = ", ".join(str(line) for line in bad[:NAMED_LINES]) + (" …" if len(bad) > NAMED_LINES else "")
        raise EntryFault(unit=written.unit, line=named, expected=first.expected, found=first.found)


class _Classes:
    """The place in the manifest of the class that a row's category stands for."""

    def __init__(self, manifest: Manifest, written: Format) -> None:
        places: dict[str, int | None] = {name: place for place, name in enumerate(manifest.classes)}
        self._only = 0 if len(places) == 1 and not manifest.categories else None
        # CSV is written for us and names our classes; any other format has words of its own.
        self._places = places if written is Format.CSV else {c: places.get(n) for c, n in manifest.categories}
        self._expected = _A_CLASS if written is Format.CSV else _A_CATEGORY

    def place(self, category: str | None) -> int | None:
        """The place, None where the manifest leaves this category out; ``NoEntry`` where it does not name it."""
        if category is None and self._only is not None:
            return self._only
        if (category or "") not in self._places:
            raise NoEntry(self._expected, ("geen", "none") if category is None else ("een andere", "another"))
        return self._places[category or ""]


def _form(text: str, manifest: Manifest) -> str:
    if "\0" in text:
        raise NoEntry(("tekst", "text"), ("een nulteken", "a NUL character"))
    form = _FORMS[manifest.kind](text)
    if manifest.kind == ListKind.DIGESTS and manifest.meaning == Meaning.LISTED and of_empty_file(form):
        raise NoEntry(("een bestand met inhoud", "a file with content"), ("het lege bestand", "the empty file"))
    return form


def _too_plain(form: str, manifest: Manifest) -> bool:
    """Would this entry of a listed list find many ordinary pictures? On a benign list it does no harm."""
    if (manifest.kind, manifest.meaning) != (ListKind.PICTURES, Meaning.LISTED):
        return False
    return prints.too_plain(bytes.fromhex(form))


def _check_host(host: str, *, whole: bool) -> None:
    if host.startswith("[") or _IPV4.fullmatch(host):
        return
    if is_onion(host) and not is_onion_v3(host):
        found = ("een naam waarvan het controlegetal niet klopt", "a name whose checksum does not hold")
        raise NoEntry(("een geldige onion-naam (versie 3)", "a valid onion name (version 3)"), found)
    if not is_host_name(host):
        raise NoEntry(("een webadres of domeinnaam", "a web address or domain name"), ("iets anders", "something else"))
    if "." not in host or (whole and too_broad(host)):
        found = ("een heel topdomein of een gedeelde dienst", "a whole top-level domain or a shared service")
        raise NoEntry(("een adres dat één plek aanwijst", "an address that names one place"), found)


_FORMS: dict[ListKind, Callable[[str], str]] = {
    ListKind.ADDRESSES: address,
    ListKind.TERMS: term,
    ListKind.HANDLES: handle,
    ListKind.DIGESTS: digest,
    ListKind.PICTURES: picture,
}
