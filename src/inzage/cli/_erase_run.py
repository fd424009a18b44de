"""What ``inzage erase`` does once its words are understood."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from inzage.cli._offers import today
from inzage.cli._shared import say, text
from inzage.errors import InzageError
from inzage.record.expiry import Erased, begun, erase, go_on, refuse_revoked, refuse_within_term
from inzage.record.found import FoundCase, Unjudged, cases_below
from inzage.record.proof import read_proof, revocation_of
from inzage.signing.kit import Kit

_BY = {"mandate": ("de opdracht", "the mandate"), "policy": ("het beleid", "the policy")}


def due(roots: Sequence[Path], kit: Path, *, dry_run: bool, interrupted: bool, as_json: bool) -> None:
    """Erase what is due, name the rest; exit 1 where a case stays that should go, 5 where a case given is not due."""
    mine = Kit.load(kit)
    met = list(cases_below(roots, mine))
    there = [one for one in met if isinstance(one, FoundCase)]
    odd = [one for one in met if isinstance(one, Unjudged)]
    going = [one for one in there if one.term.past(today()) and (interrupted or not one.interrupted)]
    done: list[Erased] = []
    if not dry_run:
        _refuse(mine, there, roots, interrupted=interrupted)
        done, stuck = _erased(mine, there, going)
        odd += stuck
    if as_json:
        click.echo(json.dumps(_json(there, going, odd, done), indent=2, ensure_ascii=False))
    else:
        _tell(there, going, odd, done, dry_run=dry_run)
    if odd:
        sys.exit(1)


def verify(proof: Path, kit: Path, *, printed: str | None, as_json: bool) -> None:
    """Say what a proof says, if this kit signed it; exit 1 where the code on paper is another."""
    mine, envelope = Kit.load(kit), proof.read_bytes()
    found = read_proof(envelope, mine.own_keys(), file=str(proof), revoked=mine.trust.revoked)
    later = revocation_of(envelope, mine.trust.revoked)
    fits = None if printed is None else found.fits(printed)
    if as_json:
        since = later.moment if later else None
        click.echo(json.dumps({"proof": found.json, "code_fits": fits, "key_revoked": since}, indent=2))
    else:
        click.echo(
            text(
                f"Dossier {found.check_id} is gewist op {found.erased_at}, na een termijn van {found.term.days} dagen "
                f"volgens {_BY[found.term.stated_by][0]}.",
                f"Case {found.check_id} was erased at {found.erased_at}, after a term of {found.term.days} days by "
                f"{_BY[found.term.stated_by][1]}.",
            )
        )
        if later:
            click.echo(_revoked_later(later.moment))
        if fits is not None:
            click.echo(text("De code hoort erbij.", "The code fits.") if fits else _other_code())
    if fits is False:
        sys.exit(1)


def _revoked_later(since: str) -> str:
    return text(
        f"De sleutel waarmee dit is ondertekend, is later ingetrokken (sinds {since}): of het bewijs ouder is, blijkt "
        "er niet uit.",
        f"The key that signed this was revoked later (as of {since}): whether the proof is older does not follow "
        "from it.",
    )


def _other_code() -> str:
    return text("De code op papier is van een ander dossier.", "The code on paper is of another case.")


def _refuse(kit: Kit, there: Sequence[FoundCase], roots: Sequence[Path], *, interrupted: bool) -> None:
    """Before anything goes: a case that was given by itself within its term is refused aloud."""
    refuse_revoked(kit)
    given = {root.resolve() for root in roots}
    for case in there:
        if case.path.resolve() in given and (interrupted or not case.interrupted):
            refuse_within_term(case, today())


def _erased(kit: Kit, there: Sequence[FoundCase], going: Sequence[FoundCase]) -> tuple[list[Erased], list[Unjudged]]:
    """What went, and what stays because something stands in its way: that stops no other."""
    left, done = list(there), []
    stuck: list[Unjudged] = []
    for note in begun(kit):
        with _noting(stuck, note):
            done.append(go_on(note, kit, left))
    finished = {one.proof.check_id for one in done}
    for case in going:
        with _noting(stuck, case.path):
            if case.check_id not in finished or case.path.exists():
                done.append(erase(case, kit, left, today()))
            left.remove(case)
    return done, stuck


@contextmanager
def _noting(stuck: list[Unjudged], place: Path) -> Iterator[None]:
    try:
        yield
    except InzageError as error:
        stuck.append(Unjudged(place, (error.sentence("nl"), error.sentence("en"))))


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
    if not (there or odd or done):
        say("Er is geen dossier gevonden in wat u opgaf.", "No case was found in what you gave.")
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
