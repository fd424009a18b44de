"""What making a backup changes on a phone, and on what ground: said beforehand, and kept beside the backup.

``footprint.json`` is for eyes; ``footprint.dsse.json`` says the same, signed by the kit.

The record names the program and the changes, never the phone: no number, no name. It is
written before the program starts, so that it is there whatever happens next.

References: Apple support 109054 ("Trust This Computer"); Android developer pages on adb
and on backup agents; artefact facts 2.3, 2.5.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.files import PUBLIC, write_whole
from inzage.signing.kit import Kit

FILE = "footprint.json"
RECEIPT = "footprint.dsse.json"


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
class Ground:
    """Under which mandate and order a phone is copied, by digest, and how it came to lie there."""

    kit: Kit
    mandate_sha256: str
    order_sha256: str | None
    kind: str
    presented: str
    owner: str


@dataclass(frozen=True, slots=True)
class Footprint:
    """What is known before the program starts."""

    family: str
    program: str
    version: str
    options: tuple[str, ...]
    changes: tuple[Change, ...]
    begun: datetime
    ground: Ground

    def write(self, folder: Path, outcome: str, *, code: int | None = None, ended: datetime | None = None) -> None:
        """Write the record whole or not at all; what was there before is replaced."""
        told = {
            "mandate_sha256": self.ground.mandate_sha256,
            "order_sha256": self.ground.order_sha256,
            "kit": self.ground.kit.key.public.keyid,
            "kind": self.ground.kind,
            "presented": self.ground.presented,
            "owner": self.ground.owner,
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
        write_whole(folder / FILE, json.dumps(told, ensure_ascii=False, indent=2).encode(), PUBLIC)
        receipt = sign(canonical(told), PayloadType.FOOTPRINT, [self.ground.kit.key])
        write_whole(folder / RECEIPT, receipt, PUBLIC)
