"""An earlier case, read only where it is as it was signed: the previous check, one to recount or to look into. Error::

PapersFault
└── HaltedCheck            the check was halted and sealed: nothing may be opened again for it (exit 5)
"""

from datetime import date
from pathlib import Path

from inzage.check.papers import PapersFault, Previous
from inzage.errors import RefusedByMandate
from inzage.mandate.signed import any_mandate
from inzage.record import CaseDamaged, EntryKind
from inzage.record.instrument import fingerprint
from inzage.record.reading import Case, read_case
from inzage.record.verify import verify_case
from inzage.result import CheckStatus, Reason, Status
from inzage.signing.kit import Kit


class HaltedCheck(PapersFault, RefusedByMandate):
    """The case is of a check that was halted: its carriers stay as they are."""

    nl = (
        "Deze controle is gestopt en verzegeld; er wordt niet herteld en niet gekeken. Laat de gegevensdragers zoals "
        "zij zijn en doe wat in het verslag staat; er is niets geopend."
    )
    en = (
        "This check was halted and sealed; nothing is recounted and nobody looks. Leave the carriers as they are and "
        "do what the report says; nothing was opened."
    )


def to_its_end(case: Case) -> None:
    """``HaltedCheck`` where this check was halted."""
    if case.result["status"] == CheckStatus.HALTED:
        raise HaltedCheck


def unchanged(case: Path, kit: Kit | None) -> None:
    """``CaseDamaged`` where an earlier case is not as it was signed, or was signed by a kit not known here."""
    for link in verify_case(case, kit=kit):
        if not link.holds:
            raise CaseDamaged(case=case, file=link.name, found=(link.nl.rstrip("."), link.en.rstrip(".")))


def verified(case: Path, kit: Kit | None) -> Case:
    """An earlier case, read only where it is as it was signed."""
    unchanged(case, kit)
    return read_case(case, kit)


def previous_check(case: Path, kit: Kit | None) -> Previous:
    """What an earlier case says of itself; it must verify, for it narrows the window."""
    earlier = verified(case, kit)
    halted = earlier.result["status"] == CheckStatus.HALTED
    last = None if halted else date.fromisoformat(earlier.result["window"]["to"])
    return Previous(any_mandate(earlier.mandate).person, last, earlier.code, _read_whole(earlier, kit))


def _read_whole(earlier: Case, kit: Kit | None) -> frozenset[tuple[str, str, str]]:
    if kit is None or earlier.kit_key not in kit.own_keys():
        return frozenset()
    if earlier.result["instrument"]["engine_sha256"] != fingerprint()["engine_sha256"]:
        return frozenset()
    read = [entry.facts for entry in earlier.entries if entry.kind is EntryKind.READ]
    return frozenset(
        (str(one["reader"]), str(one["artefact"]), str(one["digest"]))
        for one in read
        if one["status"] == Status.READ and one["reason"] in (None, Reason.UNCHANGED) and one["digest"]
    )
