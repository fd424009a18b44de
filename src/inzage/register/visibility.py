"""What an actor may see. Every screen reads through ``visible``; ``Record.objects`` is for the core alone.

It holds the newest versions of records that the actor's organisation reaches, of kinds that ``rights`` lets
their role see: its own records, transfers made to it, everybody's commitments. A decision of two people is
seen by who has a part in its act. A test keeps the screens to it.
"""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from inzage.register import Catalogue, Kind
from inzage.register.houses import reach
from inzage.register.models import Entry, Record
from inzage.register.rights import may_do, parts, sees
from inzage.register.values import Actor, Role

LOG = "logboek-inzien"


def visible(catalogue: Catalogue, by: Actor) -> QuerySet[Record]:
    """Newest versions that this actor may see. For lists of one's own work add ``organisation``: it has an index."""
    return versions(catalogue, by).filter(corrected_by__isnull=True)


def versions(catalogue: Catalogue, by: Actor, root: UUID | None = None) -> QuerySet[Record]:
    """All versions that this actor may see, or those of one record in the order in which they were written."""
    found = Record.objects.filter(reach(by.organisation)).filter(readable(catalogue, by.role))
    return found.filter(root=root).order_by("recorded") if root else found


def readable(catalogue: Catalogue, role: Role) -> Q:
    """Records of kinds that a role sees; none where it sees no kind."""
    told = defaultdict[str, list[Kind]](list)
    for kind in catalogue.kinds.values():
        told[kind.code].append(kind)
    whole = [code for code, kinds in told.items() if all(_plain(kind, role) for kind in kinds)]
    found = Q(kind__in=whole)
    for code, kinds in told.items():
        if code not in whole:
            for part in _by_version(kinds, role):
                found |= part
    return found


def _plain(kind: Kind, role: Role) -> bool:
    return not kind.acts and sees(role, kind)


def _by_version(kinds: list[Kind], role: Role) -> Iterator[Q]:
    for kind in kinds:
        of = Q(kind=kind.code, version=kind.version)
        if _plain(kind, role):
            yield of
        elif acts := [act for act in kind.acts if parts(kind.acts, act, role) and sees(role, kind, act)]:
            yield of & Q(data__act__in=acts)


def lines(by: Actor) -> QuerySet[Entry]:
    """Lines of the log that an actor may see: those of their own organisation, and only where their role reads it."""
    found = Entry.objects.filter(organisation=by.organisation)
    return found if may_do(by.role, LOG) else found.none()
