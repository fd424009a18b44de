"""``{% t "Nederlands" "English" %}`` and filters that say codes, days and moments in words."""

from datetime import date, datetime
from uuid import UUID

from django import template
from django.utils import formats, timezone

from inzage.register import words
from inzage.register.models import Record
from inzage.register.values import Role, Words
from inzage.register.web import saying
from inzage.register.web.kinds import kind_of
from inzage.register.web.stepping import Way

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


@register.filter
def state_name(record: Record) -> str:
    """Where a record stands, in words."""
    return saying.say(words.state(record.state, record.kind))


@register.filter
def value_name(code: str, field: str) -> str:
    """A fixed value of a field, in words."""
    return saying.say(words.value(field, code))


@register.filter
def iso_day(value: str) -> str:
    """A day that was written 2026-11-22."""
    return day(date.fromisoformat(value))


ACTS = {
    "gepland": Words("Plannen", "Plan"),
    "onderweg": Words("Beginnen", "Begin"),
    "afgezegd": Words("Afzeggen", "Call off"),
    "beoordeeld": Words("Controle afsluiten", "Close the check"),
}
"""What one does to bring a check where it is to be, on its own page."""


@register.filter
def act_name(way: Way) -> str:
    """A step of a check as a button says it."""
    return saying.say(ACTS[way.target]) if way.target in ACTS else way.label


STAGES = {
    "A": Words("Gegevens over het apparaat", "Facts on the device"),
    "B": Words("Gebruik", "Use"),
    "C": Words("Bestanden vergelijken", "Comparing files"),
    "digest": Words("Kenmerk van de gegevensdrager", "Digest of the carrier"),
}
LIGHTS = {
    "done": ("done", Words("klaar", "done")),
    "running": ("on", Words("bezig", "running")),
    "waiting": ("off", Words("wacht", "waiting")),
    "failed": ("failed", Words("mislukt", "failed")),
}
MINUTE = 60


@register.filter
def stage_name(stage: str) -> str:
    """A stage of a check."""
    return saying.say(STAGES.get(stage, Words(stage, stage)))


@register.filter
def light_look(light: str) -> str:
    """The class of a light."""
    return LIGHTS.get(light, LIGHTS["waiting"])[0]


@register.filter
def light_name(light: str) -> str:
    """What a light says."""
    return saying.say(LIGHTS.get(light, LIGHTS["waiting"])[1])


@register.filter
def spell_seconds(value: float) -> str:
    """A time that is left: seconds, then whole minutes."""
    if value < MINUTE:
        many = max(1, round(value))
        return f"{many} {saying.t('seconde', 'second') if many == 1 else saying.t('seconden', 'seconds')}"
    many = round(value / MINUTE)
    return f"{many} {saying.t('minuut', 'minute') if many == 1 else saying.t('minuten', 'minutes')}"


HOUR = 3600


@register.filter
def spell_span(value: float) -> str:
    """How long something took, in two parts at most."""
    whole = round(value)
    if whole < HOUR:
        return f"{whole // MINUTE} min {whole % MINUTE} s" if whole >= MINUTE else f"{whole} s"
    return f"{whole // HOUR} {saying.t('uur', 'h')} {whole % HOUR // MINUTE} min"


@register.filter
def short_key(value: UUID) -> str:
    """The beginning of a key, to tell lines apart."""
    return value.hex[:8]


@register.filter
def plain_number(value: float) -> str:
    """A number as HTML writes it, whatever the language."""
    return str(value)
