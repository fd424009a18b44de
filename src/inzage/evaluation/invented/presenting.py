"""Carriers: which are declared, and which of them lie on the table. What is hidden is in nobody's count."""

from datetime import date

from inzage.evaluation.invented.notes import Notes, Place, Step

KINDS = ("computer", "phone", "tablet", "disk", "stick")


def present(notes: Notes, place: Place, day: date) -> list[str]:
    """The kinds of carrier that were presented on a day, at least one; each carrier is written down."""
    kinds = [notes.one_of(KINDS, (45, 25, 10, 8, 12)) for _ in range(notes.chance.randint(1, 4))]
    shown = [kind for number, kind in enumerate(kinds) if _one(notes, place, day, kind, always=number == 0)]
    return sorted(set(shown))


def _one(notes: Notes, place: Place, day: date, kind: str, always: bool) -> bool:
    presented = always or notes.happens(0.8)
    steps: list[Step] = [("opgegeven", day)]
    if presented:
        how = notes.one_of(("aangereikt", "in zicht"), (85, 15))
        steps += [("aangeboden", day, {"how_presented": how}), ("teruggegeven", day)]
    declared = notes.happens(0.9) or not presented
    owner = notes.one_of(("betrokkene", "gedeeld"), (90, 10))
    told = {"carrier": kind, "owner": owner, "declared": declared}
    notes.write("gegevensdrager@1", day, place, told, *steps)
    return presented
