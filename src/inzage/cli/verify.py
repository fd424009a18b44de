"""``inzage verify``: is a case still what the kit signed? Exit 0 if every link holds, else 1."""

import json
from pathlib import Path

import click

from inzage.cli._acting import acting_on
from inzage.cli._shared import text
from inzage.mandate.acting import Operation
from inzage.record import Link
from inzage.record.verify import verify_case
from inzage.signing.kit import Kit


@click.command()
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option(
    "--kit",
    "kit_path",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Uitrusting die zegt wie vertrouwd wordt, en versleutelde dossiers opent (kit that says whom to trust).",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Map met de documenten bij dit dossier (folder with the case's documents).",
)
@click.option(
    "--code", "printed", metavar="CODE", help="Code op het exemplaar van de cliënt (code on the client's copy)."
)
@click.option(
    "--tsa",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PEM",
    help="Certificaat van de tijdstempelinstantie (certificate of the time-stamping authority).",
)
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    case: Path,
    kit_path: Path | None,
    documents: Path | None,
    printed: str | None,
    tsa: Path | None,
    as_json: bool,
) -> None:
    """Ga na of een dossier ongewijzigd is (verify that a case is unchanged)."""
    kit = Kit.load(kit_path) if kit_path else None
    acting_on(case, kit, Operation.VERIFY)
    links = verify_case(case, kit=kit, documents=documents, printed=printed, tsa=tsa)
    holds = all(link.holds for link in links)
    if as_json:
        click.echo(json.dumps({"holds": holds, "links": [_json(link) for link in links]}, indent=2, ensure_ascii=False))
    else:
        _print(links, holds)
    ctx.exit(0 if holds else 1)


def _print(links: list[Link], holds: bool) -> None:
    for link in links:
        mark = text("klopt", "holds") if link.holds else text("KLOPT NIET", "BROKEN")
        click.echo(f"{mark:10}  {link.name:10}  {text(link.nl, link.en)}")
    broken = ", ".join(link.name for link in links if not link.holds)
    click.echo(
        text("Alle schakels kloppen.", "Every link holds.")
        if holds
        else text(
            f"Dit dossier is niet zoals het ondertekend is. Gebroken: {broken}. Gebruik het niet; zoek het origineel.",
            f"This case is not as it was signed. Broken: {broken}. Do not use it; find the original.",
        )
    )


def _json(link: Link) -> dict[str, object]:
    return {"name": link.name, "holds": link.holds, "nl": link.nl, "en": link.en}
