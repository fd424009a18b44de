"""Tables of who may do what with records of a kind, for the database to look at by itself.

Filled when a version of a kind is adopted, and closed with it: what a version allowed stays.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from inzage.register import Kind
from inzage.register.values import Role

WORD = 64
ROLES = [role.value for role in Role]
PARTS = ("propose", "consent", "execute")


class Permit(models.Model):
    """A role may take the step from ``source`` to ``target``; making a record is the step from nowhere.

    ``act``: making one takes a decision of two people on this act that was carried out.
    """

    code = models.CharField(max_length=WORD)
    version = models.PositiveIntegerField()
    source = models.CharField(max_length=WORD, blank=True)
    target = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)
    four_eyes = models.BooleanField()
    act = models.CharField(max_length=WORD, blank=True)

    class Meta:
        """One row per step and role."""

        app_label = "register"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version", "source", "target", "role"], name="permit_once"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="permit_role"),
        ]


class ActRole(models.Model):
    """A role that takes a part in an act of two people, by a version of the kind that decides on it."""

    code = models.CharField(max_length=WORD)
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=WORD)
    part = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)

    class Meta:
        """One row per act, part and role."""

        app_label = "register"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version", "act", "part", "role"], name="act_role_once"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="act_role_part"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="act_role_role"),
        ]


def permits(kind: Kind) -> list[Permit]:
    """Who makes records of a kind, and who takes which of its steps."""
    start, name = kind.table.start, {"code": kind.code, "version": kind.version}
    made = [
        Permit(source="", target=start, role=role.value, four_eyes=False, act=kind.made_by_act, **name)
        for role in sorted(kind.makers)
    ]
    return made + [
        Permit(source=a.source, target=a.target, role=role.value, four_eyes=a.four_eyes, act="", **name)
        for a in kind.table.arrows.values()
        for role in sorted(a.roles)
    ]


def act_roles(kind: Kind) -> list[ActRole]:
    """Who takes which part in the acts that a kind decides on."""
    return [
        ActRole(code=kind.code, version=kind.version, act=act, part=part, role=role.value)
        for act, roles in kind.acts.items()
        for part in PARTS
        for role in sorted(getattr(roles, part))
    ]
