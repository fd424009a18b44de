"""What a browser would send of a form, read from its HTML: the other half of every round trip."""

from html.parser import HTMLParser

from django.http import QueryDict
from django.template.loader import render_to_string

from inzage.register.web.schema_forms import SchemaForm


class Sent(HTMLParser):
    """Collects the fields of a page as a browser without scripts does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._area = self._select = ""
        self._typed: list[str] | None = None
        self._chosen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        self.ids += [told["id"] or ""] if "id" in told else []
        name, value = told.get("name") or "", told.get("value") or ""
        if tag == "input" and (told.get("type") not in {"radio", "checkbox"} or "checked" in told):
            self.fields.append((name, value.replace("\n", "")))
        elif tag == "textarea":
            self._area, self._typed = name, []
        elif tag == "select":
            self._select, self._chosen = name, []
        elif tag == "option" and self._select:
            self._chosen = [value] if "selected" in told or not self._chosen else self._chosen

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._typed is not None:
            typed = "".join(self._typed).removeprefix("\n")
            self.fields.append((self._area, typed.replace("\n", "\r\n")))
            self._typed = None
        elif tag == "select":
            self.fields.append((self._select, self._chosen[0]))
            self._select = ""

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._typed is not None:
            self._typed.append(data)


def page(form: SchemaForm) -> Sent:
    """The form as a browser reads it."""
    seen = Sent()
    seen.feed(html(form))
    return seen


def html(form: SchemaForm) -> str:
    """The form as it is sent to the browser."""
    return render_to_string("inzage/form.html", {"form": form})


def sent(form: SchemaForm, **changed: str | list[str] | None) -> QueryDict:
    """What is posted when nothing is touched but ``changed``; ``__`` in a name is a full stop."""
    found = QueryDict(mutable=True)
    for name, value in page(form).fields:
        found.appendlist(name, value)
    for name, each in changed.items():
        found.setlist(name.replace("__", "."), [] if each is None else [each] if isinstance(each, str) else each)
    return found
