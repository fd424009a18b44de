"""Persons and devices that a condition names, as tokens: compared, never read.

A mandate keeps for each a token (``exclusions.token`` of its handle in one spelling)
under the mandate's own salt. A question's parameter carries salt and tokens together:
``{"salt": hex, "tokens": [hex, ...]}``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from inzage.mandate.exclusions import token
from inzage.mandate.handles import handle

REMEMBERED = 65_536


def token_of(salt: bytes, untrusted_handle: str) -> str:
    """The token under which a mandate names this handle."""
    return token(salt, handle(untrusted_handle))


@dataclass(frozen=True, slots=True)
class Named:
    """Those whom a parameter names. ``known``: how many."""

    salt: bytes = b""
    tokens: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, parameter: object) -> Self:
        """From a question's parameter; nobody where it is not there."""
        if not isinstance(parameter, Mapping):
            return cls()
        return cls(bytes.fromhex(str(parameter["salt"])), frozenset(map(str, parameter["tokens"])))

    @property
    def parameter(self) -> dict[str, str | list[str]]:
        """As a question or a request carries it."""
        return {"salt": self.salt.hex(), "tokens": sorted(self.tokens)}

    @property
    def known(self) -> int:
        """How many are named."""
        return len(self.tokens)

    def holds(self, untrusted_handle: str) -> bool:
        """Is it one of them?"""
        return bool(self.tokens and untrusted_handle) and _token(self.salt, untrusted_handle) in self.tokens


@lru_cache(REMEMBERED)
def _token(salt: bytes, untrusted_handle: str) -> str:
    return token_of(salt, untrusted_handle)
