"""What a run is given besides its plan, and what it learnt when it is over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from inzage.check import Offer
from inzage.check.answers import Read
from inzage.check.crew import Crew, Here
from inzage.check.halt import Sealing
from inzage.check.job import OpenList
from inzage.check.meter import Watch
from inzage.check.shut import Shut
from inzage.check.tries import Tell
from inzage.indicators import Registered
from inzage.readers import Reader
from inzage.result import Answer, CarrierFacts
from inzage.sources import Source
from inzage.sources.keys import Key


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is given besides the plan: hands, keys and tools, no decisions.

    ``lists``: question → open lists (listed and benign). ``shut``: says of a
    container's name whether it stays closed. ``open_source``: path and keys to ``Source``.
    ``keys``: carrier's place in ``offers``, from 0 → what its owner gave to open it.
    ``whole``: was a digest over each whole carrier asked for? ``read_before``: what the last
    check read whole, as (reader, artefact, digest), keyed. ``sealing``: how a halt is sealed, None where
    the police's key is not at hand. ``stop_asked``: has the officer asked to stop? ``attended``: role and
    reason of an expert who attends, None where nobody does. ``crew``: who reads, and how much at once. ``batch``: how
    many files a batch may hold at most; None: as many as can be open.
    """

    offers: Sequence[Offer]
    person_key: bytes
    list_key: bytes
    lists: Mapping[str, tuple[OpenList, ...]]
    readers: Mapping[str, Reader]
    indicators: Mapping[str, Registered]
    shut: Shut
    open_source: Callable[[str, Sequence[Key]], Source]
    keys: Mapping[int, tuple[Key, ...]] = field(default_factory=dict)
    unconfined: bool = False
    whole: bool = False
    attended: Mapping[str, object] | None = None
    sealing: Sealing | None = None
    stop_asked: Callable[[], bool] = field(default=lambda: False)
    read_before: frozenset[tuple[str, str, str]] = frozenset()
    crew: Crew = field(default_factory=Here)
    batch: int | None = None
    watch: Watch = field(default=lambda _: None)
    tell: Tell = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a run learnt, ready to become a ``CheckResult``. ``handover``: the number of what was sealed."""

    answers: tuple[Answer, ...]
    reads: tuple[Read, ...]
    carriers: tuple[CarrierFacts, ...]
    seconds: Mapping[str, float]
    halted: bool = False
    handover: str | None = None
    decoders: tuple[str, ...] = ()
