"""What the register's tests stand on: who acts, when, and one valid example of each kind."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from inzage.register.kind_files import load
from inzage.register.models import Record, Step
from inzage.register.moving import Asked, move
from inzage.register.rights import makers
from inzage.register.seconds import fields
from inzage.register.values import Actor, Role
from inzage.register.writing import Links, Times, record
from inzage.register.zones import AMSTERDAM

KINDS = load()
ORG = "rn-1"
BY = {role: Actor(f"{role.value}-1", role, ORG) for role in Role}
SECOND = {role: Actor(f"{role.value}-2", role, ORG) for role in Role}
OFFICER, EXPERT, PLANNER, LEAD = BY[Role.OFFICER], BY[Role.EXPERT], BY[Role.PLANNER], BY[Role.LEAD]
POLICE, EVALUATOR, ADMIN, LISTS = BY[Role.POLICE], BY[Role.EVALUATOR], BY[Role.ADMINISTRATOR], BY[Role.LISTS]
COLLEAGUE = SECOND[Role.OFFICER]

WHY = "Omdat dit in het gesprek zo naar voren kwam."
HASH = "ab" * 32
KEY = str(uuid4())
SOURCE = {"source": "bronsysteem", "extracted_on": "2026-01-31"}
STANDING = {"standing": "bijzonder", "block": "zo-1", "block_version": 1, "from": "2026-01-01", "to": "2027-12-31"}
PAIR = [
    {"key": "toezichthouder-1", "function": "toezichthouder"},
    {"key": "digitaal-deskundige-1", "function": "digitaal-deskundige"},
]
PARAMETERS: dict[str, Any] = {
    "frequency": {"at_most": 2, "per": "kwartaal"},
    "manner": {"notice": ["aangekondigd"], "carriers": ["computer", "phone"]},
    "officials": ["toezichthouder", "digitaal-deskundige"],
    "excluded": ["politie"],
    "human": ["instellingen"],
}
CHECK = {"performers": PAIR, "notice": "aangekondigd", "carriers": ["computer"], "method_version": "inzage-0.1.0"}
TRAINING = {"person": "toezichthouder-1", "valid_from": "2025-01-01", "valid_until": "2026-12-31"}
TWICE = {"nl": "Zoals het er staat.", "en": "As it stands."}
MOVED = {"desired_outcome": "inzicht"}

EXAMPLES: dict[str, dict[str, Any]] = {
    "persoon": {"pseudonym": "P-0001", "source": "iris", "source_key": "A7F3"},
    "medewerker": {"key": "toezichthouder-1", "functions": ["toezichthouder"]},
    "organisatie": {"code": "WODC", "part": "onderzoek"},
    "advies": {"summons_on": "2026-01-05", "parket": "noord-holland", "category": "mensenhandel"},
    "toezicht": {"category": "zeden-online", "region": "noord"},
    "detentie-re-integratie": {"institution": "pi-1", "plan_agreed_on": "2026-01-05", "release_on": "2026-06-01"},
    "jeugd": {"body": "GI", "instrument": "LIJ"},
    "opdracht": {
        "reference": "ECLI:NL:RBNHO:2026:1",
        "imposed_on": "2025-12-20",
        "from": "2026-01-01",
        "to": "2027-12-31",
        "legal_title": "voorwaardelijke-veroordeling",
    },
    "voorwaarde-controle": STANDING | {"parameters": PARAMETERS},
    "voorwaarde-meldplicht": STANDING,
    "voorwaarde-behandelverplichting": STANDING,
    "voorwaarde-gedragsinterventie": STANDING,
    "gegevensdrager": {"carrier": "computer", "owner": "betrokkene", "declared": True},
    "controle": CHECK,
    "telefooncontrole": CHECK | {"carriers": ["phone"], "platform": "iOS", "grants": ["instellingen"]},
    "gesprek": {"performers": PAIR, "place": "kantoor"},
    "ervaringscontact": {
        "performers": [{"key": "ervaringswerker-1", "function": "ervaringswerker"}],
        "contact": "gesprek",
    },
    "interventie-sociale-context": MOVED
    | {"intervention_version": "2024-1", "target_factor": "criminele-sociale-context"}
    | {"evidence_level": "in-ontwikkeling", "rollout": {"group": "noord", "place": 2}},
    "interventie-vaardigheden": MOVED
    | {"intervention_version": "2024-1", "target_factor": "vaardigheden", "evidence_level": "procesevaluatie"},
    "interventie-schulden": MOVED
    | {"intervention_version": "2024-1", "target_factor": "schulden", "evidence_level": "praktijkervaring"},
    "opleiding": TRAINING | {"subject": "controle-gegevensdragers"},
    "e-learning": TRAINING | {"subject": "mensenhandel-herkennen"},
    "kenniscirkel": TRAINING | {"subject": "schulden"},
    "kennisdeling": TRAINING | {"subject": "pleegprofielen"},
    "beeldorientatie": TRAINING | {"subject": "mentale-voorbereiding", "exposure_minutes": 20},
    "gedraging": {"question": "visits-listed-place", "answer": "indication", "count_band": "5-19", "announced": True},
    "handmatige-blik": {
        "step": "apps",
        "protocol": "telefoon-1",
        "question": "forbidden-software-present",
        "data_class": "software",
        "grant": "instellingen",
        "platform": "iOS",
    },
    "inbreuktelling": {"data_class": "browsing", "machine_rows": 840, "human_looks": 0},
    "externe-evaluatie": {
        "report": "significant-2023",
        "process": "samenwerking-DJI-3RO",
        "published_on": "2023-11-01",
    },
    "oordeel": {
        "instrument": {"code": "RISC", "version": "5.1", "outcome": "matig"},
        "profile": {"considered": "past-niet", "values_version": "2024-1", "certainty": "onzeker", "why": WHY},
        "judgement": {"conclusion": "laag", "reasons": WHY},
        "override": {"reason": WHY},
    },
    "adviespunt": {"item": "behandelverplichting", "reasons": WHY},
    "vervolg": {"outcome": "gesprek", "reasons": WHY},
    "stop": {"ground": "bekend-materiaal"},
    "reactie-betrokkene": {"words": "Ik vind dat dit niet klopt."},
    "weigering": {"manner": "code-geweigerd", "explained": True, "reasons_given": ["eerst-advocaat"]},
    "toewijzing": {"officer": "toezichthouder-1"},
    "controlefrequentie": {"times": 4, "per": "jaar", "reasons": WHY},
    "trekking": {
        "number": 1,
        "first": "2026-05-24",
        "last": "2026-06-29",
        "interval_days": 91,
        "drawn_on": "2026-06-02",
        "seed": HASH,
        "seed_sha256": HASH,
    },
    "controleopdracht": {
        "order_sha256": HASH,
        "mandate_sha256": HASH,
        "consent": KEY,
        "number": 1,
        "on": "2026-01-05",
        "valid_days": 1,
        "officials": ["toezichthouder"],
    },
    "inname": {"upload_sha256": HASH, "bytes": 4096, "refused": "altered"},
    "tweepersoonsbesluit": {"act": "venster-verruimen", "reasons": WHY},
    "verzoek-betrokkene": {"right": "rectificatie", "asked_by": "betrokkene", "words": "Dit klopt niet."},
    "bewaarplicht": {"ground": "rechtszaak", "reasons": WHY},
    "voortzetting": {"outcome": "borgen", "reasons": WHY},
    "overdracht-politie": {"to": "politie-1"},
    "overdracht-schuldhulp": {"to": "schuldhulp-1", "criterion": "beslag"},
    "overdracht-dji-3ro": {"direction": "DJI-naar-3RO", "plan": "D&R-plan"},
    "melding-om": {"reason": "weigering"},
    "schulden": {"debt_band": "5000-25000", "creditors": "5-9", "enforcement": True, "moment": "start"} | SOURCE,
    "basisvoorwaarden": {"moment": "vrijlating", "identity": "ja", "income": "nee", "housing": "onbekend"}
    | {"debts": "nee", "care": "ja", "network": "ja"}
    | SOURCE,
    "recidive": {"definition": "algemeen", "definition_version": 1, "occurred_on": "2026-01-05"}
    | {"classification": "SCM2010", "source": "OBJD", "extracted_on": "2026-06-01"},
    "uitkomsten-inlezing": {"file_sha256": HASH, "bytes": 400, "file_lines": 3},
    "uitkomstregel": {"file_line": 2, "fault": "onbekend-pseudoniem", "pseudonym": "P-0002"},
    "onderzoekslevering": {"purpose": "incidentele-daders", "reasons": WHY, "recipient": "WODC"}
    | {"research_kinds": ["toezicht", "recidive"], "use_until": "2027-12-31"},
    "eigen-oordeel": {"moment": "na-controle", "answer": "helpt", "announced": "aangekondigd"} | SOURCE,
    "sociale-context": {"moment": "start", "factor": "vrienden", "state": "belastend"} | SOURCE,
    "onderzoekskenmerken": {"sex": "vrouw", "first_offence": "mensenhandel"} | SOURCE,
    "beeldbelasting": {"person": "digitaal-deskundige-1", "minutes": 30, "on": "2026-01-05"},
    "toezegging": {"row": "A12", "form": "brief", "to": "Tweede-Kamer", "said": WHY},
    "vraag": {
        "code": "pilot-50",
        "version": 1,
        "title": TWICE | {"nl": "De eerste vijftig controles"},
        "decision_served": TWICE | {"nl": "Doorgaan met de proef of niet."},
        "decision_rule": TWICE | {"nl": "Doorgaan tenzij de ondergrens onder 1 procent ligt."},
        "population": TWICE | {"nl": "Controles in de proef, in volgorde."},
        "compared": TWICE | {"nl": "Elke versie van de methode op zichzelf."},
        "exposure_rule": TWICE | {"nl": "De versie van de methode bij het plannen."},
        "outcome": TWICE | {"nl": "Ten minste een bevinding per soort."},
        "source": TWICE | {"nl": "Het register."},
        "time_zero": "controle",
        "estimators": ["beta-binomiaal"],
        "minimum": 10,
        "fixed_sample": 50,
        "publication": "organisatie",
        "rung": "geleverd",
        "heads": ["rechtmatig", "methodisch", "effectief", "uitvoerbaar"],
    },
    "blik": {
        "number": 1,
        "extracted_on": "2026-01-05",
        "cohort_sha256": HASH,
        "code_version": "inzage-0.1.0",
        "counted": 1,
        "result": "{}",
        "result_sha256": HASH,
        "units": ["ab" * 8],
    },
    "publicatie": {
        "code": "pilot-50",
        "publication": "openbaar",
        "extracted_on": "2026-01-05",
        "cohort_sha256": HASH,
        "code_version": "inzage-0.1.0",
        "published": "{}",
        "published_sha256": HASH,
    },
}


def at(day: str, hour: int = 12) -> datetime:
    """That hour of an Amsterdam day."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=AMSTERDAM)


