"""How long everything is kept, what is due on a day, and what keeps it longer. Keys and counts, never content.

What hangs on a trajectory is kept for its kind's days from the day on which that ended;
anything else from the day of its own last step, once nothing more is to come. Nothing goes
before what points to it. A dispute or review keeps a record, and a duty to keep or a request
that is not answered yet keeps all of a trajectory (AVG, articles 5(1)(e), 17(3) and 18).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from inzage.register import Catalogue
from inzage.register.due import is_open
from inzage.register.faults import RegisterFault
from inzage.register.histories import current
from inzage.register.models import KindVersion, Record, Step
from inzage.register.values import Noun, Scope
from inzage.register.zones import day_of

HELD = ("betwist", "te_herzien")
"""States in which somebody still has to look at a record again."""
SETTLED = (Noun.FINDING, Noun.DECISION, Noun.OUTCOME)
"""Nouns that stand as they were made; others are at their end when no step leads further."""
REQUEST, DUTY = "verzoek-betrokkene", "bewaarplicht"


class NoTerm(RegisterFault):
    """A kind without a term of keeping, or whose term in the database is another one."""

    nl = (
        "Verwacht: een bewaartermijn voor de soort {kind}. Gevonden: {found}. Het register begint niet. "
        "Zet retention_days (in dagen) in het bestand van deze soort, met een nieuw versienummer."
    )
    en = (
        "Expected: a term of keeping for the kind {kind}. Found: {found}. The register does not start. "
        "Put retention_days (in days) in the file of this kind, with a new version number."
    )


@dataclass(frozen=True, slots=True)
class Due:
    """What of one trajectory, or which record outside one, may be erased.

    ``subject``: root of the trajectory or record; ``roots``: what goes; ``counts``: per kind;
    ``whole``: nothing of it is left; ``last``: the last day on which any of it had to be kept.
    """

    subject: UUID
    kind: str
    roots: tuple[UUID, ...]
    counts: Mapping[str, int]
    whole: bool
    last: date


def ready(catalogue: Catalogue) -> None:
    """Raise ``NoTerm`` unless each kind, in the catalogue and in the database, has one and the same term."""
    for kind in catalogue.kinds.values():
        if kind.retention_days < 1:
            raise NoTerm(kind=kind.name, found=("geen", "none"))
    for row in KindVersion.objects.order_by("code", "version"):
        known, name = catalogue.kinds.get((row.code, row.version)), f"{row.code}@{row.version}"
        if row.retention_days is None or row.retention_days < 1:
            raise NoTerm(kind=name, found=("geen in de database", "none in the database"))
        if known is None:
            raise NoTerm(kind=name, found=("geen bestand van deze soort", "no file of this kind"))
        if known.retention_days != row.retention_days:
            raise NoTerm(kind=name, found=("in de database een andere", "another one in the database"))


def due(catalogue: Catalogue, day: date) -> list[Due]:
    """All that may be erased on ``day``, what was due first in front."""
    found = [*_of_trajectories(catalogue, day), *_loose(catalogue, day)]
    return sorted(found, key=lambda each: (each.last, str(each.subject)))


def due_of(catalogue: Catalogue, subject: UUID, day: date) -> Due | None:
    """What of one trajectory, or of one record outside any, may be erased on ``day``."""
    record = current().filter(root=subject).first()
    if record is None:
        return None
    if record.noun == Noun.TRAJECTORY:
        return _of_trajectory(catalogue, record, day)
    return next((each for each in _loose(catalogue, day) if each.subject == subject), None)


def kept_until(catalogue: Catalogue, root: UUID) -> Mapping[UUID, date | None]:
    """The last day on which each record of a trajectory, itself among them, is kept. None: still without end."""
    trajectory = current().get(root=root)
    members = _members(trajectory)
    ended = None if holding(catalogue, trajectory) else ended_on(catalogue, trajectory)
    own = {record.root: _own(catalogue, record, ended) for record in members}
    return _with_dependants(members, own)


def holding(catalogue: Catalogue, trajectory: Record) -> list[Record]:
    """Duties to keep and open requests; while there is one, nothing of the trajectory goes."""
    found = current(trajectory.root).filter(kind__in=(REQUEST, DUTY)).order_by("happened", "id")
    return [record for record in found if is_open(catalogue, record)]


def ended_on(catalogue: Catalogue, record: Record) -> date | None:
    """The day of a record's last step, where no step leads further."""
    return None if is_open(catalogue, record) else _last_day(record)


