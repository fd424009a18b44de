"""A mandate in words: what opens, what stays closed, until when, how often, how and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats

from inzage.errors import InzageError
from inzage.mandate import NEVER, Condition, DataClass, Level, Mandate, Question
from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.catalogue import block, questions_of
from inzage.mandate.frequency import SAID
from inzage.mandate.lint import opens_today
from inzage.register import words
from inzage.register.values import Words
from inzage.register.web.saying import language, say, t
from inzage.report import wording, words_codes

NOTICES = {
    "announced": Words("aangekondigd", "announced"),
    "unannounced": Words("onaangekondigd", "unannounced"),
    "either": Words("aangekondigd of onaangekondigd", "announced or unannounced"),
}
GRANTS = {"settings": Words("instellingen van het toestel", "settings"), "content": Words("inhoud", "content")}
SILENT = {
    "period.first": Words("eerste dag", "first day"),
    "period.last": Words("laatste dag", "last day"),
    "frequency.at_most": Words("hoe vaak", "how often"),
    "frequency.per": Words("per welke periode", "per which period"),
    "frequency.notice": Words("aankondiging", "notice"),
    "manner.carriers": Words("soorten gegevensdragers", "kinds of carriers"),
    "manner.presented": Words("hoe zij zijn aangeboden", "how they were presented"),
    "manner.owners": Words("van wie zij zijn", "whose they are"),
    "manner.data_classes": Words("soorten gegevens", "classes of data"),
    "manner.window_days": Words("hoe ver terug", "how far back"),
    "manner.human": Words("wat een mens mag zien", "what a person may see"),
    "officials.allowed": Words("wie mag controleren", "who may check"),
    "hit.contact": Words("wie wordt ingelicht bij stoppen", "who is told of a halt"),
    "hit.instructions": Words("wat dan wordt gedaan", "what is done then"),
    "retention_days": Words("bewaartermijn", "retention term"),
}


@dataclass(frozen=True, slots=True)
class Door:
    """A question, and the classes of data that open for it, each with its level of intrusion."""

    question: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A mandate for a reader. ``day``: the day for which ``doors`` are told; ``today``: whether that is this one."""

    mandate: Mandate
    conditions: tuple[tuple[str, str], ...]
    doors: tuple[Door, ...]
    day: date
    today: bool
    closed: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]


def told(mandate: Mandate, today: date) -> Told:
    """The mandate in the language of the request."""
    day = today if today in mandate.period or mandate.period == NEVER else mandate.period.first
    permits = opens_today(mandate, day)
    opened = {permit.data_class for permit in permits}
    return Told(
        mandate,
        tuple((f"{one.block}, {t('versie', 'version')} {one.version}", _wording(one)) for one in mandate.conditions),
        tuple(_doors(mandate, [(one.question, one.data_class) for one in permits])),
        day,
        day == today,
        tuple(class_name(one) for one in DataClass if one not in opened),
        tuple(_lines(mandate)),
        tuple(say(SILENT[name]) for name in mandate.narrowed),
    )


def class_name(one: DataClass) -> str:
    """A class of data with its level."""
    level = wording.say(words_codes.LEVELS, Level(one.level).name.lower(), language()).lower()
    name = wording.say(words_codes.DATA_CLASSES, one.value, language())
    return f"{name} ({t('inbreuk', 'intrusion')}: {level})"


def _doors(mandate: Mandate, permits: Sequence[tuple[str, DataClass]]) -> list[Door]:
    asked = {question.code: question for question in _questions(mandate)}
    found = dict.fromkeys(code for code, _ in permits)
    return [
        Door(_asked(asked[code]), tuple(class_name(one) for name, one in permits if name == code)) for code in found
    ]


def _asked(question: Question) -> str:
    return t(question.nl, question.en)


def _questions(mandate: Mandate) -> tuple[Question, ...]:
    try:
        return questions_of(mandate)
    except InzageError:
        return ()


def _wording(condition: Condition) -> str:
    try:
        return block_wording(block(condition.block, condition.version), condition.parameters)
    except InzageError as fault:
        return fault.sentence(language())


def block_wording(of: BuildingBlock, given: Mapping[str, object]) -> str:
    """The condition in Dutch, as the verdict has it; what is wrong with it where it cannot be filled in."""
    try:
        return of.wording(given)
    except InzageError as fault:
        return fault.sentence(language())


def day_said(day: date) -> str:
    """22 november 2026."""
    return str(formats.date_format(day, "j F Y"))


def _lines(mandate: Mandate) -> list[tuple[str, str]]:
    manner, officials = mandate.manner, mandate.officials
    return [
        (t("Periode", "Period"), _period(mandate)),
        (t("Hoe vaak", "How often"), _frequency(mandate)),
        (t("Aankondiging", "Notice"), say(NOTICES[mandate.frequency.notice])),
        (t("Gegevensdragers", "Carriers"), _coded(words_codes.CARRIERS, manner.carriers)),
        (t("Hoe aangeboden", "How presented"), _coded(words_codes.PRESENTED, manner.presented)),
        (t("Van wie", "Whose"), _coded(words_codes.OWNERS, manner.owners)),
        (t("Hoe ver terug", "How far back"), t(f"{manner.window_days} dagen", f"{manner.window_days} days")),
        (t("Wie controleert", "Who checks"), _roles(officials.allowed)),
        (t("Wie niet", "Who does not"), _roles(officials.excluded)),
        (t("Wat een mens mag zien", "What a person may see"), _human(mandate)),
        (t("Dicht bij naam", "Closed by name"), _shut(mandate)),
        (t("Als de controle stopt", "When the check stops"), _halt(mandate)),
        (t("Bewaartermijn", "Retention"), t(f"{mandate.retention_days} dagen", f"{mandate.retention_days} days")),
    ]


def _period(mandate: Mandate) -> str:
    if mandate.period == NEVER:
        return t("geen: er gaat niets open", "none: nothing opens")
    first, last = day_said(mandate.period.first), day_said(mandate.period.last)
    return t(f"van {first} tot en met {last}", f"from {first} until {last}")


def _frequency(mandate: Mandate) -> str:
    said = mandate.frequency
    return t(
        f"ten hoogste {said.at_most} keer per {SAID[said.per][0]}", f"{said.at_most} at most per {SAID[said.per][1]}"
    )


def _coded(table: wording.Table, codes: Sequence[str]) -> str:
    return ", ".join(wording.say(table, code, language()) for code in codes) or "—"


def _roles(codes: Sequence[str]) -> str:
    return ", ".join(say(words.value("function", code)).lower() for code in codes) or "—"


def _human(mandate: Mandate) -> str:
    granted = ", ".join(say(GRANTS[one]) for one in mandate.manner.human)
    if "content" in mandate.manner.human:
        most = mandate.manner.human_items
        granted += t(f" (ten hoogste {most} vermeldingen bij één vraag)", f" ({most} entries at most for one question)")
    return granted or t("niets: alleen tellingen", "nothing: counts only")


def _shut(mandate: Mandate) -> str:
    users, contacts = len(mandate.exclusions.containers), len(mandate.exclusions.contacts)
    return t(
        f"andere gebruikers: {users}; geheimhouders of anderen: {contacts}",
        f"other users: {users}; privileged contacts or others: {contacts}",
    )


def _halt(mandate: Mandate) -> str:
    said = ". ".join(text.rstrip(". ") for text in (mandate.hit.contact, mandate.hit.instructions) if text)
    return said or t("stoppen en verzegelen", "stop and seal")
