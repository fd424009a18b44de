"""Keys of machines: asked for by an administrator, agreed to by a second person, shown once, ended by one.

``by`` is the actor who asks. The second person is another administrator or a team leader; who the
key acts for is neither. What is kept is a digest: of 256 random bits, so that nothing has to slow a guess down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from inzage.register.api.faults import TokenWrong
from inzage.register.api.models import LONGEST, Token, Use
from inzage.register.log import now
from inzage.register.rights import may_do
from inzage.register.running.runs import BEGINNERS
from inzage.register.values import Actor, Role
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.faults import NoSuchAccount, NotAllowed
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.services import SECONDS, accounts
from inzage.register.writing import KEY

PREFIX = "inzage_"
"""In front of every key, so that one that lies about is known for what it is."""
BYTES = 32
LONGEST_NAME = 48
MANAGE = "sleutels-beheren"
ROLES: Mapping[Use, frozenset[Role]] = {
    Use.KIT: BEGINNERS,
    Use.EVALUATION: frozenset(role for role in Role if may_do(role, "zonder-personen-uitvoeren")),
    Use.READING: frozenset(Role),
}
"""For whose account a key of each use can be made."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A key that somebody wants made. ``name``: of the kit or system, with a number, never of a person."""

    account: str
    name: str
    use: Use
    days: int


def tokens(by: Actor) -> QuerySet[Token]:
    """Those of the actor's organisation, the newest first; without rights none."""
    found = Token.objects.filter(organisation=by.organisation).order_by("-requested")
    return found if may_do(by.role, MANAGE) or by.role in SECONDS else found.none()


def propose(by: Actor, wanted: Wanted) -> Token:
    """Ask for a key; it is made when a second person agrees."""
    if not may_do(by.role, MANAGE):
        raise _not("alleen een systeembeheerder doet dit", "only an administrator does this")
    account = _account(by, wanted.account)
    _fits(wanted, Role(account.role))
    if Token.objects.filter(organisation=by.organisation, machine=wanted.name, decided_by__isnull=True).exists():
        raise _not("dit is al gevraagd en wacht op een tweede persoon", "this was asked already and waits for a second")
    with transaction.atomic():
        note("sleutel-gevraagd", account.key, by.key)
        return Token.objects.create(
            id=uuid4(),
            account=account,
            machine=wanted.name,
            use=wanted.use.value,
            days=wanted.days,
            organisation=by.organisation,
            requested_by=by.key,
            requested=now(),
        )


def agree(by: Actor, token: Token) -> str:
    """The second person's yes; the key itself, which nobody is told again."""
    secret = PREFIX + token_urlsafe(BYTES)
    given = {"digest": digest(secret), "until": now() + timedelta(days=token.days)}
    _decide(by, token, "sleutel-gegeven", agreed=True, **given)
    return secret


def decline(by: Actor, token: Token) -> None:
    """The second person's no."""
    _decide(by, token, "sleutel-niet-gegeven", agreed=False)


def revoke(by: Actor, token: Token) -> None:
    """It opens nothing any more, from the next call. One person is enough to close."""
    if by.role not in SECONDS or by.organisation != token.organisation:
        raise _not("alleen een beheerder of teamleider trekt in", "only an administrator or team leader revokes")
    with transaction.atomic():
        given = Token.objects.filter(pk=token.pk, digest__isnull=False, revoked__isnull=True)
        if not given.update(revoked=now(), revoked_by=by.key):
            raise _not("deze sleutel opent niets", "this key opens nothing")
        note("sleutel-ingetrokken", token.account_id, by.key)


def known(secret: str) -> Token | None:
    """Whose key this is, also of one that opens nothing any more."""
    if not secret.startswith(PREFIX):
        return None
    return Token.objects.select_related("account").filter(digest=digest(secret)).first()


def opens(token: Token) -> bool:
    """Whether it opens anything now: neither revoked nor over, of an account that is not disabled."""
    return token.revoked is None and token.until is not None and now() < token.until and token.account.is_active


def digest(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode()).hexdigest()


def _decide(by: Actor, token: Token, said: str, *, agreed: bool, **given: object) -> None:
    if by.role not in SECONDS or by.organisation != token.organisation:
        raise _not("alleen een beheerder of teamleider beslist mee", "only an administrator or team leader decides")
    if by.key in (token.requested_by, token.account_id):
        raise _not("dit vraagt een tweede persoon", "this takes a second person")
    with transaction.atomic():
        open_one = Token.objects.filter(pk=token.pk, decided_by__isnull=True)
        if not open_one.update(decided_by=by.key, decided=now(), agreed=agreed, **given):
            raise _not("hierover is al beslist", "this was decided already")
        note(said, token.account_id, by.key)


def _account(by: Actor, key: str) -> Account:
    if key == by.key:
        raise _not("dit doet een andere beheerder voor u", "another administrator does this for you")
    found = accounts(by).filter(key=key).first()
    if found is None:
        raise NoSuchAccount(key=key)
    return found


def _fits(wanted: Wanted, role: Role) -> None:
    if not KEY.fullmatch(wanted.name) or len(wanted.name) > LONGEST_NAME:
        said = ("een naam is kleine letters, een streepje en een nummer", "a name is small letters, a dash, a number")
        raise TokenWrong(why=said)
    if not 1 <= wanted.days <= LONGEST:
        raise TokenWrong(why=(f"zij geldt 1 tot {LONGEST} dagen", f"it holds 1 to {LONGEST} days"))
    if role not in ROLES[wanted.use]:
        raise TokenWrong(why=("de rol van dit account doet dit niet", "the role of this account does not do this"))


def _not(nl: str, en: str) -> NotAllowed:
    return NotAllowed(why=(nl, en))
