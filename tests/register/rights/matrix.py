"""The whole of who may do what with records, as lines that a person can read; ``python -m`` prints them.

A line is a kind, an action, a state or step, and a mark for each role: ``.`` never, ``e`` within the own
organisation, ``o`` also at the receiving end of a transfer, ``a`` everywhere. A line without any mark but
dots is left out of the file; it is looked at all the same.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path

from inzage.register import Catalogue, Kind
from inzage.register.kind_files import load
from inzage.register.rights import Action, Tie, may
from inzage.register.values import Role

FILE = Path(__file__).parent / "matrix.txt"
NOBODY = "." * len(Role)
MARKS: Mapping[frozenset[Tie], str] = {
    frozenset[Tie](): ".",
    frozenset({Tie.OWN}): "e",
    frozenset({Tie.OWN, Tie.RECEIVER}): "o",
    frozenset(Tie): "a",
}
HEAD = "# " + ", ".join(role.value for role in Role)


def cells(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every line: its name, its marks."""
    for _, kind in sorted(catalogue.kinds.items()):
        for act in sorted(kind.acts) or [""]:
            about = f"{kind.name} [{act}]" if act else kind.name
            for action, state, target in _asked(kind):
                step = f" {state} > {target}" if target else f" {state}" if state else ""
                marks = "".join(_mark(role, kind, action, state, target, act) for role in Role)
                yield f"{about} {action}{step}", marks


def _asked(kind: Kind) -> Iterator[tuple[Action, str, str]]:
    for action in (Action.SEE, Action.LIST, Action.COUNT, Action.MAKE):
        yield action, "", ""
    for state in kind.table.states:
        yield Action.CORRECT, state, ""
    for state, target in permutations(kind.table.states, 2):
        yield Action.MOVE, state, target
        yield Action.CONSENT, state, target


def _mark(role: Role, kind: Kind, action: Action, state: str, target: str, act: str) -> str:
    allowed = {how for how in Tie if may(role, how, kind, action, state=state, target=target, act=act)}
    return MARKS[frozenset(allowed)]


def written() -> dict[str, str]:
    """What the file says."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {name.rstrip(): marks for marks, name in (line.split("  ", 1) for line in lines)}


def text(catalogue: Catalogue) -> str:
    """The file as it would be now."""
    return "\n".join([HEAD, *(f"{marks}  {name}" for name, marks in cells(catalogue) if marks != NOBODY)]) + "\n"


if __name__ == "__main__":
    print(text(load()), end="")
