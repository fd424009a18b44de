"""What codes of a result are called: what stands beside a figure, why units are left out, what made a warning sound."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format

from inzage.evaluation import Result
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
    "gone": Words("Aanwijzing weg bij de hercontrole", "Indication gone at the re-check"),
    "n": Words("Totaal", "Total"),
    "new": Words("Nieuwe aanwijzing bij de hercontrole", "New indication at the re-check"),
    "own": Words("Eigen aandeel van deze groep", "This group's own share"),
    "rows": Words("Regels", "Rows"),
    "shrinkage": Words("Hoe ver naar het geheel getrokken (0 tot 1)", "How far drawn to the whole (0 to 1)"),
    "total": Words("Som", "Sum"),
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
    "een-controle": Words("maar één controle met een antwoord gehad", "had one check with an answer only"),
    "geen-zelfde-vraag": Words("geen vraag die beide keren is beantwoord", "no question answered both times"),
    "hercontrole-te-laat": Words("hercontrole te laat", "re-check too late"),
    "geen-dag": Words(
        "gold op geen enkele dag van de gegevens, of de termijn is niet bekend",
        "held on no day of the data, or its term is not known",
    ),
    "ingetrokken": Words("later ingetrokken", "withdrawn later"),
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


def beside(name: str, *, lived: bool = True) -> str:
    """What stands beside a figure; ``lived``: of what happens to people, so that events are theirs."""
    if name == "events" and not lived:
        return t("Daarvan", "Of which")
    return say(BESIDE[name]) if name in BESIDE else _plain(name)


def group(code: str) -> str:
    """A group as it is called: a question in its words; codes of offices and versions as they are."""
    if code in GROUPS:
        return say(GROUPS[code])
    asked = words.known("question", code)
    return say(asked) if asked else code


def in_words(result: Result) -> Result:
    """The same with questions of a check called by their words wherever a label names their code."""
    given = result.context.get("questions", ())
    codes = given if isinstance(given, list | tuple) else ()
    named = {code: words.known("question", code) for code in codes if isinstance(code, str)}
    told = {code: words_ for code, words_ in named.items() if words_}
    return replace(result, figures=tuple(replace(each, label=_named(each.label, told)) for each in result.figures))


def _named(label: Words, told: Mapping[str, Words]) -> Words:
    for code, asked in told.items():
        label = Words(label.nl.replace(code, f"‘{asked.nl}’"), label.en.replace(code, f"‘{asked.en}’"))
    return label


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
