"""Settings in sections, as Linux and the Bluetooth of Android keep them: ``[section]``, then ``key=value``.

Lines that begin with ``#`` or ``;`` are remarks. What stands before the first section, and a
line that is neither, is passed over; a key that comes twice holds what came last.

References: https://specifications.freedesktop.org/desktop-entry/latest/basic-format.html,
https://docs.gtk.org/glib/struct.KeyFile.html
"""

from collections.abc import Mapping

from inzage.artefact import Artefact
from inzage.formats.content import content, refused

MOST = 4 * 1024 * 1024
"""Bytes of one file; a long list of paired devices takes some tens of kilobytes."""

Section = tuple[str, Mapping[str, str]]


def keyfile(artefact: Artefact) -> list[Section]:
    """The sections of a file in order, with their keys; raises ``Unreadable`` where there is none."""
    sections: list[tuple[str, dict[str, str]]] = []
    for line in content(artefact, MOST).decode("utf-8", "replace").splitlines():
        told = line.strip()
        if told.startswith("[") and told.endswith("]"):
            sections.append((told[1:-1], {}))
        elif sections and "=" in told and not told.startswith(("#", ";")):
            key, _, value = told.partition("=")
            sections[-1][1][key.strip()] = value.strip()
    if not sections:
        raise refused(artefact)
    return list(sections)


def section(sections: list[Section], name: str) -> Mapping[str, str] | None:
    """The first section of this name, None where there is none."""
    return next((held for called, held in sections if called == name), None)


def number(held: Mapping[str, str], key: str) -> int:
    """A key's whole number, 0 where it holds something else."""
    told = held.get(key, "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= _DIGITS else 0


_DIGITS = 18