def maker(code: str) -> Actor:
    """Somebody who may make records of a kind."""
    return BY[min(makers(KINDS.on(code, date(2026, 1, 5)), EXAMPLES[code]))]


def make(code: str, day: str = "2026-01-05", by: Actor | None = None, **more: Any) -> Record:
    """A record of a kind: its example with ``data`` laid over it, hanging on ``trajectory`` and ``about``."""
    data = EXAMPLES[code] | more.pop("data", {})
    links = Links(more.pop("trajectory", None), more.pop("about", None))
    key = more.pop("key", None)
    return record(KINDS, code, by or maker(code), data, Times(at(day), **more), links=links, key=key)


def go(thing: Record, target: str, by: Actor, day: str = "2026-01-06", **details: Any) -> Step:
    """A step."""
    return move(KINDS, Asked(thing.id, target, by, at(day), details))


def sign(order: Record, by: Actor = COLLEAGUE, mandate_sha256: str = HASH) -> Step:
    """The second person's step, every field compared."""
    return go(order, "ondertekend", by, mandate_sha256=mandate_sha256, compared=fields(order))


def state(thing: Record) -> str:
    """The state that a record is in now."""
    return Record.objects.get(id=thing.id).state


def trajectory(code: str = "toezicht", pseudonym: str = "P-0001", **more: Any) -> Record:
    """A trajectory of a person."""
    return make(code, about=make("persoon", data={"pseudonym": pseudonym}), **more)


