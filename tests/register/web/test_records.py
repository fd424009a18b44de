"""Any record in the browser: made, corrected and moved on by the form that its kind describes itself."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from inzage.register.models import Entry, Record, Step
from inzage.register.rights import Action, Tie, may
from inzage.register.values import Noun, Role
from inzage.register.web.allowed import may_correct, may_make
from inzage.register.web.screens.record import OWN_FORMS
from tests.register.ground import BY, EXAMPLES, KINDS, OFFICER, SECOND, go, hanging, make, trajectory
from tests.register.web.browser import Sent
from tests.register.web.conftest import SignedIn

IMPORTED = {"onderzoekskenmerken", "recidive"}
"""Brought in as files by an evaluator, who sees no trajectory: they have no form."""
COMPUTED = {"blik", "publicatie", "trekking", "uitkomsten-inlezing", "uitkomstregel"}
"""Made by the program at somebody's request: no form and no correction."""


def fields(client: Client, address: str) -> dict[str, list[str]]:
    """What a browser would post of the page's form when nothing is touched."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    seen = Sent()
    seen.feed(answer.content.decode())
    found: dict[str, list[str]] = {}
    for name, value in seen.fields:
        found.setdefault(name, []).append(value)
    return {name: values for name, values in found.items() if name not in {"language", "next"}}


@pytest.mark.parametrize("code", sorted(EXAMPLES.keys() - IMPORTED - COMPUTED))
def test_every_kind_is_shown_corrected_and_said_in_both_languages(code: str, signed_in: SignedIn) -> None:
    record = hanging(code)
    kind = KINDS.kinds[record.kind, record.version]
    role = next(role for role in Role if may_correct(BY[role], record))
    for language in ("nl", "en"):
        client = signed_in(role, language=language)
        page = client.get(f"/gegeven/{record.root}")
        assert page.status_code == 200
        assert (kind.words.nl if language == "nl" else kind.words.en) in page.content.decode().replace("&#x27;", "'")
    address = f"/gegeven/{record.root}/verbeteren"
    assert client.post(address, fields(client, address)).status_code == 302
    corrected = Record.objects.get(corrects=record)
    assert corrected.data == record.data
    assert "(correction)" in client.get(f"/gegeven/{record.root}").content.decode()


@pytest.mark.parametrize("code", sorted(COMPUTED))
def test_what_the_program_computes_is_neither_written_nor_mended_by_hand(code: str, signed_in: SignedIn) -> None:
    record = hanging(code)
    role = next(role for role in Role if role in KINDS.kinds[code, record.version].makers)
    client = signed_in(role)
    assert f"/nieuw/{code}" not in client.get("/nieuw").content.decode()
    over = f"?over={record.about_id}" if record.about_id else ""
    assert client.post(f"/nieuw/{code}{over}").status_code == 403
    assert not any(may_correct(BY[role], record) for role in Role)
    address = f"/gegeven/{record.root}/verbeteren"
    assert client.post(address, {"number": "2"}).status_code in (400, 403)
    assert not Record.objects.filter(corrects=record).exists()
    assert client.get(f"/gegeven/{record.root}").status_code == 200


def test_a_kind_with_a_screen_of_its_own_is_made_there(signed_in: SignedIn) -> None:
    place = trajectory()
    answer = signed_in().get(f"/nieuw/opdracht?traject={place.root}")
    assert (answer.status_code, answer["Location"]) == (302, f"/opdracht/nieuw?traject={place.root}")


@pytest.mark.parametrize("code", sorted(EXAMPLES.keys() - IMPORTED - COMPUTED - OWN_FORMS.keys()))
def test_every_kind_has_a_form_to_make_it(code: str, signed_in: SignedIn) -> None:
    example = hanging(code)
    kind = KINDS.kinds[example.kind, example.version]
    client = signed_in(next(role for role in Role if may_make(BY[role], kind)))
    links = {"traject": example.trajectory_id, "over": example.about_id}
    query = "&".join(f"{name}={value}" for name, value in links.items() if value)
    assert "_key" in fields(client, f"/nieuw/{code}?{query}")


def test_what_a_record_hangs_on_is_asked_before_its_form(signed_in: SignedIn) -> None:
    place = trajectory()
    client = signed_in()
    page = client.get("/nieuw/schulden").content.decode()
    assert "Zoek eerst de persoon" in page
    found = client.get("/nieuw/schulden", {"zoek": place.about.data["pseudonym"]}).content.decode()
    assert f"?traject={place.root}" in found
    assert "Niemand gevonden" in client.get("/nieuw/schulden", {"zoek": "P-9"}).content.decode()
    order = make("opdracht", trajectory=place)
    asked = client.get(f"/nieuw/voorwaarde-meldplicht?traject={place.root}").content.decode()
    assert f"over={order.root}" in asked


def test_a_form_that_is_posted_twice_makes_one_record(signed_in: SignedIn) -> None:
    place, client = trajectory(), signed_in()
    address = f"/nieuw/gesprek?traject={place.root}"
    sent = fields(client, address) | {"place": ["kantoor"], "performers.0.key": ["toezichthouder-1"]}
    sent |= {"performers.0.function": ["toezichthouder"]}
    first, second = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, second.status_code) == (302, 302), first.content
    assert first["Location"] == second["Location"]
    assert Record.objects.filter(kind="gesprek").count() == 1
    assert "Opgeslagen" in client.get(first["Location"]).content.decode()
    assert "Opgeslagen" not in client.get(first["Location"]).content.decode()  # said once


def test_what_was_typed_is_kept_when_the_form_is_not_in_order(signed_in: SignedIn) -> None:
    place, client = trajectory(), signed_in()
    address = f"/nieuw/oordeel?traject={place.root}"
    sent = fields(client, address) | {"judgement.reasons": ["te kort"]}
    answer = client.post(address, sent)
    assert answer.status_code == 400
    assert "te kort" in answer.content.decode()
    assert not Record.objects.filter(kind="oordeel").exists()


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x07"])
def test_characters_that_turn_text_round_are_refused_with_a_sentence(hidden: str, signed_in: SignedIn) -> None:
    record, client = make("oordeel", trajectory=trajectory()), signed_in()
    address = f"/gegeven/{record.root}/verbeteren"
    sent = fields(client, address) | {"judgement.reasons": [f"Dit is {hidden} niet wat het lijkt."]}
    answer = client.post(address, sent)
    assert answer.status_code == 400
    assert not Record.objects.filter(corrects=record).exists()


def test_a_step_is_taken_and_stands_in_the_log(signed_in: SignedIn) -> None:
    record = make("schulden", trajectory=trajectory())
    client = signed_in()
    address = f"/gegeven/{record.root}/stap/complex"
    lines = Entry.objects.count()
    answer = client.post(address, fields(client, address) | {"criterion": ["beslag"]})
    assert answer.status_code == 302
    assert Record.objects.get(id=record.id).state == "complex"
    assert Entry.objects.count() == lines + 1


def test_of_two_at_once_the_second_is_told_and_nothing_is_saved(signed_in: SignedIn) -> None:
    record = make("schulden", trajectory=trajectory())
    one, other = signed_in(), signed_in(number=2)
    address = f"/gegeven/{record.root}/stap/geregeld"
    late = fields(other, address)
    taken = f"/gegeven/{record.root}/stap/complex"
    assert one.post(taken, fields(one, taken) | {"criterion": ["beslag"]}).status_code == 302
    steps = Step.objects.count()
    answer = other.post(address, late)
    assert answer.status_code in {403, 409}
    assert "Er is niets opgeslagen" in answer.content.decode()
    assert Step.objects.count() == steps


def test_a_step_that_is_not_in_the_table_says_what_can_be_done(signed_in: SignedIn) -> None:
    record = make("schulden", trajectory=trajectory())
    answer = signed_in().get(f"/gegeven/{record.root}/stap/verwezen")
    assert answer.status_code == 403
    assert "Leg vast of zij complex zijn" in answer.content.decode()


def test_another_organisation_sees_nothing(signed_in: SignedIn) -> None:
    record = make("schulden", trajectory=trajectory())
    stranger = signed_in(Role.OFFICER, number=9, organisation="svg-1")
    for address in (
        f"/gegeven/{record.root}",
        f"/toezicht/{record.trajectory_id}",
        f"/gegeven/{record.root}/verbeteren",
    ):
        assert stranger.get(address).status_code == 404
    assert str(record.root) not in stranger.get("/schulden").content.decode()


def test_a_kind_that_a_role_does_not_read_is_as_if_it_were_not_there(signed_in: SignedIn) -> None:
    record = make("beeldbelasting")
    assert signed_in(Role.LEAD).get(f"/gegeven/{record.root}").status_code == 200
    assert signed_in(Role.OFFICER).get(f"/gegeven/{record.root}").status_code == 404


def test_the_choice_of_kinds_is_what_the_role_makes(signed_in: SignedIn) -> None:
    shown = set(re.findall(r'href="/nieuw/([a-z-]+)"', signed_in(Role.EVALUATOR).get("/nieuw").content.decode()))
    makes = {kind.code for kind in KINDS.kinds.values() if may(Role.EVALUATOR, Tie.OWN, kind, Action.MAKE)}
    assert shown == makes - COMPUTED


@pytest.mark.parametrize("key", ["1", "x" * 36, str(uuid4())], ids=["a number", "letters", "of nobody"])
def test_an_address_that_leads_nowhere_is_a_page(key: str, signed_in: SignedIn) -> None:
    answer = signed_in().get(f"/gegeven/{key}")
    assert answer.status_code == 404
    assert "Dit is niet gelukt" in answer.content.decode()


def test_the_nouns_on_the_choice_are_all_nouns_with_kinds(signed_in: SignedIn) -> None:
    page = signed_in(Role.OFFICER).get("/nieuw").content.decode()
    made = {kind.noun for kind in KINDS.kinds.values() if may_make(OFFICER, kind)}
    assert page.count('<h2 class="iz-card__title">') == len(made) <= len(Noun)


@pytest.mark.parametrize(("act", "alone"), [("wissen", False), ("lijst-invoeren", False), ("inhoud-openen", True)])
def test_what_has_a_page_to_be_carried_out_on_is_not_said_to_be_done(
    act: str, alone: bool, signed_in: SignedIn
) -> None:
    proposer = {"wissen": BY[Role.LEAD], "lijst-invoeren": BY[Role.LISTS], "inhoud-openen": OFFICER}[act]
    decided = make("tweepersoonsbesluit", by=proposer, data={"act": act})
    go(decided, "vastgesteld", SECOND[Role.LEAD])
    role = {"wissen": Role.LEAD, "lijst-invoeren": Role.LISTS, "inhoud-openen": Role.OFFICER}[act]
    client, address = signed_in(role), f"/gegeven/{decided.root}/stap/uitgevoerd"
    assert client.get(address).status_code == (200 if alone else 403)
    assert (address in client.get(f"/gegeven/{decided.root}").content.decode()) is alone
