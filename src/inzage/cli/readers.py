"""``inzage readers``: what can be read, behind which door, and how well it is proven."""

import json
from collections.abc import Sequence

import click

from inzage.cli._shared import text
from inzage.mandate import DataClass
from inzage.readers import Reader, all_readers
from inzage.report import wording
from inzage.report.words_codes import DATA_CLASSES, LEVELS


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
@click.option("--markdown", is_flag=True, help="Als hoofdstuk van de handleiding (as a chapter of the manual).")
def command(as_json: bool, markdown: bool) -> None:
    """Wat gelezen kan worden (what can be read)."""
    readers = all_readers()
    if markdown:
        click.echo(chapter(readers), nl=False)
        return
    if as_json:
        click.echo(json.dumps({"readers": [_row(one) for one in readers]}, ensure_ascii=False, indent=2))
        return
    for one in readers:
        click.echo(f"{one.name}\n  {_reads(one)}\n  {one.opens} · {one.family} · {_proven(one)}")


_HEAD = """\
# Bronnen

Wat Inzage kan lezen, per soort gegeven. Gemaakt met `inzage readers --markdown`; niet met de hand wijzigen.
*Beproefd*: de lezer heeft minstens één echt bestand gelezen dat niemand hier maakte, met de telling die
daarvan bekend is. *Naar schema*: alleen bestanden die naar de beschrijving zijn nagemaakt; een uitkomst
daarop is minder zeker. Wat hier niet staat, leest Inzage niet.
"""


def chapter(readers: Sequence[Reader]) -> str:
    """The manual's table of sources, a heading per data class."""
    parts = [_HEAD]
    for data_class in DataClass:
        mine = [one for one in readers if one.opens is data_class]
        if mine:
            name = wording.say(DATA_CLASSES, data_class.value, "nl")
            level = wording.say(LEVELS, data_class.level.name.lower(), "nl").lower()
            rows = [
                f"| `{one.name}` | {_reads(one)} | {'beproefd' if one.met_real else 'naar schema'} |" for one in mine
            ]
            parts.append(
                "\n".join([f"\n## {name} (inbreuk {level})\n", "| lezer | leest | |", "|---|---|---|", *rows, ""])
            )
    return "".join(parts)


def _reads(one: Reader) -> str:
    return one.doc.strip().partition("\n")[0]


def _proven(one: Reader) -> str:
    places = len(one.at) + len(one.elsewhere)
    if one.met_real:
        return text(f"vindplaatsen: {places}, beproefd op echte bestanden", f"places: {places}, proven on real files")
    return text(
        f"vindplaatsen: {places}, nog niet op een echt bestand beproefd", f"places: {places}, not yet met a real file"
    )


def _row(one: Reader) -> dict[str, object]:
    return {
        "name": one.name,
        "reads": _reads(one),
        "data_class": one.opens.value,
        "level": one.opens.level.name.lower(),
        "family": one.family,
        "patterns": len(one.at) + len(one.elsewhere),
        "met_real": one.met_real,
    }
