"""``inzage``: finds the command's file by its name and loads only that one."""

import atexit
import gc
import importlib
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from inzage import __version__
from inzage.cli import _click_in_dutch, _streams
from inzage.cli._shared import fail, hear
from inzage.errors import Interrupted, InzageError

COMMANDS = {
    "kit": "Uitrusting maken en tonen (make and show a kit)",
    "trust": "Wiens handtekening telt waarvoor (whose signature counts for what)",
    "exception": "Lezen zonder slot toestaan, als beheerder (an administrator's exception from the lock)",
    "mandate": "Opdracht schrijven, nakijken, ondertekenen, tonen (write, lint, sign, show a mandate)",
    "order": "Controleopdracht maken (make a check order)",
    "plan": "Tonen wat open gaat en wat dicht blijft (show what opens and what stays closed)",
    "check": "Een controle uitvoeren (carry out a check)",
    "stop": "Een lopende controle stoppen en verzegelen (halt and seal a running check)",
    "recount": "Een controle natellen (count a check again)",
    "look": "Met twee mensen zien wat een vraag telde (a granted human look)",
    "compare": "Twee controles naast elkaar leggen (compare two checks)",
    "verify": "Nagaan of een dossier ongewijzigd is (verify that a case is unchanged)",
    "timestamp": "Een tijdstempel over een dossier aanvragen en bijvoegen (time stamp over a case)",
    "report": "Documenten bij een dossier maken (make a case's documents)",
    "handover": "Overdragen aan de politie, en hun antwoord (hand over to the police, and their answer)",
    "node": "Deze computer laten lezen voor een cluster (let this machine read for a cluster)",
    "work": "Controles uit het register uitvoeren (carry out checks that the register queued)",
    "erase": "Dossiers wissen na hun bewaartermijn, met bewijs (erase cases after their term, with proof)",
    "lists": "Lijsten invoeren en tonen (import and show lists)",
    "log": "Logboeken maken en nagaan (make and examine logs)",
    "readers": "Wat gelezen kan worden (what can be read)",
    "indicators": "Welke vragen beantwoord kunnen worden (which questions can be answered)",
    "blocks": "Bouwstenen van voorwaarden (building blocks of conditions)",
    "acquire": "Een telefoon een reservekopie laten maken (have a phone make a backup)",
    "practice": "Vijf verzonnen huisbezoeken oefenen, met een toets (practise five invented visits)",
    "serve": "Het register van toezicht in de browser (the register of supervision in the browser)",
    "demo": "Voorbeeld met verzonnen gegevens (example with invented data)",
}


_MADE_BETWEEN = 100_000
"""Objects made before the collector looks for rings among them: loading makes many, and few to be thrown away. At
the end none are looked for, because all memory goes back at once."""


class Unforeseen(InzageError):
    """A fault of the tool itself. It names a place in our code, nothing that was read."""

    nl = (
        "Er ging iets mis dat niet voorzien was ({what} in {where}). Wat al was vastgelegd, is bewaard. "
        "Meld dit aan de beheerder; een onderbroken controle gaat verder met --resume."
    )
    en = (
        "Something went wrong that was not foreseen ({what} in {where}). What was recorded is kept. "
        "Report this to your administrator; an interrupted check continues with --resume."
    )


class Stopped(Interrupted):
    """Ctrl-C, in a command that leaves nothing to go on with."""

    nl = "Gestopt voordat het klaar was. Geef de opdracht opnieuw."
    en = "Stopped before it was done. Give the command again."


def _where(fault: BaseException) -> str:
    """The last place in our own code: module and line, never a value."""
    frames = [frame for frame, _ in traceback.walk_tb(fault.__traceback__)]
    ours = [frame for frame in frames if str(frame.f_globals.get("__name__", "")).startswith("inzage")]
    frame = (ours or frames)[-1]
    return f"{frame.f_globals.get('__name__')}:{frame.f_lineno}"


class Commands(click.Group):
    """A group whose commands are files; the table above is all that ``--help`` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command's file."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"inzage.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Opdrachten (commands)"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args: Sequence[str] | None = None, *words: Any, **more: Any) -> Any:  # noqa: ANN401 - as click has it
        """See to the streams and the language before anything is said."""
        gc.set_threshold(_MADE_BETWEEN)
        atexit.register(gc.freeze)
        _streams.ready()
        _click_in_dutch.speak()
        hear(sys.argv[1:] if args is None else args)
        return super().main(args, *words, **more)

    def invoke(self, ctx: click.Context) -> object:
        """Run; an error of ours becomes its sentence and its exit code."""
        try:
            return super().invoke(ctx)
        except InzageError as error:
            fail(error)
        except KeyboardInterrupt:
            fail(Stopped())
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except Exception as fault:
            fail(Unforeseen(what=type(fault).__name__, where=_where(fault)))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--lang", type=click.Choice(["nl", "en"]), help="Taal van de meldingen (language of messages).")
@click.version_option(__version__, prog_name="inzage")
def main(lang: str | None) -> None:
    """Inzage: een controle van gegevensdragers, binnen wat de rechter toestond.

    (Checks data carriers, inside what the court allowed.)
    """
