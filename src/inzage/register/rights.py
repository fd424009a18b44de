"""Who may do what: the one place that answers, pure, for a role, a tie, a kind, an action and a state.

A kind names who makes its records, who reads them and who takes each of its steps; ``catalogue/rights``
narrows that, and holds the acts beside records. An administrator sees nobody under supervision, an
evaluator counts them without seeing one, a planner sees no findings, the police what was handed to them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from inzage.register import Act, Kind
from inzage.register.values import Noun, Role

FILE = Path(__file__).parent / "catalogue" / "rights" / "rights.toml"


class Action(StrEnum):
    """What is done with a record. ``MOVE``: a step of one; ``CONSENT``: the second person's."""

    SEE = "inzien"
    LIST = "lijst"
    COUNT = "tellen"
    MAKE = "maken"
    CORRECT = "corrigeren"
    MOVE = "zetten"
    CONSENT = "instemmen"


class Tie(StrEnum):
    """How an organisation stands to a record."""

    OWN = "eigen"
    RECEIVER = "ontvanger"
    OTHER = "ander"


def tie(organisation: str, record_organisation: str, noun: Noun, to: object) -> Tie:
    """``to``: whom a transfer goes to, as its data say."""
    if organisation == record_organisation:
        return Tie.OWN
    return Tie.RECEIVER if noun is Noun.TRANSFER and to == organisation else Tie.OTHER


def may(role: Role, how: Tie, kind: Kind, action: Action, *, state: str = "", target: str = "", act: str = "") -> bool:
    """Whether it is allowed. ``state``: where the record stands; ``act``: what a decision of two people is on."""
    if action in (Action.SEE, Action.LIST, Action.COUNT):
        return _reaches(how, kind) and _reads(role, kind, action, act)
    if action is Action.MAKE:
        return how is Tie.OWN and _makes(role, kind, act) and (sees(role, kind, act) or _blind(role, kind, "maken"))
    if action is Action.CORRECT:
        seen = sees(role, kind, act) or _blind(role, kind)
        return how is Tie.OWN and _makes(role, kind, act) and seen and correctable(kind, state)
    seen = sees(role, kind, act) or _blind(role, kind, target)
    return seen and _in_reach(how, kind, action, target) and _steps(role, kind, action, (state, target), act)


def sees(role: Role, kind: Kind, act: str = "") -> bool:
    """Whether a role sees records of a kind at all. A decision of two people: who has a part in its act."""
    return _in(role, kind, "see") and role in kind.readers and (not kind.acts or bool(parts(kind.acts, act, role)))


def parts(acts: Mapping[str, Act], act: str, role: Role) -> tuple[str, ...]:
    """The parts that a role has in an act of two people."""
    roles = acts[act]
    return tuple(part for part in ("propose", "consent", "execute") if role in getattr(roles, part))


def may_do(role: Role, doing: str) -> bool:
    """Whether one person of this role may do something beside records (``[do]``)."""
    return role.value in table()["do"][doing]


def makers(kind: Kind, data: Mapping[str, Any]) -> frozenset[Role]:
    """Who makes a record with these data: of a decision of two people, who proposes its act."""
    return kind.acts[data["act"]].propose & kind.makers if data.get("act") in kind.acts else kind.makers


def correctable(kind: Kind, state: str) -> bool:
    """Whether a record in this state may be corrected: not once a second person may have decided on it."""
    return not computed(kind) and state not in _agreed(kind)


def computed(kind: Kind) -> bool:
    """Whether the program makes such records at somebody's request, so that nobody writes or mends one by hand."""
    return kind.code in table()["computed"]["kinds"]


def _agreed(kind: Kind) -> set[str]:
    """States that lie behind a step of four eyes."""
    arrows = kind.table.arrows.values()
    reached = {arrow.target for arrow in arrows if arrow.four_eyes}
    while more := {arrow.target for arrow in arrows if arrow.source in reached} - reached:
        reached |= more
    return reached


def _reaches(how: Tie, kind: Kind) -> bool:
    """Transfers are seen at both ends, commitments by all, everything else in its own organisation."""
    return how is Tie.OWN or kind.noun is Noun.COMMITMENT or (how is Tie.RECEIVER and kind.noun is Noun.TRANSFER)


def _reads(role: Role, kind: Kind, action: Action, act: str) -> bool:
    if action is Action.COUNT and role in kind.readers and _in(role, kind, "count"):
        return True
    return sees(role, kind, act) and (action is not Action.LIST or _in(role, kind, "list"))


def _makes(role: Role, kind: Kind, act: str) -> bool:
    return role in makers(kind, {"act": act} if kind.acts else {})


def _steps(role: Role, kind: Kind, action: Action, step: tuple[str, str], act: str) -> bool:
    arrow = kind.table.arrows.get(step)
    if arrow is None or role not in arrow.roles or arrow.four_eyes is not (action is Action.CONSENT):
        return False
    return not kind.acts or bool(set(parts(kind.acts, act, role)) & _needed(action, step[1]))


def _in_reach(how: Tie, kind: Kind, action: Action, target: str) -> bool:
    """Of one's own organisation; or what the receiving end of a transfer says."""
    received = how is Tie.RECEIVER and kind.noun is Noun.TRANSFER and action is Action.MOVE
    return how is Tie.OWN or (received and target in table()["receiver"]["targets"])


def _needed(action: Action, target: str) -> set[str]:
    """The part in an act of two people that a step takes; whoever has one lets it lapse."""
    if action is Action.CONSENT:
        return {"consent"}
    return {"execute"} if target == "uitgevoerd" else {"propose", "consent"}


def _blind(role: Role, kind: Kind, step: str = "") -> bool:
    """Whether a role writes these without seeing them. ``step``: the state entered, or ``maken``."""
    given = table()["blind"].get(role, [])
    return bool({kind.code, f"{kind.code}:{step}", f"*>{step}"} & set(given))


def _in(role: Role, kind: Kind, right: str) -> bool:
    groups: Iterable[str] = table()[right].get(role, [])
    return bool({kind.code, f"{kind.scope}.{kind.noun}", f"{kind.scope}.*"} & set(groups))


@cache
def table() -> Mapping[str, Any]:
    """What the file says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
