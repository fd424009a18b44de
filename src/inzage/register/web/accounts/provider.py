"""The organisation's own sign-on, as ``oidc.toml`` in ``INZAGE_HOME`` describes it; without that file there is none.

An example, complete::

    name = "Aanmelden bij de reclassering"
    issuer = "https://login.example"
    client_id = "inzage"
    key_file = "oidc-key.pem"            # our private key (EC P-256 or RSA), beside this file
    key_id = "2026-1"
    algorithm = "ES256"                  # of our signature; PS256 or RS256 for RSA
    token_algorithms = ["PS256", "ES256"]
    return_to = "https://inzage.example/aanmelden/terug"
    second_factor_amr = ["mfa", "otp", "hwk"]
    second_factor_acr = ["urn:etoegang:core:assurance-class:loa3"]

    [claims]                             # where each is said
    key = "employee_key"
    role = "roles"
    organisation = "organisation"

    [roles]                              # their word = ours
    inzage-officer = "toezichthouder"

    [organisations]
    north = "rn-1"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from inzage.register.values import Role
from inzage.register.web.accounts.faults import ProviderWrong

ALGORITHMS = frozenset({"PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "RS256", "RS384", "RS512"})
"""Signatures with two keys. ``none``, and those with a shared secret, are never accepted."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who signs people on for us, what we show them, and how their words become ours."""

    name: str
    issuer: str
    client_id: str
    key_id: str
    key: bytes
    algorithm: str
    token_algorithms: tuple[str, ...]
    return_to: str
    amr: frozenset[str]
    acr: frozenset[str]
    claims: Mapping[str, str]
    roles: Mapping[str, Role]
    organisations: Mapping[str, str]


def named() -> str:
    """What the button says; empty without a sign-on."""
    return found.name if (found := configured()) else ""


def configured() -> Provider | None:
    """The sign-on, where there is one."""
    return _read(Path(settings.HOME) / "oidc.toml")


@cache
def _read(file: Path) -> Provider | None:
    if not file.is_file():
        return None
    try:
        return _provider(file, tomllib.loads(file.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError, OSError) as wrong:
        raise ProviderWrong(file=file.name, found=f"{type(wrong).__name__}: {wrong}") from wrong


def _provider(file: Path, said: Mapping[str, Any]) -> Provider:
    found = Provider(
        name=said["name"],
        issuer=said["issuer"],
        client_id=said["client_id"],
        key_id=said["key_id"],
        key=(file.parent / said["key_file"]).read_bytes(),
        algorithm=said["algorithm"],
        token_algorithms=tuple(said["token_algorithms"]),
        return_to=said["return_to"],
        amr=frozenset(said.get("second_factor_amr", [])),
        acr=frozenset(said.get("second_factor_acr", [])),
        claims={name: said["claims"][name] for name in ("key", "role", "organisation")},
        roles={theirs: Role(ours) for theirs, ours in said["roles"].items()},
        organisations=dict(said["organisations"]),
    )
    _safe(found)
    return found


def _safe(found: Provider) -> None:
    if unknown := {found.algorithm, *found.token_algorithms} - ALGORITHMS:
        raise ValueError(", ".join(sorted(unknown)))
    for address in (found.issuer, found.return_to):
        if not address.startswith("https://"):
            raise ValueError(address)
