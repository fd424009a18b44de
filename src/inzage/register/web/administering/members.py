"""Accounts as an administrator sees them: key, role, whether it works, and whether the second factor is set up."""

from dataclasses import dataclass

from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Actor, Role, Words
from inzage.register.web.accounts import services
from inzage.register.web.accounts.faults import NoSuchAccount
from inzage.register.web.accounts.models import Account, Proposal
from inzage.register.web.saying import say

ASKED = {
    services.CLEAR_SECOND: Words("Tweede stap wissen", "Clear the second factor"),
    services.MAKE_ADMINISTRATOR: Words("Account van een beheerder maken", "Make an administrator's account"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """An account of the organisation. ``second``: its second factor is set up."""

    account: Account
    role: Role
    second: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Something that waits for a second person. ``mine``: this actor asked it, or it is on them: another decides."""

    proposal: Proposal
    what: str
    mine: bool


def members(found: list[Account]) -> list[Member]:
    """Lines for accounts."""
    ready = set(TOTPDevice.objects.filter(user__in=found, confirmed=True).values_list("user", flat=True))
    return [Member(each, Role(each.role), each.pk in ready) for each in found]


def member(by: Actor, key: str) -> Member:
    """One account of the actor's organisation."""
    found = services.accounts(by).filter(key=key).first()
    if found is None:
        raise NoSuchAccount(key=key)
    return members([found])[0]


def asked(by: Actor) -> list[Asking]:
    """What waits for a second person, in order."""
    return [
        Asking(each, say(ASKED[each.action]), by.key in (each.requested_by, each.subject))
        for each in services.proposals(by)
    ]


def proposal(by: Actor, number: int) -> Proposal:
    """One of those."""
    found = services.proposals(by).filter(pk=number).first()
    if found is None:
        raise NoSuchAccount(key=str(number))
    return found
