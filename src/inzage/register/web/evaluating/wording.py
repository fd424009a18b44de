"""What codes of a result are called: what stands beside a figure, why units are left out, what made a warning sound."""

from datetime import date

from django.utils.formats import date_format

from inzage.register import words
from inzage.register.web.evaluating.amounts import LARGEST, plain
from inzage.register.web.saying import say, t
from inzage.words import Words

BESIDE = {
    "events": Words("Gebeurtenissen", "Events"),
    "person_years": Words("Persoonsjaren", "Person-years"),
    "checks_per_person_month": Words("Controles per persoon per maand", "Checks per person per month"),
    "checks_per_person_month_exposed": Words(
        "Controles per persoon per maand, in de tijd met", "Checks per person per month, in the time with"
    ),
    "checks_per_person_month_other": Words(
        "Controles per persoon per maand, in de tijd zonder", "Checks per person per month, in the time without"
    ),
    "e_value_limit": Words("E-waarde van de grens", "E-value of the limit"),
    "n": Words("Alles samen", "All together"),
    "p": Words("P-waarde", "P value"),
}
FACTS = {
    "units": Words("Om hoeveel het gaat", "How many"),
    "of": Words("Van", "Of"),
    "minimum": Words("Afgesproken minimum", "Minimum agreed"),
    "looks": Words("Deze blik", "This look"),
    "planned": Words("Gepland aantal blikken", "Looks planned"),
    "since": Words("Onvolledig vanaf", "Incomplete since"),
    "lists": Words("Lijsten", "Lists"),
}
LEFT_OUT = {
    "after-sample": Words("na de vaste steekproef gedaan", "done after the fixed sample"),
    "dagvaarding-na-uittreksel": Words("gedagvaard na de laatste dag van de gegevens", "summoned after the data end"),
    "later-toezicht": Words("een later toezicht van dezelfde persoon", "a later supervision of the same person"),
    "na-uittreksel": Words("begonnen na de laatste dag van de gegevens", "begun after the data end"),
}
FACTS_OF_GROUPS = {
    "days": Words("Gemiddeld gevolgd, in dagen", "Followed on average, in days"),
    "checks/month": Words("Controles per persoon per maand", "Checks per person per month"),
}
"""Facts that are told of each group: the group's name stands behind them."""
GROUPS = {
    "": Words("allen", "all"),
    "exposed": Words("tijd met", "time with"),
    "not exposed": Words("tijd zonder", "time without"),
}


def beside(name: str) -> str:
    """What stands beside a figure."""
    return say(BESIDE[name]) if name in BESIDE else _plain(name)


def group(code: str) -> str:
    """A group as it is called; most are codes of offices and versions, and called as they are."""
    return say(GROUPS[code]) if code in GROUPS else code


def fact(name: str) -> str:
    """What made a warning sound."""
    first, _, of = name.partition(" ")
    if first in FACTS_OF_GROUPS and " " in name:
        return f"{say(FACTS_OF_GROUPS[first])}, {group(of)}"
    return say(FACTS[name]) if name in FACTS else _plain(name)


def told(value: float | str) -> str:
    """A fact's value; a day in words."""
    if isinstance(value, str):
        return _day(value)
    return plain(float(value)) if abs(value) <= LARGEST else t("onbekend", "unknown")


def left_out(code: str) -> str:
    """Why units were left out."""
    return say(LEFT_OUT[code]) if code in LEFT_OUT else say(words.value("left_out", code))


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


def _plain(code: str) -> str:
    said = code.replace("_", " ").replace("-", " ")
    return said[:1].upper() + said[1:]
