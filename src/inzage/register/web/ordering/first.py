"""By which day the first check is to be done: asked beside the order and not part of it, so that planners see it.

The verdict says how often may be checked at most, never that there must be a check by some day; the
officer chooses that day, and may leave it open.
"""

from datetime import date

from inzage.register.values import Words
from inzage.register.web.schema_forms.building import Posted
from inzage.register.web.schema_forms.nodes import Control, Leaf, Place
from inzage.register.web.schema_forms.taking import take

NAME = "first_check"
LABEL = Words("Eerste controle uiterlijk op", "First check by")
HELP = Words(
    "Dit staat niet in de uitspraak; u kiest het. De planner ziet de dag onder Te doen. Zonder dag komt "
    "de controle daar niet in de lijst. Een dag, zoals 31-12-2026.",
    "The verdict does not say this; you choose. Planners see the day under To do. Without a day the "
    "check is not listed there. A day, such as 31-12-2026.",
)
OUTSIDE = Words(
    "Deze dag valt buiten de periode van de opdracht. Kies een dag daarbinnen, of laat dit leeg.",
    "This day is outside the period of the order. Choose a day within it, or leave this empty.",
)


def first_field(posted: Posted | None) -> Leaf:
    """The field."""
    raw = [str(each) for each in posted.getlist(NAME)] if posted is not None else []
    place = Place(NAME, NAME, LABEL, LABEL, HELP, False, False)
    return Leaf(place=place, schema={"type": "string", "format": "date"}, control=Control.DATE, raw=raw)


def day_in(leaf: Leaf) -> date | None:
    """The day that was filled in; None where it is empty or no day."""
    told = None if leaf.blank else take(leaf)
    return date.fromisoformat(told) if isinstance(told, str) else None


def judge(leaf: Leaf, first: str, last: str) -> Words | None:
    """What is wrong with it, against the order's first and last day (empty where not known)."""
    told = None if leaf.blank else take(leaf)
    if told is None or isinstance(told, Words):
        return told
    return OUTSIDE if not (first or told) <= told <= (last or told) else None
