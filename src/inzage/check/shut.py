"""What stays shut by name: the mandate's tokens, and the accounts that the officer names today."""

from collections.abc import Sequence

from inzage.check.spots import keyed
from inzage.errors import UsageFault
from inzage.mandate import Exclusions
from inzage.mandate.exclusions import fold, token


class NobodyOfThatName(UsageFault):
    """A name that the officer shut stands on no carrier: most likely it was mistyped."""

    nl = (
        "Op de gegevensdragers staat geen gebruiker of profiel met de naam {name}, dus er is niets dat daarvoor dicht "
        "blijft. Controleer de schrijfwijze bij --exclude en ga verder met --resume; er is niets geopend."
    )
    en = (
        "No user or profile on the carriers is named {name}, so there is nothing that stays shut for it. "
        "Check how --exclude is spelt and continue with --resume; nothing was opened."
    )


class Shut:
    """Says of a container's name whether it stays shut, and remembers which typed names were met."""

    def __init__(self, exclusions: Exclusions, typed: Sequence[str]) -> None:
        self._tokens, self._salt = exclusions.containers, exclusions.salt
        self._typed = {fold(name): name for name in typed}
        self._met: set[str] = set()

    def __call__(self, untrusted_name: str) -> bool:
        """Whether a container of this name stays shut."""
        folded = fold(untrusted_name)
        if folded in self._typed:
            self._met.add(folded)
            return True
        return bool(self._tokens) and token(self._salt, untrusted_name) in self._tokens

    def key(self, person_key: bytes) -> str | None:
        """The typed names as the ledger may name them: only who holds the person's key can recompute it."""
        if not self._typed:
            return None
        return keyed(person_key, "excluded", "\n".join(sorted(self._typed)).encode("utf-8", "surrogatepass"))

    def all_met(self) -> None:
        """Raise ``NobodyOfThatName`` for a typed name that no container had."""
        for folded, name in self._typed.items():
            if folded not in self._met:
                raise NobodyOfThatName(name=name)
