"""Was this carrier there at the previous check too? Told by its key, which only this kit can make for this person.

A label or a file's name says nothing here: the key rests on the disk's own serial number
or on its size and ends, and of a folder on its file system and place.
"""

from collections.abc import Iterator

from inzage.cli._shared import text
from inzage.record import KIT_KEY
from inzage.record.reading import Case
from inzage.result import CarrierFacts, CheckResult
from inzage.signing.kit import Kit


def lines(result: CheckResult, previous: Case, kit: Kit) -> Iterator[str]:
    """A sentence for each carrier that was opened."""
    if (previous.path / KIT_KEY).read_bytes() != kit.key.public.pem:
        yield text(
            "De vorige controle is met een andere uitrusting gedaan; of het dezelfde gegevensdragers zijn, is daarom "
            "niet na te gaan.",
            "The previous check was done with another kit; whether the carriers are the same cannot be told.",
        )
        return
    known = {one["key"]: one["ordinal"] for one in previous.result["carriers"] if one["key"]}
    for carrier in result.carriers:
        if carrier.key:
            yield _sentence(carrier, known.get(carrier.key))


def _sentence(carrier: CarrierFacts, before: int | None) -> str:
    if before is None:
        return text(
            f"Gegevensdrager {carrier.ordinal} was er bij de vorige controle niet bij.",
            f"Carrier {carrier.ordinal} was not there at the previous check.",
        )
    return text(
        f"Gegevensdrager {carrier.ordinal} is dezelfde als gegevensdrager {before} van de vorige controle.",
        f"Carrier {carrier.ordinal} is the same as carrier {before} of the previous check.",
    )
