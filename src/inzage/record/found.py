"""Cases below a folder: of whom, until when they are kept, and why one cannot be judged."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from inzage.artefact import AMSTERDAM
from inzage.errors import InzageError
from inzage.mandate import Mandate
from inzage.mandate.signed import any_mandate
from inzage.record import CASE, HANDOVER, MANDATE, PLAN, Entry, EntryKind
from inzage.record.card import read_card
from inzage.record.journal import noted_in
from inzage.record.reading import Case, read_case
from inzage.record.retention import Term, term_of
from inzage.record.store import Store
from inzage.record.verify import verify_case
from inzage.result import CheckStatus
from inzage.signing.kit import Kit, person_id
from inzage.signing.policy import Kept

NOBODY = "validation"
"""Whose key names the artefacts of a check without a person."""

UNDER_ERASURE, ERASURES, BEGUN = ".erasing", "erasures", ".begun.json"
"""A case that is being erased; the kit's folder of proofs; how a note in it ends of what is about to go."""
_PART = ".part"
_OWN_LINKS = frozenset({"case", "result", "ledger", "checkpoint", "sequence", "begun"})
"""Links that a case holds by itself, whoever is still trusted today."""


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that can be judged. ``person``: the name of its key in the kit; ``root``: None where interrupted."""

    path: Path
    check_id: str
    person: str
    mandate_sha256: str
    term: Term
    entries: int | None = None
    root: str | None = None
    documents: tuple[str, ...] = ()

    @property
    def interrupted(self) -> bool:
        """Whether the check was never finished."""
        return self.term.kind is Kept.INTERRUPTED


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A case that cannot be judged, and why, in Dutch and in English; nothing of it is erased."""

    path: Path
    why: tuple[str, str]


def cases_below(roots: Sequence[Path], kit: Kit) -> Iterator[FoundCase | Unjudged]:
    """Every case in or below these folders, finished or not, by whatever path it is given; links are not followed."""
    places = {place.resolve(): place for root in roots for place in sorted(_places(root))}
    for place in sorted(places.values()):
        if not place.name.endswith(UNDER_ERASURE):
            yield judged(place, kit)
        elif not _noted(place, kit):
            yield Unjudged(place, _NOT_BEGUN_HERE)


_NOT_BEGUN_HERE = (
    f"wissen dat met deze uitrusting niet is begonnen; haal {UNDER_ERASURE} van de naam van de map en probeer opnieuw",
    f"an erasure that was not begun with this kit; take {UNDER_ERASURE} off the folder's name and try again",
)


def _noted(place: Path, kit: Kit) -> bool:
    """Whether the kit knows that this case is going: a folder that only bears the name would be kept unseen."""
    try:
        return (kit.path / ERASURES / (read_card(place).check_id + BEGUN)).exists()
    except InzageError:
        return False


def judged(path: Path, kit: Kit) -> FoundCase | Unjudged:
    """One case: its term, or why that cannot be said."""
    try:
        store = Store.open(path, kit)
        if store.card.kit not in {key.keyid for key in kit.own_keys()}:
            return Unjudged(path, ("van een andere uitrusting", "of another kit"))
        return _interrupted(store, kit) if path.name.endswith(_PART) else _finished(path, kit)
    except InzageError as error:
        return Unjudged(path, (error.sentence("nl"), error.sentence("en")))
    except (ValueError, KeyError, TypeError):
        return Unjudged(path, ("zonder leesbare dagen", "without readable days"))


def _places(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root, followlinks=False):
        if CASE in files:
            folders.clear()
            yield Path(folder)


def _finished(path: Path, kit: Kit) -> FoundCase | Unjudged:
    for link in verify_case(path, kit=kit):
        if link.name in _OWN_LINKS and not link.holds:
            return Unjudged(path, (link.nl, link.en))
    case = read_case(path, kit)
    mandate, ledger = any_mandate(case.mandate), case.result["ledger"]
    kind = Kept.HALTED if case.result["status"] == CheckStatus.HALTED else Kept.CASE
    return FoundCase(
        path,
        case.check_id,
        _person(mandate),
        mandate.sha256,
        term_of(mandate.retention_days, kit.policy, kind, _ended(case)),
        int(ledger["entries"]),
        str(ledger["root"]),
        tuple(sorted(case.documents or ())),
    )


def _interrupted(store: Store, kit: Kit) -> FoundCase | Unjudged:
    mandate, entries = any_mandate(store.read(MANDATE)), noted_in(store)
    if store.has(HANDOVER) or any(entry.kind is EntryKind.SEALED for entry in entries):
        return Unjudged(store.directory, _SEALED)
    ended = _last_day(entries) or date.fromisoformat(json.loads(store.read(PLAN))["on"])
    term = term_of(mandate.retention_days, kit.policy, Kept.INTERRUPTED, ended)
    return FoundCase(store.directory, store.card.check_id, _person(mandate), mandate.sha256, term)


_SEALED = (
    "gestopt en verzegeld, maar niet afgerond: maak de controle eerst af met inzage check --resume, en draag over",
    "halted and sealed, but not finished: finish the check first with inzage check --resume, and hand it over",
)


def _person(mandate: Mandate) -> str:
    return person_id(mandate.person or NOBODY)


def _ended(case: Case) -> date:
    return _last_day(case.entries) or date.fromisoformat(case.plan["on"])


def _last_day(entries: Sequence[Entry]) -> date | None:
    """The Amsterdam day of the last entry; None where there is none."""
    told = [datetime.fromisoformat(entry.at) for entry in entries]
    return max(told).astimezone(AMSTERDAM).date() if told else None