def condition(on: Record | None = None, code: str = "voorwaarde-controle", **data: Any) -> Record:
    """A condition of an order in a trajectory."""
    place = on or trajectory()
    return make(code, trajectory=place, about=make("opdracht", trajectory=place), data=data)


def parameters(**changed: Any) -> Record:
    """A condition with other parameters."""
    return condition(parameters=PARAMETERS | changed)


def train(*people: str, subject: str = "controle-gegevensdragers", **data: Any) -> None:
    """Finished trainings."""
    for person in people or [each["key"] for each in PAIR]:
        go(make("opleiding", data={"person": person, "subject": subject} | data), "gevolgd", PLANNER)


def check(of: Record, day: str = "2026-02-02", code: str = "controle", **data: Any) -> Record:
    """An intended check under a condition."""
    return make(code, day, trajectory=of.trajectory, about=of, data=data)


def finished(of: Record, day: str = "2026-02-02") -> Record:
    """A check that was done on a day; its performers are trained."""
    done = check(of, day)
    for target, by in (("gepland", PLANNER), ("onderweg", OFFICER), ("gedaan", OFFICER)):
        go(done, target, by, day)
    return done


def hanging(code: str) -> Record:
    """A record of any kind, with whatever it must hang on."""
    kind = KINDS.on(code, date(2026, 1, 5))
    place = trajectory() if kind.scope == "traject" and kind.noun not in ("party", "trajectory") else None
    return make(code, trajectory=place, about=BASE[kind.about[0]](place) if kind.about else None)


def itself(place: Record) -> Record:
    """A record about its own trajectory."""
    return place


BASE: dict[str, Any] = {
    "party": lambda _: make("persoon"),
    "trajectory": itself,
    "mandate": condition,
    "activity": lambda place: check(condition(place)),
    "decision": lambda place: make("oordeel", trajectory=place),
    "outcome": lambda place: make("schulden", trajectory=place),
    "protocol": lambda _: make("vraag"),
    "transfer": lambda _: make("uitkomsten-inlezing"),
}
