"""How long a case is kept: the shorter of what its mandate and its kit's policy say, and what that means for it.

The term runs from the day of the last entry in its ledger. A case of a person is kept up to
and including the last day of the term, and may not be erased by it before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from inzage.signing.policy import Kept, Policy


@dataclass(frozen=True, slots=True)
class Term:
    """``days`` after ``ended`` (an Amsterdam date); ``stated_by``: "mandate" or "policy"."""

    days: int
    stated_by: str
    kind: Kept
    ended: date

    @property
    def last(self) -> date:
        """The last day on which the case is kept."""
        return date.max if (date.max - self.ended).days < self.days else self.ended + timedelta(days=self.days)

    def past(self, today: date) -> bool:
        """Whether the case is to be erased on this day."""
        return today > self.last

    @property
    def json(self) -> dict[str, object]:
        """As a proof of erasure states it."""
        return {"days": self.days, "kind": self.kind.value, "stated_by": self.stated_by}


def term_of(mandate_days: int, policy: Policy, kind: Kept, ended: date) -> Term:
    """The term of a case; where the policy states none (a laboratory), the mandate's alone."""
    days = policy.term(kind)
    if days is not None and days < mandate_days:
        return Term(days, "policy", kind, ended)
    return Term(mandate_days, "mandate", kind, ended)
