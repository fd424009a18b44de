"""The rules of the lint as a table: when a rule applies, which ruling asks for it, and what to say.

The rulings say that a check must be regulated concretely: how often, in what
manner and by which officials (ECLI:NL:HR:2022:1763), so that the infringement
stays limited (ECLI:NL:HR:2022:807). What goes beyond their words says so by
naming an article instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from inzage.mandate import CarrierKind, Level, Mandate
from inzage.mandate.catalogue import questions_of
from inzage.mandate.refusals import NotAdmitted

SMARTPHONE = "ECLI:NL:HR:2017:588"
POLICE = "ECLI:NL:HR:2020:1215"
COVENANT = "ECLI:NL:HR:2021:498"
VAGUE = "ECLI:NL:HR:2021:1403"
PRECISE = "ECLI:NL:HR:2022:807"
LIMITED = "ECLI:NL:HR:2022:1763"
CONCRETE = "ECLI:NL:PHR:2024:1295"
SENSITIVE = "ECLI:NL:HR:2025:409"
PRIVILEGED = "ECLI:NL:HR:2025:1247"
STORAGE = "artikel 5, eerste lid, onder e, AVG"

_MOST_A_YEAR = 12
_LONG_WINDOW = 365
_LONG_PERIOD = 3653
_LONG_RETENTION = 365
_PER_YEAR = {"month": 12, "quarter": 4, "half_year": 2, "year": 1, "period": 0}
_POLICE_ROLES = ("politie", "opsporingsambtenaar", "wijkagent")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the field, when it applies, its source, and its sentences."""

    field: str
    applies: Callable[[Mandate], bool]
    source: str
    nl: str
    en: str
    advice: str


def _silent(*names: str) -> Callable[[Mandate], bool]:
    return lambda mandate: any(name in mandate.narrowed for name in names)


def _opens_unasked(mandate: Mandate) -> bool:
    try:
        asked = {one for question in questions_of(mandate) for one in question.opens}
    except NotAdmitted:
        return False
    return bool(set(mandate.manner.data_classes) - asked)


def _looks_past_keeping(mandate: Mandate) -> bool:
    try:
        kept = [q.parameters["dagen"] for q in questions_of(mandate) if "dagen" in q.parameters]
    except NotAdmitted:
        return False
    return any(isinstance(days, int) and mandate.manner.window_days > days for days in kept)


