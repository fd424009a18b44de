"""Who calls, by their key: each call leaves its line in the log of access, and reaches what its right allows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from inzage.register.api import keys
from inzage.register.api.faults import KeyRefused, NotForThis
from inzage.register.api.models import Token, Use
from inzage.register.rights import Action, Tie, may, may_do
from inzage.register.running.runs import BEGINNERS
from inzage.register.values import Actor, Role
from inzage.register.web.accounts.access import note
from inzage.register.web.kinds import catalogue

CHECK = "controle"


@dataclass(frozen=True, slots=True)
class Right:
    """Keys of which uses reach a route, for which roles, and what its line in the log of access says."""

    line: str
    uses: frozenset[Use]
    allows: Callable[[Role], bool]


class Key(HttpBearer):
    """A key in the Authorization header. The name of this class is that of the scheme in the description."""

    openapi_bearerFormat = "inzage_…"  # noqa: N815 so it is called in OpenAPI
    openapi_description = (
        "Toegangssleutel van een machine: door een beheerder gevraagd, door een tweede persoon toegestaan, voor één "
        "account, één gebruik (uitrusting, evaluatie of lezen) en ten hoogste 183 dagen; zij is in te trekken."
    )

    def __init__(self, right: Right) -> None:
        super().__init__()
        self.right = right

    def __call__(self, request: HttpRequest) -> Token:
        """The key's row; ``KeyRefused`` or ``NotForThis`` otherwise."""
        found: Token | None = super().__call__(request)
        if found is None:
            raise KeyRefused()
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Whose key it is. A line is written for every key that was ever given, also one that opens nothing."""
        found = keys.known(token)
        if found is None:
            return None
        allowed = found.use in self.right.uses and self.right.allows(Role(found.account.role))
        opens = keys.opens(found)
        note(self.right.line if opens and allowed else "sleutel-geweigerd", found.account.key, _machine(found))
        if opens and not allowed:
            raise NotForThis()
        return found if opens else None


def actor_of(request: HttpRequest) -> Actor:
    """Who the key acts for."""
    return token_of(request).account.actor


def token_of(request: HttpRequest) -> Token:
    """The key's row. Routes are never reached without one."""
    return cast(Token, request.auth)  # type: ignore[attr-defined]  # set once it was shown


def _machine(token: Token) -> str:
    """Which key it was: the machine's name and the beginning of the key's own number."""
    return f"{token.machine}:{token.id.hex[:8]}"


def _lists(code: str) -> Callable[[Role], bool]:
    """Whether a role asks for lists of a kind; kinds are looked up when it is asked."""

    def allows(role: Role) -> bool:
        kinds = [kind for (name, _), kind in catalogue().kinds.items() if name == code]
        return any(may(role, Tie.OWN, kind, Action.LIST) for kind in kinds)

    return allows


def _operates(role: Role) -> bool:
    return role in BEGINNERS and _lists(CHECK)(role)


def _counts(role: Role) -> bool:
    return may_do(role, "zonder-personen-uitvoeren")


def _nights(role: Role) -> bool:
    return may_do(role, "nachtronde-inzien")


def _anybody(role: Role) -> bool:
    return True


_KIT, _EVALUATION, _ANY = frozenset({Use.KIT}), frozenset({Use.EVALUATION}), frozenset(Use)
RIGHTS: Mapping[str, Right] = {
    "listChecks": Right("machine-controles", _KIT, _operates),
    "getCheck": Right("machine-controles", _KIT, _operates),
    "getBundle": Right("machine-opdracht", _KIT, _operates),
    "bringCaseFile": Right("machine-dossier", _KIT, _operates),
    "listCaseFiles": Right("machine-dossiers", _KIT, _operates),
    "getCaseFile": Right("machine-dossiers", _KIT, _operates),
    "listRuns": Right("machine-verloop", _KIT, _operates),
    "getRun": Right("machine-verloop", _KIT, _operates),
    "getNight": Right("machine-verloop", frozenset({Use.KIT, Use.READING}), _nights),
    "listKinds": Right("machine-soorten", _ANY, _anybody),
    "getKind": Right("machine-soorten", _ANY, _anybody),
    "listCommitments": Right("machine-toezeggingen", _ANY, _lists("toezegging")),
    "getCommitment": Right("machine-toezeggingen", _ANY, _lists("toezegging")),
    "listEvents": Right("machine-gebeurtenissen", _EVALUATION, _counts),
    "listSpans": Right("machine-perioden", _EVALUATION, _counts),
}
"""By operation: there is no route without one."""
