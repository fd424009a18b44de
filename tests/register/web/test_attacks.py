"""Attacks on the register in the browser, each test by the defect that the attack would need."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django_otp.plugins.otp_static.models import StaticToken

from inzage.register.faults import NoSuchRecord
from inzage.register.models import Entry, Record, Step
from inzage.register.rights import sees
from inzage.register.values import Role
from inzage.register.web.accounts import services
from inzage.register.web.accounts.models import Account
from inzage.register.web.checking import documents
from inzage.register.web.paging import page_number
from inzage.register.web.schema_forms.texts import FORBIDDEN, LINE_ENDS
from inzage.register.web.screens import screens
from inzage.register.writing import KEY
from tests.register.ground import BY, EXAMPLES, KINDS, ORG, WHY, check, condition, hanging, make, state, trajectory
from tests.register.test_phone import SOFTWARE, begun
from tests.register.web.conftest import SignedIn
from tests.register.web.test_records import fields

Ending = Callable[[str, Any], None]
ELSEWHERE = {"number": 9, "organisation": "svg-1"}
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}"
FILLED = {"slug:target": "gepland", "slug:question": SOFTWARE, "str:name": "rapport.pdf"}
LOOKS = {"admin-log", "admin-log-head", "admin-access"}
"""Pages of which every look is entered in the log: that is what their GET writes."""


def address(route: str, key: object) -> str:
    """A screen's address with a record's key in it."""
    return "/" + re.sub(r"<([^>]+)>", lambda part: str(FILLED.get(part[1], key)), route)


def on_records(role: Role) -> list[str]:
    """Routes of screens that this role opens, on one record."""
    return [each.route for each in screens() if "<uuid:" in each.route and role in each.roles]


def targets() -> list[Record]:
    """Records of every noun that a screen is about."""
    made = check(condition(trajectory(pseudonym="P-0077")))
    assert made.about and made.trajectory
    return [made, made.about, made.trajectory, hanging("tweepersoonsbesluit"), hanging("verzoek-betrokkene")]


@pytest.mark.parametrize("role", sorted(Role))
def test_a_key_of_another_organisation_s_record_opens_nothing_anywhere(role: Role, signed_in: SignedIn) -> None:
    client, things = signed_in(role, **ELSEWHERE), targets()
    before = written()
    for route in on_records(role):
        for thing in things:
            where = address(route, thing.root)
            for answer in (client.get(where), client.post(where, {"look": "1", "issue": str(thing.root)})):
                told = answer.status_code, answer.headers.get("Location", "")
                assert told[0] in (404, 405) or told == (302, f"/opdracht/{thing.root}"), (where, told)
    assert written() == before


def written() -> tuple[int, ...]:
    """How much there is of what a request could write."""
    return Record.objects.count(), Step.objects.count(), Entry.objects.count()


@pytest.mark.parametrize("role", sorted(Role))
def test_a_link_that_somebody_is_made_to_follow_writes_nothing(role: Role, signed_in: SignedIn) -> None:
    client, things = signed_in(role), [*targets(), begun()]
    for screen in screens():
        if role not in screen.roles or screen.name in LOOKS or re.search("<(?!uuid|slug:t|slug:q|str)", screen.route):
            continue
        for thing in things if "<uuid:" in screen.route else things[:1]:
            before = written()
            assert client.get(address(screen.route, thing.root)).status_code < 500
            assert written() == before, screen.route


def test_a_finished_phone_check_is_not_ended_by_a_link(signed_in: SignedIn) -> None:
    made, client = begun(), signed_in()
    where = f"/telefoon/{made.root}/vraag/{SOFTWARE}"
    client.post(where, {"look": "1"})
    client.post(where, {"answer": "indication", "count_band": "1-4"})
    assert client.get(f"/telefoon/{made.root}/afronden").status_code == 405
    assert state(made) == "onderweg"
    assert client.post(f"/telefoon/{made.root}/afronden", {"minutes": "5"}).status_code == 302


@pytest.mark.parametrize("verb", ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("where", ["/", "/toezicht", "/inloggen", "/nieuw/persoon", "/nergens"])
def test_other_verbs_are_no_way_in(verb: str, where: str, signed_in: SignedIn) -> None:
    answer = signed_in().generic(verb, where)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert not answer.content


@pytest.mark.parametrize("where", ["/toezicht?zoek=%00", "/controle?toestand=a%00b", "/toezicht?%00=1", "/?pagina=%00"])
def test_a_zero_in_a_text_does_not_reach_the_database(where: str, signed_in: SignedIn) -> None:
    answer = signed_in().get(where)
    assert answer.status_code == 400 and "Er is niets opgeslagen" in answer.content.decode()


def test_a_zero_in_a_form_does_not_reach_the_database(signed_in: SignedIn) -> None:
    made, before = check(condition()), written()
    answer = signed_in().post(f"/controle/{made.root}/doen", {"ask": "1", "reasons": f"{WHY}\0"})
    assert answer.status_code == 400
    assert written()[0] - before[0] == 0


def test_a_check_is_not_made_under_somebody_else_s_condition(signed_in: SignedIn) -> None:
    mine, other = condition(), condition(trajectory(pseudonym="P-0002"))
    assert mine.trajectory and other.trajectory
    planner = signed_in(Role.PLANNER)
    example = EXAMPLES["controle"]
    typed = {
        f"performers.{n}.{name}": [value]
        for n, each in enumerate(example["performers"])
        for name, value in each.items()
    }
    typed |= {name: [str(example[name])] for name in ("notice", "method_version")} | {"carriers": example["carriers"]}
    for about, status in ((other, 404), (mine, 302)):
        where = f"/nieuw/controle?traject={mine.trajectory.root}&over={about.root}"
        sent = fields(planner, where) | typed | {"_rows.performers": ["2"]}
        assert planner.post(where, sent).status_code == status
    assert [each.about for each in Record.objects.filter(kind="controle")] == [mine]
    with pytest.raises(NoSuchRecord):
        make("oordeel", trajectory=mine.trajectory, about=other.trajectory)


def test_the_key_of_a_form_does_not_tell_what_another_organisation_has(signed_in: SignedIn) -> None:
    theirs, client = make("oordeel", trajectory=trajectory()), signed_in(**ELSEWHERE)
    typed = {"pseudonym": ["P-9999"], "source": ["iris"], "source_key": ["A7F9"]}
    sent = fields(client, "/nieuw/persoon") | typed | {"_key": [str(theirs.id)]}
    answer = client.post("/nieuw/persoon", sent)
    assert answer.status_code == 403
    assert "Open het formulier opnieuw" in answer.content.decode() and theirs.state not in answer.content.decode()
    assert client.post("/nieuw/persoon", sent | {"_key": [str(uuid4())]}).status_code == 302


def test_who_receives_a_transfer_does_not_rewrite_it(signed_in: SignedIn) -> None:
    place = trajectory()
    debts = make("schulden", trajectory=place)
    sent = make("overdracht-schuldhulp", trajectory=place, about=debts, data={"to": "svg-1"})
    client = signed_in(**ELSEWHERE)
    where = f"/gegeven/{sent.root}/verbeteren"
    answer = client.post(where, fields(client, where))
    assert answer.status_code == 403 and "andere organisatie" in answer.content.decode()
    assert not Record.objects.filter(corrects=sent).exists()
    own = signed_in()
    assert own.post(where, fields(own, where)).status_code == 302


ADDED = {
    **{"actor": "planner-1", "organisation": "svg-1", "role": "systeembeheerder", "state": "gewist", "noun": "party"},
    **{"kind": "medewerker", "version": "9", "recorded": "2000-01-01", "due": "", "corrects": str(uuid4())},
    **{"root": str(uuid4()), "id": str(uuid4()), "salt": "0", "hash": "0", "is_active": "0", "_state": "gewist"},
}


def test_fields_that_the_form_does_not_show_are_not_taken(signed_in: SignedIn) -> None:
    client = signed_in()
    typed = {"pseudonym": ["P-0042"], "source": ["iris"], "source_key": ["A7F4"]}
    answer = client.post("/nieuw/persoon", ADDED | fields(client, "/nieuw/persoon") | typed)
    assert answer.status_code == 302
    made = Record.objects.get(kind="persoon")
    assert (made.actor, made.organisation, made.role) == ("toezichthouder-1", ORG, "toezichthouder")
    assert (made.version, made.root, made.corrects, made.noun) == (1, made.id, None, "party")
    assert made.data == {name: each[0] for name, each in typed.items()}


def test_a_field_that_is_sent_twice_counts_once(signed_in: SignedIn) -> None:
    client = signed_in()
    typed = {"pseudonym": ["P-0001", "P-0042"], "source": ["iris"], "source_key": ["A7F4"]}
    address_with = "/nieuw/persoon?pseudonym=P-0007"
    assert client.post(address_with, fields(client, "/nieuw/persoon") | typed).status_code == 302
    assert Record.objects.get(kind="persoon").data["pseudonym"] == "P-0042"


def marked(schema: Any, value: Any) -> Any:
    """The same with markup in every text that may be anything."""
    if isinstance(value, dict):
        inner = schema.get("properties", {})
        return {name: marked(inner.get(name, {}), each) for name, each in value.items()}
    if isinstance(value, list):
        return [marked(schema.get("items", {}), each) for each in value]
    free = schema.get("type") == "string" and not {"pattern", "enum", "format", "const"} & schema.keys()
    return MARKUP[: schema.get("maxLength", 1000)] if free and isinstance(value, str) else value


def free_texts() -> Iterator[str]:
    """Kinds of which an example holds a text that may be anything."""
    for code, data in EXAMPLES.items():
        kind = next(each for each in KINDS.kinds.values() if each.code == code)
        if marked(kind.data, data) != data:
            yield code


@pytest.mark.parametrize("code", sorted(free_texts()))
def test_markup_in_a_text_is_shown_as_text_wherever_it_is_shown(code: str, signed_in: SignedIn) -> None:
    kind = next(each for each in KINDS.kinds.values() if each.code == code)
    with patch.dict(EXAMPLES, {code: marked(kind.data, EXAMPLES[code])}):
        made = hanging(code)
    client = signed_in(role := next(role for role in Role if sees(role, kind, made.data.get("act", ""))))
    pages = [f"/gegeven/{made.root}", f"/gegeven/{made.root}/verbeteren"]
    pages += [f"/toezicht/{made.trajectory.root}"] if made.trajectory else []
    boards = [each for each in screens() if each.menu and role in each.roles and each.name != "planner"]
    seen = ""
    for page in [*pages, *("/" + each.route for each in boards)]:
        seen += (shown := client.get(page).content.decode())
        assert "<script>alert" not in shown and "<img" not in shown
    assert "&lt;script&gt;alert" in seen


def test_markup_in_a_search_is_shown_as_text(signed_in: SignedIn) -> None:
    for role, where in (
        (Role.OFFICER, "/toezicht?zoek="),
        (Role.OFFICER, "/nieuw/oordeel?zoek="),
        (Role.LEAD, "/planner?wie="),
    ):
        shown = signed_in(role).get(where, {"zoek": MARKUP, "regio": MARKUP}).content.decode()
        assert "<script>alert" not in shown and "<img" not in shown


def test_no_page_and_no_file_of_ours_lets_itself_be_framed_or_read_from_elsewhere(signed_in: SignedIn) -> None:
    client = signed_in()
    for where in ("/", "/nergens", "/static/inzage/inzage.css", "/static/nergens", f"/gegeven/{uuid4()}"):
        answer = client.get(where, headers={"origin": "https://elsewhere.example"})
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], where
        assert answer.headers["X-Frame-Options"] == "DENY" and answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "charset" in answer.headers["Content-Type"] and "utf-8" in answer.headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    [
        "../settings.py",
        "%2e%2e/settings.py",
        "..%2f..%2fsettings.py",
        "/etc/passwd",
        "%00",
        "",
        "inzage/",
        "....//settings.py",
    ],
)
def test_a_static_address_leads_to_nothing_else(path: str, signed_in: SignedIn) -> None:
    answer = signed_in().get(f"/static/{path}")
    assert answer.status_code == 404 and "SECRET" not in answer.content.decode()


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "a b", "localhost@elsewhere"])
def test_another_host_is_not_answered_nor_repeated(host: str) -> None:
    answer = Client().get("/inloggen", headers={"host": host})
    assert answer.status_code == 400 and host not in answer.content.decode()


def test_a_host_said_beside_the_host_is_not_believed() -> None:
    answer = Client().get("/toezicht", headers={"x-forwarded-host": "elsewhere.example"})
    assert answer.headers["Location"] == "/inloggen?next=%2Ftoezicht"


def test_a_line_end_in_an_address_is_no_header() -> None:
    answer = Client().get("/x%0d%0aSet-Cookie:a=b")
    assert "a" not in answer.cookies and "\n" not in answer.headers["Location"]


def test_more_fields_files_or_bytes_than_a_form_has_are_refused_in_words(signed_in: SignedIn) -> None:
    client = signed_in()
    for sent in ({f"f{n}": "1" for n in range(2100)}, {"next": "a" * 1_100_000}):
        answer = client.post("/taal", sent)
        assert answer.status_code == 400 and "Er is niets opgeslagen" in answer.content.decode()


def test_what_goes_wrong_tells_nothing_of_what_it_was(signed_in: SignedIn) -> None:
    client = signed_in()
    client.raise_request_exception = False
    with patch("inzage.register.web.screens.record.one", side_effect=ZeroDivisionError("P-0001 geheim")):
        answer = client.get(f"/gegeven/{uuid4()}")
    assert answer.status_code == 500
    told = answer.content.decode()
    assert "niet was voorzien" in told and not re.search("geheim|P-0001|Traceback|ZeroDivision|/src/|Django", told)


def test_a_role_that_was_taken_away_is_gone_at_the_next_request(signed_in: SignedIn) -> None:
    client = signed_in(Role.LEAD)
    assert client.get("/planner").status_code == 200
    Account.objects.filter(key="teamleider-1").update(role=Role.OFFICER.value)
    assert client.get("/planner").status_code == 403
    Account.objects.filter(key="teamleider-1").update(organisation="svg-1")
    assert client.get(f"/toezicht/{trajectory().root}").status_code == 404


def test_a_session_of_an_account_that_was_switched_off_does_not_come_back_with_it(signed_in: SignedIn) -> None:
    thief, other = signed_in(), signed_in(number=2)
    services.disable(BY[Role.ADMINISTRATOR], "toezichthouder-1")
    services.enable(BY[Role.ADMINISTRATOR], "toezichthouder-1")
    assert thief.get("/toezicht").status_code == 302
    assert other.get("/toezicht").status_code == 200


@pytest.mark.parametrize("ending", [services.clear_second, lambda key, by: services.link(by, key, "issuer|subject")])
def test_what_opens_an_account_is_changed_and_its_sessions_end(ending: Ending, signed_in: SignedIn) -> None:
    thief = signed_in()
    ending("toezichthouder-1", BY[Role.ADMINISTRATOR] if ending is not services.clear_second else "teamleider-1")
    assert thief.get("/toezicht").status_code == 302


def test_an_order_to_a_run_that_is_none_is_no_fault(signed_in: SignedIn) -> None:
    made = check(condition())
    with patch("inzage.register.web.screens.check.Run.objects.filter") as found:
        found.return_value.order_by.return_value.first.return_value = object()
        assert signed_in().post(f"/controle/{made.root}/doen", {"run": "erase"}).status_code == 404


def test_documents_asked_for_by_the_dozen_leave_the_server_to_others(tmp_path: Path) -> None:
    with patch.object(documents, "ROOM", BoundedSemaphore(1)) as room, patch.object(documents, "PATIENCE", 0.01):
        room.acquire()
        with pytest.raises(documents.TooMany):
            documents._made(tmp_path, tmp_path, "nl")
        room.release()
        with patch.object(documents, "launched", lambda *_: [sys.executable, "-c", "raise SystemExit(3)"]):
            for _ in range(2):
                with pytest.raises(documents.NoDocument, match="exit 3"):
                    documents._made(tmp_path, tmp_path, "nl")


def test_a_page_that_many_ask_for_in_the_past_is_the_first() -> None:
    assert [page_number(RequestFactory().get("/", {"pagina": n})) for n in ("-1", "²", "9" * 400, "0", "2")] == [
        1,
        1,
        1,
        1,
        2,
    ]


def patterns(schema: Any) -> Iterator[Any]:
    """Every part of a schema with a pattern."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("pattern"), str):
            yield schema
        for each in schema.values():
            yield from patterns(each)


