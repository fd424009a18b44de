"""What a carrier's owner gave to open it, as everything that hands it on knows it; ``unlocking`` tries it."""

from dataclasses import dataclass

from inzage.formats.encryption import Secret


@dataclass(frozen=True, slots=True)
class Key:
    """What was given for one carrier. ``volume``: its number on the carrier; None where only one is locked."""

    volume: int | None
    secret: Secret