def members_of(trajectory: Record) -> QuerySet[Record]:
    """The newest versions of a trajectory and of all that hangs on it."""
    return current().filter(trajectory_id=trajectory.root) | current().filter(root=trajectory.root)


def _members(trajectory: Record) -> QuerySet[Record]:
    return members_of(trajectory).defer("data")


def _last_day(record: Record) -> date:
    last: datetime | None = Step.objects.filter(record__root=record.root).aggregate(last=Max("happened"))["last"]
    return day_of(max(moment for moment in (last, record.happened, record.ended) if moment))


def _own(catalogue: Catalogue, record: Record, ended: date | None) -> date | None:
    if ended is None or record.state in HELD:
        return None
    return ended + timedelta(catalogue.kinds[record.kind, record.version].retention_days)


def _with_dependants(members: QuerySet[Record], own: dict[UUID, date | None]) -> dict[UUID, date | None]:
    """Nothing before what points to it; what is pointed to from elsewhere, not at all."""
    links = [
        (record.root, to) for record in members for to in {record.about_id, record.trajectory_id} if to and to in own
    ]
    elsewhere = Record.objects.filter(about_id__in=members.values("root")).exclude(root__in=members.values("root"))
    until = own | dict.fromkeys(elsewhere.values_list("about_id", flat=True))
    changed = True
    while changed:
        longer = [(to, later) for by, to in links for later in [_later(until[by], until[to])] if later != until[to]]
        until |= dict(longer[:1])
        changed = bool(longer)
    return until


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def _of_trajectories(catalogue: Catalogue, day: date) -> Iterator[Due]:
    for trajectory in current().filter(noun=Noun.TRAJECTORY).iterator():
        if not is_open(catalogue, trajectory) and (found := _of_trajectory(catalogue, trajectory, day)):
            yield found


def _of_trajectory(catalogue: Catalogue, trajectory: Record, day: date) -> Due | None:
    past = {root: until for root, until in kept_until(catalogue, trajectory.root).items() if until and until < day}
    if not past:
        return None
    gone = {record.root: f"{record.kind}@{record.version}" for record in _members(trajectory) if record.root in past}
    whole = trajectory.root in gone
    last = max(past.values())
    person = person_with(catalogue, trajectory) if whole else None
    if person and (theirs := _own(catalogue, person, ended_on(catalogue, trajectory))) and theirs < day:
        gone[person.root], last = f"{person.kind}@{person.version}", max(last, theirs)
    kind = f"{trajectory.kind}@{trajectory.version}"
    return Due(trajectory.root, kind, tuple(gone), dict(Counter(gone.values())), whole, last)


def person_with(catalogue: Catalogue, trajectory: Record) -> Record | None:
    """The person, where this trajectory is all that there is on them."""
    if trajectory.about_id is None or Record.objects.filter(about_id=trajectory.about_id).exclude(root=trajectory.root):
        return None
    person = current().filter(root=trajectory.about_id).first()
    of_person = person is not None and catalogue.kinds[person.kind, person.version].scope is Scope.PERSON
    return person if of_person else None


def _loose(catalogue: Catalogue, day: date) -> Iterator[Due]:
    members = current().filter(trajectory__isnull=True).exclude(noun=Noun.TRAJECTORY).defer("data")
    own = {record.root: _own(catalogue, record, _end_of(catalogue, record)) for record in members}
    until = _with_dependants(members, own)
    for record in members:
        last = until[record.root]
        if last and last < day:
            kind = f"{record.kind}@{record.version}"
            yield Due(record.root, kind, (record.root,), {kind: 1}, whole=True, last=last)


def _end_of(catalogue: Catalogue, record: Record) -> date | None:
    of_person = catalogue.kinds[record.kind, record.version].scope is Scope.PERSON
    settled = record.noun in SETTLED or (of_person and record.noun == Noun.PARTY)
    return _last_day(record) if settled else ended_on(catalogue, record)
