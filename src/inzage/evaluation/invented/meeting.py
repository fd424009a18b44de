"""Conversations: planned, and held or missed."""

from datetime import date, timedelta

from inzage.evaluation.invented.notes import Notes, Place, Step

MISSED = 0.2


def meet(notes: Notes, place: Place, day: date) -> str:
    """A conversation that was planned for a day: held, or not."""
    planned = day - timedelta(days=7)
    steps: list[Step] = [("voorgenomen", planned), ("gepland", planned)]
    if notes.happens(MISSED):
        reason = notes.one_of(("aanvaardbaar", "niet-aanvaardbaar", "organisatie"))
        steps.append(("niet_verschenen", day, {"reason": reason}))
    else:
        minutes = notes.chance.randrange(20, 61, 5)
        steps += [("onderweg", day), ("gedaan", day, {"minutes": minutes})]
    where = notes.one_of(("kantoor", "thuis", "telefoon", "beeld"), (70, 10, 10, 10))
    return notes.write(
        "gesprek@1",
        day,
        place,
        {"performers": [{"function": "toezichthouder"}], "place": where, "due": day.isoformat()},
        *steps,
    )
