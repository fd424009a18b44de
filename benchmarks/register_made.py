"""A register as large as a probation organisation's, invented from a seed: a million records, their steps, their lines.

Rows are made below the services, in the form in which either database takes them as text. Data are held to
their kind's schema and steps to its table of states; each record has its steps and each step its line of the log.
The log's lines are as many and as long as real ones, but no chain that verifies: their digests are random.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from inzage.register import Catalogue, Kind
from inzage.register.kind_files import load
from inzage.register.schemas import hold

OURS, THEIRS = "rn-1", "svg-1"
OFFICERS = 500
LONG = 200
"""Records on the longest timeline."""
CORRECTED = 5
"""Of a hundred conversations that were done, so that one in a hundred records is a correction."""
PAIR = [{"key": "toezichthouder-1", "function": "toezichthouder"}]
SOURCE = {"source": "bronsysteem", "extracted_on": "2026-01-31"}
STANDING = {"standing": "bijzonder", "block": "zo-1", "block_version": 1, "from": "2024-01-01", "to": "2027-12-31"}
CHECK = {"performers": PAIR, "notice": "aangekondigd", "carriers": ["computer"], "method_version": "inzage-0.1.0"}
DATA: dict[str, dict[str, Any]] = {
    "toezicht": {"category": "zeden-online", "region": "noord"},
    "opdracht": {
        "reference": "ECLI:NL:RBNHO:2026:1",
        "imposed_on": "2025-12-20",
        "from": "2024-01-01",
        "to": "2027-12-31",
        "legal_title": "voorwaardelijke-veroordeling",
    },
    "voorwaarde-controle": STANDING
    | {
        "parameters": {
            "frequency": {"at_most": 2, "per": "kwartaal"},
            "manner": {"notice": ["aangekondigd"], "carriers": ["computer", "phone"]},
            "officials": ["toezichthouder", "digitaal-deskundige"],
        }
    },
    "voorwaarde-meldplicht": STANDING,
    "voorwaarde-behandelverplichting": STANDING,
    "gegevensdrager": {"carrier": "computer", "owner": "betrokkene", "declared": True},
    "controle": CHECK,
    "gesprek": {"performers": PAIR, "place": "kantoor"},
    "gedraging": {"question": "visits-listed-place", "answer": "indication", "count_band": "5-19", "announced": True},
    "inbreuktelling": {"data_class": "browsing", "machine_rows": 840, "human_looks": 0},
    "oordeel": {
        "instrument": {"code": "RISC", "version": "5.1", "outcome": "matig"},
        "judgement": {"conclusion": "matig", "reasons": "Zoals in het gesprek naar voren kwam."},
    },
    "vervolg": {"outcome": "gesprek", "reasons": "Zoals in het gesprek naar voren kwam."},
    "schulden": {"debt_band": "5000-25000", "creditors": "5-9", "enforcement": True, "moment": "start"} | SOURCE,
    "overdracht-schuldhulp": {"to": "schuldhulp-1", "criterion": "beslag"},
    "toezegging": {"row": "A12", "form": "brief", "to": "Tweede-Kamer", "said": "Een verzonnen toezegging."},
}
DONE = ("voorgenomen", "gepland", "onderweg", "gedaan", "beoordeeld")
DEBTS = (
    ("bekend",),
    ("bekend", "complex", "verwezen"),
    ("bekend", "complex", "verwezen", "aangenomen"),
    ("bekend", "complex", "verwezen", "aangenomen", "geregeld"),
    ("bekend", "geregeld"),
)
HANDED = (
    ("klaar",),
    ("klaar", "verzonden"),
    ("klaar", "verzonden", "ontvangen", "opgepakt", "afgerond"),
    ("klaar", "verzonden", "ontvangen", "opgepakt", "afgerond"),
)


@dataclass(slots=True)
class Maker:
    """Rows of the three tables, in the order in which they are to be put in. ``kinds``: by code, of the seed."""

    catalogue: Catalogue
    random: Random
    today: date
    records: list[tuple[Any, ...]] = field(default_factory=list)
    steps: list[tuple[Any, ...]] = field(default_factory=list)
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    kinds: dict[str, Kind] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    number: int = 0
    organisation: str = OURS
    officer: str = "toezichthouder-1"

    def key(self) -> str:
        """A random key, without strokes."""
        return f"{self.random.getrandbits(128):032x}"

    def kind(self, code: str) -> Kind:
        """The version that is valid today."""
        if code not in self.kinds:
            self.kinds[code] = self.catalogue.on(code, self.today)
        return self.kinds[code]

    def one(
        self,
        code: str,
        ago: int,
        states: tuple[str, ...],
        *,
        trajectory: str | None = None,
        about: str | None = None,
        due: int | None = None,
        data: dict[str, Any] | None = None,
        wrong: tuple[str, str] | None = None,
    ) -> str:
        """A record that happened so many days ago and went through these states; its key. ``due``: days from today."""
        kind, key = self.kind(code), self.key()
        told = json.dumps(DATA[code] if data is None else data)
        self._right(kind, states, told, corrects=wrong is not None)
        began = datetime(self.today.year, self.today.month, self.today.day, self.random.randrange(8, 17), tzinfo=UTC)
        happened = began - timedelta(ago)
        recorded = text(min(happened, began - timedelta(1)) + timedelta(minutes=self.random.randrange(480)))
        by = (self.officer, "toezichthouder", self.organisation)
        corrects, root = wrong or (None, key)
        day = (self.today + timedelta(due)).isoformat() if due is not None else None
        what = (key, root, kind.noun.value, code, kind.version, trajectory, about, corrects)
        self.records.append((*what, text(happened), None, day, states[-1], *by, told, recorded, self.key()))
        self._steps(key, kind, states, (text(happened), recorded), by)
        return key

    def _right(self, kind: Kind, states: tuple[str, ...], told: str, *, corrects: bool) -> None:
        """Each sort of record once: does it hold to its schema and its table of states."""
        sort = f"{kind.name} {states} {told}" if kind.code in DATA else f"{kind.name} {states}"
        if sort not in self.held:
            self.held.add(sort)
            hold(kind.name, kind.data, json.loads(told))
            assert corrects or states[0] == kind.table.start, sort
            assert all(step in kind.table.arrows for step in pairwise(states)), sort

    def _steps(
        self, key: str, kind: Kind, states: tuple[str, ...], times: tuple[str, str], by: tuple[str, str, str]
    ) -> None:
        for place, (source, target) in enumerate(pairwise(("", *states))):
            second = ("toezichthouder-501", *by[1:]) if target == "ondertekend" else by
            eyes = (True, by[0]) if target == "ondertekend" else (False, None)
            self.steps.append((key, place, source, target, *second, *eyes, "{}", *times))
            self.number += 1
            digests = (self.key() * 2, f"{self.number - 1:064x}", f"{self.number:064x}")
            action = "move" if place else "record"
            self.entries.append(
                (self.number, action, key, kind.name, place, *second, times[1], False, digests[0], *digests[1:])
            )


RECORD = (
    *("id", "root", "noun", "kind", "version", "trajectory_id", "about_id", "corrects_id", "happened", "ended"),
    *("due", "state", "actor", "role", "organisation", "data", "recorded", "salt"),
)
STEP = (
    *("record_id", "place", "source", "target", "actor", "role", "organisation", "four_eyes", "requested_by"),
    *("details", "happened", "recorded"),
)
ENTRY = (
    *("number", "action", "subject", "kind", "place", "actor", "role", "organisation", "recorded", "clock_back"),
    *("digest", "previous", "hash"),
)


def text(moment: datetime) -> str:
    """As Django keeps it in SQLite; PostgreSQL takes it with its clock at UTC."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def made(trajectories: int, today: date, seed: int = 1) -> Iterator[Maker]:
    """Again and again the same maker with fresh rows in it, to be taken out."""
    maker = Maker(load(), Random(seed), today)  # noqa: S311 invented data
    _house(maker)
    for n in range(trajectories):
        maker.officer = f"toezichthouder-{n % OFFICERS + 1}"
        _trajectory(maker, n, more=LONG - 31 if n == 0 else 0)
        if n % 1000 == 999:
            yield maker
    _elsewhere(maker)
    yield maker


