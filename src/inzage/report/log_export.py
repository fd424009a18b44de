"""The logs of finished cases, made and sealed: processing, handover, audit and decisions.

What an organisation must have settled first stands in the kit's policy: the URIs of its two
processing activities, and the key to which a data subject's id is encrypted. Errors::

    LogFault
    ├── PolicySilent           the kit's policy does not say what a log needs
    ├── CaseNotWhole           a case does not verify, so nothing is made of it
    ├── CaseTwice              one check was given twice, so it would be counted twice
    └── LogThere               something lies where the log was to go
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from inzage.mandate.acting import Operation
from inzage.mandate.actor import Actor, let_act
from inzage.mandate.signed import any_mandate
from inzage.record.faults import CaseFault
from inzage.record.reading import Case, read_case
from inzage.record.sealing import seal as encrypt
from inzage.record.verify import verify_case
from inzage.report.log import AUDIT, DECISIONS, HANDOVER, PROCESSING, Line, Logged
from inzage.report.log_audit import audit
from inzage.report.log_decisions import decisions
from inzage.report.log_processing import handover, processing
from inzage.report.log_seal import SEAL, seal, to_lines
from inzage.signing.dsse import encode
from inzage.signing.files import write_whole
from inzage.signing.kit import Kit

NEEDED = ("processing_activity", "handover_activity", "log_recipient")
"""Fields of the kit's policy without which no log is made."""


class LogFault(CaseFault):
    """Base of why no log is made; a fact may be a pair (Dutch, English)."""


class PolicySilent(LogFault):
    """The kit's policy does not say what a log needs."""

    nl = (
        "Verwacht in kit.toml van {kit}: processing_activity en handover_activity (de URI's van de twee verwerkingen "
        "in het register van verwerkingsactiviteiten) en log_recipient (een openbare age-sleutel, waarvoor het "
        "kenmerk van de betrokkene versleuteld wordt). Gevonden: geen {found}. Vul dat in; er is niets geschreven."
    )
    en = (
        "Expected in kit.toml of {kit}: processing_activity and handover_activity (the URIs of both processing "
        "activities in the register) and log_recipient (a public age key, to which the data subject's id is "
        "encrypted). Found: no {found}. Fill that in; nothing was written."
    )


class CaseNotWhole(LogFault):
    """A case does not verify, so nothing is made of it."""

    nl = "Het dossier {case} klopt niet (gebroken: {found}). Kijk met inzage verify; er is niets geschreven."
    en = "The case {case} is not right (broken: {found}). Look with inzage verify; nothing was written."


class CaseTwice(LogFault):
    """One check was given twice: the same case by two paths, or a copy of it."""

    nl = (
        "Het dossier {case} is van dezelfde controle als een ander dossier dat is opgegeven. Een logboek telt elke "
        "controle één keer. Geef elk dossier één keer op; er is niets geschreven."
    )
    en = (
        "The case {case} is of the same check as another case that was given. A log counts each check once. "
        "Give each case once; nothing was written."
    )


class LogThere(LogFault):
    """Something lies where the log was to go."""

    nl = "Verwacht: een nieuwe of lege map ({out}). Gevonden: {found}. Kies een andere map."
    en = "Expected: a new or empty directory ({out}). Found: {found}. Choose another directory."


def export(cases: Sequence[Path], kit: Kit, out: Path) -> bytes:
    """Write the logs of ``cases`` into ``out``, the seal last; gives the seal.

    Raises:
        PolicySilent, CaseNotWhole, CaseTwice, LogThere, NotAdmitted: nothing was written.
    """
    silent = [name for name in NEEDED if not getattr(kit.policy, name)]
    if silent:
        raise PolicySilent(kit=kit.path, found=", ".join(silent))
    logged = [_logged(path, kit) for path in cases]
    _each_once(one.case for one in logged)
    files = {
        PROCESSING: to_lines(_each(processing(one) for one in logged)),
        HANDOVER: to_lines(_each(handover(one) for one in logged)),
        AUDIT: to_lines(_each(audit(one) for one in logged)),
        DECISIONS: to_lines(_each(decisions(one) for one in logged)),
    }
    sealed = seal(files, [_told(one.case) for one in logged], kit.key)
    _write(out, files | {SEAL: sealed})
    return sealed


def _each(parts: Iterable[Iterable[Line]]) -> list[Line]:
    return [line for part in parts for line in part]


def _each_once(cases: Iterable[Case]) -> None:
    met: set[str] = set()
    for case in cases:
        if case.check_id in met:
            raise CaseTwice(case=case.path)
        met.add(case.check_id)


def _logged(path: Path, kit: Kit) -> Logged:
    broken = [link.name for link in verify_case(path, kit=kit) if not link.holds]
    if broken:
        raise CaseNotWhole(case=path, found=", ".join(broken))
    case = read_case(path, kit)
    mandate = any_mandate(case.mandate)
    let_act(mandate, Actor(kit.policy.official), Operation.REPORT)
    subject = None if mandate.validation else encode(encrypt(mandate.person.encode(), str(kit.policy.log_recipient)))
    return Logged(case, kit.policy, subject)


def _told(case: Case) -> Line:
    """A case as the seal names it; ``erased``: entries of which no line can be made any more."""
    return {
        "check_id": case.check_id,
        "code": case.code,
        "entries": len(case.entries) + len(case.erased),
        "erased": len(case.erased),
    }


def _write(out: Path, files: dict[str, bytes]) -> None:
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise LogThere(out=out, found=("een map waar al iets in staat", "a directory that holds something"))
        for name, data in files.items():
            write_whole(out / name, data)
    except OSError as error:
        raise LogThere(out=out, found=error.strerror or type(error).__name__) from None
