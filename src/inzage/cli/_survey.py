"""What a plan would meet on a carrier: its volumes by number, containers by ordinal, sources by count.

Only names are walked; no file is opened. Containers are told by ordinal and kind,
because their names are the carrier's own; who types ``--exclude NAAM`` knows the name.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from inzage.artefact import Container
from inzage.check import Offer, Plan
from inzage.check.shut import Shut
from inzage.check.spots import lay_out, not_allowed
from inzage.errors import InzageError
from inzage.readers import Reader, all_readers
from inzage.result import FileSystem, Reason
from inzage.sources import Source, Unopenable
from inzage.sources.image import ImageSource
from inzage.sources.opening import open_source
from inzage.worker import WorkerDied


@dataclass(frozen=True, slots=True)
class Row:
    """One volume or tree. ``number``: what ``--unlock`` takes, '' where a carrier is one whole.

    ``offset`` and ``size``: in bytes, of a volume.
    """

    number: str
    offset: int | None
    size: int | None
    system: FileSystem


@dataclass(frozen=True, slots=True)
class Met:
    """What the names of one carrier tell.

    ``table``: kind of partition table, '' of what is no disk. ``sources``: reader → number.
    """

    table: str
    rows: tuple[Row, ...]
    containers: tuple[Container, ...]
    sources: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Planned:
    """A carrier in a plan. ``shut``: why it is not opened at all; ``fault``: why nothing can be told of it."""

    place: int
    offer: Offer
    shut: Reason | None
    met: Met | None = None
    fault: InzageError | None = None


def planned(plan: Plan, place: int, offer: Offer, *, walk: bool) -> Planned:
    """One carrier; ``place``: its number on the command line.

    Without doors, or without ``walk``, nothing is looked at.
    """
    shut = not_allowed(offer, plan.mandate.manner)
    if shut is not None or not plan.doors or not walk:
        return Planned(place, offer, shut)
    try:
        source = open_source(offer.path, entries=plan.budget.entries)
    except InzageError as fault:
        return Planned(place, offer, None, fault=fault)
    try:
        return Planned(place, offer, None, _met(plan, offer, source))
    except InzageError as fault:
        return Planned(place, offer, None, fault=fault)
    finally:
        source.close()


def _met(plan: Plan, offer: Offer, source: Source) -> Met:
    survey = source.survey()
    table, rows = _divided(source)
    return Met(table, rows, survey.containers, _sources(plan, offer, source))


def _divided(source: Source) -> tuple[str, tuple[Row, ...]]:
    """A disk with its table, where that can be understood; anything else as the trees it has."""
    if isinstance(source, ImageSource):
        try:
            layout = source.layout()
        except (Unopenable, WorkerDied):
            pass
        else:
            return layout.table, tuple(Row(one.number, one.offset, one.size, one.system) for one in layout.parts)
    return "", tuple(Row("", None, None, one) for one in source.survey().filesystems)


def _sources(plan: Plan, offer: Offer, source: Source) -> Mapping[str, int]:
    """What would be read, found as a check finds it: not in accounts that are shut, and no older copies."""
    shut = Shut(plan.mandate.exclusions, ())
    table = lay_out(1, offer, source, _readers(plan), person_key=b"", excluded=shut)
    return Counter(spot.reader.name for spot in table.spots)


def _readers(plan: Plan) -> list[Reader]:
    wanted = {door.reader for door in plan.doors}
    return [reader for reader in all_readers() if reader.name in wanted]
