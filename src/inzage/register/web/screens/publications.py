"""Publicaties: what of a question's figures goes out, as it would be seen; a second evaluator establishes it."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from inzage.errors import InzageError
from inzage.evaluation import Level
from inzage.register import words
from inzage.register.evaluating.looking import looks, question_of, result_of
from inzage.register.evaluating.protocols import WHOLE, checked, protocol_of
from inzage.register.faults import NoSuchRecord
from inzage.register.models import Record
from inzage.register.publishing.files import FORMS, file_of
from inzage.register.publishing.pictures import charts
from inzage.register.publishing.printing import printed, voice_of, withheld
from inzage.register.publishing.proposing import levels, propose
from inzage.register.publishing.sheets import about, remarks, rules
from inzage.register.publishing.standing import ESTABLISHED, PUBLICATION, published_of
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.paging import paged
from inzage.register.web.reading import one, visible
from inzage.register.web.saying import language, say, sentence
from inzage.register.web.stepping import ways

TITLE = Words("Publicaties", "Publications")
PROPOSED = Words(
    "Het concept is gemaakt. Een tweede evaluator leest het en stelt het vast.",
    "The draft was made. A second evaluator reads and establishes it.",
)
SEES = frozenset({Role.EVALUATOR, Role.LEAD})
EVALUATES = frozenset({Role.EVALUATOR})
ENDINGS = {
    "pdf": Words("Document (PDF)", "Document (PDF)"),
    "html": Words("Document (HTML)", "Document (HTML)"),
    "csv": Words("Getallen (CSV)", "Figures (CSV)"),
    "jsonld": Words("Beschrijving voor catalogi (DCAT)", "Description for catalogues (DCAT)"),
}


def publications(request: HttpRequest) -> HttpResponse:
    """The list, and the questions of which figures can be published."""
    by = actor_of(request)
    found = visible(by).filter(kind=PUBLICATION, organisation=by.organisation).order_by("-happened", "id")
    shown = {
        "page": paged(request, found, lambda some: _lines(by, some)),
        "proposes": by.role in EVALUATES,
        "questions": _questions(by),
    }
    return render(request, "inzage/publications.html", shown)


def _lines(by: Actor, found: list[Record]) -> list[dict[str, object]]:
    questions = visible(by).filter(root__in={each.about_id for each in found})
    titles = {each.root: say(protocol_of(each).title) for each in questions if each.version >= WHOLE}
    return [_line(row, titles) for row in rows(found)]


def _line(row: Row, titles: Mapping[UUID, str]) -> dict[str, object]:
    data = row.record.data
    audience = say(words.value("publication", data["publication"]))
    title = titles.get(row.record.about_id or row.record.root, data["code"])
    return {"row": row, "title": title, "code": data["code"], "audience": audience, "on": data["extracted_on"]}


def _questions(by: Actor) -> list[tuple[Record, str]]:
    """Questions that somebody looked at and that may be published, where this actor proposes them."""
    if by.role not in EVALUATES:
        return []
    looked = visible(by).filter(kind="blik", organisation=by.organisation).values("about")
    found = visible(by).filter(root__in=looked, organisation=by.organisation).order_by("data__code", "id")
    return [
        (each, say(protocol_of(each).title)) for each in found if each.version >= WHOLE and levels(protocol_of(each))
    ]


def publication(request: HttpRequest, key: UUID) -> HttpResponse:
    """One publication as its readers see it, how much was withheld and why, and what can be done with it."""
    by = actor_of(request)
    found = _one(by, key)
    published, voice = published_of(found), voice_of(language())
    protocol = protocol_of(question_of(catalogue(), by, found.about_id))  # type: ignore[arg-type]  # kinds ask for it
    tables = printed(published, language())
    pictures = dict(charts(tables, voice))
    gone, every = withheld(published)
    shown = {
        "record": found,
        "row": rows([found])[0],
        "title": say(protocol.title),
        "about": list(about(published, protocol, voice)),
        "rules": list(rules(published, voice)),
        "remarks": remarks(published, voice),
        "tables": [(each, pictures.get(each.code)) for each in tables],
        "gone": gone,
        "every": every,
        "small": published.small,
        "others": published.others,
        "ways": ways(found, by),
        "files": [(form, say(ENDINGS[form])) for form in ENDINGS] if found.state == ESTABLISHED else [],
        "said_of_state": say(kind_of(found).table.states[found.state]),
    }
    return render(request, "inzage/publication.html", shown)


def _one(by: Actor, key: UUID) -> Record:
    found = one(by, key)
    if found.kind != PUBLICATION or found.about_id is None:
        raise NoSuchRecord(expected=PUBLICATION, key=str(key))
    return found


def proposing(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """For whom: asked first; posted, the last look at the question goes through the gate."""
    by = actor_of(request)
    question = question_of(catalogue(), by, key)
    protocol = checked(question)
    last = looks(catalogue(), by, question).first()
    said, status = "", 200
    if request.method == "POST" and last is not None:
        try:
            made = propose(catalogue(), by, question, result_of(last), _level(request), key=_key(request))
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
        else:
            tell(request, PROPOSED)
            return redirect("publication", made.root)
    offered = [(level.value, say(words.value("publication", level.value))) for level in levels(protocol)]
    shown = {"question": question, "title": say(protocol.title), "look": last, "levels": offered, "said": said}
    return render(request, "inzage/publication_new.html", shown | {"key": uuid4()}, status=status)


def _level(request: HttpRequest) -> Level:
    asked = request.POST.get("level", "")
    return Level(asked) if asked in set(Level) else Level.ORGANISATION


def _key(request: HttpRequest) -> UUID:
    """Of the form, so that posting twice is once."""
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return uuid4()


def download(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """A file of an established publication, in the reader's language."""
    found = _one(actor_of(request), key)
    if form not in FORMS:
        raise NoSuchRecord(expected=PUBLICATION, key=form)
    made = file_of(found, form, language())
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


SCREENS = (
    Screen("publicaties", "publications", publications, TITLE, SEES, menu=141),
    Screen("publicaties/nieuw/<uuid:key>", "publication-new", proposing, TITLE, EVALUATES),
    Screen("publicaties/<uuid:key>", "publication", publication, TITLE, SEES),
    Screen("publicaties/<uuid:key>/bestand/<slug:form>", "publication-file", download, TITLE, SEES),
)
