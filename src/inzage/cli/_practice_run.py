"""What ``inzage practice`` does: visit by visit a check that is watched, questions, explanations, a result."""

import json
import os
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from inzage import __version__
from inzage.cli._answer_text import tell
from inzage.cli._demo_run import cannot_lock
from inzage.cli._halt_text import tell as tell_halt
from inzage.cli._offers import today
from inzage.cli._practice_book import PracticeQuestion, Visit, book
from inzage.cli._practice_stage import stage
from inzage.cli._shared import say, text
from inzage.errors import InzageError, UsageFault
from inzage.record.practice import PracticeResult, VisitScore, sign_practice
from inzage.result import CheckStatus
from inzage.signing.files import write_new
from inzage.signing.kit import Kit

Answers = Mapping[str, Sequence[str]]


class AnswersUnfit(UsageFault):
    """The file of answers does not fit the visits, or there is nobody to ask."""

    nl = (
        "Verwacht: voor elk bezoek een letter per vraag, zoals {example}. Gevonden: {found}. "
        "Geef een bestand met --answers, of geef de opdracht aan een terminal."
    )
    en = (
        "Expected: for each visit a letter per question, such as {example}. Found: {found}. "
        "Give a file with --answers, or give the command at a terminal."
    )


class SignedHow(UsageFault):
    """A signed result needs a kit, an officer, a file, and all visits."""

    nl = (
        "Verwacht voor een ondertekende uitslag: --kit, --officer en --out, en alle bezoeken. Gevonden: een deel. "
        "Geef ze alle drie op en laat --visit weg."
    )
    en = (
        "Expected for a signed result: --kit, --officer and --out together, and all visits. Found: a part. "
        "Give all three and leave out --visit."
    )


class ResultNotWritten(InzageError):
    """The result cannot be written where it was asked for."""

    nl = "De uitslag kan niet in {out} worden geschreven ({found}). Kies een ander, nieuw bestand."
    en = "The result cannot be written to {out} ({found}). Choose another, new file."


def run(
    visit: str | None, answers: Path | None, kit: Path | None, officer: str | None, out: Path | None, *, as_json: bool
) -> None:
    """Practise, and sign what came of it; exit 1 where it was not enough."""
    if any((kit, officer, out)) and not (all((kit, officer, out)) and visit is None):
        raise SignedHow
    if out:
        _refuse_place(out)
    mine, known = Kit.load(kit) if kit else None, book()
    visits = [one for one in known.visits if visit in (None, one.name)]
    given = _read(answers, visits) if answers else None
    if given is None and not sys.stdin.isatty():
        raise AnswersUnfit(example=_example(visits), found="—")
    unconfined = cannot_lock()
    scores = tuple(_practised(one, given, unconfined=unconfined, quiet=as_json) for one in visits)
    result = PracticeResult(
        officer or "",
        mine.policy.official if mine else "",
        today(),
        known.version,
        __version__,
        tuple(one.name for one in known.visits),
        scores,
    )
    if mine and out:
        _write(out, sign_practice(result, mine.key))
    _told(result, out, as_json=as_json, whole=visit is None)


def _practised(visit: Visit, given: Answers | None, *, unconfined: bool, quiet: bool) -> VisitScore:
    if not quiet:
        click.echo("\n" + text(*visit.tells) + "\n")
    _shown(visit, unconfined=unconfined, quiet=quiet)
    right = missed = 0
    for number, question in enumerate(visit.questions):
        answer = given[visit.name][number] if given is not None else _asked(question)
        right += answer == question.right
        missed += question.critical and answer != question.right
        if not quiet:
            _explained(question, answer, asked=given is None)
    return VisitScore(visit.name, len(visit.questions), right, missed)


def _shown(visit: Visit, *, unconfined: bool, quiet: bool) -> None:
    """Carry out the visit's check in a place that is gone afterwards, and show what an officer would see."""
    with tempfile.TemporaryDirectory(prefix="inzage-practice-") as folder:
        root = Path(folder)
        done = stage(root, visit.name, unconfined=unconfined)
        if done is None or quiet:
            return
        result, mandate = done
        if result.status is CheckStatus.HALTED:
            tell_halt(result.handover, mandate.hit, root / "case", root / "kit")
        else:
            tell(result, root / "case")
        click.echo("")


def _asked(question: PracticeQuestion) -> str:
    _posed(question)
    letters = click.Choice(list(question.choices))
    return str(click.prompt(text("Uw antwoord", "Your answer"), type=letters))


def _posed(question: PracticeQuestion) -> None:
    click.echo(text(*question.asks))
    for letter, choice in question.choices.items():
        click.echo(f"  {letter}. {text(*choice)}")


def _explained(question: PracticeQuestion, answer: str, *, asked: bool) -> None:
    if not asked:
        _posed(question)
        click.echo(text(f"Uw antwoord: {answer}", f"Your answer: {answer}"))
    verdict = text("Goed.", "Right.") if answer == question.right else _not_right(question)
    click.echo(f"{verdict} {text(*question.because)}\n")


def _not_right(question: PracticeQuestion) -> str:
    return text(f"Niet goed; het is {question.right}.", f"Not right; it is {question.right}.")


def _read(file: Path, visits: Sequence[Visit]) -> Answers:
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        raise AnswersUnfit(example=_example(visits), found=str(file)) from None
    for visit in visits:
        if not _fits(found.get(visit.name), visit):
            raise AnswersUnfit(example=_example(visits), found=visit.name)
    return found


def _fits(given: object, visit: Visit) -> bool:
    if not isinstance(given, list) or len(given) != len(visit.questions):
        return False
    return all(one in list(question.choices) for one, question in zip(given, visit.questions, strict=True))


def _example(visits: Sequence[Visit]) -> str:
    return f"{visits[0].name} = {json.dumps(['a'] * len(visits[0].questions))}"


def _refuse_place(out: Path) -> None:
    """Before the visits: nobody answers fifteen questions for a result that cannot be kept."""
    if out.exists():
        raise ResultNotWritten(out=out, found=text("bestaat al", "exists already"))
    if not (out.parent.is_dir() and os.access(out.parent, os.W_OK)):
        raise ResultNotWritten(
            out=out, found=text("de map is er niet of is niet te beschrijven", "no folder to write in")
        )


def _write(out: Path, envelope: bytes) -> None:
    try:
        write_new(out, envelope)
    except OSError as error:
        raise ResultNotWritten(out=out, found=error.strerror or type(error).__name__) from None


def _told(result: PracticeResult, out: Path | None, *, as_json: bool, whole: bool) -> None:
    asked, right = sum(one.asked for one in result.visits), sum(one.right for one in result.visits)
    if as_json:
        click.echo(json.dumps(result.json, indent=2, ensure_ascii=False))
    else:
        click.echo(text(f"Goed: {right} van de {asked}.", f"Right: {right} of {asked}."))
        if whole:
            click.echo(text("Geslaagd.", "Passed.") if result.passed else _again())
    if out:
        say(f"Ondertekende uitslag: {out}", f"Signed result: {out}")
    if whole and not result.passed:
        sys.exit(1)


def _again() -> str:
    return text(
        "Nog niet geslaagd. Nodig zijn: alle bezoeken gedaan, elke wezenlijke vraag goed, en van elke vijf vragen vier "
        "goed. Oefen opnieuw.",
        "Not passed yet. Needed: all visits done, every critical question right, and four out of five questions right. "
        "Practise again.",
    )
