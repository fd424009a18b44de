"""What a court ordered: the order, and its condition that devices are checked, with times that it was not executed."""

from dataclasses import replace
from datetime import date, timedelta

from inzage.evaluation.capacity.frequencies import Frequency
from inzage.evaluation.invented.notes import Notes, Place, Step

WHY_NOT = ("geen-capaciteit", "geen-middelen", "juridische-belemmering", "detentie", "ziekte", "onvindbaar")
CARRIERS = ("computer", "phone", "tablet", "disk", "stick")
CLASSES = ("device_facts", "accounts", "software", "history_extent", "browsing", "searches")


def conditions(notes: Notes, place: Place, since: date, until: date, times: int) -> tuple[str, Frequency]:
    """The key of the condition under which checks are made from the start of a supervision to its end, and how often
    it allows one at most: so many ``times`` a quarter.
    """
    term = {"from": since.isoformat(), "to": until.isoformat()}
    title = notes.one_of(("voorwaardelijke-veroordeling", "voorwaardelijke-invrijheidstelling"), (85, 15))
    told = {"imposed_on": (since - timedelta(days=20)).isoformat(), "legal_title": title} | term
    steps: tuple[Step, ...] = (("concept", since), ("wacht", since), ("ondertekend", notes.after(since, 1, 10)))
    order = notes.write("opdracht@3", since, place, told, *steps)
    most = Frequency(times, "kwartaal")
    asked = {"standing": "bijzonder", "block": "zo-1", "block_version": 1, "parameters": _parameters(most)} | term
    run = _run(notes, since, until)
    key = notes.write("voorwaarde-controle@2", since, replace(place, about=order), asked, *run)
    set_on = notes.after(since, 3, 20)
    often = {"times": notes.chance.randint(1, 2), "per": "jaar"}
    notes.write("controlefrequentie@1", set_on, replace(place, about=key), often, ("vastgesteld", set_on))
    return key, most


def _parameters(most: Frequency) -> dict[str, object]:
    return {
        "frequency": {"at_most": most.times, "per": most.per},
        "manner": {"notice": ["aangekondigd", "onaangekondigd"], "carriers": list(CARRIERS)},
        "officials": ["toezichthouder", "digitaal-deskundige"],
        "excluded": ["politie"],
        "human": ["niets"],
        "window_days": 90,
        "data_class": list(CLASSES),
    }


def _run(notes: Notes, since: date, until: date) -> list[Step]:
    """In execution; for one in four there is a while in which nobody could execute it."""
    steps: list[Step] = [("lopend", since)]
    if notes.happens(0.25):
        stopped = notes.after(since, 30, 300)
        reason = notes.one_of(WHY_NOT, (50, 10, 10, 15, 10, 5))
        steps += [("niet_uitgevoerd", stopped, {"reason": reason}), ("lopend", notes.after(stopped, 20, 150))]
    return [*(step for step in steps if step[1] < until), ("beeindigd", until)]
