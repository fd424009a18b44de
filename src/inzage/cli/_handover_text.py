"""A statement from a bundle, for a program and for a person. The file's name stands in the bundle alone."""

from collections.abc import Mapping

from inzage.errors import Language
from inzage.record.occasion import moment
from inzage.record.statement import Statement

_LABELS: dict[str, tuple[str, str]] = {
    "number": ("Overdrachtnummer", "Handover number"),
    "reference": ("Opdracht", "Order"),
    "title": ("Titel", "Legal title"),
    "organisation": ("Organisatie", "Organisation"),
    "official": ("Functie", "Role"),
    "carrier": ("Gegevensdrager", "Carrier"),
    "begun": ("Begonnen", "Begun"),
    "halted": ("Gestopt", "Halted"),
    "match": ("Overeenkomst", "Match"),
    "label": ("Klasse van de lijst", "The list's class"),
    "distance": ("Afstand", "Distance"),
    "lists": ("Lijsten", "Lists"),
    "digests": ("Kenmerken", "Digests"),
    "bundle": ("Bundel", "Bundle"),
}
_MATCHES = {
    "exact": ("exact", "exact"),
    "similar": ("gelijkend", "similar"),
    None: ("gestopt door de toezichthouder", "halted by the officer"),
}


def facts_of(told: Statement) -> dict[str, object]:
    """A statement as JSON values."""
    return {
        "check_id": told.check_id,
        "reference": told.reference,
        "mandate_sha256": told.mandate_sha256,
        "title": told.title,
        "organisation": told.organisation,
        "official": told.official,
        "tool": told.tool,
        "carrier": told.carrier,
        "begun": moment(told.begun),
        "halted": moment(told.halted),
        "match": told.match,
        "label": told.label,
        "distance": told.distance,
        "digests": list(told.digests),
        "lists": [{"name": name, "version": version} for name, version in told.lists],
    }


def readable(facts: Mapping[str, object], language: Language) -> str:
    """The facts line by line; what was not examined is said too."""
    side = 0 if language == "nl" else 1
    shown = {name: _shown(name, facts[name], side) for name in _LABELS}
    lines = [f"{_LABELS[name][side]:20} {value}" for name, value in shown.items() if value]
    if not facts["term_examined"]:
        lines.append(
            (
                "Of de sleutel toen gold is niet nagegaan (geef --sealing-key en --police-key).",
                "Whether the key was valid then was not examined (give --sealing-key and --police-key).",
            )[side]
        )
    return "\n".join(lines)


def _shown(name: str, value: object, side: int) -> str:
    match value:
        case _ if name == "match":
            return _MATCHES[str(value) if value else None][side]
        case None:
            return ""
        case list():
            return ", ".join(f"{one['name']} {one['version']}" if isinstance(one, dict) else str(one) for one in value)
        case _:
            return str(value)
