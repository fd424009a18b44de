"""Supervision: orders and conditions, checks in every state, what followed from them, meetings, contacts, debts."""

from dataclasses import dataclass
from random import Random
from typing import Any

from inzage.register.models import Record
from inzage.register.seconds import fields
from inzage.register.values import Actor, Role
from inzage.register.web.invented import deciding
from inzage.register.web.invented.stage import Stage

CATEGORIES = ("zeden-online", "cyber", "mensenhandel", "anders")
CARRIERS = ("computer", "phone", "tablet")
LATELY = 120
"""Days: of the two checks of a person the later one."""
CHECKS = (
    ("gedaan", 60), ("beoordeeld", 110), ("gepland", -9), ("onderweg", 0), ("niet_verschenen", 25), ("gestopt", 45),
    ("voorgenomen", -20), ("afgezegd", 15), ("beoordeeld", 80), ("gedaan", 6), ("gepland", -2), ("verlopen", 8),
)  # fmt: skip
"""For each person in turn: how far a check came, and how many days ago it was or is to be."""


def play(stage: Stage) -> None:
    """Everybody under supervision of the organisation, each a little different."""
    for number in range(stage.team.persons):
        _one(stage, number, Random(f"{stage.team.organisation} {number}"))  # noqa: S311 not for secrets


def person(stage: Stage, number: int) -> Record:
    """A pseudonym and a key in a source that does not exist."""
    shown = f"P-{stage.team.number:02d}{number:03d}"
    data = {"pseudonym": shown, "source": "proefbron", "source_key": f"X{stage.digest(shown)[:8]}"}
    return stage.make("persoon", stage.team.planner, 420, data)


def officer_of(stage: Stage, number: int) -> Actor:
    """Who supervises: the two officers in turn."""
    return stage.team.actor(Role.OFFICER, number % 2)


def _one(stage: Stage, number: int, dice: Random) -> None:
    officer = officer_of(stage, number)
    category = CATEGORIES[number % len(CATEGORIES)]
    data = {"category": category, "region": dice.choice(("noord", "midden", "zuid"))}
    place = stage.make("toezicht", officer, 400, data, about=person(stage, number), due=dice.randrange(20, 300))
    stage.make("toewijzing", stage.team.lead, 399, {"officer": officer.key}, on=place, about=place)
    order = _order(stage, officer, place, number)
    condition = _conditions(stage, officer, place, order, number)
    _signed(stage, order, number)
    _carriers(stage, officer, place, condition, number)
    _meetings(stage, officer, place, dice)
    _checks(Checked(stage, officer, place, condition, number))
    deciding.play(stage, officer, place, number)
    _often(stage, officer, place, condition, number)


def _often(stage: Stage, officer: Actor, place: Record, condition: Record, number: int) -> None:
    """For some, how often the officer wants a check; the others have a day, one has neither."""
    if number % 8 in (0, 1):
        data = {"times": 4, "per": "jaar", "reasons": "Een keer per kwartaal is genoeg om het gesprek te voeren."}
        stage.make("controlefrequentie", officer, 5, data, on=place, about=condition)


def _order(stage: Stage, officer: Actor, place: Record, number: int) -> Record:
    """What the judge ordered."""
    year = stage.on(410).year
    data = {
        "reference": f"ECLI:NL:RBXXX:{year}:{9000 + stage.team.number * 10 + number}",
        "imposed_on": stage.iso(410),
        "from": stage.iso(400),
        "to": stage.iso(-330),
        "legal_title": "voorwaardelijke-veroordeling" if number % 3 else "schorsing-voorlopige-hechtenis",
    }
    return stage.make("opdracht", officer, 398, data, on=place, due=5 if _unsigned(number) else None)


def _unsigned(number: int) -> bool:
    return number % 5 == 4  # noqa: PLR2004 each fifth


def _signed(stage: Stage, order: Record, number: int) -> None:
    """By a second person, who compared each field with the verdict."""
    if not _unsigned(number):
        mandate = stage.digest(f"mandate {number}")
        stage.go(order, "ondertekend", stage.team.lead, 396, mandate_sha256=mandate, compared=fields(order))


def _conditions(stage: Stage, officer: Actor, place: Record, order: Record, number: int) -> Record:
    """The condition of checking, and beside it what else was ordered; one is not being executed."""
    terms = {"standing": "bijzonder", "block": f"zo-{number % 3 + 1}", "block_version": 1}
    terms |= {"from": stage.iso(400), "to": stage.iso(-330)}
    duty = stage.make("voorwaarde-meldplicht", officer, 397, terms, on=place, about=order)
    if number % 2:
        treatment = stage.make("voorwaarde-behandelverplichting", officer, 397, terms, on=place, about=order)
        if number % 4 == 1:
            stage.go(treatment, "niet_uitgevoerd", officer, 90, reason="geen-capaciteit")
    elif number % 4 == 0:
        stage.go(duty, "niet_uitgevoerd", officer, 120, reason="ziekte")
        stage.go(duty, "lopend", officer, 100)
    checking = terms | {"parameters": _parameters(number)}
    due = 30 + number if number % 8 != 7 else None  # noqa: PLR2004 one in eight has no day yet
    return stage.make("voorwaarde-controle", officer, 397, checking, on=place, about=order, due=due)


def _parameters(number: int) -> dict[str, Any]:
    return {
        "frequency": {"at_most": 2 + number % 2, "per": "kwartaal"},
        "manner": {"notice": ["aangekondigd", "onaangekondigd"], "carriers": list(CARRIERS)},
        "officials": ["toezichthouder", "digitaal-deskundige"],
        "excluded": ["politie"],
        "human": ["instellingen"] if number % 2 else ["instellingen", "inhoud"],
    }


