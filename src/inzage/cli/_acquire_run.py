"""What ``inzage acquire`` does once its words are understood.

A backup holds more than a check may open, so there is none without a mandate that lets a phone
be checked today: the same papers as a check, and nothing of the phone is asked before they
hold. The check order is not used by it. What it was made under, and what it changed, is signed
by the kit beside the backup.
"""

import json
import os
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from inzage.artefact import AMSTERDAM
from inzage.check import Offer
from inzage.check.papers import Papers, admitted
from inzage.check.spots import not_allowed
from inzage.cli._footprint import ANDROID, FILE, IPHONE, RECEIPT, Change, Footprint, Ground
from inzage.cli._offers import offers, today
from inzage.cli._phones import AcquireFault, Android, Iphone, NothingMade, Phone
from inzage.cli._shared import say, text
from inzage.errors import Interrupted, RefusedByMandate, UsageFault
from inzage.mandate import CarrierKind, Owner, Presented
from inzage.mandate.lint import opens_today
from inzage.report import wording
from inzage.report.words_reasons import REASONS
from inzage.signing.kit import Kit


class NotEmpty(UsageFault, AcquireFault):
    """The folder for the backup holds something already."""

    nl = "Verwacht: een lege of nieuwe map voor de reservekopie ({folder}). Gevonden: er ligt al iets. Kies een andere."
    en = "Expected: an empty or new folder for the backup ({folder}). Found: something lies there. Choose another."


class NoFolder(AcquireFault):
    """The folder for the backup cannot be made."""

    nl = "De map {folder} kan niet gemaakt of beschreven worden ({found}). Kies een andere map."
    en = "The folder {folder} cannot be made or written to ({found}). Choose another folder."


class NotAgreed(AcquireFault):
    """Whoever was asked did not say yes."""

    nl = "Er is niet doorgegaan. Aan de telefoon is verder niets veranderd."
    en = "It was not gone on with. Nothing more was changed on the phone."


class BrokenOff(Interrupted, AcquireFault):
    """Stopped by whoever sits at the keyboard."""

    nl = "Het maken van de reservekopie is afgebroken. Wat er is gebeurd, staat in {folder}/footprint.json."
    en = "Making the backup was broken off. What happened stands in {folder}/footprint.json."


class NoDoorToPhone(RefusedByMandate, AcquireFault):
    """The mandate has no use for a copy of this phone."""

    nl = "De opdracht laat deze reservekopie niet toe: {why} Er is niets aan een telefoon veranderd."
    en = "The mandate does not allow this backup: {why} Nothing was changed on any phone."


