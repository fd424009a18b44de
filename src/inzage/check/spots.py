"""Carriers on the table and the spots on them: found by name, nothing opened yet."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from inzage.artefact import ContainerKind, Found
from inzage.check import Offer
from inzage.mandate import Manner
from inzage.readers import Reader
from inzage.result import CarrierFacts, Coverage, Reason, Status
from inzage.sources import Match, Patterns, Skipped, Source, Survey
from inzage.sources.containers import closed_containers
from inzage.sources.patterns import Matcher
from inzage.watchlists.hmacs import Prepared

_OF_SKIPPED = {
    Reason.QUOTA: Status.OVER_BUDGET,
    Reason.ENCRYPTED: Status.ENCRYPTED,
    Reason.IMAGE_ENCRYPTED: Status.ENCRYPTED,
    Reason.SAME_FILE: Status.NOT_NEEDED,
}


def keyed(key: bytes, domain: str, data: bytes) -> str:
    """A name that only who holds the person's key can recompute: 128 bits of HMAC-SHA-256, hex."""
    return _prepared(key, domain).of_bytes(data).hex()


@lru_cache(maxsize=16)
def _prepared(key: bytes, domain: str) -> Prepared:
    return Prepared(key, domain.encode() + b"\0", 16)


@dataclass(frozen=True, slots=True)
class Spot:
    """One artefact to be read: which reader, which one of its kind on this carrier, where."""

    carrier: int
    reader: Reader
    ordinal: int
    container: int
    found: Found
    key: str

    @property
    def named(self) -> dict[str, object]:
        """What the ledger knows it by, whatever else is said of it."""
        return {"carrier": self.carrier, "reader": self.reader.name, "artefact": self.key}

    @property
    def place(self) -> Coverage:
        """Its line in the coverage, as long as nothing happened to it."""
        return line(self.reader, self.carrier, Status.NOT_REACHED, ordinal=self.ordinal, container=self.container)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One admitted carrier: its source, its spots, and what could not be offered."""

    ordinal: int
    offer: Offer
    source: Source
    facts: CarrierFacts
    spots: tuple[Spot, ...]
    set_aside: tuple[Coverage, ...] = field(default=())


def line(
    reader: Reader, carrier: int, status: Status, reason: Reason | None = None, *, ordinal: int = 0, container: int = 0
) -> Coverage:
    """A coverage line without counts. Ordinal 0: the reader as a whole on this carrier."""
    return Coverage(reader.name, ordinal, carrier, container, reader.opens, status, reason)


def not_allowed(offer: Offer, manner: Manner) -> Reason | None:
    """Why the mandate does not let this carrier be opened, or None where it does."""
    if offer.kind not in manner.carriers:
        return Reason.CARRIER_KIND
    if offer.owner not in manner.owners:
        return Reason.CARRIER_OWNER
    if offer.presented not in manner.presented:
        return Reason.CARRIER_PRESENTED
    return None


def lay_out(
    ordinal: int,
    offer: Offer,
    source: Source,
    readers: Sequence[Reader],
    *,
    person_key: bytes,
    excluded: Callable[[str], bool],
) -> LaidOut:
    """Walk the carrier's names once and say what would be read; opens no file."""
    survey = source.survey()
    closed = closed_containers(survey.containers, excluded)
    patterns = [Patterns(reader.name, reader.at, reader.elsewhere, reader.beside) for reader in readers]
    by_name = {reader.name: reader for reader in readers}
    found = list(source.find(patterns, closed)) if patterns else []
    shut = [one.ordinal for one in survey.containers if one.ordinal in closed and one.parent not in closed]
    numbers = _numbers(survey, closed, [*shut, *map(_container, found)])
    matches, copies = _apart([hit for hit in found if isinstance(hit, Match)], readers)
    spots = _spots(ordinal, matches, by_name, numbers, lambda path: keyed(person_key, "path", source.identity + path))
    aside = [
        *_excluded(ordinal, readers, [numbers[container] for container in shut]),
        *_skipped(ordinal, [hit for hit in found if isinstance(hit, Skipped)], by_name, numbers, spots),
        *_copies(ordinal, copies, by_name, numbers),
        *_absent(ordinal, readers, found),
    ]
    facts = CarrierFacts(
        ordinal=ordinal,
        key=keyed(person_key, "carrier", source.identity),
        kind=offer.kind,
        presented=offer.presented,
        owner=offer.owner,
        containers=len(numbers),
        filesystems=survey.filesystems,
        size=source.size,
        serial=keyed(person_key, "serial", source.serial) if source.serial else None,
    )
    return LaidOut(ordinal, offer, source, facts, tuple(spots), tuple(aside))


