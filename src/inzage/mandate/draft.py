"""A first draft of a mandate: commented TOML that a person completes, or a validation mandate ready to sign.

In a draft every field that a court should settle stands commented out beside
what its absence means; so a draft opens no more than what somebody wrote down.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from inzage.mandate import CarrierKind, DataClass, Owner, Presented
from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.document import MOST_DAYS, SCHEMA
from inzage.mandate.exclusions import token
from inzage.mandate.named import token_of

VALIDATION_FIRST, VALIDATION_LAST = date(1970, 1, 1), date(2099, 12, 31)
"""A validation mandate reads test media of any age; the window never starts before the period."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who asks for a draft filled in already; empty where they did not."""

    reference: str = ""
    person: str = ""
    title: str = ""
    first: date | None = None
    last: date | None = None


def draft(
    blocks: Sequence[BuildingBlock],
    wanted: Wanted,
    *,
    salt: bytes,
    users: Sequence[str] = (),
    contacts: Sequence[str] = (),
) -> str:
    """A draft for a real mandate. ``users``, ``contacts``: names that become tokens and stay closed."""
    return "\n".join(
        [
            "# Opdracht tot controle van gegevensdragers (concept, nog niet ondertekend).",
            "# Wat hieronder met # begint, is niet ingevuld en wordt zo beperkt mogelijk gelezen.",
            "# Nakijken: inzage mandate lint BESTAND    Ondertekenen: inzage mandate sign BESTAND --key SLEUTEL",
            f"schema = {SCHEMA}",
            "",
            "# ECLI-nummer of parketnummer van het vonnis, pseudoniem van de betrokkene, wettelijke grondslag.",
            f"reference = {_quoted(wanted.reference)}",
            f"person = {_quoted(wanted.person)}",
            f"title = {_quoted(wanted.title)}",
            "",
            "# De letterlijke tekst van het vonnis; de tweede ondertekenaar vergelijkt elk veld daarmee.",
            'verdict_quote = """',
            '"""',
            "",
            "# Bewaartermijn van het dossier in dagen. Ontbreekt: 42 (de klachttermijn).",
            "# retention_days = 180",
            "",
            *_period(wanted),
            _OPEN_FIELDS,
            *_exclusions(salt, users, contacts),
            *(line for block in blocks for line in _condition(block)),
            *([] if blocks else [_EXAMPLE_CONDITION]),
        ]
    )


def validation_draft(
    blocks: Sequence[BuildingBlock],
    reference: str,
    *,
    salt: bytes,
    users: Sequence[str] = (),
    contacts: Sequence[str] = (),
) -> str:
    """A validation mandate: no person, every door, the widest window; for a laboratory's own key."""
    return "\n".join(
        [
            "# Validatieopdracht: geen persoon, elke deur open. Alleen voor testmateriaal in een laboratorium.",
            "# Elk document krijgt het watermerk «validatie». Ondertekenen met de eigen sleutel van de uitrusting.",
            f"schema = {SCHEMA}",
            f"reference = {_quoted(reference)}",
            'title = "Validatie van het instrument op testmateriaal"',
            "validation = true",
            "retention_days = 42",
            "",
            "[period]",
            f"first = {VALIDATION_FIRST}",
            f"last = {VALIDATION_LAST}",
            "",
            "[frequency]",
            "at_most = 366",
            'per = "year"',
            'notice = "either"',
            "",
            "[manner]",
            f"carriers = {_words(get_args(CarrierKind))}",
            f"presented = {_words(get_args(Presented))}",
            f"owners = {_words(get_args(Owner))}",
            f"data_classes = {_words(DataClass)}",
            f"window_days = {MOST_DAYS}",
            "human = []",
            "",
            "[officials]",
            'allowed = ["toezichthouder"]',
            "",
            "[hit]",
            'contact = "geen: testmateriaal"',
            'instructions = "Stoppen en verzegelen."',
            "",
            *_exclusions(salt, users, contacts),
            *(line for block in blocks for line in _condition(block)),
        ]
    )


def _period(wanted: Wanted) -> list[str]:
    first = f"first = {wanted.first}" if wanted.first else "# first = 2026-01-01"
    last = f"last = {wanted.last}" if wanted.last else "# last = 2027-12-31"
    return [
        "# Eerste en laatste dag waarop mag worden gecontroleerd. Ontbreekt: er gaat niets open.",
        "[period]",
        first,
        last,
        "",
    ]


_OPEN_FIELDS = """\
[frequency]
# Hoe vaak ten hoogste, per month, quarter, half_year, year of period. Ontbreekt: 1 keer in de hele periode.
# at_most = 2
# per = "year"
# Aangekondigd (announced), onaangekondigd (unannounced) of beide (either). Ontbreekt: aangekondigd.
# notice = "announced"

[manner]
# Soorten gegevensdragers: computer, phone, tablet, disk, stick, backup, image. Ontbreekt: alleen computer.
# carriers = ["computer", "phone"]
# Aangereikt door de betrokkene, of ook in het zicht. Ontbreekt: alleen aangereikt.
# presented = ["aangereikt", "in-zicht"]
# Van de betrokkene, gedeeld, van een ander of van een kind. Ontbreekt: alleen van de betrokkene.
# owners = ["betrokkene"]
# Soorten gegevens. Ontbreekt: alleen wat de vragen nodig hebben en een lage inbreuk geeft.
# data_classes = ["browsing"]
# Hoeveel dagen mag worden teruggekeken. Ontbreekt: 30.
# window_days = 90
# Wat een mens mag zien: settings, content. Ontbreekt: niets.
# human = []
# Hoeveel vermeldingen een mens bij één vraag ten hoogste mag zien, als content is opengesteld. Ontbreekt: geen.
# human_items = 0

[officials]
# Functies die mogen controleren, en functies die dat niet mogen. Ontbreekt: alleen de toezichthouder.
# allowed = ["toezichthouder", "digitaal-toezichthouder"]
# excluded = ["politie"]

[hit]
# Wie wordt gebeld als de controle stopt, en wat dan wordt gedaan. Ontbreekt: stoppen en verzegelen.
# contact = "Dienstdoende officier van justitie"
# instructions = "Laat het apparaat zoals het is."
"""

_EXAMPLE_CONDITION = """\
# Een voorwaarde, als bouwsteen met versie (zie: inzage blocks). Zonder voorwaarde gaat niets open.
# [[conditions]]
# block = "ZO-1"
# version = 1
"""


def _exclusions(salt: bytes, users: Sequence[str], contacts: Sequence[str]) -> list[str]:
    return [
        "# Wat dicht blijft: andere gebruikers van het apparaat en geheimhouders, als kenmerk en niet bij naam.",
        "[exclusions]",
        f"salt = {_quoted(salt.hex())}",
        f"containers = {_words(sorted({token(salt, name) for name in users}))}",
        f"contacts = {_words(sorted({token_of(salt, name) for name in contacts}))}",
        "",
    ]


def _condition(block: BuildingBlock) -> list[str]:
    lines = [f"# {line}" for line in (block.nl, f"Status: {block.status}.")]
    lines += ["[[conditions]]", f"block = {_quoted(block.code)}", f"version = {block.version}"]
    if block.parameters:
        lines.append("[conditions.parameters]")
    for parameter in block.parameters:
        filled = "" if parameter.default is not None else "# "
        lines += [
            f"# {parameter.nl}",
            f"{filled}{parameter.name} = {json.dumps(parameter.default, ensure_ascii=False)}",
        ]
    return [*lines, ""]


def _words(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
