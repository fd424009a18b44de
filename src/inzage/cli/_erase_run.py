"""What ``inzage erase`` does once its words are understood."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from inzage.cli._offers import today
from inzage.cli._shared import say, text
from inzage.record import CASE
from inzage.record.expiry import Erased, erase, go_on
from inzage.record.found import FoundCase, Unjudged, cases_below
from inzage.record.proof import read_proof
from inzage.signing.kit import Kit

_BY = {"mandate": ("de opdracht", "the mandate"), "policy": ("het beleid", "the policy")}


def due(roots: Sequence[Path], kit: Path, *, dry_run: bool, interrupted: bool, as_json: bool) -> None:
    """Erase what is due, name the rest; exit 1 where a case cannot be judged, 5 where the one case given is not due."""
    mine = Kit.load(kit)
    met = list(cases_below(roots, mine))
    there = [one for one in met if isinstance(one, FoundCase)]
    odd = [one for one in met if isinstance(one, Unjudged)]
    going = [one for one in there if _goes(one, roots, interrupted=interrupted)]
    done = [] if dry_run else _erased(mine, there, going)
    if as_json:
        click.echo(json.dumps(_json(there, going, odd, done), indent=2, ensure_ascii=False))
    else:
        _tell(there, going, odd, done, dry_run=dry_run)
    if odd:
        sys.exit(1)


def verify(proof: Path, kit: Path, *, printed: str | None, as_json: bool) -> None:
    """Say what a proof says, if this kit signed it; exit 1 where the code on paper is another."""
    found = read_proof(proof.read_bytes(), Kit.load(kit).own_keys(), file=str(proof))
    fits = None if printed is None else found.fits(printed)
    if as_json:
        click.echo(json.dumps({"proof": found.json, "code_fits": fits}, indent=2))
    else:
        click.echo(
            text(
                f"Dossier {found.check_id} is gewist op {found.erased_at}, na een termijn van {found.term.days} dagen "
                f"volgens {_BY[found.term.stated_by][0]}.",
                f"Case {found.check_id} was erased at {found.erased_at}, after a term of {found.term.days} days by "
                f"{_BY[found.term.stated_by][1]}.",
            )
        )
        if fits is not None:
            click.echo(text("De code hoort erbij.", "The code fits.") if fits else _other_code())
    if fits is False:
        sys.exit(1)


def _other_code() -> str:
    return text("De code op papier is van een ander dossier.", "The code on paper is of another case.")


def _goes(case: FoundCase, roots: Sequence[Path], *, interrupted: bool) -> bool:
    """Due cases go; one that was given by itself is tried whatever its term, so that it is refused aloud."""
    if case.interrupted and not interrupted:
        return False
    return case.term.past(today()) or (case.path in roots and (case.path / CASE).exists())


def _erased(kit: Kit, there: list[FoundCase], going: Sequence[FoundCase]) -> list[Erased]:
    left = list(there)
    done = go_on(kit, left)
    finished = {one.proof.check_id for one in done}
    for case in going:
        if case.check_id not in finished:
            done.append(erase(case, kit, left, today()))
        left.remove(case)
    return done


def _tell(
    there: Sequence[FoundCase],
    going: Sequence[FoundCase],
    odd: Sequence[Unjudged],
    done: Sequence[Erased],
    *,
    dry_run: bool,
) -> None:
    for case in there:
        if case not in going:
            _told_kept(case)
        elif dry_run:
            click.echo(text(f"{case.path}: zou nu gewist worden.", f"{case.path}: would be erased now."))
    for one in done:
        click.echo(text(f"Gewist: {one.proof.check_id}. Bewijs: {one.file}", f"Erased. Proof: {one.file}"))
        if one.documents:
            named = ", ".join(one.documents)
            say(
                f"Bij dit dossier hoorden documenten die elders staan: {named}. Wis die zelf.",
                f"Documents that lie elsewhere belonged to this case: {named}. Erase those yourself.",
            )
    for each in odd:
        say(f"{each.path}: niet gewist, {each.why[0]}", f"{each.path}: not erased, {each.why[1]}")


def _told_kept(case: FoundCase) -> None:
    last, past = case.term.last, case.term.past(today())
    if case.interrupted:
        click.echo(
            text(
                f"{case.path}: onderbroken controle, termijn tot en met {last}. Maak haar af met check --resume"
                + (", of wis haar met --interrupted." if past else "."),
                f"{case.path}: interrupted check, kept until {last}. Finish it with check --resume"
                + (", or erase it with --interrupted." if past else "."),
            )
        )
    else:
        click.echo(text(f"{case.path}: wordt bewaard tot en met {last}.", f"{case.path}: is kept until {last}."))


def _json(
    there: Sequence[FoundCase], going: Sequence[FoundCase], odd: Sequence[Unjudged], done: Sequence[Erased]
) -> dict[str, object]:
    return {
        "due": [str(case.path) for case in going],
        "erased": [{"proof": one.proof.json, "file": str(one.file), "documents": one.documents} for one in done],
        "interrupted": [str(case.path) for case in there if case.interrupted],
        "kept": [{"case": str(case.path), "until": str(case.term.last)} for case in there if case not in going],
        "not_judged": [{"case": str(each.path), "nl": each.why[0], "en": each.why[1]} for each in odd],
    }
