"""Practice: every question that comes with the program, over invented rows, each number traced, nothing kept.

And the real questions over the register: a look takes the libraries, its page does without.
"""

import re
import sys
from html import unescape

import pytest
from django.test import Client

from inzage.evaluation.catalogue import protocols
from inzage.evaluation.questions import questions
from inzage.register.evaluating.looking import look
from inzage.register.evaluating.practice import CHECKS, SUPERVISIONS, sizes
from inzage.register.evaluating.protocols import protocol_of
from inzage.register.models import Entry, Record
from inzage.register.values import Role
from inzage.register.web.questions.marks import label, marks, value
from tests.register.evaluating.asked import SECOND_EVALUATOR, question, three
from tests.register.ground import EVALUATOR, KINDS, go
from tests.register.web.conftest import SignedIn

CODES = sorted(protocols().keys() & questions().keys())
LINK = re.compile(r'<a[^>]*href="([^"]*rijen[^"]*)"[^>]*>([^<]*)</a>')
LIBRARIES = ("statsmodels", "scipy", "numpy", "pandas", "simpy", "duckdb")


@pytest.fixture
def one(signed_in: SignedIn) -> Client:
    """The first evaluator."""
    return signed_in(Role.EVALUATOR)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return unescape(answer.content.decode())


@pytest.mark.parametrize("n", CHECKS)
def test_the_pilot_is_practised_with_none_few_half_and_all(n: int, one: Client) -> None:
    told = page(one, f"/evaluatie/oefenen/pilot-50?n={n}")
    assert "Alles op deze bladzijde is verzonnen" in told and "Van deze pagina wordt niets bewaard" in told
    assert f'href="?n={n}" aria-current="page"' in told
    assert "Gaan we door met deze manier van controleren" in told
    counted = re.search(r"Er (?:zijn|is) (\d+) controles? geteld", told)
    assert n <= (int(counted[1]) if counted else 0) <= n + 3  # one that was stopped counts too
    assert not Record.objects.exists() and not Entry.objects.exists()


@pytest.mark.parametrize("code", CODES)
def test_every_question_can_be_practised_and_each_number_leads_to_invented_rows(code: str, one: Client) -> None:
    n = sizes(code)[0] or 5
    told = page(one, f"/evaluatie/oefenen/{code}?n={n}")
    links = dict(LINK.findall(told))
    for href, said in list(links.items())[:12]:
        rows = page(one, href)
        assert "Alles op deze bladzijde is verzonnen" in rows
        if said.replace(".", "").isdecimal():
            assert f"Aantal: {said.replace('.', '')}." in rows, href
        assert f"?n={n}" in rows
    assert links or n == 0
    assert not Record.objects.exists() and not Entry.objects.exists()


def test_another_number_than_those_to_choose_from_is_the_last_but_one(one: Client) -> None:
    for asked in ("", "51", "-1", "27x", "9999999"):
        assert 'href="?n=27" aria-current="page"' in page(one, f"/evaluatie/oefenen/pilot-50?n={asked}")
    assert sizes("E5") == SUPERVISIONS


def test_a_question_that_does_not_exist_is_refused_with_those_there_are(one: Client) -> None:
    assert "Er is geen vraag E99" in page(one, "/evaluatie/oefenen/E99", 400)
    assert one.post("/evaluatie/opnemen/E99").status_code == 400


def test_a_page_renders_from_the_stored_look_without_the_libraries(
    one: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = question(minimum=1)
    three()
    seen = look(KINDS, EVALUATOR, about.root)
    for name in [each for each in sys.modules if each.partition(".")[0] in LIBRARIES] + list(LIBRARIES):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError):
        import statsmodels  # noqa: F401, PLC0415
    told = page(one, f"/evaluatie/{about.root}/blik/{seen.data['number']}")
    assert "Er zijn 3 controles geteld" in re.sub(r"\s+", " ", told)


@pytest.mark.parametrize("code", CODES)
def test_every_question_can_be_adopted_locked_and_looked_at_in_an_empty_register(code: str, one: Client) -> None:
    where = one.post(f"/evaluatie/opnemen/{code}")["Location"]
    about = Record.objects.get(kind="vraag")
    assert protocol_of(about) == protocols()[code] and where == f"/evaluatie/{about.root}"
    go(about, "vergrendeld", SECOND_EVALUATOR)
    seen = look(KINDS, EVALUATOR, about.root)
    assert seen.data["units"] == [] and seen.data["counted"] == 0
    assert "U ziet blik 1" in re.sub(r"\s+", " ", page(one, f"/evaluatie/{about.root}"))


@pytest.mark.parametrize("code", CODES)
def test_every_kind_that_a_question_names_is_one_that_an_evaluator_counts(code: str) -> None:
    from inzage.register.evaluating.rows import counted  # noqa: PLC0415

    for kind in questions()[code].kinds:
        assert counted(KINDS, (kind,)), kind


def test_marks_are_said_in_words_and_an_unknown_one_as_it_is() -> None:
    for name, told in marks().items():
        assert told["nl"].strip() and told["en"].strip(), name
        assert label(name) == told["nl"]
    assert label("iets_nieuws") == "iets nieuws"
    assert value("how", "gedaan") == "Gedaan"
    assert value("notice", "aangekondigd") == "Aangekondigd"
    assert value("in_term", True) == "ja" and value("in_term", False) == "nee"
    assert value("answers", {"visits-listed-place": "indication"}).endswith(": Aanwijzing")
    assert value("gaps", {}) == "" == value("stop_reason", "")
    assert value("minutes", 90) == "90" and value("minutes", None) == ""


@pytest.mark.parametrize("code", CODES)
def test_every_mark_of_a_question_has_words(code: str) -> None:
    from datetime import date  # noqa: PLC0415

    from inzage.register.evaluating.practice import practise  # noqa: PLC0415

    made = practise(code, sizes(code)[1], date(2026, 11, 22))
    names = {name for unit in made.cohort.units for name in unit.marks}
    assert names - marks().keys() == set()
