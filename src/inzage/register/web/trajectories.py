"""Trajectories by whom they are on, or whose they are."""

from django.db.models import Q, QuerySet

from inzage.register.models import Record
from inzage.register.values import Actor, Noun
from inzage.register.web.reading import visible
from inzage.register.web.workload import mine


def trajectories(by: Actor, asked: str, of: str) -> QuerySet[Record]:
    """The newest first; ``asked``: exactly a pseudonym or source key; ``of``: ``mij`` for those assigned to ``by``."""
    found = visible(by).filter(noun=Noun.TRAJECTORY.value).select_related("about").order_by("-happened", "id")
    if of == "mij":
        found = found.filter(root__in=mine(by))
    if asked:
        persons = visible(by).filter(Q(data__pseudonym=asked) | Q(data__source_key=asked), kind="persoon")
        found = found.filter(about__in=persons.values("root"))
    return found
