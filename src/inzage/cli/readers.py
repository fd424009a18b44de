"""``inzage readers``: what can be read, behind which door, and how well it is proven."""

import json
from collections.abc import Sequence

import click

from inzage.cli._same_acts import SAME
from inzage.cli._shared import language, text
from inzage.errors import Language
from inzage.mandate import DataClass
from inzage.readers import Reader, all_readers
from inzage.report import wording
from inzage.report.words_codes import DATA_CLASSES, LEVELS, READERS
from inzage.report.words_sources import FAMILIES


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
@click.option("--markdown", is_flag=True, help="Als hoofdstuk van de handleiding (as a chapter of the manual).")
def command(as_json: bool, markdown: bool) -> None:
    """Wat gelezen kan worden (what can be read)."""
    readers = all_readers()
    if markdown:
        click.echo(chapter(readers), nl=False)
    elif as_json:
        click.echo(json.dumps({"readers": [_row(one) for one in readers]}, ensure_ascii=False, indent=2))
    else:
        for one in readers:
            click.echo("\n  ".join([one.name, *_told(one)]))


_HEAD = """\
# Bronnen

Wat Inzage kan lezen, per soort gegeven. Gemaakt met `inzage readers --markdown`; niet met de hand wijzigen.
*Beproefd*: de lezer heeft minstens één echt bestand gelezen dat niemand hier maakte, met de telling die
daarvan bekend is. *Naar schema*: alleen bestanden die naar de beschrijving zijn nagemaakt; een uitkomst
daarop is minder zeker. Wat hier niet staat, leest Inzage niet. De laatste kolom is de eerste regel van de
beschrijving in de code, en dus Engels. Wat elke lezer van echte dragers zei, staat in [Dekking](dekking.md).

## Eén handeling in twee bronnen

Systemen houden hetzelfde vaak op meer plaatsen bij. Inzage voegt dat niet samen: twee sporen met één tijdstip zijn
geen bewijs van één handeling. Telt een vraag meer van de bronnen hieronder, dan is haar aantal een aantal *sporen*, en
kan het hoger zijn dan het aantal handelingen. Het aantal *dagen* telt elke dag één keer. Ook hetzelfde bericht telt op
elke drager waarop het staat: op een telefoon, in haar reservekopie en op een computer met hetzelfde account. *Berichten
met tekst* zijn dezelfde berichten als die zonder tekst, achter een eigen deur.

"""


def chapter(readers: Sequence[Reader]) -> str:
    """The manual's table of sources: what two of them both tell, then a heading per data class."""
    parts = [_HEAD, _twice()]
    for data_class in DataClass:
        mine = [one for one in readers if one.opens is data_class]
        if mine:
            head = ["| lezer | bron | | omschrijving (Engels) |", "|---|---|---|---|"]
            parts.append("\n".join([f"\n## {_door(data_class, 'nl')}\n", *head, *map(_line, mine), ""]))
    return "".join(parts)


def _line(one: Reader) -> str:
    return f"| `{one.name}` | {_name(one, 'nl')} | {'beproefd' if one.met_real else 'naar schema'} | {_reads(one)} |"


def _twice() -> str:
    rows = [f"| {', '.join(f'`{name}`' for name in names)} | {what} |" for names, what in SAME]
    return "\n".join(["| bronnen | wat zij alle kunnen vertellen |", "|---|---|", *rows, ""])


def _told(one: Reader) -> list[str]:
    """What a person is told of a reader, below its name."""
    said, where = language(), len(one.at) + len(one.elsewhere)
    kind = wording.say(FAMILIES, one.family, said)
    proven = (
        text("beproefd op echte bestanden", "proven on real files")
        if one.met_real
        else text("nog niet op een echt bestand beproefd", "not yet met a real file")
    )
    return [
        _name(one, said),
        text(f"omschrijving (Engels): {_reads(one)}", _reads(one)),
        text(
            f"deur: {_door(one.opens, said)} · soort bron: {kind}", f"door: {_door(one.opens, said)} · source: {kind}"
        ),
        text(f"vindplaatsen: {where} · {proven}", f"places: {where} · {proven}"),
    ]


def _name(one: Reader, said: Language) -> str:
    return wording.say(READERS, one.name, said)


def _door(data_class: DataClass, said: Language) -> str:
    name = wording.say(DATA_CLASSES, data_class.value, said)
    level = wording.say(LEVELS, data_class.level.name.lower(), said).lower()
    return f"{name} (inbreuk {level})" if said == "nl" else f"{name} (intrusion {level})"


def _reads(one: Reader) -> str:
    return one.doc.strip().partition("\n")[0].replace("``", "`")


def _row(one: Reader) -> dict[str, object]:
    return {
        "name": one.name,
        "title": {"nl": _name(one, "nl"), "en": _name(one, "en")},
        "reads": _reads(one),
        "data_class": one.opens.value,
        "level": one.opens.level.name.lower(),
        "family": one.family,
        "patterns": len(one.at) + len(one.elsewhere),
        "at": list(one.at),
        "elsewhere": list(one.elsewhere),
        "met_real": one.met_real,
    }