HOSTILE = [
    *(re.compile(each["pattern"]) for kind in KINDS.kinds.values() for each in patterns(kind.data)),
    *(FORBIDDEN, LINE_ENDS, KEY),
]


@pytest.mark.timeout(60)
def test_no_pattern_goes_on_for_ever_over_a_hostile_text() -> None:
    for text in ("a" * 20_000, "a-" * 10_000 + "!", "a1-" * 7_000 + "!", "0" * 20_000 + "x", "a " * 10_000 + "\n"):
        assert [each.pattern for each in HOSTILE[:-3] if each.fullmatch(text) and "-" in text and "!" in text] == []
        assert not KEY.fullmatch(text)


def test_new_codes_on_paper_ask_for_the_password(signed_in: SignedIn) -> None:
    thief = signed_in()
    for sent in ({}, {"present": "een-ander-wachtwoord-1"}):
        answer = thief.post("/herstelcodes", sent)
        assert answer.status_code == 422 and "Er is niets gewijzigd" in answer.content.decode()
    assert not StaticToken.objects.exists()
    assert thief.post("/herstelcodes", {"present": "een-lang-wachtwoord-1"}).status_code == 200
    assert StaticToken.objects.count() == 10


def test_signing_out_empties_the_browser(signed_in: SignedIn) -> None:
    assert signed_in().post("/uitloggen").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_what_is_refused_is_told_to_who_keeps_the_server(signed_in: SignedIn, caplog: pytest.LogCaptureFixture) -> None:
    key = uuid4()
    signed_in(Role.LISTS).get("/planner")
    signed_in().get(f"/gegeven/{key}")
    told = [each.getMessage() for each in caplog.records if each.name == "inzage.refused"]
    assert told == ["403 lijstbeheerder-1 planner", "404 toezichthouder-1 record"]
    assert str(key) not in "".join(told)