def _carriers(stage: Stage, officer: Actor, place: Record, condition: Record, number: int) -> None:
    """What was declared, and what of it was presented."""
    for carrier in CARRIERS[: 1 + number % 3]:
        data = {"carrier": carrier, "owner": "betrokkene", "declared": True}
        item = stage.make("gegevensdrager", officer, 390, data, on=place, about=condition)
        if number % 4:
            stage.go(item, "aangeboden", officer, 110, how_presented="aangereikt")
            stage.go(item, "teruggegeven", officer, 110)


def _meetings(stage: Stage, officer: Actor, place: Record, dice: Random) -> None:
    """Each month or so; the next is planned."""
    pair = [{"key": officer.key, "function": "toezichthouder"}]
    for ago in range(360, 0, -dice.randrange(110, 160)):
        data = {"performers": pair, "place": dice.choice(("kantoor", "thuis", "telefoon"))}
        meeting = stage.make("gesprek", officer, ago, data, on=place)
        stage.go(meeting, "gepland", officer, ago + 5)
        stage.go(meeting, "onderweg", officer, ago)
        stage.go(meeting, "gedaan", officer, ago, minutes=dice.randrange(20, 70))
    ahead = dice.randrange(3, 25)
    following = stage.make("gesprek", officer, -ahead, {"performers": pair, "place": "kantoor"}, on=place, due=ahead)
    stage.go(following, "gepland", officer, 2)


@dataclass(frozen=True, slots=True)
class Checked:
    """Who is checked, under which condition, by whom. ``number`` makes them differ."""

    stage: Stage
    officer: Actor
    place: Record
    condition: Record
    number: int

    @property
    def by_hand(self) -> bool:
        """Each fourth is a telephone that a person looks through by hand."""
        return self.number % 4 == 1


def _checks(who: Checked) -> None:
    """One long ago that was wholly done, and one that is where ``CHECKS`` says."""
    _check(who, "beoordeeld", 230)
    _check(who, *CHECKS[who.number % len(CHECKS)])


def _check(who: Checked, target: str, ago: int) -> None:
    code = "telefooncontrole" if who.by_hand else "controle"
    due = -ago if ago < 1 else None
    by = who.stage.team.planner
    check = who.stage.make(code, by, ago, _data(who), on=who.place, about=who.condition, due=due)
    _walk(who, check, target, ago)
    if target in {"gedaan", "beoordeeld"}:
        _found(who, check, ago)
    if target == "gestopt":
        who.stage.make("stop", who.officer, ago, {"ground": "bekend-materiaal"}, on=who.place, about=check)


def _data(who: Checked) -> dict[str, Any]:
    pair = [
        {"key": who.officer.key, "function": "toezichthouder"},
        {"key": who.stage.team.expert.key, "function": "digitaal-deskundige"},
    ]
    common = {"performers": pair, "notice": "aangekondigd", "method_version": "inzage-0.1.0"}
    phone = {"carriers": ["phone"], "platform": "iOS", "grants": ["instellingen"]}
    return common | (phone if who.by_hand else {"carriers": ["computer"]})


WAY: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "voorgenomen": (),
    "afgezegd": (("afgezegd", {}),),
    "gepland": (("gepland", {}),),
    "verlopen": (("gepland", {}), ("verlopen", {})),
    "niet_verschenen": (("gepland", {}), ("niet_verschenen", {"reason": "niet-aanvaardbaar"})),
    "onderweg": (("gepland", {}), ("onderweg", {})),
    "gestopt": (("gepland", {}), ("onderweg", {}), ("gestopt", {"reason": "bekend-materiaal"})),
    "gedaan": (("gepland", {}), ("onderweg", {}), ("gedaan", {"minutes": 75})),
    "beoordeeld": (("gepland", {}), ("onderweg", {}), ("gedaan", {"minutes": 95}), ("beoordeeld", {})),
}


def _walk(who: Checked, check: Record, target: str, ago: int) -> None:
    """The steps that lead there, on the days on which they are taken."""
    for step, details in WAY[target]:
        by = who.stage.team.planner if step in {"gepland", "afgezegd", "verlopen"} else who.officer
        who.stage.go(check, step, by, max(ago, 0) + (7 if step == "gepland" else 0), **details)


def _found(who: Checked, check: Record, ago: int) -> None:
    """The answers, how far it went, what the person thought of it, and what the officer decided."""
    stage, officer, place = who.stage, who.officer, who.place
    answer, band = (("no_indication", "0"), ("indication", "5-19"), ("not_assessable", "0"))[who.number % 3]
    told = {"question": "visits-listed-place", "answer": answer, "count_band": band, "announced": True}
    finding = stage.make("gedraging", officer, ago, told, on=place, about=check)
    intrusion = {"data_class": "browsing", "machine_rows": 800 + 37 * who.number, "human_looks": who.number % 2}
    stage.make("inbreuktelling", officer, ago, intrusion, on=place, about=check)
    own = {"moment": "na-controle", "answer": "helpt", "announced": "aangekondigd"}
    own |= {"source": "betrokkene", "extracted_on": stage.iso(ago)}
    stage.make("eigen-oordeel", officer, ago, own, on=place, about=check)
    outcome = {"outcome": "gesprek", "reasons": "De antwoorden zijn met de betrokkene besproken; er volgt een gesprek."}
    stage.make("vervolg", officer, max(ago - 3, 0), outcome, on=place, about=finding)
    if answer == "indication" and ago < LATELY:
        stage.go(finding, "betwist", officer, max(ago - 5, 0))
