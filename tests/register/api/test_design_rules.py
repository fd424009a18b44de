"""The Dutch API Design Rules 2.x, one test per rule, named after it.

Rules that only a party can keep by what it does later (deprecation-schedule, transition-period) are held to
by the manual, which says what is done; geospatial does not apply: there are no places on a map here.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator

from inzage.register.api import BASE, VERSION, description
from inzage.register.api.description import described, operations
from inzage.register.api.interface import api
from inzage.register.api.models import Use
from inzage.register.values import Role
from inzage.register.web.reading import visible
from tests.register.api.callers import NOBODY, Machine, browser, evaluator, kit, machine, problem, reader, told
from tests.register.ground import make, trajectory
from tests.register.web.conftest import client

MANUAL = Path(__file__).parents[3] / "docs/manual/register-api.md"
METHODS = {"get", "post", "put", "patch", "delete"}
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
KEBAB = re.compile(r"/(([a-z0-9-]+|\{[a-z]+\})(/|$))+")


@cache
def document() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(json.dumps(described(api)))
    return whole


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to; it must be there."""
    while "$ref" in node:
        found: Any = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def nodes(of: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(of, dict):
        yield of
        for inner in of.values():
            yield from nodes(inner)
    elif isinstance(of, list):
        for inner in of:
            yield from nodes(inner)


def parameters(place: str) -> list[dict[str, Any]]:
    return [one for each in operations(document()) for one in each["parameters"] if one["in"] == place]


def answers() -> dict[str, HttpResponse]:
    """One answer of every sort, also of what never reaches a route."""
    device, elsewhere = kit(), evaluator()
    trajectory()
    return {
        "a list": device("checks"),
        "the description": NOBODY("openapi.json"),
        "no key": NOBODY("checks"),
        "a wrong key": Machine("inzage_x")("checks"),
        "another use": elsewhere("checks"),
        "not in order": device("checks?page=0"),
        "not there": device(f"checks/{trajectory().id}"),
        "no route": device("checks/x/y/z/none"),
        "the root": device(""),
        "below /api": device("/api/none"),
        "a slash too many": device("checks/"),
        "no such method": device("checks", "DELETE"),
        "options": device("checks", "OPTIONS"),
        "without https": secured().get(f"{BASE}/openapi.json"),
    }


def secured() -> Client:
    """A client of a register that lets nothing pass without https."""
    return browser()


def test_naming_resources() -> None:
    verbs = re.compile(r"^(get|list|create|make|do|add|remove|delete|update|send|fetch|bring|search)", re.I)
    for path in document()["paths"]:
        assert [part for part in path.split("/") if verbs.match(part)] == []


def test_naming_collections() -> None:
    for path in document()["paths"]:
        parts = path.strip("/").split("/")
        for name, following in zip(parts, [*parts[1:], "{}"], strict=True):
            if following.startswith("{") and not name.startswith("{") and name != "bundle":
                assert name.endswith("s"), path


def test_interface_language() -> None:
    """English names, which the rule advises against where no glossary is: the manual says why; words are Dutch."""
    said = MANUAL.read_text(encoding="utf-8")
    assert "interface-language" in said
    for each in operations(document()):
        assert f"`{each['operationId']}`" in said


def test_no_trailing_slash() -> None:
    assert [path for path in document()["paths"] if path.endswith("/")] == []
    device = kit()
    for path in ("checks/", "kinds/", "openapi.json/", ""):
        answer = device(path)
        problem(answer, 404)
        assert "Location" not in answer


def test_hide_implementation() -> None:
    whole = json.dumps(document(), ensure_ascii=False).lower()
    heads = " ".join(f"{name}: {value}" for one in answers().values() for name, value in one.items()).lower()
    for word in ("django", "ninja", "pydantic", "sqlite", "postgres", "python", "granian"):
        assert word not in whole + heads


def test_date_time() -> None:
    forms = [node for node in nodes(document()["components"]["schemas"]) if "format" in node]
    assert {node["format"] for node in forms} <= {"date", "date-time", "uuid", "uri-reference"}
    for schema in document()["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            kinds = {node.get("format") for node in nodes(field)}
            assert not name.endswith("At") or "date-time" in kinds, name
            assert not name.endswith("On") or "date" in kinds, name
            assert "date-time" not in kinds or name.endswith("At"), name


def test_http_methods() -> None:
    assert {method for path in document()["paths"].values() for method in path} <= METHODS
    answer = kit()("checks", "DELETE")
    assert (problem(answer, 405)["status"], answer["Allow"]) == (405, "GET")


def test_http_safety() -> None:
    """GET and HEAD change no record; HEAD is GET without its body; POST takes a number of the caller's own."""
    device, place = kit(), trajectory()
    before = list(visible(device.token.account.actor).order_by("id").values())  # type: ignore[union-attr]
    body, head = device("checks"), device("checks", "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**body.headers} | {"Content-Length": str(len(body.content))}
    assert list(visible(device.token.account.actor).order_by("id").values()) == before  # type: ignore[union-attr]
    assert place.id in {one["id"] for one in before}
    posts = [path["post"] for path in document()["paths"].values() if "post" in path]
    required = [{one["name"] for one in post["parameters"] if one["required"]} for post in posts]
    assert posts and all("Idempotency-Key" in names for names in required)
    assert device("none", "HEAD").status_code == 404


def test_http_response_code() -> None:
    said = {name: answer.status_code for name, answer in answers().items()}
    assert said == {
        "a list": 200, "the description": 200, "no key": 401, "a wrong key": 401, "another use": 403,
        "not in order": 400, "not there": 404, "no route": 404, "the root": 404, "below /api": 404,
        "a slash too many": 404, "no such method": 405, "options": 405, "without https": 200,
    }  # fmt: skip


def test_stateless() -> None:
    """A session of the screens opens nothing here, and none is begun."""
    officer = client(Role.OFFICER)
    assert officer.get("/").status_code == 200
    problem(officer.get(f"{BASE}/checks"), 401)
    assert all(not answer.cookies for answer in answers().values())


def test_nested_child() -> None:
    paths = document()["paths"].keys()
    for child in ("bundle", "case-files", "runs"):
        assert f"/checks/{{check}}/{child}" in paths


def test_resource_operations() -> None:
    """What is done with a check is a resource below it that can be read again."""
    assert {"get", "post"} == document()["paths"]["/checks/{check}/case-files"].keys()


def test_doc_openapi() -> None:
    whole = document()
    assert re.fullmatch(r"3\.1\.\d+", whole["openapi"])
    for node in nodes(whole):
        assert "$ref" not in node or resolved(node)
    for schema in whole["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = [each["operationId"] for each in operations(whole)]
    assert len(names) == len(set(names)) == 15
    for path, each in whole["paths"].items():
        for operation in each.values():
            asked = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert asked == set(re.findall(r"\{(\w+)\}", path))


def test_doc_openapi_contact() -> None:
    assert document()["info"]["contact"].keys() == {"name", "url", "email"}


def test_doc_language() -> None:
    """Dutch: every operation says what it is, in words that no English sentence lacks."""
    for each in operations(document()):
        assert each["summary"] and re.search(r"\b(de|het|een|van|voor|met|wat|die)\b", each["description"].lower())
        assert not re.search(r"\b(the|and|with|which)\b", each["description"])


def test_publish_openapi() -> None:
    answer = NOBODY("openapi.json")
    assert told(answer) == document()
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/json", "*")


def test_deprecation_schedule_and_transition_period() -> None:
    assert "deprecation-schedule" in (said := MANUAL.read_text(encoding="utf-8")) and "transition-period" in said
    assert [each["operationId"] for each in operations(document()) if each.get("deprecated")] == []


def test_uri_version() -> None:
    assert [server["url"] for server in document()["servers"]] == ["/api/v1"] == [f"/api/v{VERSION.split('.')[0]}"]


def test_changelog() -> None:
    assert re.search(rf"^\| {re.escape(VERSION)} \|", MANUAL.read_text(encoding="utf-8"), re.M)


def test_semver() -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", VERSION)
    assert document()["info"]["version"] == VERSION


def test_version_header(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {name: answer.get("API-Version") for name, answer in answers().items()} == dict.fromkeys(answers(), VERSION)
    monkeypatch.setattr(description, "described", broken)
    assert NOBODY("openapi.json")["API-Version"] == VERSION
    for each in operations(document()):
        for answer in each["responses"].values():
            assert resolved(resolved(answer)["headers"]["API-Version"])["schema"] == {
                "type": "string",
                "const": VERSION,
            }


def broken(*_: object) -> None:
    raise RuntimeError("P-0001 was here")


def test_transport_tls(settings_of_a_server: Client) -> None:
    """Who comes without https is refused, not led on: the key has gone over the line already."""
    answer = settings_of_a_server.get(f"{BASE}/kinds", headers=reader().headers)
    assert "https" in problem(answer, 403)["detail"] and "Location" not in answer
    assert answer["API-Version"] == VERSION


@pytest.fixture
def settings_of_a_server(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The register as it is where it is used: https alone."""
    from django.conf import settings  # noqa: PLC0415

    monkeypatch.setattr(settings, "SECURE_SSL_REDIRECT", True)
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 31_536_000)
    return Client(raise_request_exception=False)


def test_transport_no_sensitive_uris() -> None:
    """An address holds random keys of records, codes, days and pages; no access key, purpose or reason."""
    assert {one["name"] for one in parameters("query")} == {"page", "pageSize", "noun"}
    assert {one["name"] for one in parameters("path")} == {
        *("check", "case", "run", "code", "version", "commitment", "night"),
    }
    assert {one["name"] for one in parameters("header")} == {"Idempotency-Key", "Stopped-By", "Processing-Purpose"}
    assert all(scheme.get("in", "header") != "query" for scheme in document()["components"]["securitySchemes"].values())
    device = kit()
    problem(NOBODY(f"checks?access_token={device.key}&key={device.key}"), 401)


def test_transport_security_headers(settings_of_a_server: Client) -> None:
    device = reader()
    good = settings_of_a_server.get(f"{BASE}/kinds", headers=device.headers, secure=True)
    wrong = settings_of_a_server.get(f"{BASE}/none", headers=device.headers, secure=True)
    for answer, media in ((good, "application/json; charset=utf-8"), (wrong, "application/problem+json")):
        assert answer["Content-Type"] == media
        assert answer["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
        assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
        assert answer["Referrer-Policy"] == "no-referrer"


def test_transport_cors() -> None:
    """No page of another host reads anything but the description."""
    device = kit()
    for method in ("GET", "OPTIONS"):
        answer = device("checks", method, Origin="https://elsewhere.example")
        assert [name for name in answer.headers if name.lower().startswith("access-control")] == []


def test_path_segments_kebab_case() -> None:
    assert [path for path in document()["paths"] if not KEBAB.fullmatch(path)] == []


def test_query_keys_camel_case() -> None:
    assert [one["name"] for one in parameters("query") if not CAMEL.fullmatch(one["name"])] == []
    fields = {name for node in nodes(document()["components"]["schemas"]) for name in node.get("properties", {})}
    assert [name for name in fields if not CAMEL.fullmatch(name)] == [] and "pageSize" in fields


def test_error_handling_problem_details(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in answers().values():
        if answer.status_code >= 400:
            said = problem(answer, answer.status_code)
            Draft202012Validator(document()["components"]["schemas"]["Problem"]).validate(said)
    monkeypatch.setattr(description, "described", broken)
    answer = NOBODY("openapi.json")
    assert problem(answer, 500)["title"] == "Onvoorziene fout" and b"P-0001" not in answer.content
    for each in operations(document()):
        for status, answer_of in each["responses"].items():
            if status >= "4":
                assert list(resolved(answer_of)["content"]) == ["application/problem+json"]


def test_error_handling_invalid_input() -> None:
    """400 with the place of each fault, and never what was sent."""
    device = kit()
    said = problem(device("checks?page=P-0001&pageSize=101"), 400)
    assert said["errors"] == [
        {"in": "query", "name": "page", "code": "int_parsing"},
        {"in": "query", "name": "pageSize", "code": "less_than_equal"},
    ]
    assert "P-0001" not in json.dumps(said)
    for path in ("checks?pagesize=2", f"checks/{trajectory().id}/bundle?key=P-0001", "checks?x="):
        said = problem(device(path), 400)
        assert said["type"].endswith(":ParameterUnknown") and "P-0001" not in json.dumps(said)
    assert all("400" in each["responses"] and "422" not in each["responses"] for each in operations(document()))


def test_problems_are_told_in_english_to_who_asks() -> None:
    answer = NOBODY("checks", Accept_Language="en-GB,en;q=0.9")
    assert (problem(answer, 401)["title"], answer["Content-Language"]) == ("Access key needed", "en")
    answer = NOBODY("none", Accept_Language="nl")
    assert (problem(answer, 404)["title"], answer["Content-Language"]) == ("Niet gevonden", "nl")


def test_security_is_described() -> None:
    (name, scheme), *others = document()["components"]["securitySchemes"].items()
    assert not others and (scheme["type"], scheme["scheme"]) == ("http", "bearer") and scheme["description"]
    assert all(each["security"] == [{name: []}] for each in operations(document()))


@pytest.mark.parametrize("path", ["kinds", "commitments"])
def test_pages_are_bounded(path: str) -> None:
    device = machine(Use.READING, Role.LEAD)
    for _ in range(3):
        make("toezegging")
    for asked in ("pageSize=101", "pageSize=0", "page=0", "page=10001", "page=-1", "page=1e3"):
        problem(device(f"{path}?{asked}"), 400)
    page = told(device(f"{path}?pageSize=1&page=2"))
    assert len(page["results"]) == 1
    assert page["next"] == f"{BASE}/{path}?page=3&pageSize=1"
    assert told(device(page["previous"]))["page"] == 1
    assert told(device(f"{path}?page=10000")) == {
        "page": 10000, "pageSize": 50, "results": [], "previous": f"{BASE}/{path}?page=9999&pageSize=50"
    }  # fmt: skip
