"""Trees of a stranger: JSON and property lists as plain values, and a walk over them that always ends.

Neither parser fetches anything. A property list with an entity is refused, nesting beyond
Python's own depth as well; a binary list may refer to one part twice or to itself, so the
walk gives every part once. Half a surrogate pair is replaced, so that no text stops who
encodes it later on.

What begins as its kind is damaged where it cannot be read, wherever it lies; other
content is damage only at a place of its own (see ``content``).

References: RFC 8259; Python's ``json`` and ``plistlib``; Apple CFBinaryPList.c
"""

import codecs
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import Artefact
from inzage.formats import apple_plist
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.content import content, refused
from inzage.result import Reason, Unreadable

MOST = 24 * 1024 * 1024
"""Bytes of one file; values in memory take some tens of times as much."""

Fields = apple_plist.Fields

_PLIST_BEGINS = (b"bplist0", b"<?xml", b"<plist", b"<!DOCTYPE plist")

for _codec in ("utf-8", "utf-16be"):  # a locked process can no longer load a codec
    codecs.lookup(_codec)


def plist_tree(artefact: Artefact) -> Fields:
    """The dictionary that a property list (binary or XML) holds; raises ``Unreadable``."""
    untrusted = content(artefact, MOST)
    try:
        return apple_plist.load(untrusted, MOST)
    except Unreadable as fault:
        raise _fault(artefact, untrusted.lstrip().startswith(_PLIST_BEGINS), fault.reason) from None


def json_tree(artefact: Artefact, untrusted: bytes, mark: bytes) -> Fields:
    """The object that a JSON text holds; ``mark``: bytes by which its kind is known even where it is damaged."""
    try:
        value = json.loads(untrusted.decode("utf-8", "replace").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise _fault(artefact, mark in untrusted, Reason.DAMAGED) from None
    if not isinstance(value, dict):
        raise refused(artefact)
    return value


def dictionaries(root: object) -> Iterator[Fields]:
    """Every dictionary in a tree, outer before inner, in order, each once."""
    waiting, seen = [root], set[int]()
    while waiting:
        value = waiting.pop()
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            yield value
        waiting.extend(reversed([*value.values()] if isinstance(value, dict) else value))


def entries(value: object) -> list[object]:
    """The list that a field holds, empty where it holds something else."""
    return value if isinstance(value, list) else []


def inner(fields: Fields, name: str) -> Fields:
    """The dictionary in a field, empty where it holds something else."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def text(fields: Fields, name: str) -> str:
    """The text in a field, empty where it holds something else."""
    value = fields.get(name)
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def date(fields: Fields, name: str) -> datetime | None:
    """The moment (UTC) in a property list's field, or None where it names none."""
    value = fields.get(name)
    if not isinstance(value, datetime):
        return None
    at = value.replace(tzinfo=UTC)
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None


def _fault(artefact: Artefact, known: bool, reason: Reason) -> Unreadable:
    return Unreadable(reason) if known else refused(artefact, reason)
