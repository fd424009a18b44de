"""What organisations have besides clients: staff, training, what it was to look, commitments, a question."""

from inzage.evaluation.catalogue import protocol
from inzage.evaluation.told import protocol_told
from inzage.register import commitments
from inzage.register.values import Actor, Role
from inzage.register.web.invented.stage import Stage

COURSES = (
    ("opleiding", "controle-gegevensdragers"),
    ("opleiding", "handmatige-telefooncontrole"),
    ("e-learning", "mensenhandel-herkennen"),
    ("kenniscirkel", "schulden"),
)
PILOT = "pilot-50"


def play(stage: Stage) -> None:
    """Staff and their training; one of them is due again soon, one is planned, one was missed."""
    lead, planner = stage.team.lead, stage.team.planner
    for place, member in enumerate(_performers(stage)):
        stage.make("medewerker", lead, 700, {"key": member.key, "functions": [member.role.value]})
        for code, subject in COURSES:
            _course(stage, member, code, subject, left=40 if place == 1 else 300)
    _exposure(stage)
    if stage.team.everybody:
        _of_all(stage)
    missed = stage.make("kennisdeling", planner, 20, _term(stage, stage.team.officer, "pleegprofielen", 365))
    stage.go(missed, "niet_gevolgd", planner, 19)
    stage.make("kenniscirkel", planner, -12, _term(stage, stage.team.expert, "schulden", 365), due=12)


def _performers(stage: Stage) -> list[Actor]:
    return [stage.team.officer, stage.team.expert, stage.team.actor(Role.OFFICER, 1)]


def _course(stage: Stage, member: Actor, code: str, subject: str, left: int) -> None:
    """Followed long enough ago to hold for all that is played, and for ``left`` days more."""
    followed = stage.make(code, stage.team.planner, 690, _term(stage, member, subject, left, since=690), due=left - 30)
    stage.go(followed, "gevolgd", stage.team.planner, 690)


def _term(stage: Stage, member: Actor, subject: str, left: int, since: int = 0) -> dict[str, str]:
    terms = {"valid_from": stage.iso(since), "valid_until": stage.iso(-left)}
    return {"person": member.key, "subject": subject} | terms


def _exposure(stage: Stage) -> None:
    """What the digital expert prepared for, and what they then looked at."""
    expert, lead = stage.team.expert, stage.team.lead
    ready = _term(stage, expert, "mentale-voorbereiding", 200) | {"exposure_minutes": 20}
    stage.go(stage.make("beeldorientatie", lead, 200, ready), "gevolgd", lead, 200)
    for ago, minutes in ((150, 15), (95, 25), (40, 10), (12, 30)):
        stage.make("beeldbelasting", lead, ago, {"person": expert.key, "minutes": minutes, "on": stage.iso(ago)})


def _of_all(stage: Stage) -> None:
    """Once for the three: the commitments of the memos, two of them met; one question of the evaluation, a draft."""
    lead, evaluator = stage.team.lead, stage.team.actor(Role.EVALUATOR)
    for made in commitments.load(stage.catalogue, lead)[:2]:
        stage.go(made, "voldaan", lead, 60, evidence=f"brief-{stage.on(60).year}-1", on=stage.iso(60))
    stage.make("vraag", evaluator, 30, protocol_told(protocol(PILOT)))
