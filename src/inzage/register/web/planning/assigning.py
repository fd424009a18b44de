"""Trajectories and who has them: those that nobody has first, and how many each officer has."""

from collections import Counter

from django.db.models import QuerySet

from inzage.register.models import Record
from inzage.register.values import Actor, Noun
from inzage.register.web.reading import visible

OPEN = ("open", "geschorst")


def holding(by: Actor) -> QuerySet[Record]:
    """Assignments that hold now."""
    return visible(by).filter(organisation=by.organisation, kind="toewijzing", state="geldig")


def unassigned(by: Actor) -> QuerySet[Record]:
    """Open trajectories that nobody has, the longest waiting first."""
    found = visible(by).filter(organisation=by.organisation, noun=Noun.TRAJECTORY.value, state__in=OPEN)
    without = found.exclude(root__in=holding(by).values("trajectory"))
    return without.select_related("about").order_by("happened", "id")


def load(by: Actor) -> list[tuple[str, int]]:
    """How many trajectories each officer has, by key."""
    return sorted(Counter(holding(by).values_list("data__officer", flat=True)).items())


def holder(by: Actor, trajectory: Record) -> Record | None:
    """The assignment of a trajectory that holds now."""
    return holding(by).filter(trajectory=trajectory.root).order_by("-happened").first()
