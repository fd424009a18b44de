"""The rules for what a mandate opens more widely than the rulings readily allow."""

from typing import get_args

from inzage.mandate import CarrierKind, Level, Mandate
from inzage.mandate.catalogue import questions_of
from inzage.mandate.lint_rules import COVENANT, LIMITED, PRECISE, SENSITIVE, SMARTPHONE, STORAGE, Rule
from inzage.mandate.refusals import NotAdmitted

_MOST_A_YEAR = 12
_LONG_WINDOW = 365
_LONG_PERIOD = 3653
_LONG_RETENTION = 365
_PER_YEAR = {"month": 12, "quarter": 4, "half_year": 2, "year": 1, "period": 0}
_POLICE_ROLES = ("politie", "opsporingsambtenaar", "wijkagent")


def _opens_unasked(mandate: Mandate) -> bool:
    try:
        asked = {one for question in questions_of(mandate) for one in question.opens}
    except NotAdmitted:
        return False
    return bool(set(mandate.manner.data_classes) - asked)


KEEPING = "history_removed"
"""The indicator whose ``dagen`` are days of keeping; other questions have days of their own."""


def _looks_past_keeping(mandate: Mandate) -> bool:
    try:
        kept = [q.parameters["dagen"] for q in questions_of(mandate) if q.indicator == KEEPING]
    except NotAdmitted:
        return False
    return any(isinstance(days, int) and mandate.manner.window_days > days for days in kept)


WIDE: tuple[Rule, ...] = (
    Rule(
        "period",
        lambda mandate: (mandate.period.last - mandate.period.first).days > _LONG_PERIOD,
        PRECISE,
        "De periode is langer dan tien jaar.",
        "The period is longer than ten years.",
        "Geadviseerd wordt de periode te beperken tot de proeftijd en tussentijds te toetsen of controle nodig blijft.",
    ),
    Rule(
        "frequency",
        lambda mandate: mandate.frequency.at_most * _PER_YEAR[mandate.frequency.per] > _MOST_A_YEAR,
        LIMITED,
        "Er mag vaker dan maandelijks worden gecontroleerd. Dat is moeilijk een beperkte inbreuk te noemen.",
        "Checks may take place more often than monthly. That is hard to call a limited infringement.",
        "Geadviseerd wordt de frequentie te verlagen of te motiveren waarom vaker dan maandelijks nodig is.",
    ),
    Rule(
        "manner.carriers",
        lambda mandate: set(mandate.manner.carriers) == set(get_args(CarrierKind)),
        SMARTPHONE,
        "Alle soorten gegevensdragers zijn opengesteld.",
        "Every kind of carrier is opened.",
        "Geadviseerd wordt alleen de soorten gegevensdragers te noemen die voor de voorwaarde van belang zijn.",
    ),
    Rule(
        "manner.owners",
        lambda mandate: bool({"ander", "kind"} & set(mandate.manner.owners)),
        PRECISE,
        "Apparaten van een ander of van een kind zijn opengesteld.",
        "Devices of another person or of a child are opened.",
        "Geadviseerd wordt apparaten van anderen uit te zonderen of te motiveren waarom controle daarvan nodig is.",
    ),
    Rule(
        "manner.data_classes",
        lambda mandate: any(one.level == Level.HIGH for one in mandate.manner.data_classes),
        SENSITIVE,
        "Er zijn gegevens met een hoge inbreuk opengesteld, zoals berichten of beeld.",
        "Classes of high intrusion are opened, such as messages or pictures.",
        "Geadviseerd wordt gegevens met een hoge inbreuk alleen open te stellen met een eigen motivering.",
    ),
    Rule(
        "manner.data_classes",
        _opens_unasked,
        SENSITIVE,
        "Er zijn gegevens opengesteld waar geen voorwaarde om vraagt. Ze blijven dicht.",
        "Classes of data are opened that no condition asks for. They stay closed.",
        "Geadviseerd wordt alleen gegevens open te stellen die een voorwaarde nodig heeft.",
    ),
    Rule(
        "manner.window_days",
        lambda mandate: mandate.manner.window_days > _LONG_WINDOW,
        PRECISE,
        "Er mag meer dan een jaar worden teruggekeken.",
        "More than a year may be looked back.",
        "Geadviseerd wordt het terugkijken te beperken tot de vorige controle, en ten hoogste een jaar.",
    ),
    Rule(
        "manner.window_days",
        _looks_past_keeping,
        PRECISE,
        "Er wordt verder teruggekeken dan de betrokkene de geschiedenis moet bewaren.",
        "The check looks back further than the person has to keep the history.",
        "Geadviseerd wordt niet verder terug te kijken dan het aantal dagen waarover bewaren is opgelegd.",
    ),
    Rule(
        "manner.human",
        lambda mandate: "content" in mandate.manner.human,
        LIMITED,
        "Een mens mag inhoud zien.",
        "A human may see content.",
        "Geadviseerd wordt inzage in inhoud te schrappen, of te bepalen door wie, wanneer en waarvan.",
    ),
    Rule(
        "officials.allowed",
        lambda mandate: any(role.startswith(_POLICE_ROLES) for role in mandate.officials.allowed),
        COVENANT,
        "De politie mag de controle uitvoeren. Toezicht mag niet neerkomen op meewerken aan opsporing.",
        "The police may carry out the check. Supervision may not amount to cooperating with investigation.",
        "Geadviseerd wordt de controle aan de reclassering op te dragen, met hooguit technische ondersteuning.",
    ),
    Rule(
        "retention_days",
        lambda mandate: mandate.retention_days > _LONG_RETENTION,
        STORAGE,
        "Het dossier wordt langer dan een jaar bewaard.",
        "The case is kept for longer than a year.",
        "Geadviseerd wordt de bewaartermijn te verkorten of te motiveren.",
    ),
)
"""What opens more than the rulings readily allow."""
