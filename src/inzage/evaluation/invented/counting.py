"""What a check counted: findings in bands, the intrusion, what the person says of it, disputes and recounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inzage.evaluation.invented.judging import follow_up
from inzage.evaluation.invented.notes import Notes, Place, Step

QUESTIONS = {
    "listed-places-visited": (10, 9, 81),
    "listed-terms-searched": (6, 9, 85),
    "forbidden-software-present": (8, 9, 83),
    "history-kept": (12, 9, 79),
}
"""Questions of the building blocks, coded as findings code them, with how often each answer is given in a hundred."""
OPENED = (("device-facts", 40), ("software", 300), ("history-extent", 60), ("browsing", 6000), ("searches", 900))


@dataclass(frozen=True, slots=True)
class Finished:
    """A check that was finished: the how-manieth of its order, on what, and whether it was announced."""

    day: date
    number: int
    carriers: Sequence[str]
    announced: bool


def count(notes: Notes, place: Place, done: Finished) -> None:
    """Everything about one finished check, which ``place`` is about. Later checks are no better or worse than first."""
    day, announced = done.day, done.announced
    _ordered(notes, place, day, done.number)
    found = {question: _finding(notes, place, done, question) for question in QUESTIONS}
    _intrusion(notes, place, day, len(done.carriers))
    _taken_in(notes, place, day, found)
    if "indication" in found.values():
        follow_up(notes, place, day, notes.one_of(("gesprek", "hercontrole", "interventie", "waarschuwing")))
    if notes.happens(0.06):
        _refused(notes, place, day)
    if notes.happens(0.75):
        _view(notes, place, day, announced)


def _ordered(notes: Notes, place: Place, day: date, number: int) -> None:
    told = {"number": number, "on": day.isoformat(), "valid_days": 1}
    given = day - timedelta(days=3)
    notes.write("controleopdracht@1", given, place, told, ("afgegeven", given), ("gebruikt", day))


def _finding(notes: Notes, place: Place, done: Finished, question: str) -> str:
    """One answer. One indication in five is disputed, and one in five of those lapses after a recount."""
    day = done.day
    answer = notes.one_of(("indication", "not_assessable", "no_indication"), QUESTIONS[question])
    band = notes.one_of(("1-4", "5-19", "20-99", "100+"), (55, 28, 13, 4)) if answer == "indication" else "0"
    steps: list[Step] = [("vastgesteld", day)]
    if answer == "indication" and notes.happens(0.2):
        disputed = notes.after(day, 1, 5)
        ends = notes.one_of(("bevestigd", "vervallen"), (80, 20))
        steps += [("betwist", disputed), (ends, notes.after(disputed, 7, 40))]
    told = {"question": question, "answer": answer, "count_band": band, "announced": done.announced}
    notes.write("gedraging@1", day, place, told, *steps)
    return answer


def _intrusion(notes: Notes, place: Place, day: date, carriers: int) -> None:
    for data_class, typical in OPENED:
        rows = int(carriers * typical * notes.chance.lognormvariate(0, 0.6))
        looks = notes.chance.randint(0, 3) if notes.happens(0.1) else 0
        told = {"data_class": data_class, "machine_rows": rows, "human_looks": looks}
        notes.write("inbreuktelling@1", day, place, told, ("vastgesteld", day))


def _taken_in(notes: Notes, place: Place, day: date, found: Mapping[str, str]) -> None:
    window = {"from": (day - timedelta(days=90)).isoformat(), "to": day.isoformat()}
    answers = [{"question": question, "answer": answer} for question, answer in found.items()]
    case = {
        "answers": answers,
        "status": "done",
        "marks": [],
        "window": window,
        "ledger": {"entries": notes.chance.randint(40, 400)},
    }
    told = {"bytes": notes.chance.randint(20_000, 200_000), "case": case}
    notes.write("inname@1", day, place, told, ("ontvangen", day), ("ingenomen", day))


def _refused(notes: Notes, place: Place, day: date) -> None:
    """A part of the check that the person did not want; the rest of it was finished."""
    why = notes.one_of(("werk", "privacy-van-anderen", "principieel", "geen-reden-genoemd"))
    told = {"manner": notes.one_of(("deels", "code-geweigerd")), "explained": True, "reasons_given": [why]}
    notes.write("weigering@1", day, place, told, ("vastgesteld", day))


def _view(notes: Notes, place: Place, day: date, announced: bool) -> None:
    answer = notes.one_of(("helpt", "helpt-niet", "wisselend", "geen-antwoord"), (40, 20, 25, 15))
    told = {
        "moment": "na-controle",
        "answer": answer,
        "announced": "aangekondigd" if announced else "onaangekondigd",
        "source": "betrokkene",
        "extracted_on": day.isoformat(),
    }
    notes.write("eigen-oordeel@1", day, place, told, ("vastgelegd", day))
