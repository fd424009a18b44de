"""``inzage indicators``: which questions can be answered, and on what each answer rests."""

import json

import click

from inzage.indicators import Registered, all_indicators


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def command(as_json: bool) -> None:
    """Welke vragen beantwoord kunnen worden (which questions can be answered)."""
    if as_json:
        click.echo(json.dumps({"indicators": [_row(one) for one in all_indicators()]}, ensure_ascii=False, indent=2))
        return
    for one in all_indicators():
        click.echo(f"{one.name}\n  {_shows(one)}")
        kinds = ", ".join(kind.__name__ for kind in one.observes)
        click.echo(f"  {kinds} · {one.needs or '-'} · {', '.join(one.labels) or '-'}")


def _shows(one: Registered) -> str:
    return one.doc.strip().partition("\n")[0]


def _row(one: Registered) -> dict[str, object]:
    return {
        "name": one.name,
        "shows": _shows(one),
        "observes": [kind.__name__ for kind in one.observes],
        "list": one.needs.value if one.needs else None,
        "classes": list(one.labels),
    }