def run(phone: str, out: Path, shared: bool, yes: bool, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - by name
    """See what the papers allow; then look, tell, ask, record, copy, record."""
    ground = allowed(**given)
    one: Phone = Android(shared=shared) if phone == "android" else Iphone()
    changes = ANDROID if phone == "android" else IPHONE
    one.find()
    _must_be_free(out)
    try:
        one.look()
        _tell(changes)
        sealed = one.sealed()
        _tell_sealed(sealed)
        if not yes and not _agreed():
            raise NotAgreed
        backup = _made(one, changes, out, ground)
        told = {
            "backup": str(backup), "footprint": str(out / FILE), "receipt": str(out / RECEIPT), "encrypted": sealed,
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else backup)
    finally:
        one.leave()


def allowed(mandate: Path, order: Path | None, kit: Path, **way: Any) -> Ground:  # noqa: ANN401
    """On what ground this phone may be copied; raises where the papers give none, before a phone is looked for."""
    mine = Kit.load(kit)
    papers = Papers(mandate.read_bytes(), order.read_bytes() if order else None)
    day = today()
    admission = admitted(papers, mine, day)
    offer = _laid(real=not admission.mandate.validation, **way)
    closed = not_allowed(offer, admission.mandate.manner)
    if closed is not None:
        raise NoDoorToPhone(why=(wording.say(REASONS, closed.value, "nl"), wording.say(REASONS, closed.value, "en")))
    if not admission.mandate.validation and not opens_today(admission.mandate, day):  # lists may yet be brought
        raise NoDoorToPhone(why=("er gaat vandaag niets open.", "nothing opens today."))
    digest = admission.order.sha256 if admission.order else None
    return Ground(mine, admission.mandate.sha256, digest, offer.kind, offer.presented, offer.owner)


def _laid(*, real: bool, kind: CarrierKind, presented: Presented | None, owner: Owner | None) -> Offer:
    """The phone as it lies on the table; ``NotSaid`` where that was left out and nobody can be asked."""
    phone = text("de telefoon", "the phone")
    said, owners = (presented,) if presented else (), (owner,) if owner else ()
    return replace(offers((phone,), (kind,), said, owners, real=real)[0], path="")


def _agreed() -> bool:
    said = click.prompt(text("Doorgaan (j/n)?", "Go on (y/n)?"), default="n", show_default=False, err=True)
    return str(said).strip().lower() in {"j", "ja", "y", "yes"}


def _must_be_free(folder: Path) -> None:
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise NotEmpty(folder=folder)
    except OSError as error:
        raise NoFolder(folder=folder, found=os.strerror(error.errno or 0)) from None


def _tell(changes: tuple[Change, ...]) -> None:
    say("Dit verandert er door het maken van de reservekopie:", "Making the backup changes this:")
    for change in changes:
        say(f"- {change.nl}", f"- {change.en}")
        if change.undo_nl:
            say(f"  Terugdraaien: {change.undo_nl}", f"  To undo: {change.undo_en}")


def _tell_sealed(sealed: bool | None) -> None:
    if sealed is True:
        say(
            "De telefoon versleutelt haar reservekopieën. Bij de controle is het wachtwoord van de betrokkene nodig.",
            "The phone encrypts its backups. The check will need its owner's password.",
        )
    elif sealed is False:
        say(
            "De telefoon versleutelt haar reservekopieën niet. Safari-geschiedenis en gesprekken staan er dan niet in.",
            "The phone does not encrypt its backups. Safari's history and calls are then not in it.",
        )


def _made(phone: Phone, changes: tuple[Change, ...], folder: Path, ground: Ground) -> Path:
    """Run the program between two records; the backup's path."""
    words = phone.words(folder)
    options = tuple(word for word in words[1:] if word.startswith("-") and not word.startswith("-f"))
    footprint = Footprint(phone.family, phone.program, phone.version(), options, changes, _now(), ground)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        footprint.write(folder, "begun")
    except OSError as error:
        raise NoFolder(folder=folder, found=os.strerror(error.errno or 0)) from None
    say("Bevestig op de telefoon als zij erom vraagt.", "Confirm on the phone if it asks.")
    code = _run(words, footprint, folder)
    backup = phone.made(folder) if code == 0 else None
    footprint.write(folder, "made" if backup else "failed", code=code, ended=_now())
    if backup is None:
        raise NothingMade(program=phone.program, code=code, folder=folder)
    say(f"Wat dit veranderde, staat in {folder / FILE}.", f"What this changed stands in {folder / FILE}.")
    return backup


def _run(words: list[str], footprint: Footprint, folder: Path) -> int:
    """The program's exit code; what it says may name things on the phone, so it is not kept."""
    try:
        return subprocess.run(  # noqa: S603 - a fixed command line, no shell
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        ).returncode
    except KeyboardInterrupt:
        footprint.write(folder, "broken_off", ended=_now())
        raise BrokenOff(folder=folder) from None
    except OSError as error:
        footprint.write(folder, "failed", ended=_now())
        raise NoFolder(folder=folder, found=os.strerror(error.errno or 0)) from None


def _now() -> datetime:
    return datetime.now(AMSTERDAM)
