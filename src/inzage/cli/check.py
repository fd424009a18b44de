"""``inzage check``: carry out one check and leave a signed case.

Exit codes: 0 done, 1 error, 2 usage, 3 halted and sealed, 4 done but some question cannot be
assessed, 5 refused, 6 interrupted. ``--resume`` of a check that was finished already does nothing
and leaves with the code that the check itself ended with (0, 3 or 4), so that whoever repeats it
until it is done never takes an open question for an answered one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os.path import isdir
from pathlib import Path
from typing import Any, get_args

import click

from inzage.cli._cluster import cluster_options
from inzage.cli._offers import FILE, FOLDER, table_options, unlock_option
from inzage.cli._progress import Style
from inzage.cli._role import role_options
from inzage.cli._shared import later
from inzage.worker.warm import Warm, warming

ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".ab")
"""Ends of names of carriers that are no disks, most likely."""


@click.command(help="Een controle uitvoeren en een ondertekend dossier achterlaten (carry out a check).")
@click.argument("carriers", nargs=-1, required=True, metavar="CARRIER...")
@click.option("--mandate", required=True, type=FILE, help="De ondertekende opdracht (the signed mandate).")
@click.option("--order", type=FILE, help="De controleopdracht van het register (the register's check order).")
@click.option("--kit", required=True, type=FOLDER, help="De uitrusting (the kit).")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Map voor het dossier (the case).")
@click.option("--lists", type=FOLDER, help="Map met ingevoerde lijsten (imported lists).")
@click.option("--previous", type=FOLDER, help="Dossier van de vorige controle (the previous case).")
@table_options
@unlock_option
@click.option("--exclude", multiple=True, metavar="NAAM", help="Gebruiker die dicht blijft (account left shut).")
@click.option(
    "--digest", is_flag=True, help="Ook SHA-256 over de hele gegevensdrager (SHA-256 of the whole carrier as well)."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Zoveel leesprocessen tegelijk; anders zoveel als er rekenkernen zijn, hoogstens 4 (readers at once; "
    "otherwise as many as there are cores, at most 4).",
)
@cluster_options
@click.option("--resume", is_flag=True, help="Een onderbroken controle afmaken (go on with an interrupted check).")
@role_options
@click.option("--unsigned", is_flag=True, help="Opdracht zonder handtekening, alleen laboratorium (laboratory only).")
@click.option("--unconfined", is_flag=True, help="Zonder afgesloten proces, alleen laboratorium (laboratory only).")
@click.option("--json", "as_json", is_flag=True, help="Alleen het resultaat, als JSON (the result alone, as JSON).")
@click.option("--progress", "style", type=click.Choice(get_args(Style)), help="Voortgang (progress).")
def command(**given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Read the papers, run the check, say what came out."""
    with warm(given) as begun:
        later("_check_run", "run", warm=begun, **given)


@contextmanager
def warm(given: Mapping[str, Any]) -> Iterator[Warm]:
    """Warm processes, which load while everything else is loaded: the readers' unless reading is done elsewhere.

    No carrier is opened to learn what it is: where one is neither a folder nor named as an archive, a disk is expected.
    """
    here = given["cluster"] is None
    disks = any(not (one.lower().endswith(ARCHIVES) or isdir(one)) for one in given["carriers"])  # noqa: PTH112 - a Path raises where none may look
    with warming(unconfined=given["unconfined"], readers=here, disks=disks) as begun:
        yield begun
