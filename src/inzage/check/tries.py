"""Keys that a person gave to open what is locked, as the ledger tells of them.

That a key was given is written before it is tried, what came of it afterwards: a kill
in between leaves a try that is known. Never the key, and nothing about it but its kind.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from inzage.formats.encryption import SecretKind
from inzage.sources.keys import Key
from inzage.sources.unlocking import Broken, NotTried, TryTold


@dataclass(frozen=True, slots=True)
class Shown:
    """One key and what came of it, for who gave it: nothing of the key but its kind. ``volume``: as it was asked."""

    carrier: int
    volume: int | None
    how: SecretKind
    outcome: TryTold


Ask = Callable[[Mapping[int, str]], Mapping[int, tuple[Key, ...]]]
"""Gives the keys of the carriers that are opened (place on the table, from 0 → kind of source): place → keys."""

Tell = Callable[[Shown], None]
"""Says at once what came of a key."""


def given(carrier: int, keys: Sequence[Key]) -> dict[str, object]:
    """Facts of the entry before the tries: which kinds of key, for which volume."""
    told = [{"how": key.secret.kind.value, "volume": key.volume} for key in keys]
    return {"carrier": carrier, "given": told}


def came_of(carrier: int, outcome: TryTold) -> dict[str, object]:
    """Facts of the entry after one try: what was tried on what, and whether it opened."""
    if isinstance(outcome, NotTried):
        return {"carrier": carrier, "opened": False, "not_tried": outcome.value}
    if isinstance(outcome, Broken):
        how, reason = outcome.secret.value, outcome.reason.value
        return {"carrier": carrier, "opened": False, "how": how, "reason": reason}
    tried = outcome.result
    return {
        "carrier": carrier,
        "volume": outcome.volume,
        "encryption": tried.encryption.value,
        "how": tried.secret.value,
        "opened": tried.opened,
        "reason": tried.reason.value if tried.reason else None,
    }
