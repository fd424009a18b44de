"""A page of a list, and the addresses of those beside it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from inzage.register.api.forms import DEEPEST, Paging

Found = TypeVar("Found")


def paged(
    request: HttpRequest,
    asked: Paging,
    found: "QuerySet[Any, Found] | Sequence[Found]",
    shown: Callable[[list[Found]], Sequence[object]],
) -> dict[str, object]:
    """As a ``Listing``. ``shown`` makes lines of what was found; no more is looked up than one page."""
    first = (asked.page - 1) * asked.page_size
    some = list(found[first : first + asked.page_size + 1])
    more = len(some) > asked.page_size and asked.page < DEEPEST
    return {
        "page": asked.page,
        "page_size": asked.page_size,
        "results": shown(some[: asked.page_size]),
        "next": _beside(request, asked, 1) if more else None,
        "previous": _beside(request, asked, -1) if asked.page > 1 else None,
    }


def _beside(request: HttpRequest, asked: Paging, step: int) -> str:
    others = {name: value for name, value in request.GET.items() if name not in ("page", "pageSize")}
    return f"{request.path}?{urlencode(others | {'page': asked.page + step, 'pageSize': asked.page_size})}"
