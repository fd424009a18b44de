"""``inzage node``: let this machine read for others, behind its own lock, until Ctrl-C or a polite kill.

Needs the libraries of the set-up ``cluster``. Refuses on a machine that cannot lock.
"""

import os
from typing import Any

import click

from inzage.cli._cluster import certificate_options
from inzage.cli._shared import later


@click.command(help="Deze computer laten lezen voor een cluster (let this machine read for a cluster).")
@click.argument("scheduler", metavar="ADRES")
@certificate_options
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    help="Zoveel opdrachten tegelijk; standaard één per rekenkern (errands at once; default one a core).",
)
@click.option("--host", metavar="ADRES", help="Het adres waarop deze computer luistert (where it listens).")
@click.option("--name", metavar="NAAM", help="Hoe dit knooppunt heet in meldingen (its name in messages).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Be a node."""
    later("_cluster_run", "node", **given)
