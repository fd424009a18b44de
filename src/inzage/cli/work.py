"""``inzage work``: carry out the checks that officers put in the register's queue on this machine.

Ctrl-C or a polite kill lets what is running end so that the next worker goes on with it.
"""

import signal
from types import FrameType

import click

from inzage.cli._shared import later

MOST = 64


@click.command(
    help="Controles uit het register uitvoeren op deze computer (carry out checks that the register queued)."
)
@click.option(
    "--once", is_flag=True, help="Eén controle, of geen als er geen wacht (one check, or none if none waits)."
)
@click.option(
    "--at-once",
    "seats",
    type=click.IntRange(1, MOST),
    default=1,
    show_default=True,
    help="Zoveel controles tegelijk (checks at a time).",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADRES",
    help="Het werk laten doen door een rekencluster, zoals tls://plan.example:8786 (have a cluster do the work).",
)
@click.option(
    "--summary",
    "told",
    is_flag=True,
    help="Alleen vertellen wat de nacht opleverde (only tell what the night came to).",
)
@click.option(
    "--night", default="", metavar="DAG", help="Met --summary: de nacht die op deze dag begon (the night of this day)."
)
@click.option(
    "--seat-of", type=click.IntRange(1, MOST), default=None, hidden=True, help="Eén van zoveel (one of so many)."
)
def command(*, once: bool, seats: int, cluster: str, told: bool, night: str, seat_of: int | None) -> None:
    """Take up runs until asked to end."""
    if told:
        later("_night_text", "run", day=night)
        return
    from inzage.register.running.serving import Service, serve  # noqa: PLC0415 - the register is loaded when needed

    asked: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    serve(Service(once, seats, seat_of or 0, cluster), stopping=lambda: bool(asked))
