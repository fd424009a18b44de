"""Result and record become documents: for the officer, for the client, for machines.

Implementations: ``facts`` (one view of a case, from which every document is made),
``wording`` (Dutch and English sentences), ``chart`` (SVG), ``officer``, ``client``
(B1), ``html``, ``pdf`` (Typst: PDF/A-3a and PDF/UA-1, deterministic).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One finished document: file name, media type, bytes."""

    name: str
    media_type: str
    content: bytes
