"""Revoked keys: which, since when, and why; as a signed list says it and as a trust store keeps it.

What a key signed after the moment of its revocation counts for nothing. What it is
*known* to have signed before stands, with a remark. Known is what somebody else saw:
a document cannot say of itself how old it is. A revocation is never taken back; of
two for one key the earlier moment holds, so lists may come late, twice or out of order.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from inzage.errors import RefusedByMandate
from inzage.signing import KitFault, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.files import PUBLIC, write_whole

REVOKED = "revoked.json"
"""In the trust store's folder: the revocations taken in."""

KEPT = "revocations"
"""Beside it: the signed lists themselves."""

MOST = 10_000
_KEY_ID = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


class Cause(StrEnum):
    """Why a key was revoked."""

    LOST = "lost"
    STOLEN = "stolen"
    LEFT = "left"
    REPLACED = "replaced"
    OTHER = "other"


CAUSES = {
    Cause.LOST: ("kwijt", "lost"),
    Cause.STOLEN: ("gestolen of gekopieerd", "stolen or copied"),
    Cause.LEFT: ("houder uit functie", "holder left office"),
    Cause.REPLACED: ("vervangen", "replaced"),
    Cause.OTHER: ("andere reden", "another reason"),
}
"""Each cause in Dutch and in English."""


class KeyRevoked(RefusedByMandate, SigningError):
    """A role signed, but with a key that was revoked and is not known to have signed before that."""

    nl = (
        "De handtekening voor de rol {role} is gezet met een sleutel die sinds {since} is ingetrokken ({why}). "
        "Laat het document opnieuw ondertekenen met een geldige sleutel."
    )
    en = (
        "The signature for the role {role} was made with a key that was revoked as of {since} ({why}). "
        "Have the document signed again with a valid key."
    )


@dataclass(frozen=True, slots=True)
class Revocation:
    """One key that was revoked: ``keyid`` in full, ``since`` a UTC moment in whole seconds."""

    keyid: str
    since: datetime
    why: Cause

    @property
    def moment(self) -> str:
        """``since`` as documents write it (RFC 3339, UTC)."""
        return self.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def json(self) -> Mapping[str, str]:
        """As a list holds it."""
        return {"keyid": self.keyid, "since": self.moment, "why": self.why.value}

    def spares(self, at: datetime | None) -> bool:
        """Whether a signature known to have been there ``at`` that moment stands (None: not known)."""
        return at is not None and at < self.since


def payload(revocations: Iterable[Revocation]) -> bytes:
    """What is signed, and what a trust store keeps: canonical JSON, by key id."""
    listed = sorted(revocations, key=lambda one: one.keyid)
    return canonical({"revoked": [dict(one.json) for one in listed], "version": 1})


def revocations_in(data: bytes) -> tuple[Revocation, ...]:
    """The revocations in a payload; ``NotCanonical`` where it is none of ours."""
    match parse(data):
        case {"revoked": list(listed), "version": 1} if 0 < len(listed) <= MOST:
            found = tuple(_one(value) for value in listed)
            if payload(found) == data and len({one.keyid for one in found}) == len(found):
                return found
    raise NotCanonical("iets dat geen intrekkingslijst is", "something that is no revocation list")


def merged(known: Mapping[str, Revocation], more: Iterable[Revocation]) -> Mapping[str, Revocation]:
    """Both together; of two for one key the one with the earlier moment."""
    together = dict(known)
    for one in more:
        earlier = together.get(one.keyid, one)
        together[one.keyid] = min(earlier, one, key=lambda each: (each.since, each.why))
    return together


def read_revoked(directory: Path) -> Mapping[str, Revocation]:
    """What the trust store in ``directory`` keeps; nothing where no list was ever taken in."""
    file = directory / REVOKED
    try:
        return {one.keyid: one for one in revocations_in(file.read_bytes())}
    except FileNotFoundError:
        if any((directory / KEPT).glob("*.dsse.json")):
            raise _fault(
                file, ("niets, terwijl er lijsten zijn ingenomen", "nothing, though lists were taken in")
            ) from None
        return {}
    except OSError as error:
        raise _fault(file, (str(error.strerror), str(error.strerror))) from None
    except NotCanonical as error:
        raise _fault(file, (error.nl, error.en)) from None


def keep_revoked(directory: Path, revoked: Mapping[str, Revocation]) -> None:
    """Write what the trust store in ``directory`` keeps, whole or not at all."""
    file = directory / REVOKED
    try:
        write_whole(file, payload(revoked.values()), PUBLIC)
    except OSError as error:
        raise _fault(file, (str(error.strerror), str(error.strerror))) from None


def _one(value: object) -> Revocation:
    match value:
        case {"keyid": str(keyid), "since": str(since), "why": str(why)} if (
            _KEY_ID.fullmatch(keyid) and _MOMENT.fullmatch(since) and why in set(Cause)
        ):
            return Revocation(keyid, moment_of(since), Cause(why))
    raise NotCanonical("een intrekking zonder de juiste velden", "a revocation without the right fields")


def moment_of(text: str) -> datetime:
    """A UTC moment as documents write it; ``NotCanonical`` where it is none."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotCanonical("een tijdstip dat niet bestaat", "a moment that does not exist") from None


def _fault(file: Path, found: tuple[str, str]) -> KitFault:
    return KitFault(
        kit=str(file),
        expected=("de ingetrokken sleutels, zoals opgeborgen", "the revoked keys, as they were kept"),
        found=found,
        todo=("Zet een reservekopie van dit bestand terug.", "Put back a spare copy of this file."),
    )
