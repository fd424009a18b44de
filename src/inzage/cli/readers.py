"""``inzage readers``: what can be read, behind which door, and how well it is proven."""

import json

import click

from inzage.cli._shared import text
from inzage.readers import Reader, all_readers


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def command(as_json: bool) -> None:
    """Wat gelezen kan worden (what can be read)."""
    readers = all_readers()
    if as_json:
        click.echo(json.dumps({"readers": [_row(one) for one in readers]}, ensure_ascii=False, indent=2))
        return
    for one in readers:
        click.echo(f"{one.name}\n  {_reads(one)}\n  {one.opens} · {one.family} · {_proven(one)}")


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
