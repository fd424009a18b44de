"""Evaluatie: adopt, lock with two, look, trace each number, change beside, close; each refusal is a sentence."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from inzage.register.evaluating.looking import result_of
from inzage.register.evaluating.protocols import differing
from inzage.register.models import Entry, Record
from inzage.register.values import Role
from inzage.register.web.evaluating.tracing import places
from inzage.register.writing import Times, correct
from tests.register.evaluating.asked import SECOND_EVALUATOR, checked, looked, question, three
from tests.register.evaluating.conftest import stand_in as stand_in  # noqa: PLC0414 its question is asked here too
from tests.register.ground import EVALUATOR, KINDS, go, train
from tests.register.privacy.cases import closed, erased
from tests.register.web.browser import Sent
from tests.register.web.conftest import SignedIn

HIDDEN = re.compile(r'<input type="hidden" name="(_seen|_version)" value="([^"]*)">')
LINK = re.compile(r'<a[^>]*href="([^"]*rijen[^"]*)"[^>]*>([^<]*)</a>')


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split()))


def html(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def one(signed_in: SignedIn) -> Client:
    """The first evaluator."""
    return signed_in(Role.EVALUATOR)


@pytest.fixture
def two(signed_in: SignedIn) -> Client:
    """The second evaluator."""
    return signed_in(Role.EVALUATOR, number=2)


def adopted(client: Client, code: str = "pilot-50") -> str:
    """The address of a question that was adopted."""
    answer = client.post(f"/evaluatie/opnemen/{code}", {"_key": str(uuid4())})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_protocol_is_adopted_locked_by_a_second_evaluator_looked_at_and_traced(one: Client, two: Client) -> None:
    three()
    where = adopted(one)
    assert "wacht op een tweede evaluator" in text(one, where)
    assert "/vergrendelen" not in html(one, where) and "/kijken" not in html(one, where)
    assert "Na het vergrendelen verandert er niets meer" in text(two, f"{where}/vergrendelen")
    assert two.post(f"{where}/vergrendelen", {"_seen": "concept"}).status_code == 302
    assert "Dit wordt blik 1" in text(one, f"{where}/kijken")
    assert one.post(f"{where}/kijken").status_code == 302
    page = html(one, where)
    assert "U ziet blik 1" in text(one, where) and "1 (geen grens)" in text(one, where)
    seen = Record.objects.get(kind="blik")
    links = {unescape(href): said for href, said in LINK.findall(page)}
    assert links
    for href, said in links.items():
        told = text(one, href)
        assert f"Aantal: {said}." in told, href
    assert seen.data["counted"] == 3


def test_the_page_opens_with_the_decision_and_marks_its_rung(one: Client) -> None:
    page = html(one, adopted(one))
    assert page.index("Gaan we door met deze manier van controleren") < page.index("Het protocol")
    assert re.findall(r'aria-current="step">([^<]*)<', page) == ["Geleverd?"]
    rungs = [page.index(rung) for rung in ("Geleverd?", "Zoals bedoeld?", "Korte termijn?", "Recidive?")]
    assert rungs == sorted(rungs)


def test_the_list_says_of_each_question_where_it_stands(one: Client) -> None:
    about = question(looks=2, estimators=["wilson"])
    looked(about)
    told = text(one, "/evaluatie")
    assert "De eerste vijftig controles" in told and "1 van 2" in told and "Vergrendeld" in told
    assert "Doorgaan met de proef of niet." in told
    assert text(one, "/evaluatie").count("opgenomen") >= 1


def test_adopting_twice_leads_to_the_same_and_after_the_end_to_a_next_version(one: Client) -> None:
    first = adopted(one)
    assert adopted(one) == first
    about = Record.objects.get(kind="vraag")
    go(about, "vergrendeld", SECOND_EVALUATOR)
    go(about, "afgesloten", EVALUATOR, result_sha256="ab" * 32)
    second = adopted(one)
    assert second != first
    assert sorted(each.data["version"] for each in Record.objects.filter(kind="vraag")) == [1, 2]


def test_before_the_lock_a_look_is_refused_on_the_page_with_what_to_do(one: Client) -> None:
    where = f"/evaluatie/{question(locked=False).root}"
    answer = one.post(f"{where}/kijken")
    assert answer.status_code == 400
    assert "Laat een tweede evaluator haar eerst lezen en vergrendelen" in unescape(answer.content.decode())
    assert not Record.objects.filter(kind="blik").exists()


def test_who_made_it_does_not_lock_it(one: Client) -> None:
    about = question(locked=False)
    answer = one.post(f"/evaluatie/{about.root}/vergrendelen", {"_seen": "concept"})
    assert answer.status_code == 403
    assert "tweede persoon" in answer.content.decode()
    about.refresh_from_db()
    assert about.state == "concept"


def test_a_protocol_that_makes_no_sense_is_not_locked(two: Client) -> None:
    about = question(locked=False, estimators=["wilson"])
    answer = two.post(f"/evaluatie/{about.root}/vergrendelen", {"_seen": "concept"})
    assert answer.status_code == 400
    assert "Het protocol klopt niet bij looks" in answer.content.decode()


def test_a_protocol_that_leaves_out_a_test_of_the_program_is_not_locked(one: Client, two: Client) -> None:
    adopted(one, "E4")
    shipped = Record.objects.get(kind="vraag")
    about = question(locked=False, **shipped.data | {"version": 2, "estimators": ["wilson"]})
    answer = two.post(f"/evaluatie/{about.root}/vergrendelen", {"_seen": "concept"})
    assert answer.status_code == 400 and "Het protocol klopt niet bij estimators" in answer.content.decode()
    assert two.post(f"/evaluatie/{shipped.root}/vergrendelen", {"_seen": "concept"}).status_code == 302, "the control"


def test_the_general_page_of_a_record_neither_locks_nor_closes_a_question(two: Client) -> None:
    draft, locked = question(locked=False), question()
    for about, target in ((draft, "vergrendeld"), (locked, "afgesloten")):
        assert f"/stap/{target}" not in html(two, f"/gegeven/{about.root}")
        assert two.post(f"/gegeven/{about.root}/stap/{target}", {"_seen": about.state}).status_code == 403
        before = about.state
        about.refresh_from_db()
        assert about.state == before
    assert f'href="/evaluatie/{draft.root}"' in html(two, f"/gegeven/{draft.root}")


def test_locked_by_somebody_else_meanwhile_is_said(two: Client) -> None:
    about = question()
    answer = two.post(f"/evaluatie/{about.root}/vergrendelen", {"_seen": "concept"})
    assert answer.status_code == 409


def test_what_was_corrected_since_it_was_read_is_not_locked(two: Client) -> None:
    about = question(locked=False)
    read = HIDDEN.findall(html(two, f"/evaluatie/{about.root}/vergrendelen"))
    other = correct(KINDS, about, EVALUATOR, about.data | {"minimum": about.data["minimum"] + 1}, Times(about.happened))
    answer = two.post(f"/evaluatie/{about.root}/vergrendelen", dict(read))
    assert answer.status_code == 409 and "intussen gewijzigd" in answer.content.decode()
    other.refresh_from_db()
    assert other.state == "concept"
    again = HIDDEN.findall(html(two, f"/evaluatie/{about.root}/vergrendelen"))
    assert two.post(f"/evaluatie/{about.root}/vergrendelen", dict(again)).status_code == 302, "the control"


def test_one_look_more_than_planned_is_told_beforehand(one: Client) -> None:
    about = question(looks=1, estimators=["wilson"])
    where = f"/evaluatie/{about.root}/kijken"
    assert "een blik meer dan vooraf is gepland" not in text(one, where)
    looked(about)
    told = text(one, where)
    assert "Dit wordt blik 2 van de geplande 1" in told
    assert "een blik meer dan vooraf is gepland" in told
    assert one.post(where).status_code == 302
    (marked,) = [each for each in result_of(looked(about)).cautions if each.code == "more_looks"]
    assert marked.said.nl in text(one, f"/evaluatie/{about.root}")


def test_looks_at_a_version_that_asks_the_same_are_told_beforehand(one: Client) -> None:
    looked(question(looks=1, estimators=["wilson"]))
    told = text(one, f"/evaluatie/{question(looks=1, estimators=['wilson'], version=2).root}/kijken")
    assert "Aantal blikken dat daarom meetelt: 1." in told and "een blik meer dan vooraf is gepland" in told


def test_an_earlier_look_stays_as_it_was_seen(one: Client) -> None:
    about = question()
    three()
    looked(about)
    checked("P-0009", indication=True)
    looked(about)
    where = f"/evaluatie/{about.root}"
    assert "U ziet blik 2" in text(one, where) and "Er zijn 4 controles geteld" in text(one, where)
    told = text(one, f"{where}/blik/1")
    assert "U ziet blik 1" in told and "Er zijn 3 controles geteld" in told and "Naar de laatste blik" in told
    assert one.get(f"{where}/blik/3").status_code == 404


def test_a_change_is_made_beside_and_marked_on_both_pages(one: Client) -> None:
    about = question(estimators=["beta-binomiaal", "wilson", "telling", "mediaan-bootstrap"])
    where = f"/evaluatie/{about.root}/wijzigen"
    seen = Sent()
    seen.feed(html(one, where))
    sent: dict[str, list[str]] = {}
    for name, value in seen.fields:
        sent.setdefault(name, []).append(value)
    answer = one.post(where, sent | {"minimum": ["25"]})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    new = Record.objects.get(kind="vraag", data__minimum=25)
    assert answer["Location"] == f"/evaluatie/{new.root}"
    assert (new.data["version"], new.data["code"], new.state) == (2, "pilot-50", "concept")
    assert new.data["estimators"] == about.data["estimators"]  # the first makes the main figure
    assert differing(about, new) == {"minimum"}
    for shown, here in ((about, "10"), (new, "25")):
        page = html(one, f"/evaluatie/{shown.root}")
        assert re.findall(r"<mark>([^<]*)</mark>", page) == [here]


def test_closing_keeps_the_digest_of_the_last_look(one: Client) -> None:
    about = question()
    where = f"/evaluatie/{about.root}"
    assert "/afsluiten" not in html(one, where)
    assert one.post(f"{where}/afsluiten", {"_seen": "vergrendeld"}).status_code == 404
    looked(about)
    last = looked(about)
    assert "De laatste blik geldt als uitkomst" in text(one, f"{where}/afsluiten")
    assert one.post(f"{where}/afsluiten", {"_seen": "vergrendeld"}).status_code == 302
    about.refresh_from_db()
    step = about.steps.get(target="afgesloten")
    assert step.details == {"result_sha256": last.data["result_sha256"]}
    assert one.post(f"{where}/kijken").status_code == 400
    assert "/kijken" not in html(one, where) and "U ziet blik 2" in text(one, where)


def test_a_team_leader_reads_and_does_nothing(signed_in: SignedIn) -> None:
    about = question()
    three()
    looked(about)
    lead = signed_in(Role.LEAD)
    where = f"/evaluatie/{about.root}"
    assert "Er zijn 3 controles geteld" in text(lead, where)
    page = html(lead, where) + html(lead, "/evaluatie")
    for act in ("/kijken", "/wijzigen", "/afsluiten", "/opnemen/"):
        assert act not in page
    for act in ("kijken", "wijzigen", "afsluiten", "vergrendelen"):
        assert lead.post(f"{where}/{act}").status_code == 403
    assert lead.post("/evaluatie/opnemen/pilot-50").status_code == 403
    assert Record.objects.filter(kind="blik").count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EVALUATOR, Role.LEAD}))
def test_nobody_else_opens_these_pages(role: Role, signed_in: SignedIn) -> None:
    about = question()
    client = signed_in(role)
    for address in ("/evaluatie", f"/evaluatie/{about.root}", "/evaluatie/oefenen/pilot-50"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EVALUATOR, Role.LEAD}))
def test_nobody_else_reads_a_look_by_the_general_page_of_a_record(role: Role, signed_in: SignedIn) -> None:
    """A look keeps the whole result, of groups of one person too."""
    seen = looked(question())
    client = signed_in(role)
    assert client.get(f"/gegeven/{seen.root}").status_code in (403, 404)


def test_another_organisation_sees_nothing_of_it(signed_in: SignedIn) -> None:
    about = question()
    looked(about)
    other = signed_in(Role.EVALUATOR, number=21, organisation="rn-2")
    assert "De eerste vijftig controles</a>" not in html(other, "/evaluatie")
    for path in ("", "/kijken", "/blik/1", "/blik/1/rijen?figuur=opbrengst&deel=of", "/wijzigen"):
        assert other.get(f"/evaluatie/{about.root}{path}").status_code == 404
    assert other.post(f"/evaluatie/{about.root}/kijken").status_code == 404


def rows_of(about: Record, figure: str = "opbrengst", part: str = "of", number: int = 1) -> str:
    return f"/evaluatie/{about.root}/blik/{number}/rijen?figuur={figure}&deel={part}"


def test_rows_lead_a_team_leader_to_the_records_and_an_evaluator_not(one: Client, signed_in: SignedIn) -> None:
    about, done = question(), three()
    looked(about)
    lead = html(signed_in(Role.LEAD), rows_of(about))
    assert all(f"/gegeven/{each.root}" in lead for each in done)
    screened = html(one, rows_of(about))
    assert "/gegeven/" not in screened and "1 afgeschermd" in screened
    for word in ("P-0001", "toezichthouder-1", str(done[0].root)):
        assert word not in screened
    assert "Aantal: 3." in unescape(re.sub(r"<[^>]*>", "", screened))


def test_that_rows_were_shown_stands_in_the_log(one: Client) -> None:
    about = question()
    seen = looked(about)
    before = Entry.objects.count()
    one.get(rows_of(about))
    line = Entry.objects.order_by("-number").first()
    assert line is not None and Entry.objects.count() == before + 1
    assert (line.action, line.subject, line.actor) == ("look-rows", seen.root, "evaluator-1")


@pytest.mark.parametrize(("figure", "part"), [("geen", "of"), ("opbrengst", "alles"), ("", ""), ("opbrengst@x", "of")])
def test_a_figure_that_is_not_there_is_refused_in_a_sentence(figure: str, part: str, one: Client) -> None:
    about = question()
    looked(about)
    assert "Dit cijfer staat niet in deze blik" in text(one, rows_of(about, figure, part), 400)
    assert one.get(rows_of(about, number=7)).status_code == 404


def test_after_an_erasure_the_rows_say_what_is_gone_and_show_the_rest(one: Client) -> None:
    about = question()
    train()
    first, second = checked("P-0001", indication=True), checked("P-0002", indication=True)
    seen = looked(about)
    place = first.trajectory
    assert place is not None
    erased(closed(place).root)
    told = text(one, rows_of(about, part="units"))
    assert "Het cohort is niet meer hetzelfde" in told and "Aantal: 1." in told
    gone = seen.data["units"][:1]
    assert re.search(r"niet meer terug te vinden, of anders dan toen: 1 \( ?nummer 1 ?\)", told), gone
    assert second.root and "U ziet blik 1" in text(one, f"/evaluatie/{about.root}")


def test_a_question_of_the_old_form_is_listed_and_says_what_to_do(one: Client) -> None:
    old = {
        "population": "Controles in de proef, in volgorde.",
        "time_zero": "controle",
        "compared": "Methode voor en na versie 0.2.",
        "outcome": "Ten minste een bevinding per soort.",
        "estimator": "beta-binomiaal",
        "minimum": 50,
        "looks": 50,
        "decision_served": "Doorgaan met de proef of niet.",
        "decision_rule": "Doorgaan tenzij de ondergrens onder 1 procent ligt.",
        "publication": "organisatie",
        "heads": ["opbrengst"],
    }
    from inzage.register import Catalogue  # noqa: PLC0415
    from inzage.register.writing import Times, record  # noqa: PLC0415
    from tests.register.ground import at  # noqa: PLC0415

    first = Catalogue({key: kind for key, kind in KINDS.kinds.items() if key != ("vraag", 2)})
    made = record(first, "vraag", EVALUATOR, old, Times(at("2026-01-05")))
    assert made.version == 1
    assert "Controles in de proef" in text(one, "/evaluatie")
    told = text(one, f"/evaluatie/{made.root}")
    assert "oude vorm" in told and "Doorgaan met de proef of niet." in told
    assert one.get(f"/evaluatie/{made.root}/wijzigen").status_code == 400
    go(made, "vergrendeld", SECOND_EVALUATOR)
    assert "Neem haar opnieuw op" in text_of(one.post(f"/evaluatie/{made.root}/kijken").content)


def text_of(content: bytes) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", content.decode()).split()))


def test_the_record_of_a_question_or_look_leads_to_its_page(one: Client) -> None:
    about = question()
    seen = looked(about)
    assert f"/evaluatie/{about.root}" in html(one, f"/gegeven/{about.root}")
    assert f"/evaluatie/blik/{seen.root}" in html(one, f"/gegeven/{seen.root}")
    answer = one.get(f"/evaluatie/blik/{seen.root}")
    assert (answer.status_code, answer["Location"]) == (302, f"/evaluatie/{about.root}/blik/1")
    assert one.get(f"/evaluatie/blik/{about.root}").status_code == 404


def test_every_number_of_a_look_has_its_rows(one: Client) -> None:
    about = question()
    three()
    seen = looked(about)
    for key, sides in places(result_of(seen)).items():
        for part, of in sides.items():
            told = text(one, rows_of(about, key, part))
            assert f"Aantal: {len(of)}." in told


def test_the_pages_speak_english_too(signed_in: SignedIn) -> None:
    about = question()
    three()
    looked(about)
    client = signed_in(Role.EVALUATOR, language="en")
    assert "Decision that this question serves" in text(client, f"/evaluatie/{about.root}")
    assert "Number: 3." in text(client, rows_of(about))
    assert "Questions that lie ready" in text(client, "/evaluatie")