def _house(maker: Maker) -> None:
    """Staff, and commitments."""
    for n in range(1, OFFICERS + 2):
        told = {"key": f"toezichthouder-{n}", "functions": ["toezichthouder"]}
        maker.one("medewerker", 800, ("actief",), data=told)
    for n in range(60):
        states = ("openstaand",) if n % 3 else ("openstaand", "voldaan")
        maker.one("toezegging", 700, states, due=None if n % 2 else n - 40)


def _trajectory(maker: Maker, n: int, more: int) -> None:
    """A person under supervision and what 33 records there are: the order, checks, conversations, debts."""
    some = maker.random
    began = 100 + some.randrange(700)
    person = maker.one("persoon", began, ("actief",), data=_person(f"P-{n:06}", n))
    place = maker.one("toezicht", began, ("open",) if n % 20 else ("open", "gesloten"), about=person)
    assigned = {"officer": maker.officer}
    if n % 4 == 0:
        assigned["deputy"] = f"toezichthouder-{(n + 1) % OFFICERS + 1}"
    maker.one("toewijzing", began, ("geldig",), trajectory=place, about=place, data=assigned)
    _ordered(maker, n, began, place)
    for _ in range(7 + more):
        done = maker.one("gesprek", some.randrange(began), DONE, trajectory=place)
        if some.randrange(100) < CORRECTED:
            maker.one("gesprek", some.randrange(began), DONE[-1:], trajectory=place, wrong=(done, done))
    late = some.randrange(100) < 4
    ahead = some.randrange(1, 60)
    maker.one("gesprek", ahead if late else -ahead, DONE[:2], trajectory=place, due=-ahead if late else ahead)
    _judged(maker, n, began, place)


