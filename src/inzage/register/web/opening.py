"""What must be in order before the register opens: tables, kinds, terms; and a trial never mixes with a real one.

Loads with Django set up. ``prepare`` is what ``inzage serve`` calls; it may be called again and again.
"""

from datetime import date

from django.core.management import call_command
from django.db import connections, transaction

from inzage.register import retention
from inzage.register.adopting import adopt
from inzage.register.faults import RegisterFault
from inzage.register.models import Record
from inzage.register.values import Role
from inzage.register.web.accounts import services, trial
from inzage.register.web.accounts.models import Account, Mark
from inzage.register.web.invented import invent
from inzage.register.web.kinds import catalogue


class NoTrialHere(RegisterFault):
    """A trial was asked for in a register that is none."""

    nl = "In deze database staat een register dat geen proef is. Kies voor de proef een andere map."
    en = "This database holds a register that is no trial. Choose another folder for it."


class OnlyTrialHere(RegisterFault):
    """A trial's database was to be opened as a real register: everybody knows its passwords."""

    nl = "In deze database staat een proef; iedereen kent de wachtwoorden. Geef --demo, of kies een andere map."
    en = "This database holds a trial; everybody knows its passwords. Give --demo, or choose another folder."


def prepare(day: date, *, demo: bool) -> None:
    """Make or renew the tables, adopt the kinds, look at the terms; invent a trial where one is asked for."""
    call_command("migrate", verbosity=0, interactive=False)
    if trial.marked() and not demo:
        raise OnlyTrialHere()
    adopt(catalogue())
    retention.ready(catalogue())
    call_command("clearsessions")
    if demo:
        _trial(day)
    connections.close_all()


def _trial(day: date) -> None:
    """The mark and all that is invented come together or not at all."""
    if trial.marked():
        return
    if Account.objects.exists() or Record.objects.exists():
        raise NoTrialHere()
    with transaction.atomic():
        Mark.objects.create(word=trial.MARK)
        invent(catalogue(), day)


def empty() -> bool:
    """Whether nobody can sign in yet."""
    return not Account.objects.exists()


def first(key: str, organisation: str) -> str:
    """The first account, an administrator's; its password, to be shown once. Refused where there are accounts."""
    return services.first(key, Role.ADMINISTRATOR, organisation)


def logins() -> list[tuple[str, str, str]]:
    """Key, role and organisation of each account of the trial."""
    return list(Account.objects.order_by("pk").values_list("key", "role", "organisation"))
