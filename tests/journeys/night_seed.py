"""What a night stands on, made with Django set up: kits and mandates, then for each a person, a plan, an order."""

from pathlib import Path

from inzage.cli._demo_halt import pattern
from inzage.register.running import orders, papers
from inzage.register.running.places import Places
from tests.police import Police
from tests.register.ground import KINDS, OFFICER, PARAMETERS, PLANNER, STANDING, check, go, make, train, trajectory
from tests.register.running.desk import NOW, TODAY, agreed, around, make_desk, mandate_of, sign


def kits(root: str, mandates: str, *people: str) -> None:
    """Kits that know each other and seal to an invented police, lists with the pattern, a mandate for each person."""
    desk, folder = make_desk(Path(root), listed=pattern()), Path(mandates)
    Police.new().known_to(desk.field.kit)
    folder.mkdir()
    for person in people:
        (folder / person).write_bytes(mandate_of(desk.field, person))


def records(*mandates: str) -> None:
    """One check for each file, named after its person; each may begin until tomorrow."""
    train(valid_from=around(-300), valid_until=around(300))
    for file in map(Path, mandates):
        _one(file.name, file.read_bytes(), Places.from_settings())


def _one(person: str, mandate: bytes, places: Places) -> None:
    place = trajectory(pseudonym=person)
    opdracht = make("opdracht", trajectory=place, data={"from": around(-100), "to": around(100)})
    data = STANDING | {"from": around(-100), "to": around(100), "parameters": PARAMETERS}
    of = make("voorwaarde-controle", trajectory=place, about=opdracht, data=data)
    sign(opdracht, mandate)
    papers.keep_mandate(opdracht, mandate, places)
    planned = check(of, TODAY)
    go(planned, "gepland", PLANNER, TODAY)
    wanted = orders.Wanted(planned.id, OFFICER, agreed(planned).id, NOW, valid_days=2)
    orders.issue(KINDS, wanted, places)
