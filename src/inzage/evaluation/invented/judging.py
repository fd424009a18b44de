"""Professional judgements: an instrument's outcome, a profile that was considered, and what a person concluded."""

from datetime import date, timedelta
from typing import Any

from inzage.evaluation.invented.notes import Notes, Place

PROFILES = ("incidenteel", "vroege-piek", "late-piek", "continu", "past-niet", "onbekend")
LEVELS = ("laag", "matig", "hoog")


def judge(notes: Notes, place: Place, since: date) -> str:
    """A judgement some weeks after the start; its key. In one of seven no profile was considered."""
    day = notes.after(since, 14, 60)
    said = notes.one_of(LEVELS)
    agrees = notes.happens(0.8)
    told: dict[str, Any] = {
        "instrument": {"code": "RISC", "version": _version(day), "outcome": said},
        "judgement": {"conclusion": said if agrees else notes.one_of(LEVELS)},
    }
    if notes.happens(0.86):
        considered = notes.one_of(PROFILES, (30, 20, 15, 15, 10, 10))
        certainty = notes.one_of(("onzeker", "redelijk", "stevig"), (40, 45, 15))
        told["profile"] = {"considered": considered, "values_version": "2024-1", "certainty": certainty}
    if not agrees:
        told["override"] = {}
    return notes.write("oordeel@1", day, place, told, ("vastgesteld", day))


def _version(day: date) -> str:
    return "5.1" if day >= date(2023, 1, 1) else "5.0"


def follow_up(notes: Notes, place: Place, day: date, outcome: str) -> None:
    """What was decided after something else, which the record is about."""
    day += timedelta(days=3)
    notes.write("vervolg@1", day, place, {"outcome": outcome}, ("vastgesteld", day))
