"""What a sign-on says of somebody, made into an account here: key, role, organisation, and one factor or both.

The sign-on's own name for a person (issuer and subject) is what binds them to an account, never
a key that it happens to say: an account that exists is opened by it only after an
administrator linked the two. An administrator's account is never made by a sign-on: that
takes two people here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from inzage.register.values import Role
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.faults import SignOnRefused
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.provider import Provider
from inzage.register.writing import KEY


@dataclass(frozen=True, slots=True)
class Told:
    """Of one person: who, as what, where; ``both``: the sign-on saw two factors."""

    subject: str
    key: str
    role: Role
    organisation: str
    both: bool


def told(provider: Provider, claims: Mapping[str, Any]) -> Told:
    """The sign-on's words in ours; refused where a word has no meaning here."""
    roles = {provider.roles[each] for each in _words(claims, provider.claims["role"]) if each in provider.roles}
    places = _words(claims, provider.claims["organisation"])
    organisations = {provider.organisations[each] for each in places if each in provider.organisations}
    key = str(claims.get(provider.claims["key"], ""))
    if len(roles) != 1 or len(organisations) != 1 or not KEY.fullmatch(key):
        raise _refused(
            "uw sleutel, rol of organisatie is hier onbekend of niet één", "your key, role or organisation is not one"
        )
    shown = bool(provider.amr & set(_words(claims, "amr"))) or str(claims.get("acr", "")) in provider.acr
    return Told(f"{provider.issuer}|{claims['sub']}", key, roles.pop(), organisations.pop(), shown)


def _words(claims: Mapping[str, Any], name: str) -> list[str]:
    """One word or a list of them."""
    found = claims.get(name, [])
    return [str(each) for each in (found if isinstance(found, list) else [found])]


def account(person: Told) -> Account:
    """Their account: the one that is bound to them, or a new one. Refused where it is another's, or switched off."""
    found = Account.objects.filter(subject=person.subject).first()
    if found is None:
        return _new(person)
    if not found.is_active:
        raise _refused("uw account is uitgezet", "your account is disabled")
    if (found.key, found.role, found.organisation) != (person.key, person.role.value, person.organisation):
        raise _refused(
            "uw account heeft hier een andere sleutel, rol of organisatie",
            "your account has another key, role or organisation here",
        )
    return found


def _new(person: Told) -> Account:
    if person.role is Role.ADMINISTRATOR or Account.objects.filter(key=person.key).exists():
        raise _refused(
            "een beheerder moet dit account hier nog koppelen", "an administrator has yet to link this account"
        )
    with transaction.atomic():
        try:
            made = Account.objects.create_user(person.key, person.role, person.organisation)
        except ValidationError as wrong:
            raise _refused("uw sleutel past hier niet", "your key does not fit here") from wrong
        made.subject = person.subject
        made.save(update_fields=["subject"])
        note("gemaakt", person.key)
    return made


def _refused(nl: str, en: str) -> SignOnRefused:
    return SignOnRefused(why=(nl, en))
