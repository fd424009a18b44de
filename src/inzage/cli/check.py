"""``inzage check``: carry out one check and leave a signed case.

Exit codes: 0 done, 1 error, 2 usage, 4 done but some question cannot be assessed,
5 refused, 6 interrupted.
"""

import json
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, get_args

import click

from inzage.check.papers import Papers, previous_check
from inzage.check.prepare import Table, check
from inzage.cli._offers import FILE, FOLDER, offers, table_options, today
from inzage.cli._progress import Style, progress
from inzage.cli._secrets import asked, entries, unlock_option
from inzage.cli._shared import language, text
from inzage.errors import Interrupted
from inzage.record.result_json import to_json
from inzage.report import wording
from inzage.report.words_codes import ANSWERS, MARKS
from inzage.report.words_reasons import REASONS
from inzage.result import AnswerKind, CheckResult
from inzage.signing.kit import Kit

NOT_ASSESSABLE = 4
"""Exit code of a finished check in which some question could not be assessed."""


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
@click.option("--resume", is_flag=True, help="Een onderbroken controle afmaken (go on with an interrupted check).")
@click.option("--unsigned", is_flag=True, help="Opdracht zonder handtekening, alleen laboratorium (laboratory only).")
@click.option("--unconfined", is_flag=True, help="Zonder afgesloten proces, alleen laboratorium (laboratory only).")
@click.option("--json", "as_json", is_flag=True, help="Alleen het resultaat, als JSON (the result alone, as JSON).")
@click.option("--progress", "style", type=click.Choice(get_args(Style)), help="Voortgang (progress).")
def command(style: Style | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Read the papers, run the check, say what came out."""
    kit = Kit.load(given["kit"])
    keys = asked(entries(given["unlock"], given["carriers"]), given["carriers"])
    with _stoppable(), progress(style) as watch:
        table = Table(
            offers(given["carriers"], given["kind"], given["presented"], given["owner"]),
            given["out"],
            excluded=given["exclude"],
            unconfined=given["unconfined"],
            watch=watch,
            keys=keys,
        )
        result = check(_papers(kit, given), kit, table, today(), resume=given["resume"])
    if as_json:
        click.echo(json.dumps(to_json(result), ensure_ascii=False, indent=2))
    else:
        tell(result, given["out"])
    if any(answer.verdict.kind is AnswerKind.NOT_ASSESSABLE for answer in result.answers):
        sys.exit(NOT_ASSESSABLE)


def _papers(kit: Kit, given: Mapping[str, Any]) -> Papers:
    return Papers(
        mandate=given["mandate"].read_bytes(),
        order=given["order"].read_bytes() if given["order"] else None,
        lists=given["lists"],
        previous=previous_check(given["previous"], kit) if given["previous"] else None,
        unsigned=given["unsigned"],
    )


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C and a polite kill end the check so that it can be resumed."""

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted from None
    finally:
        signal.signal(signal.SIGTERM, before)


def tell(result: CheckResult, out: Path) -> None:
    """The answers in a few lines, and where the case lies."""
    if not result.answers:
        click.echo(text("De opdracht stelt geen vragen; er is niets beantwoord.", "The mandate asks no question."))
    for answer in result.answers:
        said = wording.say(ANSWERS, answer.verdict.kind.value, language())
        click.echo(f"{answer.block}  {answer.question}: {said}{_detail(result, answer.question)}")
    click.echo(text(f"Code van het inbreukregister: {result.ledger['code']}", f"Ledger code: {result.ledger['code']}"))
    click.echo(text(f"Dossier: {out}", f"Case: {out}"))
    if result.marks:
        for mark in result.marks:
            click.echo(wording.say(MARKS, mark.value, language()), err=True)


def _detail(result: CheckResult, question: str) -> str:
    answer = next(one for one in result.answers if one.question == question)
    verdict = answer.verdict
    parts = []
    if verdict.kind is AnswerKind.INDICATION:
        days, count = len(verdict.tally.days), verdict.tally.count
        parts.append(text(f"{count} keer op {days} dag(en)", f"{count} times on {days} day(s)"))
    parts.append(text(f"gezien {verdict.seen:.0%}", f"seen {verdict.seen:.0%}"))
    reasons = [wording.say(REASONS, reason.value, language()) for reason in verdict.reasons]
    return "\n    ".join([f" ({'; '.join(parts)})", *reasons])
