"""The police's sealing key as ``inzage trust`` adds and shows it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from inzage.artefact import AMSTERDAM
from inzage.cli._handover_files import read_file
from inzage.cli._shared import language, say, text
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKeyFault, SealingKeyMissing, add_sealing_key, laid_sealing_key


def add(document: Path, kit_path: Path) -> None:
    """Lay a signed document in the kit; one that has expired is refused, one still to begin is remarked on."""
    kit, today = Kit.load(kit_path), datetime.now(AMSTERDAM).date()
    key = add_sealing_key(kit.path, read_file(document), kit.trust, today)
    if not key.valid_on(today):
        say(
            f"Let op: deze sleutel geldt pas vanaf {key.first}; tot dan begint geen controle die kan stoppen.",
            f"Note: this key is valid from {key.first} only; until then no check begins that may halt.",
        )


def sealing_facts(kit: Kit) -> dict[str, Any] | None:
    """The key with whether it is valid today; what is wrong with it, where something is; None where there is none."""
    try:
        key = laid_sealing_key(kit)
    except SealingKeyMissing:
        return None
    except SealingKeyFault as error:
        return {"valid": False, "wrong": {"nl": error.sentence("nl"), "en": error.sentence("en")}}
    return {**key.json, "valid": key.valid_on(datetime.now(AMSTERDAM).date())}


def sealing_line(facts: Mapping[str, Any] | None) -> str:
    """The same, for a person."""
    if facts is None:
        return "-"
    if "wrong" in facts:
        return str(facts["wrong"][language()])
    valid = text("geldt nu", "valid now") if facts["valid"] else text("GELDT NU NIET", "NOT VALID NOW")
    until = text("tot en met", "up to and including")
    return f"{facts['recipient']} ({facts['name']}; {facts['first']} {until} {facts['last']}; {valid})"
