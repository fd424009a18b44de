"""In which format a list is written, by what stands in it; a name alone never decides."""

import re
from collections.abc import Sequence
from typing import BinaryIO

from inzage.watchlists.formats import LINE, SQLITE, Format, Said, broken, icse, ncmec, nsrl_text
from inzage.watchlists.formats.plain import HEADING, separator_of
from inzage.watchlists.formats.vics import FIRST_KEY, HEAD

_STIX = re.compile(rb'"type"\s*:\s*"bundle"')
_MISP = re.compile(rb'\s*\{\s*"(?:Event|response)"\s*:')
_STOPNCII = re.compile(rb'"(?:hashRecords|nextSetTimestamp|hasMoreRecords)"\s*:')
_ICSE_ELSE = re.compile(rb"md5[,\t|]\s*sha1[,\t|]\s*photodna")
_KNOWN: Said = ("een bekende vorm van een lijst", "a known form of a list")
_COMMA: Said = ("CSV met komma's", "CSV with commas")


def format_of(file: BinaryIO, classes: Sequence[str], name: str) -> Format:
    """The format of a list's file. ``classes``: by which a line of CSV is known. ``name`` helps with CSV alone."""
    file.seek(0)
    head = file.read(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(SQLITE):
        return Format.NSRL_SQLITE
    if head.startswith(b"{"):
        return _json(head)
    if head.startswith(b"<"):
        return _xml(head)
    return _text(head, classes, name)


def _json(head: bytes) -> Format:
    if FIRST_KEY.match(head):
        return Format.VICS
    if _MISP.match(head):
        return Format.MISP
    if _STIX.search(head):
        return Format.STIX
    if _STOPNCII.search(head):
        return Format.STOPNCII
    raise broken(LINE, 1, _KNOWN, ("andere JSON", "other JSON"))


def _xml(head: bytes) -> Format:
    if ncmec.NAMESPACE.encode() not in head:
        raise broken(LINE, 1, _KNOWN, ("andere XML", "other XML"))
    return Format.NCMEC


def _text(head: bytes, classes: Sequence[str], name: str) -> Format:
    first = next((one for one in head.splitlines() if one.strip() and not one.startswith(b"#")), b"")
    heading = first.lower().replace(b" ", b"")
    if heading.startswith(icse.FIRST) or _ICSE_ELSE.match(heading):
        return Format.ICSE
    if heading.startswith(nsrl_text.FIRST):
        return Format.NSRL_TEXT
    line = first.decode("utf-8", "replace")
    parted = separator_of(line, classes) or separator_of(line.lower(), HEADING[1:])
    if parted in {";", "\t"}:
        raise broken(LINE, 1, _COMMA, ("een ander scheidingsteken", "another separator"))
    return Format.CSV if parted or ("," in line and name.lower().endswith(".csv")) else Format.TEXT