def test_a_line_end_in_an_address_is_one_line_of_the_log(signed_in: SignedIn, caplog: pytest.LogCaptureFixture) -> None:
    signed_in().get("/x%0aERROR%20all%20is%20well%0d%1b[2J")
    assert [each.getMessage() for each in caplog.records] == ["Not Found: /x\\nERROR all is well\\r\\x1b[2J"]


def test_passwords_are_masked_and_may_come_from_a_manager(signed_in: SignedIn) -> None:
    found: list[str] = []
    for client, where in ((Client(), "/inloggen"), (signed_in(), "/wachtwoord"), (signed_in(), "/herstelcodes")):
        found += re.findall(
            r'<input[^>]*name="(?:password|present|new|again)"[^>]*>', client.get(where).content.decode()
        )
    assert len(found) == 5
    for each in found:
        assert 'type="password"' in each and re.search('autocomplete="(current|new)-password"', each)
        assert "onpaste" not in each and "pattern=" not in each


@pytest.mark.parametrize("role", sorted(Role))
def test_every_page_has_the_way_out(role: Role, signed_in: SignedIn) -> None:
    client = signed_in(role)
    for where in [
        "/wachtwoord",
        "/nergens",
        *("/" + each.route for each in screens() if each.menu and role in each.roles),
    ]:
        assert 'action="/uitloggen"' in client.get(where).content.decode(), where
