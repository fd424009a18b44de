"""Public keys that the register knows: whose signature counts for what, and which were revoked. Never a private key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inzage.register.running.places import Places
from inzage.register.values import Words
from inzage.register.web.saying import say, t
from inzage.signing import Role
from inzage.signing.keys import PublicKey
from inzage.signing.revocation import CAUSES
from inzage.signing.trust import TrustStore

ROLES: Mapping[Role, Words] = {
    Role.MANDATE_ISSUER: Words("Ondertekent opdrachten als eerste", "Signs mandates first"),
    Role.SECOND_SIGNER: Words("Ondertekent opdrachten als tweede", "Signs mandates second"),
    Role.REGISTER: Words("Geeft controleopdrachten af", "Issues check orders"),
    Role.LIST_ISSUER: Words("Geeft lijsten uit", "Issues lists"),
    Role.POLICE: Words("Ontvangt verzegeld materiaal", "Receives sealed material"),
    Role.ADMINISTRATOR: Words("Trekt sleutels in", "Revokes keys"),
    Role.KIT: Words("Voert controles uit", "Carries out checks"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A public key for one role. ``since`` and ``why``: of its revocation."""

    role: str
    keyid: str
    own: bool
    since: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The keys of one kit. ``also_revoked``: key ids that no role trusts any more."""

    title: str
    keys: list[Key]
    also_revoked: list[Key]


def shelves(places: Places) -> list[Shelf]:
    """Of the register's kit, and of the kit with which this machine carries out checks."""
    found = [_shelf(t("Uitrusting van het register", "The register's kit"), places.kit)]
    if places.tool and places.tool.is_dir():
        found.append(_shelf(t("Uitrusting voor controles op deze machine", "Kit for checks here"), places.tool))
    return found


def _shelf(title: str, kit: Path) -> Shelf:
    trust, own = TrustStore.load(kit / "trust"), PublicKey.load(kit / "public.pem").keyid
    keys = [_key(say(ROLES[role]), each.keyid, own, trust) for role in Role for each in trust.by_role.get(role, ())]
    rest = [keyid for keyid in sorted(trust.revoked) if not trust.knows(keyid)]
    return Shelf(title, keys, [_key("", keyid, own, trust) for keyid in rest])


def _key(role: str, keyid: str, own: str, trust: TrustStore) -> Key:
    gone = trust.revoked.get(keyid)
    return Key(role, keyid, keyid == own, gone.since if gone else None, t(*CAUSES[gone.why]) if gone else "")
