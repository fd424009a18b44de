"""The log as an administrator reads it: lines of one's own organisation with filters, and attempts to sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from inzage.register import words
from inzage.register.evaluating.looking import REFUSED
from inzage.register.evaluating.tracing import TRACED
from inzage.register.log import now
from inzage.register.models import Entry
from inzage.register.overseeing import LOOK
from inzage.register.running import Steer
from inzage.register.values import Actor, Words
from inzage.register.visibility import lines, versions
from inzage.register.web.accounts.access import ACTIONS
from inzage.register.web.accounts.guarding import keyed
from inzage.register.web.accounts.models import Access, Account
from inzage.register.web.accounts.services import accounts
from inzage.register.web.kinds import catalogue
from inzage.register.web.saying import say
from inzage.register.zones import AMSTERDAM

SHOWN = 200
"""Lines of one page of a log."""
DID: Mapping[str, Words] = {
    "record": Words("Vastgelegd", "Recorded"),
    "correct": Words("Verbeterd", "Corrected"),
    "move": Words("Stap gezet", "Step taken"),
    "erase": Words("Gewist", "Erased"),
    "export": Words("Uitdraai gegeven", "Export given"),
    LOOK: Words("Logboek ingezien", "Log looked at"),
    "list": Words("Lijst ingetrokken", "List withdrawn"),
    REFUSED: Words("Blik zonder antwoord", "Look without an answer"),
    TRACED: Words("Gegevens achter een cijfer getoond", "Data behind a figure shown"),
    "bundle": Words("Pakket voor een controle meegegeven", "Bundle for a check handed out"),
    Steer.PAUSE.value: Words("Wachtrij stilgezet", "Queue paused"),
    Steer.GO_ON.value: Words("Wachtrij weer laten lopen", "Queue let go on"),
    Steer.PRIORITY.value: Words("Voorrang van een controle bepaald", "Priority of a check set"),
    Steer.INTERRUPT.value: Words("Controle onderbroken", "Check interrupted"),
    Steer.STOP.value: Words("Controle laten stoppen en verzegelen", "Check told to halt and seal"),
    Steer.AGAIN.value: Words("Controle weer in de wachtrij gezet", "Check queued again"),
}
"""What is done, by the word of its line."""
LOOKS = {
    "log": Words("logboek", "log"),
    "log-head": Words("stand van het logboek", "head of the log"),
    "log-verify": Words("keten nagegaan", "chain verified"),
    "access": Words("aanmeldingen", "sign-ins"),
}
FAILED = ("mislukt", "gesloten")
"""Attempts of which the key that was typed is only kept as a digest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of the log; what is no day is no filter."""

    did: str
    actor: str
    kind: str
    since: date | None
    until: date | None

    @property
    def told(self) -> dict[str, str]:
        """As it is entered."""
        days = {"since": str(self.since or ""), "until": str(self.until or "")}
        return {"did": self.did, "actor": self.actor, "kind": self.kind} | days


def asked_of(sent: QueryDict) -> Asked:
    """The filters of an address."""
    did, actor, kind = (sent.get(name, "").strip()[:64] for name in ("handeling", "wie", "soort"))
    return Asked(did if did in DID else "", actor, kind, _day(sent.get("van", "")), _day(sent.get("tot", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log. ``record``: what it is about, where this actor may see that."""

    entry: Entry
    did: str
    kind: str
    record: UUID | None


def chosen(by: Actor, asked: Asked) -> QuerySet[Entry]:
    """Lines of one's own organisation that the filters leave, the newest first."""
    found = lines(by).order_by("-number")
    if asked.did:
        found = found.filter(action=asked.did)
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.kind:
        found = found.filter(kind__startswith=f"{asked.kind.partition('@')[0]}@")
    if asked.since:
        found = found.filter(recorded__gte=datetime.combine(asked.since, time(), AMSTERDAM))
    if asked.until:
        found = found.filter(recorded__lte=datetime.combine(asked.until, time.max, AMSTERDAM))
    return found


def shown(by: Actor, entries: list[Entry]) -> list[Line]:
    """Lines in words, each with the way to its record where that may be seen."""
    seen = set(versions(catalogue(), by).filter(id__in=[e.subject for e in entries]).values_list("id", flat=True))
    return [_line(entry, entry.subject in seen) for entry in entries]


def _line(entry: Entry, seen: bool) -> Line:
    did = say(DID.get(entry.action) or words.plain(entry.action))
    return Line(entry, did, _kind(entry), entry.subject if seen else None)


def _kind(entry: Entry) -> str:
    """What a line is on: a kind with its version, or what was looked at."""
    if entry.action == LOOK:
        return say(LOOKS.get(entry.kind) or words.plain(entry.kind))
    code, _, version = entry.kind.partition("@")
    kind = catalogue().kinds.get((code, int(version))) if version.isdigit() else None
    return say(kind.words) if kind else entry.kind


@dataclass(frozen=True, slots=True)
class Entrance:
    """A line of the log of signing in. ``key``: whose account; ``guessed``: somebody typed that key."""

    line: Access
    did: str
    key: str
    guessed: bool


def entrances(by: Actor) -> QuerySet[Access]:
    """Lines on accounts of one's own organisation, attempts on their keys among them, the newest first."""
    keys = list(accounts(by).values_list("key", flat=True))
    mine = Q(subject__in=[*keys, *map(keyed, keys)]) | Q(by__in=keys)
    return Access.objects.filter(mine).order_by("-number")


def entered(by: Actor, found: list[Access]) -> list[Entrance]:
    """Those in words."""
    typed = {keyed(key): key for key in accounts(by).values_list("key", flat=True)}
    return [
        Entrance(each, say(ACTIONS[each.action]), typed.get(each.subject, each.subject), each.subject in typed)
        for each in found
    ]


def strangers() -> int:
    """Attempts of the last day under keys that no account has: nobody's, so that everybody may know how many."""
    known = [keyed(key) for key in Account.objects.values_list("key", flat=True)]
    keys = list(Account.objects.values_list("key", flat=True))
    failed = Access.objects.filter(action__in=FAILED, recorded__gte=now() - timedelta(1))
    return failed.exclude(subject__in=[*known, *keys]).count()
