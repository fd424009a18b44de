"""All documents of one case: officer's report and client's copy (PDF and HTML), and the result (JSON)."""

import json
from collections.abc import Mapping
from dataclasses import replace

from inzage.errors import Language
from inzage.record import Entry
from inzage.record.reading import Case
from inzage.report import Document, client, html, officer, pdf
from inzage.report.facts import Papers, View, view
from inzage.report.payload import Json
from inzage.report.sheet import Sheet
from inzage.signing import SigningError
from inzage.signing.dsse import read

NAMES: Mapping[Language, tuple[str, str]] = {"nl": ("rapport", "afschrift"), "en": ("report", "client-copy")}
"""File names, without ending: the officer's report, the client's copy."""

RESULT = "result.json"
_ATTACHED = {"nl": "Het resultaat van de controle, voor machines", "en": "The result of the check, for machines"}


def make(case: Case, lang: Language) -> tuple[Document, ...]:
    """Every document of ``case``, each made from one and the same view of it."""
    papers = Papers(_payload(case.mandate), _payload(case.order), case.plan)
    seen = view(case.result, papers, [_entry(entry) for entry in case.entries], lang)
    return render(replace(seen, answered=case.answered), case.result)


def render(seen: View, result: Json) -> tuple[Document, ...]:
    """Every document of one view; ``result`` is what machines get."""
    for_officer, for_client = NAMES[seen.lang]
    payload = json.dumps(result, ensure_ascii=False, indent=1).encode()
    attached = {"result": payload.decode(), "attached": _ATTACHED[seen.lang]}
    return (
        *_both(for_officer, officer.sheet(seen), seen, attached),
        *_both(for_client, client.sheet(seen), seen, {}),
        Document(RESULT, "application/json", payload),
    )


def _both(name: str, sheet: Sheet, seen: View, attached: Mapping[str, str]) -> tuple[Document, Document]:
    return (
        Document(f"{name}.pdf", "application/pdf", pdf.render(sheet, seen.made, attached)),
        Document(f"{name}.html", "text/html; charset=utf-8", html.render(sheet)),
    )


def _payload(envelope: bytes | None) -> Json:
    """What an envelope says; a paper that is no envelope (unsigned work) tells the report nothing."""
    try:
        told = json.loads(read(envelope, file="").payload) if envelope else {}
    except (SigningError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _entry(entry: Entry) -> Json:
    return {"sequence": entry.sequence, "at": entry.at, "kind": str(entry.kind), "look": entry.look}
