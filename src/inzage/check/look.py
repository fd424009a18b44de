"""A human look at what a question counted: granted by the court, with two people, on the screen alone.

The mandate says whether (``manner.human`` holds ``content``) and how many items at most
(``human_items``). The carrier of the case must lie there again; a second person signs for
this one look. What is shown is kept nowhere: the look leaves a case of its own that says
*that* somebody looked, at how many items of which question, with whose agreement, and not
at what. Known material is never shown. Errors::

    LookFault                  (exit 5, nothing was shown)
    ├── LookNotGranted         the mandate grants none: which condition would be needed
    ├── LookNever              known material is never shown, by nobody
    ├── LookNeedless           the question has no indication to look at
    ├── LookOfOthers           another carrier, or no second person
    └── LookNotAlone           not at a screen
"""

import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from inzage.artefact import Window
from inzage.check import Offer, Plan
from inzage.check.clock import Clock
from inzage.check.diary import Diary
from inzage.check.earlier import to_its_end, unchanged
from inzage.check.look_session import Looked, Session, Show, Sitting
from inzage.check.papers import Papers, prepared
from inzage.check.plan_json import plan_to_json
from inzage.check.prepare import NOBODY, open_lists
from inzage.check.shut import Shut
from inzage.check.spots import LaidOut, lay_out
from inzage.errors import RefusedByMandate
from inzage.mandate import Mandate, Question
from inzage.mandate.admit import recognise
from inzage.mandate.catalogue import questions_of
from inzage.readers import all_readers
from inzage.record import CaseFault, EntryKind
from inzage.record.casefile import CaseWriter
from inzage.record.reading import Case
from inzage.result import Mark
from inzage.signing import Role
from inzage.signing.canonical import canonical
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.sources.opening import open_source

NEVER = frozenset({"known_material", "similar_material"})
"""Detectors whose acts nobody looks at, whatever a mandate says."""


class LookFault(CaseFault, RefusedByMandate):
    """Base of what stands in the way of a human look."""


class LookNotGranted(LookFault):
    """The mandate grants no look at content."""

    nl = (
        "Deze opdracht laat niemand inhoud zien. Daarvoor moet de rechter bepalen dat een mens inhoud mag zien "
        '(human = ["content"]) en hoeveel vermeldingen ten hoogste (human_items). Er is niets getoond.'
    )
    en = (
        "This mandate lets nobody see content. For that the court has to settle that a human may see content "
        '(human = ["content"]) and how many items at most (human_items). Nothing was shown.'
    )


class LookNever(LookFault):
    """Known material is never shown."""

    nl = "Bekend materiaal wordt nooit getoond, ook niet met een toestemming. Er is niets getoond."
    en = "Known material is never shown, not even with a grant. Nothing was shown."


class LookNeedless(LookFault):
    """There is no indication to look at."""

    nl = "Bij de vraag {question} is er niets om te bekijken: {found}. Er is niets getoond."
    en = "With the question {question} there is nothing to look at: {found}. Nothing was shown."