def _person(pseudonym: str, n: int) -> dict[str, Any]:
    return {"pseudonym": pseudonym, "source": "iris", "source_key": f"A{n:07}"}


def _ordered(maker: Maker, n: int, began: int, place: str) -> None:
    some = maker.random
    signed = ("concept", "wacht") if n % 100 == 7 else ("concept", "ondertekend")
    order = maker.one("opdracht", began, signed, trajectory=place)
    due = some.randrange(-3, 90)
    condition = maker.one("voorwaarde-controle", began, ("lopend",), trajectory=place, about=order, due=due)
    maker.one("voorwaarde-meldplicht", began, ("lopend",), trajectory=place, about=order)
    idle = ("lopend",) if n % 20 else ("lopend", "niet_uitgevoerd")
    maker.one("voorwaarde-behandelverplichting", began, idle, trajectory=place, about=order)
    for _ in range(2):
        maker.one("gegevensdrager", began, ("opgegeven", "aangeboden", "teruggegeven"), trajectory=place, about=order)
    for _ in range(3):
        ago = some.randrange(began)
        check = maker.one("controle", ago, DONE, trajectory=place, about=condition, due=-ago)
        maker.one("gedraging", ago, ("vastgesteld",), trajectory=place, about=check)
        maker.one("inbreuktelling", ago, ("vastgesteld",), trajectory=place, about=check)
        maker.one("vervolg", ago, ("vastgesteld",), trajectory=place, about=check)
    planned = DONE[:2] if n % 3 else DONE[:1]
    ahead = some.randrange(60)
    maker.one("controle", -ahead, planned, trajectory=place, about=condition, due=ahead)


def _judged(maker: Maker, n: int, began: int, place: str) -> None:
    some = maker.random
    ago = some.randrange(began)
    maker.one("oordeel", ago, ("vastgesteld",), trajectory=place)
    debts = DEBTS[n % len(DEBTS)]
    due = some.randrange(-10, 200) if n % 3 == 0 else None
    owed = maker.one("schulden", ago, debts, trajectory=place, due=due)
    maker.one("overdracht-schuldhulp", ago, HANDED[n % len(HANDED)], trajectory=place, about=owed)


def _elsewhere(maker: Maker) -> None:
    """Another organisation, which hands some of its people over to ours."""
    maker.organisation, maker.officer = THEIRS, "toezichthouder-900"
    for n in range(200):
        person = maker.one("persoon", 300, ("actief",), data=_person(f"Q-{n:06}", n))
        place = maker.one("toezicht", 300, ("open",), about=person)
        told = {"to": OURS, "criterion": "beslag"}
        states = HANDED[n % len(HANDED)]
        maker.one("overdracht-schuldhulp", 200, states, trajectory=place, due=n - 100, data=told)
