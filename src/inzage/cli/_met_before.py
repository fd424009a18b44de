"""Was this carrier there at the previous check too? Told by its key, which only this kit can make for this person.

A label or a file's name says nothing here: the key rests on the disk's own serial number
or on its size and ends, and of a folder on its file system and place. Where that differs
the disk's serial number alone still tells that it is the same device: another volume of it
was given, or it was divided anew.
"""

from collections.abc import Iterator

from inzage.cli._shared import text
from inzage.record.reading import Case
from inzage.result import CarrierFacts, CheckResult
from inzage.signing.kit import Kit


def lines(result: CheckResult, previous: Case, kit: Kit) -> Iterator[str]:
    """A sentence for each carrier that was opened."""
    if previous.kit_key not in kit.own_keys():
        yield text(
            "De vorige controle is met een andere uitrusting gedaan; of het dezelfde gegevensdragers zijn, is daarom "
            "niet na te gaan.",
            "The previous check was done with another kit; whether the carriers are the same cannot be told.",
        )
        return
    known = {one["key"]: one["ordinal"] for one in previous.result["carriers"] if one["key"]}
    devices = {one["serial"]: one["ordinal"] for one in previous.result["carriers"] if one.get("serial")}
    for carrier in result.carriers:
        if carrier.key in known or carrier.serial not in devices:
            yield from _sentence(carrier, known.get(carrier.key))
        else:
            yield _another_part(carrier, devices[carrier.serial])


def _another_part(carrier: CarrierFacts, before: int) -> str:
    return text(
        f"Gegevensdrager {carrier.ordinal} hoort bij hetzelfde apparaat als gegevensdrager {before} van de vorige "
        "controle (zelfde serienummer), maar is een ander deel ervan, of het apparaat is anders ingedeeld.",
        f"Carrier {carrier.ordinal} is of the same device as carrier {before} of the previous check (same serial "
        "number), but is another part of it, or the device was divided otherwise.",
    )


def _sentence(carrier: CarrierFacts, before: int | None) -> Iterator[str]:
    if not carrier.key:
        return
    if before is None:
        yield text(
            f"Gegevensdrager {carrier.ordinal} was er bij de vorige controle niet bij.",
            f"Carrier {carrier.ordinal} was not there at the previous check.",
        )
        return
    yield text(
        f"Gegevensdrager {carrier.ordinal} is dezelfde als gegevensdrager {before} van de vorige controle.",
        f"Carrier {carrier.ordinal} is the same as carrier {before} of the previous check.",
    )
