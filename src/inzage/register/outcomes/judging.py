"""Each line held against the register: taken in, known already, or set apart with the first thing that is wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from inzage.evaluation import OutsideProtocol
from inzage.evaluation.recidivism import recidivism
from inzage.register.histories import current
from inzage.register.models import Record
from inzage.register.outcomes import APART, OUTCOME, Line
from inzage.register.values import Actor, Noun
from inzage.register.zones import day_of

SUPERVISIONS = ("toezicht", "jeugd")
WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line, the supervision it is on where that is known, and what keeps it apart ("" for nothing).

    ``known``: it is in the register already, or was set apart before; ``apart``: the key under which it is set apart.
    """

    line: Line
    on: Record | None
    fault: str = ""
    known: bool = False
    apart: UUID | None = None

    def key(self, organisation: str) -> UUID:
        """Of the outcome that this line becomes: the same line is the same outcome, however often it is brought."""
        return outcome_key(organisation, self.line)


@dataclass(frozen=True, slots=True)
class Judged:
    """All lines of a file, each in one of three."""

    good: tuple[Verdict, ...]
    known: tuple[Verdict, ...]
    apart: tuple[Verdict, ...]


def outcome_key(organisation: str, line: Line) -> UUID:
    """All that a line says but its place in the file."""
    told = (
        line.pseudonym,
        line.definition,
        line.version,
        line.occurred,
        line.classification,
        line.source,
        line.extracted,
    )
    return uuid5(NAMESPACE_URL, "inzage:outcome:" + ":".join((organisation, *map(str, told))))


class Judging:
    """What the lines of one file are held against: whose pseudonyms are known, what was recorded, and each other."""

    def __init__(self, by: Actor, today: date) -> None:
        self._by, self._today = by, today
        self._people = _people(by)
        outcomes = list(current().filter(organisation=by.organisation, kind=OUTCOME).order_by("recorded"))
        there = [record for record in outcomes if record.state != WITHDRAWN]
        self._keys = {record.root for record in outcomes}
        self._facts = {(each.trajectory_id, each.data["occurred_on"], each.data["definition"]) for each in there}
        self._list = next((str(each.data["classification"]) for each in there), "")
        self._apart = set(
            Record.objects.filter(organisation=by.organisation, kind=APART).values_list("root", flat=True)
        )
        self._times = Counter[UUID]()

    def judge(self, line: Line) -> Verdict:
        """One line; those before it in the file are remembered."""
        mine = self._people.get(line.pseudonym)
        on = _supervision(mine or [], line.occurred)
        key = outcome_key(self._by.organisation, line)
        self._times[key] += 1
        fault = _form(line, self._today) or _place(mine, on) or self._beside(line, on, key)
        if not fault:
            return Verdict(line, on, known=key in self._keys)
        apart = uuid5(key, str(self._times[key]))
        return Verdict(line, on or (mine[-1] if mine else None), fault, known=apart in self._apart, apart=apart)

    def _beside(self, line: Line, on: Record | None, key: UUID) -> str:
        """What the rest of the file and the register say against it."""
        if self._times[key] > 1:
            return "dubbel-in-bestand"
        if key in self._keys:
            return ""
        if on and (on.root, line.occurred, line.definition) in self._facts:
            return "stond-er-al"
        self._list = self._list or line.classification
        return "" if line.classification == self._list else "andere-indeling"


def judge(lines: Iterable[Line], by: Actor, today: date) -> Judged:
    """Every line, in the order of the file."""
    judging = Judging(by, today)
    found = [judging.judge(line) for line in lines]
    return Judged(
        tuple(each for each in found if not each.fault and not each.known),
        tuple(each for each in found if each.known),
        tuple(each for each in found if each.fault and not each.known),
    )


def _form(line: Line, today: date) -> str:
    """What is wrong with the line by itself."""
    occurred, extracted = day(line.occurred), day(line.extracted)
    checks = (
        (not line.definition, "onbekende-definitie"),
        (not _known_version(line.version), "onbekende-versie"),
        (not line.classification, "onbekende-indeling"),
        (not line.source, "onbekende-bron"),
        (occurred is None, "onmogelijke-dag"),
        (extracted is None, "onmogelijke-dag-uittreksel"),
        (extracted is not None and extracted > today, "uittreksel-te-laat"),
        (occurred is not None and extracted is not None and occurred > extracted, "na-uittreksel"),
        (occurred is not None and occurred.year < line.born, "voor-geboorte"),
    )
    return next((fault for wrong, fault in checks if wrong), "")


def _place(mine: list[Record] | None, on: Record | None) -> str:
    if mine is None:
        return "onbekend-pseudoniem"
    if not mine:
        return "geen-toezicht"
    return "" if on else "voor-begin"


def day(text: str) -> date | None:
    """A day as it is written here, year first; nothing where there is no such day."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def _known_version(version: int) -> bool:
    try:
        return recidivism(version).version == version
    except OutsideProtocol:
        return False


def _people(by: Actor) -> dict[str, list[Record]]:
    """By pseudonym of one's own organisation: their supervisions, in order of their start."""
    own = current().filter(organisation=by.organisation)
    people = {record.root: record for record in own.filter(kind="persoon")}
    found: dict[str, list[Record]] = {person.data["pseudonym"]: [] for person in people.values()}
    for record in own.filter(noun=Noun.TRAJECTORY.value, kind__in=SUPERVISIONS).order_by("happened"):
        if record.about_id and (person := people.get(record.about_id)):
            found[person.data["pseudonym"]].append(record)
    return found


def _supervision(mine: list[Record], occurred: str) -> Record | None:
    """The last one that had begun by then: its start is the index date."""
    then = day(occurred)
    begun = [record for record in mine if then and day_of(record.happened) <= then]
    return begun[-1] if begun else None
