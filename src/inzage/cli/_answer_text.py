"""A finished check in a few lines, for who sits at the terminal."""

from pathlib import Path

import click

from inzage.cli._shared import language, text
from inzage.report import wholes, wording
from inzage.report.words_codes import ANSWERS, MARKS
from inzage.report.words_reasons import REASONS
from inzage.result import AnswerKind, CheckResult, Verdict


def tell(result: CheckResult, out: Path) -> None:
    """The answers in a few lines, and where the case lies."""
    if not result.answers:
        click.echo(text("De opdracht stelt geen vragen; er is niets beantwoord.", "The mandate asks no question."))
    for answer in result.answers:
        said = wording.say(ANSWERS, answer.verdict.kind.value, language())
        click.echo(f"{answer.block}  {answer.question}: {said}{_detail(answer.verdict)}")
    for carrier in result.carriers:
        if carrier.whole is not None:
            click.echo(wholes.line(carrier.ordinal, carrier.whole, language()))
    click.echo(text(f"Code van het inbreukregister: {result.ledger['code']}", f"Ledger code: {result.ledger['code']}"))
    click.echo(text(f"Dossier: {out}", f"Case: {out}"))
    if result.marks:
        for mark in result.marks:
            click.echo(wording.say(MARKS, mark.value, language()), err=True)


def _counted(count: int, days: int) -> str:
    nl, en = ("dag" if days == 1 else "dagen"), ("day" if days == 1 else "days")
    return text(f"{count} keer op {days} {nl}", f"{count} {'time' if count == 1 else 'times'} on {days} {en}")


def _detail(verdict: Verdict) -> str:
    parts = []
    if verdict.kind is AnswerKind.INDICATION:
        days, count = len(verdict.tally.days), verdict.tally.count
        parts.append(_counted(count, days))
    parts.append(text(f"gezien {verdict.seen:.0%}", f"seen {verdict.seen:.0%}"))
    reasons = [wording.say(REASONS, reason.value, language()) for reason in verdict.reasons]
    return "\n    ".join([f" ({'; '.join(parts)})", *reasons])
