"""The request to the public prosecutor for what a mandate lacks, drafted for a person to finish."""

from collections.abc import Sequence
from datetime import date

from inzage.mandate import Mandate
from inzage.mandate.lint import Kind, LintRemark, opens_today

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

_HEADINGS = {
    Kind.MISSING: "Wat in de opdracht ontbreekt",
    Kind.WIDE: "Wat ruim is geformuleerd",
    Kind.CLOSED: "Wat niet kan worden beantwoord",
}


def request(mandate: Mandate, remarks: Sequence[LintRemark], on: date) -> str:
    """A plain-text letter in Dutch; empty where there is nothing to ask."""
    if not remarks:
        return ""
    parts = [_opening(mandate, on)]
    for kind, heading in _HEADINGS.items():
        chosen = [remark for remark in remarks if remark.kind == kind]
        if chosen:
            parts.append(heading + "\n\n" + "\n".join(map(_item, chosen)))
    return "\n\n".join([*parts, _meanwhile(mandate, on), _CLOSING]) + "\n"


def dutch_date(day: date) -> str:
    """A date as a Dutch letter writes it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _opening(mandate: Mandate, on: date) -> str:
    return (
        "Aan de officier van justitie\n\n"
        f"Datum: {dutch_date(on)}\n"
        f"Betreft: verzoek om aanvulling van de opdracht tot controle van gegevensdragers\n"
        f"Kenmerk: {mandate.reference}\n"
        f"Betrokkene (pseudoniem): {mandate.person}\n\n"
        "Geachte officier van justitie,\n\n"
        "De reclassering houdt toezicht op de naleving van de voorwaarden in bovengenoemde zaak. Volgens de Hoge Raad "
        "(ECLI:NL:HR:2022:1763) mag een controle van gegevensdragers alleen plaatsvinden zolang de inbreuk op de "
        "persoonlijke levenssfeer beperkt blijft, en moet duidelijk zijn hoe vaak, op welke wijze en door wie wordt "
        "gecontroleerd. Op de volgende punten vragen wij u de opdracht aan te vullen of te laten aanvullen."
    )


def _item(remark: LintRemark) -> str:
    return f"- {remark.nl} {remark.advice} ({remark.source})"


def _meanwhile(mandate: Mandate, on: date) -> str:
    open_doors = sorted({str(permit.data_class) for permit in opens_today(mandate, on)})
    if not open_doors:
        return "Tot die aanvulling\n\nZolang de opdracht niet is aangevuld, opent een controle niets."
    return (
        "Tot die aanvulling\n\nZolang de opdracht niet is aangevuld, lezen wij elk ontbrekend punt zo "
        "beperkt mogelijk. "
        f"Een controle opent dan alleen: {', '.join(open_doors)}."
    )


_CLOSING = "Hoogachtend,\n\n\n[naam en functie]\n[reclasseringsorganisatie]"
