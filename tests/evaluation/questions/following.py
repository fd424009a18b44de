"""Records that questions on supervision share, added to rows made by hand."""

from tests.evaluation.made import Made, State


def new_case(made: Made, person: str, on: str, extract: str = "2026-06-30", **more: str) -> str:
    """A new case that an extract of the justice records held."""
    told = {"definition": "algemeen", "occurred_on": on, "classification": "SCM2010", "source": "OBJD"}
    return made.record(
        "recidive", person, extract, [("vastgelegd", extract)], **told | {"extracted_on": extract} | more
    )


def held(made: Made, kind: str, person: str, on: str, *, trajectory: str = "", **attributes: object) -> str:
    """An activity that was planned for a day and took place on it."""
    steps: list[State] = [("voorgenomen", on), ("gepland", on), ("onderweg", on), ("gedaan", on, {"minutes": 60})]
    return made.record(kind, person, on, steps, trajectory=trajectory, **attributes)


def missed(made: Made, kind: str, person: str, on: str, reason: str = "niet-aanvaardbaar", trajectory: str = "") -> str:
    """An appointment to which nobody came."""
    steps: list[State] = [("voorgenomen", on), ("gepland", on), ("niet_verschenen", on, {"reason": reason})]
    return made.record(kind, person, on, steps, trajectory=trajectory)


def planned(made: Made, kind: str, person: str, on: str, ended: str = "afgezegd") -> str:
    """An activity that never took place."""
    return made.record(kind, person, on, [("voorgenomen", on), ("gepland", on), (ended, on)])
