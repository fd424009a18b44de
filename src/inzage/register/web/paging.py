"""Lists a page at a time: fifty lines, whether there are more, and the rest of the address that leads on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from inzage.register.web.board import page_number

SIZE = 50
Line = TypeVar("Line")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """Some lines of a list. ``query``: what else the address asks, with its ``&`` at the end."""

    lines: list[Line]
    number: int
    more: bool
    query: str


def paged(
    request: HttpRequest,
    found: "QuerySet[Any, Found] | Sequence[Found]",
    shown: Callable[[list[Found]], list[Line]],
    size: int = SIZE,
) -> Page[Line]:
    """The page that ``?pagina=`` asks for. ``shown`` makes lines of what was found, called once for a page."""
    number = page_number(request)
    first = (number - 1) * size
    some = list(found[first : first + size + 1])
    asked = request.GET.copy()
    asked.pop("pagina", None)
    query = asked.urlencode()
    return Page(shown(some[:size]), number, len(some) > size, f"{query}&" if query else "")
