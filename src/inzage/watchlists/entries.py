"""A list as it is brought: text or CSV, one entry per line, each with its class.

Text: UTF-8, one entry per line, ``#`` begins a comment line. CSV: ``entry,class``,
with or without that heading. A fault names the line, never what stands there.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from inzage.mandate import handles
from inzage.watchlists import EntryFault, ListKind, Manifest, ManifestFault, digests, terms
from inzage.watchlists.canonical import expressions
from inzage.watchlists.hygiene import is_host_name, too_broad
from inzage.watchlists.onion import is_onion, is_onion_v3

NAMED_LINES = 20
"""So many faulty lines are named at once."""

SHORTEST_HANDLE = 3
"""A shorter one would name more than one account."""

_PLAIN_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,9}[a-z]{2,20}")
_IPV4 = re.compile(r"\d+\.\d+\.\d+\.\d+")
_HEADING = ["entry", "class"]


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


def read(data: bytes, manifest: Manifest, *, as_csv: bool) -> Iterator[Entry]:
    """Every entry of a list; ``EntryFault`` at the end where lines are no entries."""
    rows = _csv_rows(data) if as_csv else _text_rows(data)
    form = _FORMS[manifest.kind]
    places = {name: place for place, name in enumerate(manifest.classes)}
    default = 0 if len(places) == 1 else None
    if default is None and not as_csv:
        raise ManifestFault(
            name=manifest.name,
            expected=("één klasse bij een tekstlijst", "one class with a text list"),
            found=(f"{len(places)} klassen", f"{len(places)} classes"),
            todo=("Lever een CSV met een klasse per regel.", "Deliver a CSV with a class per line."),
        )
    return _entries(rows, form, places, default)


_Row = tuple[int, str, str | None]
"""Line number, entry, class (None: not given)."""


def _entries(
    rows: Iterable[_Row], form: Callable[[str], str], places: dict[str, int], default: int | None
) -> Iterator[Entry]:
    first: NoEntry | None = None
    bad: list[int] = []
    for line, text, name in rows:
        try:
            yield Entry(form(text), _place(name, places, default))
        except NoEntry as fault:
            first = first or fault
            bad.append(line)
    if first is not None:
        named = ", ".join(str(line) for line in bad[:NAMED_LINES]) + (" …" if len(bad) > NAMED_LINES else "")
        raise EntryFault(line=named, expected=first.expected, found=first.found)


def _place(name: str | None, places: dict[str, int], default: int | None) -> int:
    place = default if name is None else places.get(name)
    if place is None:
        raise NoEntry(("een klasse die het manifest noemt", "a class that the manifest names"), ("geen", "none"))
    return place


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


def _text_rows(data: bytes) -> Iterator[_Row]:
    for line, raw in enumerate(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), 1):
        text = _decode(raw, line).strip()
        if text and not text.startswith("#"):
            yield line, text, None


def _csv_rows(data: bytes) -> Iterator[_Row]:
    lines = (_decode(raw, n) for n, raw in enumerate(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), 1))
    reader = csv.reader(lines, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not (reader.line_num == 1 and [c.lower() for c in cells] == _HEADING):
                yield _csv_row(reader.line_num, cells)
    except csv.Error:
        expected = ("CSV met de kolommen entry,class", "CSV with the columns entry,class")
        raise EntryFault(line=reader.line_num, expected=expected, found=("iets anders", "something else")) from None


def _csv_row(line: int, cells: list[str]) -> _Row:
    entry, name, *rest = [*cells, ""] if len(cells) == 1 else cells
    if any(rest):
        expected = ("twee kolommen: entry,class", "two columns: entry,class")
        raise EntryFault(line=line, expected=expected, found=(f"{len(cells)} kolommen", f"{len(cells)} columns"))
    return line, entry, name or None


def _decode(raw: bytes, line: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise EntryFault(
            line=line, expected=("tekst in UTF-8", "text in UTF-8"), found=("andere bytes", "other bytes")
        ) from None


_FORMS: dict[ListKind, Callable[[str], str]] = {
    ListKind.ADDRESSES: address,
    ListKind.TERMS: term,
    ListKind.HANDLES: handle,
    ListKind.DIGESTS: digest,
}
