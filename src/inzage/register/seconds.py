"""What steps that take two people ask beforehand, in words; ``duties`` has the database ask the same.

An order is signed by who compared each of its fields, and of its conditions', with the verdict. An act
of two people is agreed to and carried out by the roles that it names, and not by one person.
"""

from collections.abc import Mapping
from typing import Any

from inzage.register import Kind
from inzage.register.models import Record
from inzage.register.values import Actor, Words

ORDER, SIGNED, COMPARED = "opdracht", "ondertekend", "compared"
CONSENTED, CARRIED_OUT = ("vastgesteld", "niet_ingestemd"), "uitgevoerd"
PHONE_CHECK, BEGUN, CONTENT_ACT = "telefooncontrole", "onderweg", "inhoud-openen"

NOT_THIS_ACT = Words(
    "Uw rol hoort niet bij dit deel van deze handeling. Vraag een collega met de juiste rol.",
    "Your role has no part in this step of this act. Ask a colleague with the right role.",
)
NOT_BOTH = Words(
    "U stemde zelf met dit besluit in. Laat een ander het uitvoeren.",
    "You agreed to this decision yourself. Have somebody else carry it out.",
)
OTHER_OBJECT = Words(
    "Dit is niet waarmee is ingestemd: de code (SHA-256) is anders. Vraag instemming met wat u nu wilt gebruiken.",
    "This is not what was agreed to: its code (SHA-256) differs. Ask consent to what you want to use now.",
)
CONTENT_BY_TWO = Words(
    "Inhoud bekijken vraagt een besluit van twee personen dat is uitgevoerd. Stel het voor, of laat inhoud weg.",
    "To look at content takes a decision of two people that was carried out. Propose it, or leave content out.",
)


def fields(order: Record) -> list[str]:
    """What is to be compared with the verdict: each field of an order, then ``<root>/<field>`` of its conditions."""
    conditions = Record.objects.filter(noun="mandate", about_id=order.root, corrected_by__isnull=True)
    theirs = [f"{c.root.hex}/{field}" for c in conditions.order_by("root") for field in sorted(_flat(c.data))]
    return sorted(order.data) + theirs


def _flat(data: Mapping[str, Any]) -> set[str]:
    """A condition's fields; its parameters each for itself."""
    return (set(data) - {"parameters"}) | set(data.get("parameters", {}))


def refusal(kind: Kind, record: Record, target: str, by: Actor, details: Mapping[str, Any]) -> Words | None:
    """Why a step that takes two people is not taken by this one, or nothing."""
    if record.kind == ORDER and target == SIGNED:
        return _uncompared(record, details)
    if record.kind == PHONE_CHECK and target == BEGUN:
        return _unagreed_content(record)
    return _act(kind, record, target, by, details) if kind.acts else None


def _uncompared(order: Record, details: Mapping[str, Any]) -> Words | None:
    missing = [field for field in fields(order) if field not in details.get(COMPARED, ())]
    if not missing:
        return None
    told = ", ".join(missing)
    return Words(
        f"Vergelijk elk veld met de uitspraak en vink het af. Nog niet vergeleken: {told}.",
        f"Compare each field with the verdict and tick it. Not compared yet: {told}.",
    )


def _unagreed_content(check: Record) -> Words | None:
    if "inhoud" not in check.data["grants"]:
        return None
    done = Record.objects.filter(kind="tweepersoonsbesluit", state=CARRIED_OUT, data__act=CONTENT_ACT)
    return None if done.filter(data__subject=str(check.root)).exists() else CONTENT_BY_TWO


def _act(kind: Kind, record: Record, target: str, by: Actor, details: Mapping[str, Any]) -> Words | None:
    roles = kind.acts[record.data["act"]]
    if target in CONSENTED:
        return None if by.role in roles.consent else NOT_THIS_ACT
    if target != CARRIED_OUT:
        return None
    if by.role not in roles.execute:
        return NOT_THIS_ACT
    if record.steps.filter(four_eyes=True, actor=by.key).exists():
        return NOT_BOTH
    return None if record.data.get("object") == details.get("object") else OTHER_OBJECT
