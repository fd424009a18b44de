"""A kit's policy: what its organisation settled before it may check anybody.

``kit.toml`` holds exactly the fields of ``Policy``; a field that is not known is
a fault, because a misspelt retention term would otherwise go unnoticed.
"""

import ipaddress
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import UnionType

from inzage.signing import KitFault
from inzage.signing.recipient import what_is_wrong

_URI = re.compile(r"(https?://[^\s/]+/?|urn:[a-z0-9-]{2,32}:)[^\s]*")

LEAST_PREFIX = 8
"""Bits of a network's prefix, at least: no organisation's separate network is wider."""

METHOD_VERSION = "1"
"""Version of the method of checking, unless the policy names its own."""


class Kept(StrEnum):
    """What is kept for a term: a finished case, one that was halted, one that was interrupted."""

    CASE = "case"
    HALTED = "halted"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a kit may do and how it keeps what it makes.

    ``official``: the role of the person this kit is issued to. ``dpia``: reference
    to the data protection impact assessment. ``encrypt_at_rest``: case files are
    encrypted; the narrow reading where the policy is silent. ``retention_days``: how
    long anything is kept, unless ``retention`` states another term for its kind.
    ``processing_activity`` and ``handover_activity``: the URIs of both in the register of
    processing activities; ``log_recipient``: the age key to which a log encrypts whom it is about.
    ``cluster_network``: the network (10.20.0.0/24) that stands apart from all others, over which the nodes of a
    cluster may be given what they read without encryption; the narrow reading is none.
    """

    name: str | None = None
    laboratory: bool = False
    official: str = "toezichthouder"
    retention_days: int | None = None
    dpia: str | None = None
    encrypt_at_rest: bool = True
    method_version: str = METHOD_VERSION
    retention: Mapping[str, int] = field(default_factory=dict)
    processing_activity: str | None = None
    handover_activity: str | None = None
    log_recipient: str | None = None
    cluster_network: str | None = None

    def term(self, kind: Kept) -> int | None:
        """Days for which what is of this kind is kept; None where the policy states none."""
        return self.retention.get(kind, self.retention_days)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the fields that must be there before a real check, and are not."""
        needed = {"name": self.name, "retention_days": self.retention_days, "dpia": self.dpia}
        return tuple(name for name, value in needed.items() if not value)

    @property
    def field_ready(self) -> bool:
        """Whether this kit may do more than the demo and validation."""
        return not self.missing


_TYPES: dict[str, type | UnionType] = {
    "name": str,
    "laboratory": bool,
    "official": str,
    "retention_days": int,
    "dpia": str,
    "encrypt_at_rest": bool,
    "method_version": str,
    "retention": dict,
    "processing_activity": str,
    "handover_activity": str,
    "log_recipient": str,
    "cluster_network": str,
}


def read_policy(file: Path) -> Policy:
    """Read ``kit.toml``; ``KitFault`` names what is wrong in it."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise _fault(file, ("kit.toml", "kit.toml"), (str(error.strerror), str(error.strerror))) from None
    except ValueError:
        raise _fault(file, ("een leesbare kit.toml", "a readable kit.toml"), ("geen TOML", "no TOML")) from None
    for name, value in table.items():
        _check(file, name, value)
    return Policy(**table)


def write_policy(policy: Policy) -> bytes:
    """``kit.toml`` as bytes, with a line for what is still to be filled in."""
    lines = ["# Beleid van deze uitrusting (policy of this kit). Zie: inzage kit show"]
    for one in fields(Policy):
        value = getattr(policy, one.name)
        lines.append(f"{one.name} = {_toml(value)}" if value not in (None, {}) else f"# {one.name} = ...")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _check(file: Path, name: str, value: object) -> None:
    kind = _TYPES.get(name)
    if kind is None:
        known = ", ".join(_TYPES)
        raise _fault(file, (f"alleen de velden {known}", f"only the fields {known}"), (f"«{name}»", f"«{name}»"))
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _fault(
            file,
            (f"bij {name} een waarde van de soort {kind}", f"at {name} a value of type {kind}"),
            ("een andere soort", "another type"),
        )
    _check_log(file, name, str(value))
    if name == "cluster_network":
        _check_network(file, str(value))
    terms = value if isinstance(value, dict) else {name: value} if name == "retention_days" else {}
    for term, days in terms.items():
        _check_term(file, term, days, of_kind=isinstance(value, dict))


def _check_log(file: Path, name: str, value: str) -> None:
    """What a log needs must be right before the first log is made: a wrong key cannot be mended afterwards."""
    if name.endswith("_activity") and not _URI.fullmatch(value):
        uri = ("een URI (https://... of urn:...)", "a URI (https://... or urn:...)")
        raise _fault(file, (f"bij {name} {uri[0]}", f"at {name} {uri[1]}"), ("iets anders", "something else"))
    wrong = what_is_wrong(value) if name == "log_recipient" else None
    if wrong is not None:
        expected = ("bij log_recipient een openbare age-sleutel", "at log_recipient a public age key")
        raise _fault(file, expected, wrong.found)


def _check_network(file: Path, value: str) -> None:
    """A network that is no network, or all of them, would let through what was never meant."""
    try:
        if ipaddress.ip_network(value).prefixlen >= LEAST_PREFIX:
            return
    except ValueError:
        pass
    expected = ("bij cluster_network een netwerk als 10.20.0.0/24", "at cluster_network a network like 10.20.0.0/24")
    raise _fault(file, expected, ("iets anders", "something else"))


def _check_term(file: Path, kind: str, days: object, *, of_kind: bool) -> None:
    if of_kind and kind not in set(Kept):
        known = ", ".join(Kept)
        raise _fault(file, (f"bij retention alleen {known}", f"at retention only {known}"), (f"«{kind}»", f"«{kind}»"))
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        expected = ("een bewaartermijn van minstens 1 dag", "retention of 1 day or more")
        raise _fault(file, expected, (f"{kind} = {days}", f"{kind} = {days}"))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {days}" for name, days in sorted(value.items())) + " }"
    # a JSON string is a TOML string too, once DEL is gone
    return json.dumps("".join(char for char in str(value) if char.isprintable()), ensure_ascii=False)


def _fault(file: Path, expected: tuple[str, str], found: tuple[str, str]) -> KitFault:
    return KitFault(
        kit=str(file.parent),
        expected=expected,
        found=found,
        todo=("Herstel kit.toml.", "Repair kit.toml."),
    )
