"""What ``inzage compare`` does once its words are understood."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import click

from inzage.check.compare import AnswerMove, Comparison, SourceMove, compare
from inzage.check.earlier import verified
from inzage.cli._acting import acting
from inzage.cli._shared import language, text
from inzage.mandate.acting import Operation
from inzage.report import wording
from inzage.report.words_codes import ANSWERS, READERS
from inzage.report.words_compare import CAUSES, GROUNDS, MOVES
from inzage.report.words_questions import QUESTIONS
from inzage.signing.kit import Kit


def run(before: Path, after: Path, kit: Path | None, *, role: str | None, reason: str, as_json: bool) -> None:
    """Say what is new, gone or changed, and why it may be so."""
    mine = Kit.load(kit) if kit else None
    cases = verified(before, mine), verified(after, mine)
    for case in cases:
        acting(case.mandate, mine, Operation.COMPARE, role, reason)
    found = compare(*cases)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_lines(found)))


def _lines(found: Comparison) -> Iterator[str]:
    if found.carriers:
        same, new, gone = found.carriers
        yield text(
            f"Gegevensdragers: {same} dezelfde, {new} nieuw, {gone} niet meer gezien.",
            f"Carriers: {same} the same, {new} new, {gone} no longer seen.",
        )
    if found.grounds:
        yield text("De aantallen zijn niet naast elkaar te leggen, want:", "The counts cannot be compared, because:")
        yield from (f"- {_say(GROUNDS, one)}" for one in found.grounds)
    yield from ("", text("Antwoorden", "Answers"), *(_answer(one, found) for one in found.answers))
    if found.sources:
        head = text("Bronnen die nu anders zijn gezien", "Sources that were seen otherwise")
        yield from ("", head, *map(_source, found.sources))
    yield ""
    yield text(
        "Een verschil tussen twee controles is geen ontwikkeling. Bespreek het met de betrokkene.",
        "A difference between two checks is no trend. Talk about it with the person.",
    )


def _answer(one: AnswerMove, found: Comparison) -> str:
    then, now = (_say(ANSWERS, kind).lower() if kind else "—" for kind in (one.before, one.after))
    line = f"- {_say(QUESTIONS, one.question)} {text('Toen', 'Then')}: {then}. {text('Nu', 'Now')}: {now}. "
    line += f"({_say(MOVES, one.move)})"
    own = [ground for ground in one.grounds if ground not in found.grounds]
    if one.counts:
        line += text(f" Geteld: {one.counts[0]} en {one.counts[1]}.", f" Counted: {one.counts[0]} and {one.counts[1]}.")
    if own:
        why = ", ".join(_say(GROUNDS, ground) for ground in own)
        line += text(f" Aantallen niet te vergelijken: {why}.", f" Counts cannot be compared: {why}.")
    return line


def _source(one: SourceMove) -> str:
    days = text(f" ({one.unseen} dagen niet gezien)", f" ({one.unseen} days unseen)") if one.unseen else ""
    return f"- {_say(READERS, one.reader)}: {_say(CAUSES, one.cause)}{days}."


def _say(table: wording.Table, code: str) -> str:
    return wording.say(table, str(code), language())
