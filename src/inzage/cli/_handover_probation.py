"""What probation does with a handover: move it, and take the answer in. Neither opens anything."""

import json
from pathlib import Path

import click

from inzage.cli._acting import acting_on
from inzage.cli._handover_files import put_new, read_file
from inzage.cli._shared import text
from inzage.mandate.acting import Operation
from inzage.record.handover import number
from inzage.record.occasion import moment
from inzage.record.receipt import Answer
from inzage.record.receiving import export, take_receipt
from inzage.signing.kit import Kit

ANSWERS = {
    Answer.TAKEN_UP: ("in behandeling", "taken up"),
    Answer.CONFIRMED: ("bevestigd", "confirmed"),
    Answer.NOT_CONFIRMED: ("niet bevestigd", "not confirmed"),
}


def export_to(case: Path, out: Path, kit: Path | None, as_json: bool) -> None:
    """Move the handover out of the case: the same bytes, and the case stays as it is."""
    mine = Kit.load(kit) if kit else None
    acting_on(case, mine, Operation.HANDOVER)
    envelope = export(case, mine)
    put_new(out, envelope)
    told = {"handover": str(out), "number": number(envelope), "bytes": len(envelope)}
    tell(
        told,
        f"Klaargezet voor de politie: {out}\nOverdrachtnummer: {told['number']}",
        f"Ready for the police: {out}\nHandover number: {told['number']}",
        as_json=as_json,
    )


def take(case: Path, receipt: Path, kit: Path, as_json: bool) -> None:
    """Take a receipt in, and say what it changed."""
    mine = Kit.load(kit)
    acting_on(case, mine, Operation.HANDOVER)
    took = take_receipt(case, read_file(receipt), mine)
    erased = took.answer is Answer.NOT_CONFIRMED
    nl, en = ANSWERS[took.answer]
    told = {
        "answer": took.answer.value,
        "receipt": took.number,
        "handover": took.handover,
        "at": moment(took.at),
        "erased": erased,
    }
    gone_nl = "\nDe overdracht is gewist; het register bewijst dat er een regel stond." if erased else ""
    gone_en = "\nThe handover was erased; the ledger proves that an entry stood there." if erased else ""
    tell(
        told,
        f"Antwoord van de politie: {nl}. Ontvangstnummer: {took.number}{gone_nl}",
        f"Answer of the police: {en}. Receipt number: {took.number}{gone_en}",
        as_json=as_json,
    )


def tell(told: object, nl: str, en: str, *, as_json: bool) -> None:
    """The result on standard output: for a program, or for a person."""
    click.echo(json.dumps(told, indent=2, ensure_ascii=False) if as_json else text(nl, en))
