"""The interface as OpenAPI 3.1 describes it, with what the routes do not say themselves."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from inzage.register.api import BASE, VERSION
from inzage.register.api.problems import MEDIA, TITLES

EVERYWHERE = (400, 401, 403, 405, 500)
ABOUT = (
    "Koppelvlak van het register van toezicht, voor uitrustingen in het veld, onderzoekers en andere systemen. Het "
    "volgt de API Design Rules van de Nederlandse overheid. Velden zijn Engels, zoals in de opdracht en het resultaat "
    "van een controle; toestanden zijn de Nederlandse woorden van de catalogus."
)
CONTACT = {
    "name": "Beheer van het register",
    "url": "https://code.overheid.nl/inzage/inzage/issues",
    "email": "register@inzage.example",
}
VERSION_HEADER = {
    "description": "Volledige versie van het koppelvlak.",
    "schema": {"type": "string", "const": VERSION},
    "required": True,
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Wat er misging (RFC 9457).",
    "required": ["type", "status", "title", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "name", "code"],
                "properties": {"in": {"type": "string"}, "name": {"type": "string"}, "code": {"type": "string"}},
            },
        },
    },
}


@require_GET
def openapi(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """The document; read by anybody, also from a page of another host, because it holds nothing of anybody."""
    answer = JsonResponse(described(api), json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def described(api: NinjaAPI) -> dict[str, Any]:
    """The whole document."""
    whole: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    for operation in operations(whole):
        _complete(operation)
    whole["info"] |= {"contact": CONTACT, "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}
    whole["servers"] = [{"url": BASE, "description": "Dit register"}]
    whole["tags"] = [{"name": name} for name in sorted({each["tags"][0] for each in operations(whole)})]
    parts = whole["components"]
    parts["schemas"]["Problem"] = PROBLEM
    parts["headers"] = {"ApiVersion": VERSION_HEADER}
    parts["responses"] = {f"Problem{status}": _problem(status) for status in TITLES}
    return whole


def operations(whole: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of every path."""
    for path in whole["paths"].values():
        yield from path.values()


def _complete(operation: dict[str, Any]) -> None:
    """Each answer has its version, and each route says which problems it knows."""
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    for answer in answers.values():
        answer["headers"] = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
    if operation["operationId"] == "bringCaseFile":
        answers["201"]["headers"]["Location"] = {"schema": {"type": "string", "format": "uri-reference"}}
    for status in sorted({*EVERYWHERE, *operation.pop("x-faults")}):
        answers[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["responses"] = answers


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": TITLES[status].nl,
        "headers": {"API-Version": {"$ref": "#/components/headers/ApiVersion"}},
        "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
