"""The manual's chapter of building blocks, made from the catalogue itself."""

from collections.abc import Iterator, Mapping

from inzage.mandate.building_block import BuildingBlock, Parameter
from inzage.mandate.catalogue import Catalogue
from inzage.report import wording
from inzage.report.words_codes import DATA_CLASSES, LEVELS
from inzage.report.words_questions import COUNTS

_HEAD = """\
# Bouwstenen van voorwaarden

Een bouwsteen is een voorwaarde die gecontroleerd kan worden: de tekst, wat een rechter erin kan invullen,
welke vragen zij stelt, welke gegevens daarvoor opengaan en waarom dat mag. Gemaakt met
`inzage blocks --markdown`; niet met de hand wijzigen. Alle bouwstenen zijn nu **concept**: geen organisatie heeft
ze vastgesteld, en elk document van een controle die erop rust, draagt dat als watermerk. Een opdracht legt
de versie van elke bouwsteen vast; `inzage mandate diff` zegt wat er sindsdien is gewijzigd.

De gegevens staan van de minste naar de meeste inbreuk. Zij gaan in die volgorde open, en alleen als de
opdracht die soort noemt. Is een vraag beantwoord met een aanwijzing, dan blijven de diepere gegevens dicht.
"""
_CATEGORIES: Mapping[str, str] = {
    "algemeen": "Algemeen",
    "zeden_online": "Zeden online",
    "cyber": "Cyber",
    "ter": "Terrorisme, extremisme en radicalisering (TER)",
}


def chapter(catalogue: Catalogue) -> str:
    """The newest version of every block, by category; a category without a name stands as itself."""
    newest = catalogue.newest()
    parts = [_HEAD]
    for category in dict.fromkeys([*_CATEGORIES, *(block.category for block in newest)]):
        mine = [block for block in newest if block.category == category]
        if mine:
            parts += [f"\n## {_CATEGORIES.get(category, category)}\n", *(_block(one) for one in mine)]
    return "".join(parts)


def _block(block: BuildingBlock) -> str:
    settled = f"{block.status}, {block.by}, {block.on}" if block.by else str(block.status)
    lines = [
        f"\n### {block.code} versie {block.version} ({settled})\n",
        f"> {block.nl}\n",
        *_listed("In te vullen", (_parameter(one) for one in block.parameters)),
        *_listed("Vragen", _questions(block)),
        "Rechtspraak: " + ", ".join(block.rulings) + ".\n",
        *(f"**{name.capitalize()}.** {' '.join(argued.split())}\n" for name, argued in block.tests.items()),
    ]
    return "\n".join(lines)


def _listed(head: str, items: Iterator[str]) -> list[str]:
    rows = [f"- {item}" for item in items]
    return [f"**{head}**\n", "\n".join(rows) + "\n"] if rows else []


def _parameter(one: Parameter) -> str:
    if one.kind == "tokens":
        bounds = f"{one.low} tot {one.high} kenmerken"
    elif one.choices:
        bounds = ", ".join(one.words or one.choices)
    else:
        bounds = f"{one.low} tot en met {one.high}"
    default = "" if one.default is None or one.kind == "tokens" else f"; als niets is ingevuld: {one.say(one.default)}"
    return f"`{one.name}`: {one.nl} ({bounds}{default})"


def _questions(block: BuildingBlock) -> Iterator[str]:
    for question in block.questions:
        doors = "; ".join(
            f"{wording.say(DATA_CLASSES, one.value, 'nl').lower()} "
            f"(inbreuk {wording.say(LEVELS, one.level.name.lower(), 'nl').lower()})"
            for one in question.opens
        )
        purpose = f" Lijst met doel `{question.list_purpose}`." if question.list_purpose else ""
        yield f"{question.nl} Opent: {doors}.{purpose} {wording.say(COUNTS, question.indicator, 'nl')}"