class LookOfOthers(LookFault):
    """Another carrier than that of the case, or nobody beside the officer."""

    nl = "Verwacht: {expected}. Gevonden: {found}. Geef wat verwacht werd; er is niets getoond."
    en = "Expected: {expected}. Found: {found}. Give what was expected; nothing was shown."


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks: the officer's kit, and the second person's key, which agrees to this one look.

    ``excluded``: names of accounts that were left shut in the check, and stay so.
    """

    kit: Kit
    second: PrivateKey
    excluded: Sequence[str] = ()


def look(
    case: Case, question: str, offers: Sequence[Offer], who: Looker, out: Path, *, lists: Path | None, show: Show
) -> Looked:
    """Show at most the granted number of items that ``question`` counted; leaves a case in ``out``."""
    unchanged(case.path, who.kit)
    to_its_end(case)
    unsigned = Mark.UNSIGNED.value in case.plan["marks"]
    admission = recognise(case.mandate, case.order, kit=who.kit, unsigned=unsigned)
    asked = _granted(admission.mandate, case, question)
    _agreed(who)
    _same_shut(case, admission.mandate, who)
    papers = Papers(case.mandate, case.order, lists, unsigned=unsigned)
    ready = prepared(papers, admission, who.kit, date.fromisoformat(case.plan["on"]))
    window = Window(*(date.fromisoformat(case.result["window"][end]) for end in ("from", "to")))
    plan = replace(ready.plan, window=(window.first, window.last), marks=(*ready.plan.marks, Mark.LOOK))
    with ExitStack() as held:
        laid = partial(_laid, held, plan, who, asked)
        tables = [laid(place) for place in enumerate(offers, 1)]
        _same_carriers(case, tables)
        keyed = held.enter_context(open_lists(ready))
        writer = held.enter_context(
            CaseWriter.begin(
                out,
                kit=who.kit,
                mandate=case.mandate,
                order=case.order,
                plan=canonical(plan_to_json(plan)),
                check_id=secrets.token_hex(16),
            )
        )
        writer.clock = Clock(writer.beat).facts
        sitting = Sitting(plan, window, asked, keyed.get(question, ()), who.kit, who.second.public.keyid)
        session = Session(sitting, Diary(writer), show)
        session.begin(case.check_id, writer.begun)
        session.go(tables)
        return session.finish(writer, tables)


def _granted(mandate: Mandate, case: Case, code: str) -> Question:
    asked = next((one for one in questions_of(mandate) if one.code == code), None)
    answer = next((one for one in case.result["answers"] if one["question"] == code), None)
    if asked is None or answer is None:
        known = ", ".join(one["question"] for one in case.result["answers"]) or "—"
        raise LookNeedless(question=code, found=(f"gevraagd is alleen {known}", f"asked was only {known}"))
    if asked.indicator in NEVER:
        raise LookNever
    if "content" not in mandate.manner.human or mandate.manner.human_items < 1:
        raise LookNotGranted
    if answer["answer"] != "indication":
        raise LookNeedless(question=code, found=("er is geen aanwijzing", "there is no indication"))
    return asked


def _agreed(who: Looker) -> None:
    """The second person is trusted as a second signer, and is not the officer."""
    trusted = {key.keyid for key in who.kit.trust.keys(Role.SECOND_SIGNER)}
    found = who.second.public.keyid
    if found not in trusted or found == who.kit.key.public.keyid:
        expected = ("de sleutel van een tweede ondertekenaar", "the key of a second signer")
        raise LookOfOthers(expected=expected, found=("een andere sleutel", "another key"))


def _same_shut(case: Case, mandate: Mandate, who: Looker) -> None:
    """Whoever was left shut by name in the check stays shut now."""
    key = Shut(mandate.exclusions, who.excluded).key(who.kit.person_key(mandate.person or NOBODY))
    then = {entry.facts.get("excluded") for entry in case.entries if entry.kind is EntryKind.CARRIER}
    if then != {key}:
        expected = ("dezelfde --exclude als bij de controle", "the same --exclude as in the check")
        raise LookOfOthers(expected=expected, found=("andere namen", "other names"))


def _laid(held: ExitStack, plan: Plan, who: Looker, asked: Question, place: tuple[int, Offer]) -> LaidOut:
    ordinal, offer = place
    open_to = {door.reader for door in plan.doors if door.question == asked.code}
    readers = [one for one in all_readers() if one.name in open_to]
    source = open_source(offer.path)
    held.callback(source.close)
    key = who.kit.person_key(plan.mandate.person or NOBODY)
    shut = Shut(plan.mandate.exclusions, who.excluded)
    return lay_out(ordinal, offer, source, readers, person_key=key, excluded=shut)


def _same_carriers(case: Case, tables: Sequence[LaidOut]) -> None:
    known = {one["key"] for one in case.result["carriers"]}
    if not tables or any(table.facts.key not in known for table in tables):
        expected = ("de gegevensdrager van dit dossier", "the carrier of this case")
        raise LookOfOthers(expected=expected, found=("een andere gegevensdrager", "another carrier"))
