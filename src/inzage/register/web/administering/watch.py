"""Lists as who manages them sees them: whose, how many, how old, until when; what was stopped, withdrawn, or waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from inzage.errors import InzageError
from inzage.register.erasing import AGREED, DECISION
from inzage.register.models import Record
from inzage.register.running.places import Places
from inzage.register.values import Actor, Words
from inzage.register.watching.arriving import Arrived, kept, tool
from inzage.register.watching.importing import ACT
from inzage.register.web.kinds import kind_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, t
from inzage.signing.kit import Kit
from inzage.watchlists import ListKind, Manifest, Meaning, store
from inzage.watchlists.formats import Left
from inzage.watchlists.manifest import is_stale

KINDS: Mapping[ListKind, Words] = {
    ListKind.ADDRESSES: Words("Webadressen", "Web addresses"),
    ListKind.TERMS: Words("Termen", "Terms"),
    ListKind.HANDLES: Words("Accounts en groepen", "Accounts and groups"),
    ListKind.DIGESTS: Words("Bestanden", "Files"),
    ListKind.PICTURES: Words("Beelden die lijken", "Similar pictures"),
}
MEANINGS = {
    Meaning.LISTED: Words("telt mee", "counts"),
    Meaning.BENIGN: Words("gewoon: telt nooit mee", "ordinary: never counts"),
}
LEFT: Mapping[Left, Words] = {
    Left.PHOTODNA: Words("waarde van PhotoDNA, zonder licentie", "value of PhotoDNA, no licence"),
    Left.NO_DIGEST: Words("zonder MD5, SHA-1 of SHA-256", "without MD5, SHA-1 or SHA-256"),
    Left.NO_PDQ: Words("zonder PDQ-waarde", "without a PDQ value"),
    Left.PLAIN: Words("van één vlakke vorm", "of one plain shape"),
    Left.OTHER_KIND: Words("van een andere soort", "of another kind"),
    Left.CONTEXT: Words("niet voor herkenning bedoeld", "not meant for detection"),
    Left.PATTERN: Words("patroon met meer dan een gelijkheid", "pattern with more than an equality"),
    Left.WITHDRAWN: Words("door de maker ingetrokken", "taken back by its maker"),
    Left.CATEGORY: Words("telt volgens het manifest niet mee", "left out by the manifest"),
    Left.MORE_PAGES: Words("er is een volgende bladzijde", "there is a further page"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A list by its manifest. ``entries``: that are kept; ``age``: in days; ``why``: it was stopped."""

    manifest: Manifest
    kind: str
    meaning: str
    entries: int
    age: int
    stale: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lists of this machine. ``broken``: why they cannot be shown, where they cannot."""

    stored: list[Line]
    stopped: list[Line]
    withdrawn: list[Line]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision on a list. ``arrived``: the list itself, as long as it waits; ``ready``: this actor may import it."""

    row: Row
    line: Line | None
    left: list[tuple[str, int]]
    form: str
    ready: bool


def shelf(places: Places, today: date) -> Shelf:
    """All lists of this machine, each verified; a fault of one is said in its place."""
    try:
        path, lists = tool(places)
        kit = Kit.load(path)
        stored = [_line(each.manifest, today, each.entries) for each in store.Lists.open(lists, kit).stored]
        stopped = [_line(s.manifest, today, s.overlap, t(*s.source)) for s in store.quarantined(lists, kit.trust)]
        gone = [_line(each, today, each.entries) for each in store.withdrawn(lists, kit.trust)]
    except InzageError as fault:
        return Shelf([], [], [], t(fault.sentence("nl"), fault.sentence("en")))
    return Shelf(stored, stopped, gone)


def _line(said: Manifest, today: date, entries: int, why: str = "") -> Line:
    age = max(0, (today - said.issued).days)
    return Line(said, say(KINDS[said.kind]), say(MEANINGS[said.meaning]), entries, age, is_stale(said, today), why)


def decisions(by: Actor) -> QuerySet[Record]:
    """Decisions on importing a list, of one's own organisation, the newest first."""
    found = visible(by).filter(organisation=by.organisation, kind=DECISION, data__act=ACT)
    return found.order_by("-happened", "id")


def waiting(by: Actor, decision: Record, places: Places, today: date) -> Waiting:
    """One decision with its list."""
    arrived = _arrived(decision, places)
    line = _line(arrived.manifest, today, arrived.manifest.entries) if arrived else None
    left = [(say(LEFT[reason]), many) for reason, many in arrived.left.items()] if arrived else []
    form = arrived.form.value if arrived else ""
    return Waiting(rows([decision])[0], line, left, form, arrived is not None and ready(by, decision))


def _arrived(decision: Record, places: Places) -> Arrived | None:
    try:
        return kept(str(decision.data.get("object", "")), places)
    except (InzageError, OSError, ValueError, KeyError):
        return None


def ready(by: Actor, decision: Record) -> bool:
    """Whether this actor may import it: agreed to, by another, and for this role."""
    if decision.state != AGREED or by.role not in kind_of(decision).acts[ACT].execute:
        return False
    return not decision.steps.filter(four_eyes=True, actor=by.key).exists()
