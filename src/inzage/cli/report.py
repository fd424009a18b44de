"""``inzage report``: make a case's documents, and sign their digests last."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import click

from inzage.cli._acting import acting
from inzage.cli._role import role_options
from inzage.cli._shared import language, say
from inzage.errors import InzageError, Language
from inzage.mandate.acting import Operation
from inzage.record.documents import write_documents
from inzage.record.reading import Case, read_case
from inzage.report import Document
from inzage.report.documents import make
from inzage.signing.files import write_whole
from inzage.signing.kit import Kit

_DIRECTORY = click.Path(path_type=Path, file_okay=False)


class CannotPlace(InzageError):
    """The documents cannot be written where they were asked for."""

    nl = (
        "Verwacht: een map waarin geschreven kan worden ({out}). Gevonden: {found}. "
        "Kies een andere map of maak ruimte; het dossier zelf is ongewijzigd."
    )
    en = (
        "Expected: a directory that can be written to ({out}). Found: {found}. "
        "Choose another directory or make room; the case itself is unchanged."
    )


@click.command()
@click.argument("case", type=_DIRECTORY, metavar="CASE")
@click.option("--out", required=True, type=_DIRECTORY, metavar="DIR", help="Map voor de documenten (where they go).")
@click.option("--kit", "kit_at", type=_DIRECTORY, metavar="DIR", help="Uitrusting die de controle deed (the kit).")
@click.option("--lang", type=click.Choice(["nl", "en"]), help="Taal van de documenten (their language).")
@role_options
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def command(
    case: Path, out: Path, *, kit_at: Path | None, lang: Language | None, role: str | None, reason: str, as_json: bool
) -> None:
    """Maak de documenten bij het dossier CASE (make the documents of a case).

    Met --kit worden de kenmerken van de documenten ondertekend in het dossier.
    (With --kit the digests of the documents are signed into the case.)
    """
    kit = Kit.load(kit_at) if kit_at else None
    made = read_case(case, kit)
    acting(made.mandate, kit, Operation.REPORT, role, reason)
    documents = make(made, lang or language())
    digests = place(documents, out)
    signs = kit is not None and _may_sign(kit, made)
    if kit and signs:
        write_documents(case, kit, digests)
    _tell(documents, digests, out, signed=signs, as_json=as_json)
    if not signs and not as_json:
        say(*(_NO_KIT if kit is None else _OTHER_KEY))


_NO_KIT = (
    "De kenmerken van deze documenten zijn niet ondertekend; geef --kit om dat wel te doen.",
    "The digests of these documents were not signed; give --kit to do so.",
)
_OTHER_KEY = (
    "De kenmerken van deze documenten zijn niet ondertekend: de sleutel waarmee dit dossier is ondertekend, is niet "
    "(meer) de geldige sleutel van deze uitrusting. De documenten zelf zijn gemaakt.",
    "The digests of these documents were not signed: the key that signed this case is not (or no longer) the valid key "
    "of this kit. The documents themselves were made.",
)


def _may_sign(kit: Kit, case: Case) -> bool:
    """Whether the kit still has the key of the case, and it was not revoked: another would break the case's chain."""
    return case.kit_key == kit.key.public and kit.trust.counts(kit.key.public)


def place(documents: Iterable[Document], out: Path) -> dict[str, str]:
    """Write each document whole into ``out``; returns file name → hex SHA-256."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for document in documents:
            write_whole(out / document.name, document.content)
    except OSError as fault:
        raise CannotPlace(out=out, found=fault.strerror or type(fault).__name__) from None
    return {document.name: hashlib.sha256(document.content).hexdigest() for document in documents}


def _tell(documents: Iterable[Document], digests: dict[str, str], out: Path, *, signed: bool, as_json: bool) -> None:
    if as_json:
        made = [{"file": str(out / d.name), "media_type": d.media_type, "sha256": digests[d.name]} for d in documents]
        click.echo(json.dumps({"documents": made, "signed": signed}, ensure_ascii=False, indent=2))
        return
    for document in documents:
        click.echo(out / document.name)
