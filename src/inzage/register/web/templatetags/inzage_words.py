"""``{% t "Nederlands" "English" %}`` and filters that say codes, days and moments in words."""

from datetime import date, datetime

from django import template
from django.utils import formats, timezone

from inzage.register import words
from inzage.register.models import Record
from inzage.register.values import Role, Words
from inzage.register.web import saying
from inzage.register.web.kinds import kind_of

register = template.Library()


@register.simple_tag
def t(nl: str, en: str) -> str:
    """One of the two, escaped as any value is."""
    return saying.t(nl, en)


@register.filter
def say(pair: Words | None) -> str:
    """A pair of the catalogue."""
    return saying.say(pair) if pair else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """22 november 2026."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return formats.date_format(local, "j F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """22 november 2026, 14:05."""
    return formats.date_format(timezone.localtime(value), "j F Y, H:i") if value else ""


@register.filter
def role_name(role: Role | str) -> str:
    """A role in words."""
    return saying.say(words.role(Role(role)))


@register.filter
def kind_name(record: Record) -> str:
    """What a record's kind is called."""
    return saying.say(kind_of(record).words)
