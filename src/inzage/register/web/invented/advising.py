"""Advice from summons to what the judge did: one in every state that there is."""

from inzage.register.values import Actor
from inzage.register.web.invented.stage import Stage
from inzage.register.web.invented.supervising import officer_of, person

FIRST = 100
"""Where the numbers of these persons begin."""
REQUEST = {"requester": "OM"}
WAYS: tuple[tuple[str, ...], ...] = (
    (),
    ("aangevraagd",),
    ("aangevraagd", "in_behandeling"),
    ("aangevraagd", "in_behandeling", "geweigerd"),
    ("aangevraagd", "in_behandeling", "uitgebracht", "gevorderd", "opgelegd"),
    ("niet_aangevraagd",),
    ("aangevraagd", "retour"),
)


def play(stage: Stage) -> None:
    """All ways in the first organisation, some in the others."""
    for number, way in enumerate(WAYS if stage.team.everybody else WAYS[2:4]):
        _one(stage, officer_of(stage, number), number, way)


def _one(stage: Stage, officer: Actor, number: int, way: tuple[str, ...]) -> None:
    since = 30 + 9 * number
    data = {"summons_on": stage.iso(since), "parket": "midden-nederland", "category": "zeden-online"}
    advice = stage.make("advies", officer, since, data, about=person(stage, FIRST + number), due=35 - 8 * number)
    for place, target in enumerate(way):
        stage.go(advice, target, officer, since - 4 * (place + 1), **_details(stage, target, since))


def _details(stage: Stage, target: str, since: int) -> dict[str, object]:
    """What must be said with a step."""
    told: dict[str, dict[str, object]] = {
        "aangevraagd": {"requester": "OM", "requested_on": stage.iso(since - 4)},
        "niet_aangevraagd": {"reason": "recent-advies"},
        "retour": {"reason": "onvolledig"},
        "geweigerd": {"basis": "alleen-dossier", "still_advised": ["meldplicht", "controle-gegevensdragers"]},
        "gevorderd": {"as_advised": "geheel"},
        "opgelegd": {"as_advised": "deels"},
    }
    return told.get(target, {})
