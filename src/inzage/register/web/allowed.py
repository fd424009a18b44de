"""What of the rights a screen asks: who may open a page of kinds, what an actor may make, whether they may correct."""

from collections.abc import Iterable

from inzage.register import Kind
from inzage.register.kind_files import load
from inzage.register.models import Record
from inzage.register.rights import Action, computed, may, sees, tie
from inzage.register.rights import Tie as Tied
from inzage.register.values import Actor, Noun, Role
from inzage.register.web.kinds import kind_of


def readers_of(codes: Iterable[str]) -> frozenset[Role]:
    """Roles that see records of at least one of these kinds of the seed catalogue."""
    wanted = set(codes)
    kinds = [kind for kind in load().kinds.values() if kind.code in wanted]
    return frozenset(role for role in Role for kind in kinds if sees(role, kind))


def may_make(by: Actor, kind: Kind) -> bool:
    """Whether an actor may make records of a kind by a form: of one of two people, for at least one act."""
    return not computed(kind) and any(may(by.role, Tied.OWN, kind, Action.MAKE, act=act) for act in kind.acts or ("",))


def may_correct(by: Actor, record: Record) -> bool:
    """Whether an actor may put a better row in the place of this one."""
    how = tie(by.organisation, record.organisation, Noun(record.noun), record.data.get("to"))
    act = str(record.data.get("act", ""))
    return may(by.role, how, kind_of(record), Action.CORRECT, state=record.state, act=act)
