"""What making a backup changes on a phone: said beforehand, and kept in ``footprint.json`` beside the backup.

The record names the program and the changes, never the phone: no number, no name. It is
written before the program starts, so that it is there whatever happens next.

References: Apple support 109054 ("Trust This Computer"); Android developer pages on adb
and on backup agents; artefact facts 2.3, 2.5.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "footprint.json"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that will be different afterwards. ``undo``: how, in the same two languages, or ''."""

    code: str
    nl: str
    en: str
    undo_nl: str = ""
    undo_en: str = ""


_ANY = (
    Change(
        "screen_and_logs",
        "De telefoon gaat aan, wordt ontgrendeld en legt in haar eigen logboeken vast dat zij is aangesloten.",
        "The phone is switched on and unlocked, and notes in its own logs that it was attached.",
    ),
)

IPHONE = (
    *_ANY,
    Change(
        "pairing",
        "De telefoon onthoudt deze computer als vertrouwd; deze computer bewaart de sleutel daarvan.",
        "The phone remembers this computer as trusted; this computer keeps the key to that.",
        "Instellingen, Algemeen, Zet over of stel opnieuw in, Herstel locatie en privacy.",
        "Settings, General, Transfer or Reset, Reset Location & Privacy.",
    ),
    Change(
        "backup_run",
        "De telefoon maakt tijdelijk een momentopname en werkt bij wanneer er een reservekopie is gemaakt.",
        "The phone makes a passing snapshot and updates when a backup was made.",
    ),
    Change(
        "encryption_untouched",
        "De instelling voor versleutelde reservekopieën blijft zoals zij is.",
        "The setting for encrypted backups stays as it is.",
    ),
)

ANDROID = (
    *_ANY,
    Change(
        "usb_debugging",
        "USB-foutopsporing moet aan staan; dat is een instelling op de telefoon.",
        "USB debugging must be on; that is a setting on the phone.",
        "Zet USB-foutopsporing na afloop uit.",
        "Switch USB debugging off afterwards.",
    ),
    Change(
        "authorised_computer",
        "De telefoon onthoudt de sleutel van deze computer.",
        "The phone remembers this computer's key.",
        "Ontwikkelaarsopties, Autorisaties voor USB-foutopsporing intrekken.",
        "Developer options, Revoke USB debugging authorisations.",
    ),
    Change(
        "apps_run",
        "De telefoon stopt apps kort en laat hun onderdeel voor reservekopieën draaien; dat kan bestanden van die apps "
        "bijwerken.",
        "The phone briefly stops apps and runs their backup part, which may update files of those apps.",
    ),
)


@dataclass(frozen=True, slots=True)
class Footprint:
    """What is known before the program starts."""

    family: str
    program: str
    version: str
    options: tuple[str, ...]
    changes: tuple[Change, ...]
    begun: datetime

    def write(self, folder: Path, outcome: str, *, code: int | None = None, ended: datetime | None = None) -> None:
        """Write the record whole or not at all; what was there before is replaced."""
        told = {
            "family": self.family,
            "program": self.program,
            "version": self.version,
            "options": list(self.options),
            "begun": self.begun.isoformat(timespec="seconds"),
            "ended": None if ended is None else ended.isoformat(timespec="seconds"),
            "outcome": outcome,
            "exit_code": code,
            "changes": [{"code": c.code, "nl": c.nl, "en": c.en, "undo": c.undo_nl or None} for c in self.changes],
        }
        fresh = folder / (FILE + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / FILE)
