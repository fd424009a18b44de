"""What an actor may see. Every screen reads through ``visible``; ``Record.objects`` is for the core alone.

It holds the newest versions of records that the actor's organisation reaches, of kinds that ``rights`` lets
their role see: its own records, transfers made to it, everybody's commitments. A decision of two people is
seen by who has a part in its act. A test keeps the screens to it.

``apart`` is for lists over a whole organisation: no index finds what is of one's own *or* shared, one each does.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inzage.register import Catalogue, Kind
from inzage.register.houses import acts_for, reach
from inzage.register.indexing import Told
from inzage.register.models import Entry, Record
from inzage.register.rights import may_do, parts, sees
from inzage.register.values import Actor, Noun, Role

LOG = "logboek-inzien"


def visible(catalogue: Catalogue, by: Actor) -> QuerySet[Record]:
    """Newest versions that this actor may see."""
    newer = Record._base_manager.filter(corrects=OuterRef("pk"))
    return versions(catalogue, by).filter(~Exists(newer))  # as a join PostgreSQL expects one row, and sorts all


def versions(catalogue: Catalogue, by: Actor, root: UUID | None = None) -> QuerySet[Record]:
    """All versions that this actor may see, or those of one record in the order in which they were written."""
    reached = Record.objects.all() if acts_for(by.organisation) else Record.objects.filter(reach(by.organisation))
    found = reached.filter(readable(catalogue, by.role))
    return found.filter(root=root).order_by("recorded") if root else found


def apart(
    catalogue: Catalogue, by: Actor, found: QuerySet[Record], nouns: Container[Noun] = frozenset(Noun)
) -> list[QuerySet[Record]]:
    """What was found, in parts that share nothing: of one's own organisation, promised by another, handed over by one.

    ``nouns``: what ``found`` can hold, where that is known.
    """
    others = found.exclude(organisation=by.organisation)
    shared = []
    if Noun.COMMITMENT in nouns:
        promises = {kind.code for kind in catalogue.kinds.values() if kind.noun is Noun.COMMITMENT}
        shared.append(others.filter(kind__in=promises, noun=Noun.COMMITMENT.value))
    if Noun.TRANSFER in nouns:
        handed = others.filter(noun=Noun.TRANSFER.value).alias(to_whom=Told("to"))
        shared.append(handed.filter(to_whom=by.organisation))
    return [found.filter(organisation=by.organisation), *shared]


def counted(catalogue: Catalogue, by: Actor, codes: list[str]) -> dict[str, int]:
    """How many of these kinds an actor sees in each state."""
    kinds = [kind for kind in catalogue.kinds.values() if kind.code in codes]
    _, *shared = apart(catalogue, by, visible(catalogue, by).filter(kind__in=codes), {kind.noun for kind in kinds})
    found = Counter[str]()
    for part in shared:
        found.update(_per_state(part))
    for code in {kind.code for kind in kinds}:
        found.update(_own(catalogue, by, code))
    return {state: found[state] for state in sorted(found) if found[state]}


def _own(catalogue: Catalogue, by: Actor, code: str) -> Counter[str]:
    """Of one's own organisation: all versions, counted in their index, without those that were corrected.

    Not where what is seen depends on the data: a correction may have changed them.
    """
    if any(kind.acts for kind in catalogue.kinds.values() if kind.code == code):
        return Counter(_per_state(visible(catalogue, by).filter(organisation=by.organisation, kind=code)))
    whole = versions(catalogue, by).filter(organisation=by.organisation, kind=code)
    newer = whole.filter(corrects__isnull=False).order_by()
    found = Counter(_per_state(whole))
    found.subtract(dict(newer.values_list("corrects__state").annotate(many=Count("id"))))
    return found


def _per_state(found: QuerySet[Record]) -> dict[str, int]:
    return dict(found.order_by().values_list("state").annotate(many=Count("id")))


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
