"""Lists a page at a time: fifty lines, whether there are more, and the rest of the address that leads on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 50
"""Lines of one list; more are a page further."""
DIGITS = 6
"""Of the number of a page, at most."""
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


def page_number(request: HttpRequest) -> int:
    """``?pagina=``; anything else is the first."""
    asked = request.GET.get("pagina", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= DIGITS and int(asked) else 1