def _container(hit: Match | Skipped) -> int:
    return hit.found.container if isinstance(hit, Match) else hit.container


def _numbers(survey: Survey, closed: frozenset[int], met: Sequence[int]) -> Mapping[int, int]:
    """The containers that may be told of, numbered: accounts, and what an open door led to.

    Other profiles (a browser behind a closed door, whatever somebody who is shut has)
    are not told of, not even by a gap in the numbers.
    """
    accounts = {one.ordinal for one in survey.containers if one.kind is not ContainerKind.PROFILE} - closed
    return {ordinal: number for number, ordinal in enumerate(sorted(accounts | {0} | set(met)))}


def _spots(
    carrier: int,
    matches: Sequence[Match],
    readers: Mapping[str, Reader],
    numbers: Mapping[int, int],
    key: Callable[[bytes], str],
) -> list[Spot]:
    counted: Counter[str] = Counter()
    spots = []
    for match in matches:
        counted[match.reader] += 1
        name = key(match.found.untrusted_path.encode("utf-8", "surrogateescape"))
        container = numbers[match.found.container]
        spots.append(Spot(carrier, readers[match.reader], counted[match.reader], container, match.found, name))
    return spots


def _skipped(
    carrier: int,
    skipped: Sequence[Skipped],
    readers: Mapping[str, Reader],
    numbers: Mapping[int, int],
    spots: Sequence[Spot],
) -> list[Coverage]:
    counted = Counter(spot.reader.name for spot in spots)
    lines = []
    for hit in skipped:
        counted[hit.reader] += 1
        status = _OF_SKIPPED.get(hit.reason, Status.UNREADABLE)
        lines.append(
            line(
                readers[hit.reader],
                carrier,
                status,
                hit.reason,
                ordinal=counted[hit.reader],
                container=numbers[hit.container],
            )
        )
    return lines


def _apart(matches: Sequence[Match], readers: Sequence[Reader]) -> tuple[list[Match], list[Match]]:
    """What is to be read, and what only repeats it in an older copy."""
    copied = Matcher([Patterns(reader.name, reader.copies) for reader in readers])
    kept: list[Match] = []
    copies: list[Match] = []
    for match in matches:
        again = any(name == match.reader for name, _ in copied.match(match.found.untrusted_path))
        (copies if again else kept).append(match)
    return kept, copies


def _copies(
    carrier: int, copies: Sequence[Match], readers: Mapping[str, Reader], numbers: Mapping[int, int]
) -> list[Coverage]:
    """Older copies stay shut: what they hold was counted where it is kept now, or is gone."""
    return [
        line(readers[hit.reader], carrier, Status.NOT_NEEDED, Reason.OLDER_COPY, container=numbers[hit.found.container])
        for hit in copies
    ]


def _excluded(carrier: int, readers: Sequence[Reader], shut: Sequence[int]) -> list[Coverage]:
    """A line per account or profile that is shut; what lies inside it is not told of."""
    return [
        line(reader, carrier, Status.EXCLUDED, Reason.EXCLUDED_CONTAINER, container=container)
        for container in shut
        for reader in readers
    ]


def _absent(carrier: int, readers: Sequence[Reader], found: Sequence[Match | Skipped]) -> list[Coverage]:
    met = {hit.reader for hit in found}
    return [line(reader, carrier, Status.ABSENT) for reader in readers if reader.name not in met]
