"""``inzage serve``: the register of supervision in the browser, from this machine."""

from pathlib import Path

import click

from inzage.cli._shared import later


@click.command(help="Het register van toezicht in de browser (the register of supervision in the browser).")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("register"),
    show_default=True,
    help="Map van database en sleutels (folder of database and keys).",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Poort (port).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren (address to listen at).")
@click.option("--demo", is_flag=True, help="Met verzonnen gegevens om te proberen (with invented data, to try).")
@click.option(
    "--at-once",
    "seats",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Zoveel controles tegelijk uitvoeren (checks carried out at a time).",
)
@click.option(
    "--cluster", default="", metavar="ADRES", help="Die controles laten lezen op een cluster (have a cluster read)."
)
@click.option("--admin", metavar="KEY", help="Eerste account: sleutel van de beheerder (first account: its key).")
@click.option("--organisation", metavar="KEY", help="Eerste account: sleutel van de organisatie (its organisation).")
def command(**asked: object) -> None:
    """Make the folder ready, then serve until it is stopped with Ctrl-C."""
    first = asked.pop("admin"), asked.pop("organisation")
    seats, cluster = asked.pop("seats"), asked.pop("cluster")
    work = [*(["--at-once", str(seats)] if seats != 1 else []), *(["--cluster", str(cluster)] if cluster else [])]
    later("_serve_run", "run", first=first, work=work, **asked)
