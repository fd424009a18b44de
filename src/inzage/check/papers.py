"""What the officer brings besides the carriers, and the plan that follows from it.

Both ``inzage plan`` and ``inzage check`` come here, so what is printed is what is
done. Nothing of a carrier is opened, and nothing is loaded that opens one. Errors::

    PapersFault
    ├── PreviousOfAnother      the previous check was of somebody else (exit 5)
    └── HaltedCheck            see ``earlier``
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inzage.check import Plan
from inzage.check.plan import ListsAtHand, make_plan
from inzage.errors import InzageError, RefusedByMandate
from inzage.indicators import all_indicators
from inzage.mandate import Admission, Question
from inzage.mandate.admit import admit
from inzage.mandate.catalogue import questions_of
from inzage.mandate.used import UsedOrders
from inzage.readers import all_readers
from inzage.result import Mark, Reason
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, SealingKeyFault, sealing_key
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.store import Lists, StoredList


class PapersFault(InzageError):
    """Base of what is off with the papers, apart from their signatures."""


class PreviousOfAnother(PapersFault, RefusedByMandate):
    """The case given as the previous one is of somebody else."""

    nl = (
        "Het dossier dat als vorige controle is opgegeven, gaat over iemand anders. "
        "Geef het dossier van de vorige controle van deze betrokkene; er is niets geopend."
    )
    en = (
        "The case given as the previous check is about somebody else. "
        "Give the case of this person's previous check; nothing was opened."
    )


@dataclass(frozen=True, slots=True)
class Previous:
    """The previous check: of whom (a pseudonym), the last day it read to its end, and the code of its ledger.

    See ``earlier.previous_check``. ``last``: None where it was halted, for then it did not read what it was to read.

    ``whole``: what it read whole, as (reader, artefact, digest), the latter two keyed under
    the person's key; empty where another version of the instrument or another kit read it.
    """

    person: str
    last: date | None
    code: str
    whole: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Papers:
    """Mandate and order as they were signed, the folder of lists, the previous check."""

    mandate: bytes
    order: bytes | None = None
    lists: Path | None = None
    previous: Previous | None = None
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """An admitted check: its plan, per question the lists that give it meaning, and to whom a halt is sealed.

    ``unsealable``: why there is no such key; None where there is one, or no kit to hold it.
    """

    plan: Plan
    lists: Mapping[str, tuple[StoredList, ...]]
    sealing: SealingKey | None = None
    unsealable: InzageError | None = None
    whole: frozenset[tuple[str, str, str]] = frozenset()


def admitted(papers: Papers, kit: Kit, today: date, *, check_id: str | None = None) -> Admission:
    """Mandate and order, if a check may begin (or go on, as ``check_id``) today; raises otherwise."""
    admission = admit(
        papers.mandate,
        papers.order,
        kit=kit,
        today=today,
        used=UsedOrders(kit.used_orders),
        unsigned=papers.unsigned,
        previous_code=papers.previous.code if papers.previous else None,
        check_id=check_id,
    )
    if papers.previous and papers.previous.person != admission.mandate.person:
        raise PreviousOfAnother
    return admission


def prepared(papers: Papers, admission: Admission, kit: Kit | None, on: date, *, unconfined: bool = False) -> Prepared:
    """The plan for day ``on``. Without a kit there are no lists, and questions that need one are moot."""
    questions = questions_of(admission.mandate)
    store = Lists.open(papers.lists, kit) if papers.lists and kit else Lists()
    sealing, unsealable = _sealing(kit, on)
    lists, lacking = _lists(questions, store, on, sealable=sealing is not None)
    marks = [Mark(mark.value) for mark in admission.marks] + [Mark.UNCONFINED] * unconfined
    plan = make_plan(
        admission.mandate,
        admission.order,
        questions,
        all_readers(),
        ListsAtHand(
            {code: tuple((one.name, one.version) for one in found) for code, found in lists.items()},
            lacking,
            _pictures(questions, lists),
        ),
        on=on,
        previous=papers.previous.last if papers.previous else None,
        marks=tuple(marks),
        observes={made.name: made.observes for made in all_indicators()},
    )
    if kit is not None and unconfined:
        from inzage.check.carriers import exempted  # noqa: PLC0415 - it loads what opens carriers

        plan = replace(plan, exception=exempted(kit))
    whole = papers.previous.whole if papers.previous else frozenset()
    return Prepared(plan, lists, sealing, unsealable, whole)


def _sealing(kit: Kit | None, on: date) -> tuple[SealingKey | None, InzageError | None]:
    """The police's key as it is on that day, or what is wrong with it: found before anything is opened."""
    if kit is None:
        return None, None
    try:
        return sealing_key(kit, on), None
    except SealingKeyFault as fault:
        return None, fault


def _unable(kind: ListKind) -> Reason | None:
    """What is missing of this installation for lists of this kind."""
    if kind is not ListKind.PICTURES:
        return None
    from inzage.media import missing  # noqa: PLC0415 - the stage that decodes comes with no other check

    return Reason.LIBRARY_MISSING if missing() else None


def _pictures(questions: Sequence[Question], lists: Mapping[str, tuple[StoredList, ...]]) -> dict[str, int]:
    """How many entries the pictures of a carrier would be compared with, per question that asks what they look like."""
    return {
        code: sum(one.entries for one in found if one.meaning is Meaning.LISTED)
        for code, found in lists.items()
        if any(asked.code == code and _of_pictures(asked) for asked in questions)
    }


def _of_pictures(question: Question) -> bool:
    return next(made.needs for made in all_indicators() if made.name == question.indicator) is ListKind.PICTURES


def _lists(
    questions: Sequence[Question], store: Lists, on: date, *, sealable: bool
) -> tuple[dict[str, tuple[StoredList, ...]], dict[str, Reason]]:
    known = {made.name: made for made in all_indicators()}
    found: dict[str, tuple[StoredList, ...]] = {}
    lacking: dict[str, Reason] = {}
    for question in questions:
        asks = known[question.indicator]
        kind = asks.needs or (asks.may_use if question.list_purpose else None)
        if kind is not None:
            lists, reason = store.for_purpose(question.list_purpose or "", kind, on, sealable=sealable)
            found[question.code] = lists
            reason = reason or _unable(kind)
            if reason is not None and asks.needs:
                lacking[question.code] = reason
    return found, lacking
