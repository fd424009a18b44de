"""Result and record become documents: for the officer, for the client, for machines.

Implementations: ``facts`` (one view of a case, from which every document is made),
``wording`` (Dutch and English sentences), ``chart`` (SVG), ``sheet`` (what a
document is made of), ``officer``, ``client`` (B1), ``html``, ``pdf`` (Typst:
PDF/A-3a and PDF/UA-1, deterministic), ``documents`` (all of them at once). Errors::

    ReportFault
    ├── ResultIncomplete       the result lacks a field that the contract promises
    └── NotAccessible          the document would break its own standard; it is not made
"""

from dataclasses import dataclass

from inzage.errors import InzageError


@dataclass(frozen=True, slots=True)
class Document:
    """One finished document: file name, media type, bytes."""

    name: str
    media_type: str
    content: bytes


class ReportFault(InzageError):
    """Base of what can go wrong while documents are made."""


class ResultIncomplete(ReportFault):
    """The result lacks a field that the contract promises."""

    nl = (
        "Het resultaat in dit dossier past niet bij deze versie. Verwacht: {expected}. Gevonden: {found}. "
        "Maak de documenten met de versie waarmee de controle is gedaan."
    )
    en = (
        "The result in this case does not fit this version. Expected: {expected}. Found: {found}. "
        "Make the documents with the version that carried out the check."
    )


class NotAccessible(ReportFault):
    """The document would break PDF/A-3a or PDF/UA-1, so it is not made."""

    nl = (
        "Het document {name} is niet gemaakt. Verwacht: een pdf volgens PDF/A-3a en PDF/UA-1. Gevonden: {found}. "
        "Meld dit aan de beheerder; het dossier zelf is ongewijzigd."
    )
    en = (
        "The document {name} was not made. Expected: a PDF by PDF/A-3a and PDF/UA-1. Found: {found}. "
        "Report this to the administrator; the case itself is unchanged."
    )
