"""What the police do: sign whose key it is, open what was sealed to it, and answer."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from inzage.cli._case_validate import validate as hold_against_case
from inzage.cli._handover_files import CannotPut, put_new, read_file, read_identity
from inzage.cli._handover_probation import tell
from inzage.cli._handover_text import facts_of, readable
from inzage.errors import InzageError, UsageFault
from inzage.record.handover import number as number_of
from inzage.record.list_report import make_report
from inzage.record.opening import open_handover
from inzage.record.receipt import Answer, make_receipt
from inzage.signing import Role
from inzage.signing.files import PUBLIC
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.sealing import SealingKey, make_sealing_key, read_sealing_key
from inzage.signing.trust import TrustStore

BUNDLE = "bundle.jsonld"
VALIDATION = "validation.txt"


class DoesNotConform(InzageError):
    """The bundle is not what CASE, or Inzage, demands of one. The report can name a file, so it is no part of this."""

    nl = "De bundel voldoet niet aan CASE of mist wat erin hoort. Vraag de reclassering om uitleg; verslag: {report}."
    en = "The bundle does not conform to CASE or lacks what belongs in it. Ask probation; the report: {report}."


class ReportWithoutCause(UsageFault):
    """A report for the list's issuer goes with *not confirmed* only."""

    nl = "Verwacht: --report alleen bij --answer not_confirmed. Gevonden: --answer {found}. Laat --report weg."
    en = "Expected: --report only with --answer not_confirmed. Found: --answer {found}. Leave out --report."


class HalfATerm(UsageFault):
    """Whose signature the document about the sealing key carries must be given with it."""

    nl = "Verwacht: --sealing-key en --police-key samen. Gevonden: een van de twee. Geef beide, of geen."
    en = "Expected: --sealing-key and --police-key together. Found: one of the two. Give both, or neither."


def key(*, recipient: str, name: str, first: date, last: date, key: Path, out: Path, as_json: bool) -> None:
    """Sign the document that says to whom may be sealed, and when."""
    sealing = SealingKey(recipient, name, first, last)
    put_new(out, make_sealing_key(sealing, PrivateKey.load(key)), PUBLIC)
    tell(
        {**sealing.json, "file": str(out)},
        f"Document over de verzegelsleutel van {name}: {out}\nGeldig van {first} tot en met {last}.",
        f"Document about the sealing key of {name}: {out}\nValid from {first} up to and including {last}.",
        as_json=as_json,
    )


def open_file(
    *,
    file: Path,
    identity: Path,
    kit_keys: Sequence[Path],
    sealing_key: Path | None,
    police_key: Path | None,
    validate: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Examine and open a handover; say what it is, and put the bundle where it was asked for."""
    envelope, term = read_file(file), _term(sealing_key, police_key)
    told, bundle = open_handover(envelope, read_identity(identity), _keys(kit_keys), key=term)
    if out:
        _put(out, BUNDLE, bundle)
    if validate:
        _validate(bundle, out)
    examined = {"validated": validate, "term_examined": term is not None}
    facts = {"number": number_of(envelope), **facts_of(told), **examined, "bundle": str(out / BUNDLE) if out else None}
    tell(facts, readable(facts, "nl"), readable(facts, "en"), as_json=as_json)


def answer(
    *,
    file: Path,
    identity: Path,
    kit_keys: Sequence[Path],
    key: Path,
    answer: str,
    number: str,
    out: Path,
    report: Path | None,
    as_json: bool,
) -> None:
    """Sign the receipt and, where a list was wrong, the report for its issuer."""
    if report and answer != Answer.NOT_CONFIRMED:
        raise ReportWithoutCause(found=answer)
    envelope, police, at = read_file(file), PrivateKey.load(key), datetime.now(UTC)
    told, _ = open_handover(envelope, read_identity(identity), _keys(kit_keys))
    handover = number_of(envelope)
    receipt = make_receipt(
        check_id=told.check_id, handover=handover, number=number, answer=Answer(answer), at=at, police=police
    )
    if report:
        put_new(report, make_report(told, at=at, police=police))
    put_new(out, receipt, PUBLIC)
    facts = {"receipt": str(out), "handover": handover, "answer": answer, "number": number}
    facts |= {"report": str(report)} if report else {}
    tell(
        facts,
        f"Ontvangstbericht voor de reclassering: {out}" + (f"\nVerslag voor de lijst: {report}" if report else ""),
        f"Receipt for probation: {out}" + (f"\nReport for the list's issuer: {report}" if report else ""),
        as_json=as_json,
    )


def _keys(files: Sequence[Path]) -> list[PublicKey]:
    return [PublicKey.load(file) for file in files]


def _term(sealing_key: Path | None, police_key: Path | None) -> SealingKey | None:
    if (sealing_key is None) != (police_key is None):
        raise HalfATerm
    if sealing_key is None or police_key is None:
        return None
    trust = TrustStore({Role.POLICE: (PublicKey.load(police_key),)})
    return read_sealing_key(read_file(sealing_key), trust, file=str(sealing_key))


def _validate(bundle: bytes, out: Path | None) -> None:
    validation = hold_against_case(bundle)
    if out:
        _put(out, VALIDATION, validation.report.encode())
    if not validation.conforms:
        raise DoesNotConform(report=out / VALIDATION if out else "--out DIR")


def _put(out: Path, name: str, data: bytes) -> None:
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotPut(file=out, found=error.strerror) from None
    put_new(out / name, data)
