"""A publication as files: values (CSV), a description for catalogues (DCAT), and a document (HTML, PDF)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from inzage.errors import Language
from inzage.evaluation import Protocol
from inzage.evaluation.gate.published import Published
from inzage.register import words
from inzage.register.evaluating.protocols import protocol_of
from inzage.register.histories import current
from inzage.register.models import Record
from inzage.register.publishing.describing import Issue, description
from inzage.register.publishing.faults import NotEstablished
from inzage.register.publishing.printing import voice_of
from inzage.register.publishing.sheets import sheet
from inzage.register.publishing.standing import ESTABLISHED, published_of
from inzage.register.publishing.tables import table
from inzage.register.zones import day_of
from inzage.report import Document, html, pdf

Made = Callable[["_Maker"], Document]


class _Maker:
    """One publication with what its files need: nothing of who proposed or established it but their role."""

    def __init__(self, record: Record, lang: Language) -> None:
        self.record, self.voice = record, voice_of(lang)
        self.published: Published = published_of(record)
        self.protocol: Protocol = protocol_of(current().get(root=str(record.about_id)))
        self.established = _established(record)
        self.sheet = sheet(self.published, self.protocol, str(record.data["published_sha256"]), self.voice)

    def name(self, ending: str) -> str:
        """Of a file: the question, the day of its data, what sort."""
        return f"{self.protocol.code.lower()}-{self.published.extracted_on.isoformat()}.{ending}"


def _csv(maker: _Maker) -> Document:
    return Document(maker.name("csv"), "text/csv; charset=utf-8", table(maker.published))


def _html(maker: _Maker) -> Document:
    return Document(maker.name("html"), "text/html; charset=utf-8", html.render(maker.sheet))


def _pdf(maker: _Maker) -> Document:
    return Document(maker.name("pdf"), "application/pdf", pdf.render(maker.sheet, maker.established))


def _dcat(maker: _Maker) -> Document:
    files = [_csv(maker), _html(maker), _pdf(maker)]
    issue = Issue(maker.record.organisation, str(maker.record.root), day_of(maker.established))
    told = description(maker.published, maker.protocol, issue, files)
    return Document(maker.name("jsonld"), "application/ld+json", told)


FORMS: Mapping[str, Made] = {"csv": _csv, "html": _html, "pdf": _pdf, "jsonld": _dcat}
"""What a publication can be had as, by the ending of its file."""


def file_of(record: Record, form: str, lang: Language) -> Document:
    """One file of an established publication. The same each time it is asked. Raises NotEstablished."""
    if record.state != ESTABLISHED:
        said = words.state(record.state, record.kind)
        raise NotEstablished(state=(said.nl.lower(), said.en.lower()))
    return FORMS[form](_Maker(record, lang))


def _established(record: Record) -> datetime:
    return record.steps.filter(target=ESTABLISHED).latest("place").recorded
