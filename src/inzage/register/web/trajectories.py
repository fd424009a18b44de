"""Trajectories by whom they are on, or whose they are."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.register.indexing import Told
from inzage.register.models import Record
from inzage.register.values import Actor, Noun
from inzage.register.web import finding
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import visible
from inzage.register.web.workload import mine


def trajectories(by: Actor, asked: str, of: str) -> QuerySet[Record]:
    """The newest first; ``asked``: exactly a pseudonym or source key; ``of``: ``mij`` for those assigned to ``by``."""
    return _found(by, asked, of).select_related("about").order_by("-happened", "id")


def page(by: Actor, asked: str, of: str, number: int) -> tuple[list[Record], bool]:
    """Some of them, and whether there are more."""
    found = _found(by, asked, of)
    if asked or of == "mij":
        return finding.page([found], "-happened", number)
    kinds = {kind.code for kind in catalogue().kinds.values() if kind.noun is Noun.TRAJECTORY}
    ours = found.filter(organisation=by.organisation)  # no trajectory is shared
    return finding.page([ours.filter(kind=code) for code in sorted(kinds)], "-happened", number)


def _found(by: Actor, asked: str, of: str) -> QuerySet[Record]:
    found = visible(by).filter(noun=Noun.TRAJECTORY.value)
    if of == "mij":
        found = found.filter(root__in=mine(by))
    return found.filter(about__in=_persons(by, asked)) if asked else found


def _persons(by: Actor, asked: str) -> list[UUID]:
    known = visible(by).filter(kind="persoon")
    by_pseudonym, by_source = (
        known.alias(said=Told(field)).filter(said=asked).values_list("root", flat=True)
        for field in ("pseudonym", "source_key")
    )
    return list(by_pseudonym.union(by_source))
