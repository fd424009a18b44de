"""The rules for what a mandate lacks, each with what its silence is read as."""

from collections.abc import Callable

from inzage.mandate import Mandate
from inzage.mandate.lint_rules import (
    CONCRETE,
    LIMITED,
    POLICE,
    PRECISE,
    PRIVILEGED,
    SENSITIVE,
    SMARTPHONE,
    STORAGE,
    VAGUE,
    Rule,
)


def _silent(*names: str) -> Callable[[Mandate], bool]:
    return lambda mandate: any(name in mandate.narrowed for name in names)


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