MISSING: tuple[Rule, ...] = (
    Rule(
        "conditions",
        lambda mandate: not mandate.conditions,
        VAGUE,
        "Er staat geen voorwaarde in de opdracht. Zonder voorwaarde gaat niets open.",
        "The mandate holds no condition. Without a condition nothing opens.",
        "Geadviseerd wordt in de bijzondere voorwaarde te omschrijven welk gedrag de betrokkene moet nalaten.",
    ),
    Rule(
        "verdict_quote",
        lambda mandate: not mandate.verdict_quote.strip(),
        CONCRETE,
        "De tekst van het vonnis ontbreekt. De tweede ondertekenaar kan de velden nergens mee vergelijken.",
        "The text of the verdict is missing. The second signer has nothing to compare the fields with.",
        "Geadviseerd wordt de controle in het vonnis zelf concreet te normeren.",
    ),
    Rule(
        "period",
        _silent("period.first", "period.last"),
        PRECISE,
        "De periode ontbreekt of is niet compleet. Zonder periode gaat niets open; met één dag alleen die dag.",
        "The period is missing or incomplete. Without it nothing opens; with one day only that day.",
        "Geadviseerd wordt de periode te noemen waarin controles mogen plaatsvinden.",
    ),
    Rule(
        "frequency",
        _silent("frequency.at_most", "frequency.per"),
        LIMITED,
        "De frequentie ontbreekt. Gelezen als: hooguit één controle in de hele periode.",
        "The frequency is missing. Read as: one check at most in the whole period.",
        "Geadviseerd wordt te bepalen hoe vaak ten hoogste mag worden gecontroleerd, bijvoorbeeld twee keer per jaar.",
    ),
    Rule(
        "frequency.notice",
        _silent("frequency.notice"),
        LIMITED,
        "Er staat niet of een controle wordt aangekondigd. Gelezen als: altijd aangekondigd.",
        "It is not said whether a check is announced. Read as: always announced.",
        "Geadviseerd wordt te bepalen of controles aangekondigd of onaangekondigd plaatsvinden.",
    ),
    Rule(
        "manner.carriers",
        _silent("manner.carriers"),
        SMARTPHONE,
        "De soorten gegevensdragers ontbreken. Gelezen als: alleen computers.",
        "The kinds of carriers are missing. Read as: computers only.",
        "Geadviseerd wordt te noemen welke soorten gegevensdragers mogen worden gecontroleerd.",
    ),
    Rule(
        "manner",
        _silent("manner.presented", "manner.owners"),
        PRECISE,
        "Er staat niet welke apparaten in aanmerking komen. Gelezen als: alleen eigen apparaten die de betrokkene "
        "zelf aanreikt.",
        "It is not said which devices qualify. Read as: only own devices that the person hands over.",
        "Geadviseerd wordt te bepalen dat alleen apparaten worden gecontroleerd die de betrokkene aanreikt of die in "
        "het zicht liggen, zonder doorzoeking, en hoe met apparaten van anderen wordt omgegaan.",
    ),
    Rule(
        "manner.data_classes",
        _silent("manner.data_classes"),
        SENSITIVE,
        "De soorten gegevens ontbreken. Gelezen als: alleen gegevens met een lage inbreuk die de vragen nodig hebben.",
        "The classes of data are missing. Read as: only those of low intrusion that the questions need.",
        "Geadviseerd wordt te noemen welke soorten gegevens mogen worden gelezen, en welke dicht blijven.",
    ),
    Rule(
        "manner.window_days",
        _silent("manner.window_days"),
        PRECISE,
        "Er staat niet hoe ver mag worden teruggekeken. Gelezen als: dertig dagen.",
        "It is not said how far back may be read. Read as: thirty days.",
        "Geadviseerd wordt te bepalen hoe ver een controle mag terugkijken, bijvoorbeeld tot de vorige controle.",
    ),
    Rule(
        "manner.human",
        _silent("manner.human"),
        LIMITED,
        "Er staat niet wat een mens mag zien. Gelezen als: niets; alleen tellingen.",
        "It is not said what a human may see. Read as: nothing; counts only.",
        "Geadviseerd wordt te bepalen dat de uitkomst uit tellingen bestaat en dat niemand de inhoud te zien krijgt.",
    ),
    Rule(
        "officials.allowed",
        _silent("officials.allowed"),
        LIMITED,
        "Er staat niet wie mag controleren. Gelezen als: alleen de toezichthouder.",
        "It is not said who may check. Read as: the supervisor only.",
        "Geadviseerd wordt te noemen welke functionarissen de controle uitvoeren, en wie daarvan is uitgesloten.",
    ),
    Rule(
        "exclusions",
        lambda mandate: not (mandate.exclusions.containers or mandate.exclusions.contacts),
        PRIVILEGED,
        "Er is niemand uitgezonderd: geen advocaat, geen behandelaar, geen huisgenoot.",
        "Nobody is excluded: no lawyer, no therapist, no housemate.",
        "Geadviseerd wordt te bepalen dat communicatie met geheimhouders en gegevens van anderen worden uitgezonderd.",
    ),
    Rule(
        "hit",
        _silent("hit.contact", "hit.instructions"),
        POLICE,
        "Er staat niet wat er gebeurt als de controle stopt. Gelezen als: stoppen en verzegelen, niets meer.",
        "It is not said what happens when a check stops. Read as: stop and seal, nothing more.",
        "Geadviseerd wordt te bepalen dat het toezicht stopt waar opsporing begint, en wie dan wordt ingelicht.",
    ),
    Rule(
        "retention_days",
        _silent("retention_days"),
        STORAGE,
        "De bewaartermijn ontbreekt. Gelezen als: zes weken, de termijn om een klacht in te dienen.",
        "The retention term is missing. Read as: six weeks, the term for a complaint.",
        "Geadviseerd wordt een bewaartermijn voor het dossier van een controle te noemen.",
    ),
)
"""What is missing, in the order of the document."""

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
