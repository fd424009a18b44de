"""The person at the keyboard: the role of the kit, the role under which is worked now, and why.

A role that is said (``--role``) can only narrow: the kit's own official must be let in by
the mandate too, so that nobody of an excluded role gets in by saying another word.
"""

from dataclasses import dataclass

from inzage.mandate import Mandate, refusals
from inzage.mandate.acting import Against, MayAct, MayNotAct, Operation, may_act

MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class Actor:
    """``official``: of the kit, None without a kit; ``role``: as was said, None where nothing was; ``reason``: why."""

    official: str | None = None
    role: str | None = None
    reason: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that must be let in, the one under which is worked last."""
        return tuple(dict.fromkeys(role for role in (self.official, self.role) if role))


def let_act(mandate: Mandate, actor: Actor, operation: Operation) -> MayAct:
    """The permission of ``actor``, or the reason against it, raised (exit 5).

    Who has no role at all (no kit, nothing said) is not held to the officials: a case that
    is not encrypted can be read with any program, and saying nothing claims nothing.
    """
    if len(actor.reason) > MOST_REASON or not actor.reason.isprintable():
        raise refusals.ReasonUnfit(most=MOST_REASON)
    found = [may_act(mandate, role, operation, reason=actor.reason) for role in actor.roles]
    for one in found:
        if isinstance(one, MayNotAct):
            raise _refused(mandate, one)
    permits = [one for one in found if isinstance(one, MayAct)]
    return permits[-1] if permits else MayAct("", operation, results=True)


def _refused(mandate: Mandate, against: MayNotAct) -> refusals.NotAdmitted:
    allowed = [role for role in mandate.officials.allowed if role not in mandate.officials.excluded]
    expected = ", ".join(allowed) or "—"
    match against.against:
        case Against.EXCLUDED:
            return refusals.OfficialExcluded(expected=expected, found=against.role)
        case Against.NOT_NAMED:
            return refusals.OfficialNotAllowed(expected=expected, found=against.role)
        case Against.NO_REASON:
            return refusals.ExpertWithoutReason(found=against.role)
        case Against.NO_RESULTS:
            return refusals.ExpertSeesNoResults(found=against.role, operation=against.operation)
        case Against.ONLY_RECOUNT:
            return refusals.OnlyRecount(found=against.role, operation=against.operation)
