"""What ``inzage demo`` does: papers, a carrier, a check, documents; all of it invented."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.check import Offer
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._answer_text import tell
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_papers import DemoPapers, make_papers
from inzage.cli._progress import progress
from inzage.cli._shared import language, say, text
from inzage.cli.report import place
from inzage.errors import InzageError, UsageFault
from inzage.record.documents import write_documents
from inzage.record.reading import read_case
from inzage.report.documents import make
from inzage.signing.kit import Kit
from inzage.worker.lock import confinement

MARKER = ".inzage-demo"

MADE = frozenset({
    MARKER, "carrier", "kit", "lists", "case", "case.part", "documents", "mandate.toml", "mandate.dsse.json",
    "order.dsse.json", "demo-plaatsen.txt", "demo-plaatsen.manifest.json", "demo-termen.txt",
    "demo-termen.manifest.json", "demo-materiaal.txt", "demo-materiaal.manifest.json", "police", "handover.dsse.json",
    "receipt.dsse.json", "reclassering.age",
})  # fmt: skip
"""All that a demo makes; with anything else beside it a folder is somebody's own."""


class NotADemo(UsageFault):
    """The directory holds something that no demo made, or is a link."""

    nl = "In {folder} staat al iets dat geen demo is. Kies met --dir een andere map; er is niets veranderd."
    en = "{folder} holds something that is no demo. Choose another directory with --dir; nothing was changed."


class NoRoom(InzageError):
    """The directory cannot be made or emptied."""

    nl = "In {folder} kan de demo niet schrijven ({found}). Kies met --dir een andere map."
    en = "The demo cannot write in {folder} ({found}). Choose another directory with --dir."


def run(folder: Path) -> None:
    """Make an invented carrier, check it, and say where everything lies."""
    make_room(folder)
    now = datetime.now(AMSTERDAM)
    make_carrier(folder / "carrier", now)
    papers = make_papers(folder, now.date())
    say(
        "Verzonnen gegevensdrager gemaakt: drie gebruikers, vijf browsers. De controle begint.",
        "Made an invented carrier: three users, five browsers. The check begins.",
    )
    kit = Kit.load(papers.kit)
    with progress(None) as watch:
        table = Table(
            (Offer(str(folder / "carrier"), "computer", "aangereikt", "betrokkene"),),
            folder / "case",
            unconfined=cannot_lock(),
            watch=watch,
        )
        result = check(_brought(papers), kit, table, now.date())
    tell(result, folder / "case")
    _documents(folder, kit)
    click.echo(text(f"Nagaan: inzage verify {folder / 'case'}", f"Verify: inzage verify {folder / 'case'}"))


def make_room(folder: Path) -> None:
    """An empty folder for a demo; only what an earlier demo made is cleared away."""
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise NotADemo(folder=folder)
        lies = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if lies and (MARKER not in lies or lies - MADE):
            raise NotADemo(folder=folder)
        if lies:
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).touch()
    except OSError as error:
        raise NoRoom(folder=folder, found=os.strerror(error.errno or 0)) from None


def _brought(papers: DemoPapers) -> Papers:
    return Papers(papers.mandate.read_bytes(), papers.order.read_bytes(), papers.lists)


def cannot_lock() -> bool:
    """Whether this machine cannot lock the reading process; said to who looks on."""
    """Say so where this machine cannot lock the reading process."""
    found = confinement()
    if not found.sufficient:
        say(
            f"Dit systeem kan het leesproces niet afsluiten ({found.found}). De demo gaat door met verzonnen "
            "gegevens en zet dat op elk document; een echte controle weigert hier.",
            f"This system cannot lock the reading process ({found.found}). The demo goes on with invented data "
            "and says so on every document; a real check refuses here.",
        )
    return not found.sufficient


def _documents(folder: Path, kit: Kit) -> None:
    documents = make(read_case(folder / "case", kit), language())
    write_documents(folder / "case", kit, place(documents, folder / "documents"))
    for document in documents:
        click.echo(text("Document: ", "Document: ") + str(folder / "documents" / document.name))
