"""``inzage work``: carry out the checks that officers put in the register's queue on this machine.

Ctrl-C or a polite kill lets the running check end so that the next worker goes on with it.
"""

import signal
from types import FrameType

import click


@click.command(
    help="Controles uit het register uitvoeren op deze computer (carry out checks that the register queued)."
)
@click.option(
    "--once", is_flag=True, help="Eén controle, of geen als er geen wacht (one check, or none if none waits)."
)
def command(*, once: bool) -> None:
    """Take up runs until asked to end."""
    from inzage.register.running.serving import serve  # noqa: PLC0415 - the register is loaded when it is needed

    asked: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    serve(stopping=lambda: bool(asked), once=once)
