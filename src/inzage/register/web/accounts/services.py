"""What is done with accounts, each with its line in the log. Two acts take two people.

``by`` is the actor who asks; only an administrator does, and only for accounts of their own
organisation. Making an account of an administrator, and clearing somebody's second factor,
are proposals: somebody else who is administrator or team leader decides, and never the one
whom it is about. Nobody is told a password but once, to whom ``first``, ``make`` or
``new_password`` returns it; its owner chooses another at the first sign-in.
"""

from secrets import choice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.log import now
from inzage.register.values import Actor, Role
from inzage.register.web.accounts import sessions
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.faults import AccountWrong, NoSuchAccount, NotAllowed
from inzage.register.web.accounts.models import Account, Proposal
from inzage.register.writing import KEY

CLEAR_SECOND, MAKE_ADMINISTRATOR = "tweede-stap-wissen", "beheerder-maken"
TWO_PEOPLE = (CLEAR_SECOND, MAKE_ADMINISTRATOR)
SECONDS = (Role.ADMINISTRATOR, Role.LEAD)
"""Who may be the second person."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other."""


def accounts(by: Actor) -> QuerySet[Account]:
    """Those of the actor's organisation, by key."""
    return Account.objects.filter(organisation=by.organisation).order_by("key")


def proposals(by: Actor) -> QuerySet[Proposal]:
    """Those that wait for a second person, in order."""
    return Proposal.objects.filter(organisation=by.organisation, decided__isnull=True).order_by("requested")


def first(key: str, role: Role, organisation: str) -> str:
    """The first account of a register, made from its own machine; its password."""
    if Account.objects.exists():
        raise _not("er zijn al accounts", "there are accounts already")
    return _made(key, role, organisation, by="")


def make(by: Actor, key: str, role: Role) -> str:
    """An account in the actor's organisation, and its password. An administrator's takes ``propose_administrator``."""
    _administrator(by)
    if role is Role.ADMINISTRATOR:
        raise _not("een beheerder maken vraagt een tweede persoon", "making an administrator takes a second person")
    return _made(key, role, by.organisation, by.key)


def disable(by: Actor, key: str) -> None:
    """Nobody comes in with it any more, and who is in is out: also after it is enabled again."""
    account = _other(by, key)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    sessions.end(account)
    note("uitgezet", key, by.key)


def enable(by: Actor, key: str) -> None:
    """It works again, with the password and second factor that it had."""
    account = _other(by, key)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    note("aangezet", key, by.key)


def link(by: Actor, key: str, subject: str) -> None:
    """The organisation's sign-on opens this account: ``subject`` is what it calls its owner."""
    account = _other(by, key)
    if Account.objects.filter(subject=subject).exclude(pk=account.pk).exists():
        raise AccountWrong(why=("deze aanmelding hoort al bij een ander account", "this sign-on has another account"))
    Account.objects.filter(pk=account.pk).update(subject=subject or None)
    sessions.end(account)
    note("gekoppeld", key, by.key)


def new_password(by: Actor, key: str) -> str:
    """A password for who forgot theirs. The second factor stays, so that this alone lets nobody in."""
    account = _other(by, key)
    password = _password()
    account.set_password(password)
    account.fresh = True
    account.save(update_fields=["password", "fresh"])
    note("wachtwoord-hersteld", key, by.key)
    return password


def propose_clearing(by: Actor, key: str) -> Proposal:
    """Ask that somebody's second factor is cleared, because telephone and codes are lost."""
    return _propose(CLEAR_SECOND, by, _other(by, key).key)


def propose_administrator(by: Actor, key: str) -> Proposal:
    """Ask for another administrator's account under a key that has none yet."""
    _administrator(by)
    _new(key)
    return _propose(MAKE_ADMINISTRATOR, by, key)


def agree(by: Actor, proposal: Proposal) -> str:
    """The second person's yes, and at once the act; the password of an account that was made, else nothing."""
    with transaction.atomic():
        _decide(by, proposal, agreed=True)
        if proposal.action == MAKE_ADMINISTRATOR:
            note("beheerder-gemaakt", proposal.subject, by.key)
            return _made(proposal.subject, Role.ADMINISTRATOR, proposal.organisation, proposal.requested_by)
        clear_second(proposal.subject, by.key)
        return ""


def decline(by: Actor, proposal: Proposal) -> None:
    """The second person's no."""
    with transaction.atomic():
        _decide(by, proposal, agreed=False)
        note("niet-ingestemd", proposal.subject, by.key)


def clear_second(key: str, by: str) -> None:
    """Telephone and codes of an account work no more; the next sign-in sets them up anew."""
    for devices in (TOTPDevice, StaticDevice):
        devices.objects.filter(user__key=key).delete()
    for account in Account.objects.filter(key=key):
        sessions.end(account)
    note("tweede-stap-hersteld", key, by)


def _propose(action: str, by: Actor, key: str) -> Proposal:
    if Proposal.objects.filter(action=action, subject=key, decided__isnull=True).exists():
        raise _not("dit is al gevraagd en wacht op een tweede persoon", "this was asked already and waits for a second")
    note("gevraagd", key, by.key)
    return Proposal.objects.create(
        action=action, subject=key, organisation=by.organisation, requested_by=by.key, requested=now()
    )


def _decide(by: Actor, proposal: Proposal, *, agreed: bool) -> None:
    """Write the decision down, where it is still open and this actor is a second person to it."""
    if by.role not in SECONDS or by.organisation != proposal.organisation:
        raise _not("alleen een beheerder of teamleider beslist mee", "only an administrator or team leader decides")
    if by.key in (proposal.requested_by, proposal.subject):
        raise _not("dit vraagt een tweede persoon", "this takes a second person")
    open_one = Proposal.objects.filter(pk=proposal.pk, decided__isnull=True)
    if not open_one.update(decided_by=by.key, decided=now(), agreed=agreed):
        raise _not("hierover is al beslist", "this was decided already")


def _made(key: str, role: Role, organisation: str, by: str) -> str:
    _new(key)
    password = _password()
    with transaction.atomic():
        try:
            account = Account.objects.create_user(key, role, organisation, password)
        except ValidationError as wrong:
            raise AccountWrong(why=("; ".join(wrong.messages), "; ".join(wrong.messages))) from wrong
        Account.objects.filter(pk=account.pk).update(fresh=True)
        note("gemaakt", key, by)
    return password


def _new(key: str) -> None:
    """A key that is one of the staff administration, and free."""
    if not KEY.fullmatch(key):
        said = (
            "een sleutel is kleine letters, een streepje en een nummer",
            "a key is small letters, a dash and a number",
        )
        raise AccountWrong(why=said)
    if Account.objects.filter(key=key).exists():
        raise AccountWrong(why=("deze sleutel heeft al een account", "this key has an account already"))


def _other(by: Actor, key: str) -> Account:
    """Somebody else's account in the administrator's own organisation."""
    _administrator(by)
    if by.key == key:
        raise _not("dit doet een andere beheerder voor u", "another administrator does this for you")
    found = accounts(by).filter(key=key).first()
    if found is None:
        raise NoSuchAccount(key=key)
    return found


def _administrator(by: Actor) -> None:
    if by.role is not Role.ADMINISTRATOR:
        raise _not("alleen een systeembeheerder doet dit", "only an administrator does this")


def _not(nl: str, en: str) -> NotAllowed:
    return NotAllowed(why=(nl, en))


def _password() -> str:
    """Five groups of four: a hundred bits, and to be read out over a telephone."""
    return "-".join("".join(choice(LETTERS) for _ in range(4)) for _ in range(5))
