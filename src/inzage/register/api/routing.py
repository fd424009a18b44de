"""A route: its right, its words for the description, who acts inside it, and faults as problems."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

from django.http import HttpRequest, HttpResponse
from ninja import Router

from inzage.errors import InzageError
from inzage.register import houses
from inzage.register.api.faults import ParameterUnknown
from inzage.register.api.guarding import RIGHTS, Key, actor_of
from inzage.register.api.problems import of_fault

Given = ParamSpec("Given")
View = Callable[Given, object]
MISSING, CONFLICT = 404, 409
PAGES = frozenset({"page", "pageSize"})
"""What a list asks in its address."""


def route(
    router: Router,
    method: str,
    path: str,
    name: str,
    *,
    says: tuple[str, str],
    answers: Mapping[int, Any],
    faults: tuple[int, ...] = (),
    asks: frozenset[str] = frozenset(),
    more: Mapping[str, Any] | None = None,
) -> Callable[[View[Given]], View[Given]]:
    """Put a view at its address. ``name``: of the operation, and of its right; ``says``: one line, and more.

    ``faults``: statuses of problems, beside those that every route knows; ``asks``: parameters of its query;
    ``more``: OpenAPI that cannot be derived.
    """

    def put(view: View[Given]) -> View[Given]:
        router.api_operation(
            [method],
            path,
            auth=Key(RIGHTS[name]),
            response=dict(answers),
            operation_id=name,
            summary=says[0],
            description=says[1],
            by_alias=True,
            exclude_none=True,
            openapi_extra={"x-faults": list(faults), **(more or {})},
        )(_acted(view, asks))
        return view

    return put


def _acted(view: Callable[..., object], asks: frozenset[str]) -> Callable[..., object]:
    """For who the key acts for. A fault becomes its answer inside, so that its line in the log is kept."""

    @wraps(view)
    def inside(request: HttpRequest, **given: object) -> object:
        with houses.acting(actor_of(request)):
            try:
                if request.GET.keys() - asks:
                    raise ParameterUnknown()
                return view(request, **given)
            except InzageError as fault:
                return of_fault(request, fault)

    return inside


def file(content: bytes, name: str, media: str) -> HttpResponse:
    """A file as an answer."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
