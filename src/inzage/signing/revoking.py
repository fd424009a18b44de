"""Making a revocation list, and taking one in: signed by the administrator, and by nobody else.

The list goes by DSSE (``PayloadType.REVOCATION``); the envelope that was taken in stays
beside the trust store (``trust/revocations/``), so that it can be passed on and examined.
The administrator's own key is not revoked by a list: whoever trusted it by hand takes it
away by hand (``inzage trust remove``), or a thief could silence everybody who could stop him.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from inzage.signing import KitFault, PayloadType, Role, SigningError
from inzage.signing.canonical import NotCanonical
from inzage.signing.dsse import read, sign, verify
from inzage.signing.files import PUBLIC, write_whole
from inzage.signing.keys import PrivateKey
from inzage.signing.revocation import KEPT, Revocation, keep_revoked, merged, payload, read_revoked, revocations_in
from inzage.signing.secret import unwritable
from inzage.signing.trust import SHORT, TrustStore


class RevocationWrong(SigningError):
    """The list cannot be taken in; a fact may be a pair (Dutch, English)."""

    nl = (
        "Verwacht: een intrekkingslijst, ondertekend door de beheerder. Gevonden: {found}. "
        "Er is niets ingetrokken; vraag de beheerder om een nieuwe lijst."
    )
    en = (
        "Expected: a revocation list, signed by the administrator. Found: {found}. "
        "Nothing was revoked; ask the administrator for a new list."
    )


def revocation_list(revocations: Iterable[Revocation], administrator: PrivateKey) -> bytes:
    """The administrator's side: the signed list."""
    return sign(payload(revocations), PayloadType.REVOCATION, [administrator])


def read_list(envelope: bytes, trust: TrustStore, *, file: str) -> tuple[Revocation, ...]:
    """The revocations in a signed list; ``RevocationWrong`` where a trusted administrator did not sign one."""
    try:
        found = revocations_in(verify(read(envelope, file=file), PayloadType.REVOCATION, [Role.ADMINISTRATOR], trust))
    except SigningError as error:
        said = (error.sentence("nl").rstrip("."), error.sentence("en").rstrip("."))
        raise RevocationWrong(found=said) from None
    except NotCanonical as error:
        raise RevocationWrong(found=(error.nl, error.en)) from None
    own = {key.keyid for key in trust.keys(Role.ADMINISTRATOR)}
    if any(one.keyid in own for one in found):
        raise RevocationWrong(
            found=(
                "een lijst die de sleutel van een beheerder intrekt; neem die met de hand weg met inzage trust remove",
                "a list that revokes an administrator's key; take that one away by hand with inzage trust remove",
            )
        )
    return found


def take_in(directory: Path, envelope: bytes, *, file: str) -> tuple[Revocation, ...]:
    """Take a signed list into the trust store in ``directory``; again, or an older one, changes nothing.

    Raises:
        RevocationWrong: it is no list, or no trusted administrator signed it.
        KitFault: it cannot be kept.
    """
    found = read_list(envelope, TrustStore.load(directory), file=file)
    keep_revoked(
        directory, merged(read_revoked(directory), found)
    )  # first: the list beside it vouches that it is there
    place = directory / KEPT / f"{hashlib.sha256(envelope).hexdigest()[:SHORT]}.dsse.json"
    try:
        place.parent.mkdir(exist_ok=True)
        write_whole(place, envelope, PUBLIC)
    except OSError as error:
        raise unwritable(directory, error) from None
    return found


def named_by(trust: TrustStore, own: Iterable[str], beginning: str) -> str:
    """The full id of the one known key that begins so (8 digits or more); a full id stands for itself."""
    known = {key.keyid for keys in trust.by_role.values() for key in keys} | set(own)
    wanted = beginning.strip().lower()
    matching = {keyid for keyid in known if keyid.startswith(wanted)}
    if len(wanted) == len(hashlib.sha256().hexdigest()) and not set(wanted) - set("0123456789abcdef"):
        return wanted
    if len(matching) != 1 or len(wanted) < SHORT // 2:
        raise KitFault(
            kit="trust",
            expected=(f"één sleutel waarvan het kenmerk begint met {beginning}", f"one key that begins {beginning}"),
            found=(f"{len(matching)} sleutels", f"{len(matching)} keys"),
            todo=("Geef het hele kenmerk (64 tekens).", "Give the whole id (64 digits)."),
        )
    return matching.pop()
