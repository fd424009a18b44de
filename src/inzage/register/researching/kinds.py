"""Which kinds can be chosen for research: those on persons that an evaluator may count, and nothing of staff."""

from collections.abc import Iterable

from inzage.register import Catalogue, Kind
from inzage.register.rights import Action, Tie, may
from inzage.register.values import Noun, Role, Scope

OWN_RIGHTS = frozenset(["bewaarplicht", "verzoek-betrokkene", "reactie-betrokkene", "toewijzing", "trekking"])
"""How somebody's own rights and the work were dealt with: no researcher needs it, nor the day of a check to come."""


def offered(catalogue: Catalogue) -> list[Kind]:
    """The newest version of each, by name in Dutch."""
    newest: dict[str, Kind] = {}
    for kind in sorted(catalogue.kinds.values(), key=lambda each: each.version):
        if _countable(kind):
            newest[kind.code] = kind
    return sorted(newest.values(), key=lambda kind: kind.words.nl.lower())


def chosen(catalogue: Catalogue, codes: Iterable[str]) -> tuple[Kind, ...]:
    """All versions of these kinds, as far as they can be chosen."""
    wanted = set(codes)
    found = [kind for kind in catalogue.kinds.values() if kind.code in wanted and _countable(kind)]
    return tuple(sorted(found, key=lambda kind: (kind.code, kind.version)))


def _countable(kind: Kind) -> bool:
    apart = kind.noun is Noun.PARTY or kind.code in OWN_RIGHTS
    return kind.scope is Scope.PERSON and not apart and may(Role.EVALUATOR, Tie.OWN, kind, Action.COUNT)
