"""Who may do what under a mandate: one pure decision over role and operation.

First what the mandate excludes: an excluded role does nothing at all, and with the
police all that is police stays away, whatever it is called. Then two roles that no mandate
names: an *attending expert* helps with the technique, for a reason that is recorded, and
sees no result; a *counter-expert* counts again for the person checked. For all others the
mandate must name the role. The table:

=====================  ===========  ==============================================
role                   may          sees results
=====================  ===========  ==============================================
excluded               nothing      no
attending expert       technique    no, and only with a reason
counter-expert         recount      yes: the recount, and whether a case is whole
named by the mandate   everything   yes
any other              nothing      no
=====================  ===========  ==============================================

Under a validation mandate (no person) everybody may do everything but the excluded.

References: HR 29 November 2022, ECLI:NL:HR:2022:1763 (by which officials); Hof Amsterdam
24 November 2023 (an expert, as far as necessary).
"""

from dataclasses import dataclass
from enum import StrEnum

from inzage.mandate import Mandate


class Operation(StrEnum):
    """What somebody does with a mandate, a carrier or a case."""

    PLAN = "plan"
    CHECK = "check"
    RECOUNT = "recount"
    LOOK = "look"
    REPORT = "report"
    COMPARE = "compare"
    ACQUIRE = "acquire"
    STOP = "stop"
    VERIFY = "verify"
    HANDOVER = "handover"
    LOG = "log"


class Against(StrEnum):
    """Why a role may not."""

    EXCLUDED = "excluded"
    NOT_NAMED = "not_named"
    NO_REASON = "no_reason"
    NO_RESULTS = "no_results"
    ONLY_RECOUNT = "only_recount"


@dataclass(frozen=True, slots=True)
class MayAct:
    """This role may do this; ``results``: whether it may see what was counted."""

    role: str
    operation: Operation
    results: bool


@dataclass(frozen=True, slots=True)
class MayNotAct:
    """This role may not do this, and why."""

    role: str
    operation: Operation
    against: Against


EXPERT = "deskundige"
COUNTER_EXPERT = "tegendeskundige"
POLICE = "politie"

_POLICE_TOO = frozenset({"opsporingsambtenaar", "rechercheur", "wijkagent", "buitengewoon-opsporingsambtenaar"})
_TECHNIQUE = frozenset({Operation.PLAN, Operation.CHECK, Operation.RECOUNT, Operation.ACQUIRE, Operation.STOP,
                        Operation.VERIFY})  # fmt: skip
_COUNTING_AGAIN = frozenset({Operation.RECOUNT, Operation.VERIFY})


def may_act(mandate: Mandate, role: str, operation: Operation, *, reason: str = "") -> MayAct | MayNotAct:
    """Permit, or refuse with the first reason that holds. Pure: same arguments, same decision.

    ``reason``: why an attending expert is needed, as it will be recorded.
    """
    against = _against(mandate, role, operation, reason)
    if against is not None:
        return MayNotAct(role, operation, against)
    return MayAct(role, operation, results=mandate.validation or not of_kind(role, EXPERT))


def of_kind(role: str, kind: str) -> bool:
    """Whether a role is of this kind: ``kind`` itself, ``kind-…``, ``…-kind``, or a police role under its own name."""
    return role == kind or role.startswith(f"{kind}-") or role.endswith(f"-{kind}") or _police(role, kind)


def _is_meant(role: str, excluded: str) -> bool:
    """An excluded role is itself alone, but for the words that stand for a kind."""
    return of_kind(role, excluded) if excluded in (POLICE, EXPERT, COUNTER_EXPERT) else role == excluded


def _police(role: str, kind: str) -> bool:
    return kind == POLICE and any(of_kind(role, one) for one in _POLICE_TOO)


def _against(mandate: Mandate, role: str, operation: Operation, reason: str) -> Against | None:
    if any(_is_meant(role, excluded) for excluded in mandate.officials.excluded):
        return Against.EXCLUDED
    if mandate.validation:
        return None
    if of_kind(role, EXPERT):
        return _against_expert(operation, reason)
    if of_kind(role, COUNTER_EXPERT):
        return None if operation in _COUNTING_AGAIN else Against.ONLY_RECOUNT
    return None if role in mandate.officials.allowed else Against.NOT_NAMED


def _against_expert(operation: Operation, reason: str) -> Against | None:
    if operation not in _TECHNIQUE:
        return Against.NO_RESULTS
    return None if reason.strip() else Against.NO_REASON
