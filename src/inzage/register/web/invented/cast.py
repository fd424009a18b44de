"""Who works in the invented register: three organisations, the first with every role, and two of some."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Actor, Role
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.trial import PASSWORD


@dataclass(frozen=True, slots=True)
class Team:
    """One organisation. ``number``: where its keys begin; ``persons``: how many are under its supervision."""

    organisation: str
    number: int
    persons: int
    everybody: bool = False

    def actor(self, role: Role, place: int = 0) -> Actor:
        """Somebody of the team; ``place`` 1 is the second in that role."""
        return Actor(f"{role.value}-{self.number + place}", role, self.organisation)

    @property
    def officer(self) -> Actor:
        """The first officer."""
        return self.actor(Role.OFFICER)

    @property
    def lead(self) -> Actor:
        """The team leader."""
        return self.actor(Role.LEAD)

    @property
    def planner(self) -> Actor:
        """The planner."""
        return self.actor(Role.PLANNER)

    @property
    def expert(self) -> Actor:
        """The digital expert."""
        return self.actor(Role.EXPERT)

    @property
    def members(self) -> list[Actor]:
        """All who have an account."""
        roles = list(Role) if self.everybody else [Role.OFFICER, Role.EXPERT, Role.PLANNER, Role.LEAD]
        twice = [Role.OFFICER, Role.LEAD, *([Role.EVALUATOR] if self.everybody else [])]
        return [*(self.actor(role) for role in roles), *(self.actor(role, 1) for role in twice)]


TEAMS = (Team("rn-1", 1, 12, everybody=True), Team("rn-2", 21, 4), Team("rn-3", 31, 3))


def open_accounts() -> None:
    """Accounts of all, with one password that is hashed once, and the second step set up."""
    hashed = make_password(PASSWORD)
    actors = [actor for team in TEAMS for actor in team.members]
    accounts = Account.objects.bulk_create(
        Account(key=actor.key, role=actor.role.value, organisation=actor.organisation, password=hashed)
        for actor in actors
    )
    TOTPDevice.objects.bulk_create(TOTPDevice(user=account, name="app", confirmed=True) for account in accounts)
    for account in accounts:
        note("gemaakt", account.key)
