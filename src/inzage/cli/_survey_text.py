"""A carrier in a plan, as lines and as JSON: its volumes, how to open what is locked, containers, sources."""

from collections.abc import Iterator, Sequence

from inzage.artefact import ContainerKind
from inzage.check import Offer, Plan
from inzage.cli._shared import language, text
from inzage.cli._survey import Met, Planned, Row, planned
from inzage.cli._volume_words import SEEN, SYSTEMS, TABLES
from inzage.formats.encryption import ACCEPTED, EncryptionKind, SecretKind
from inzage.report import spelling, wording
from inzage.report.words_codes import READERS
from inzage.report.words_reasons import REASONS
from inzage.result import Status

KINDS = {
    ContainerKind.CARRIER: ("de drager zelf", "the carrier itself"),
    ContainerKind.USER: ("gebruiker", "user"),
    ContainerKind.PROFILE: ("profiel", "profile"),
}
HEAD = (("Volume", "Volume"), ("Begint bij", "Begins at"), ("Grootte", "Size"), ("Inhoud", "Holds"),
        ("Toestand", "State"), ("Namen", "Names"))  # fmt: skip
_RIGHT = {1, 2, 5}
"""Columns of figures."""

_MANNERS = {SecretKind.BEK: ("bek:BESTAND", "bek:FILE")}


def lines_of(plan: Plan, table: Sequence[Offer], *, walk: bool) -> Iterator[str]:
    """Lines about all that lies on the table; ``walk``: may names be walked?"""
    for one in [planned(plan, place, offer, walk=walk) for place, offer in enumerate(table, 1)]:
        yield from carrier_lines(one)


def json_of(plan: Plan, table: Sequence[Offer], *, walk: bool) -> list[dict[str, object]]:
    """The same as JSON."""
    return [carrier_json(planned(plan, place, offer, walk=walk)) for place, offer in enumerate(table, 1)]


def carrier_lines(one: Planned) -> Iterator[str]:
    """Lines about one carrier."""
    path = one.offer.path
    if one.shut is not None:
        why = wording.say(REASONS, one.shut.value, language())
        yield text(f"  {one.place}. {path}: blijft dicht. {why}", f"  {one.place}. {path}: stays closed. {why}")
        return
    yield text(f"  {one.place}. {path}: mag open", f"  {one.place}. {path}: may be opened")
    if one.fault is not None:
        yield f"    {one.fault.sentence(language())}"
    if one.met is not None:
        yield from _met(one.place, one.met)


def _met(place: int, met: Met) -> Iterator[str]:
    if met.table:
        yield f"    {text(*TABLES[met.table])}"
    yield from _table(met.rows)
    yield from _locked(place, met)
    yield from _containers(met)
    yield from _sources(met)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Columns of equal width; those that nothing stands in are left out."""
    cells = [[text(*head) for head in HEAD], *(_cells(row) for row in rows)]
    shown = [n for n in range(len(HEAD)) if any(row[n] for row in cells[1:])]
    widths = {n: max(len(row[n]) for row in cells) for n in shown}
    for row in cells:
        aligned = (row[n].rjust(widths[n]) if n in _RIGHT else row[n].ljust(widths[n]) for n in shown)
        yield "      " + "  ".join(aligned).rstrip()


def _cells(row: Row) -> list[str]:
    system = row.system
    offset, size = ("" if figure is None else spelling.size(figure, language()) for figure in (row.offset, row.size))
    names = spelling.count(system.entries, language()) if system.entries or system.status is Status.READ else ""
    return [row.number, offset, size, _called(system.type), _state(row), names]


def _called(word: str) -> str:
    return text(*SYSTEMS[word]) if word in SYSTEMS else word


def _state(row: Row) -> str:
    status, reason = row.system.status.value, row.system.reason
    said = text(*SEEN[status]) if status in SEEN else status
    return said if reason is None or status == reason.value else f"{said} ({_why(reason.value)})"


def _why(reason: str) -> str:
    said = wording.say(REASONS, reason, language()).rstrip(".")
    return said[:1].lower() + said[1:]


def _locked(place: int, met: Met) -> Iterator[str]:
    """For each thing that is locked: the words that a check would take to have it opened."""
    for row in met.rows:
        if row.system.status is Status.ENCRYPTED:
            where = f"{place}:{row.number}" if row.number else str(place)
            words = ", ".join(f"--unlock {where}={how}" for how in _manners(row.system.type))
            yield text(f"      Te openen met: {words}", f"      To be opened with: {words}")


def _manners(word: str) -> list[str]:
    """Which secrets fit this kind, in the order in which people have them; the clear key is a matter of last resort."""
    accepted = ACCEPTED.get(EncryptionKind(word), frozenset()) if word in set(EncryptionKind) else frozenset()
    return [text(*_MANNERS.get(kind, (kind.value, kind.value))) for kind in SecretKind if kind in accepted]


def _containers(met: Met) -> Iterator[str]:
    if met.containers:
        yield text("    Gebruikers en profielen, genummerd:", "    Users and profiles, numbered:")
    for container in met.containers:
        nl, en = KINDS[container.kind]
        inside = "" if container.parent is None else text(f" in {container.parent}", f" in {container.parent}")
        yield f"      {container.ordinal}: {text(nl, en)}{inside}"


def _sources(met: Met) -> Iterator[str]:
    if met.sources:
        yield text("    Bronnen:", "    Sources:")
    for name in sorted(met.sources):
        said, number = wording.say(READERS, name, language()), met.sources[name]
        yield text(f"      {said}: {number} te lezen", f"      {said}: {number} to be read")


def carrier_json(one: Planned) -> dict[str, object]:
    """The same for machines; ``survey`` is null where nothing was walked."""
    return {
        "place": one.place,
        "path": one.offer.path,
        "kind": one.offer.kind,
        "presented": one.offer.presented,
        "owner": one.offer.owner,
        "closed": one.shut.value if one.shut else None,
        "fault": one.fault.sentence(language()) if one.fault else None,
        "survey": _survey_json(one.met) if one.met else None,
    }


def _survey_json(met: Met) -> dict[str, object]:
    return {
        "table": met.table or None,
        "volumes": [
            {
                "number": row.number or None,
                "offset": row.offset,
                "size": row.size,
                "type": row.system.type,
                "status": row.system.status.value,
                "reason": row.system.reason.value if row.system.reason else None,
                "entries": row.system.entries,
            }
            for row in met.rows
        ],
        "containers": [
            {"ordinal": one.ordinal, "kind": one.kind.value, "parent": one.parent} for one in met.containers
        ],
        "sources": dict(sorted(met.sources.items())),
    }
