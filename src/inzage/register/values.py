"""The small words of the register: nouns, roles, scopes, who acts, and a sentence in two languages."""

from dataclasses import dataclass
from enum import StrEnum

from inzage.words import Words

__all__ = ["Actor", "Noun", "Role", "Scope", "Words"]


class Noun(StrEnum):
    """The eleven nouns. Every record is one of them."""

    PARTY = "party"
    TRAJECTORY = "trajectory"
    MANDATE = "mandate"
    ITEM = "item"
    ACTIVITY = "activity"
    FINDING = "finding"
    DECISION = "decision"
    TRANSFER = "transfer"
    OUTCOME = "outcome"
    COMMITMENT = "commitment"
    PROTOCOL = "protocol"


class Role(StrEnum):
    """Who works in the register. The catalogue says what each may do."""

    OFFICER = "toezichthouder"
    EXPERT = "digitaal-deskundige"
    PLANNER = "planner"
    LEAD = "teamleider"
    LISTS = "lijstbeheerder"
    POLICE = "politiecontact"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "systeembeheerder"


class Scope(StrEnum):
    """Whom a record is about: a person under supervision (then it needs a trajectory), staff, or nobody."""

    PERSON = "traject"
    STAFF = "medewerker"
    ORGANISATION = "organisatie"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: a key of the staff administration (never a name), a role, an organisation's key."""

    key: str
    role: Role
    organisation: str


GUARD_NAMES = ("trained", "in_force", "officials", "manner", "frequency", "granted", "withstands")
"""What a kind can ask to be looked at before a state; ``guards`` holds how."""
