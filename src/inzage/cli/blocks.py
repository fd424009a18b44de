"""``inzage blocks``: the building blocks of conditions, in short or one in full."""

import dataclasses
import json

import click

from inzage.cli._blocks_chapter import chapter
from inzage.cli._shared import text
from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.catalogue import blocks, current
from inzage.mandate.refusals import UnknownBlock


@click.command()
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
@click.option("--markdown", is_flag=True, help="Als hoofdstuk van de handleiding (as a chapter of the manual).")
def command(code: str | None, as_json: bool, markdown: bool) -> None:
    """Toon de bouwstenen, of één bouwsteen in het geheel (show the building blocks, or one in full)."""
    if markdown:
        click.echo(chapter(current()), nl=False)
        return
    chosen = [block for block in blocks() if code in (None, block.code)]
    if not chosen:
        raise UnknownBlock(block=code, known=", ".join(sorted({block.code for block in blocks()})))
    if as_json:
        click.echo(
            json.dumps([dataclasses.asdict(block) for block in chosen], indent=2, ensure_ascii=False, default=str)
        )
        return
    click.echo("\n\n".join(_whole(block) if code else _short(block) for block in chosen))


def _short(block: BuildingBlock) -> str:
    return f"{block.code} v{block.version} ({block.category}, {block.status})\n  {text(block.nl, block.en)}"


def _whole(block: BuildingBlock) -> str:
    questions = [f"- {q.code}: {text(q.nl, q.en)} [{', '.join(q.opens)}]" for q in block.questions]
    parameters = [
        f"- {{{one.name}}}: {text(one.nl, one.en)} ({_range(one.choices, one.low, one.high)})"
        for one in block.parameters
    ]
    tests = [f"{name.capitalize()}\n{argued.strip()}" for name, argued in block.tests.items()]
    settled = f"{block.status}" + (f", {block.by}, {block.on}" if block.by else "")
    parts = [
        _short(block),
        "\n".join([text("Vragen", "Questions"), *questions]),
        "\n".join([text("Invullingen", "Parameters"), *(parameters or ["—"])]),
        *tests,
        f"{text('Rechtspraak', 'Rulings')}: {', '.join(block.rulings)}",
        f"Status: {settled}",
    ]
    return "\n\n".join(parts)


def _range(choices: tuple[str, ...], low: int, high: int) -> str:
    return " | ".join(choices) if choices else f"{low}–{high}"
