"""The client's copy: plain Dutch, the three answers, what was not looked at, where to go, the code."""

import re
import statistics
from collections.abc import Iterator

import pytest

from inzage.mandate import DataClass
from inzage.report import client
from inzage.report.sheet import Bullets, Code, Notice, Pairs, Paragraph, Sheet, Table
from inzage.report.words_client import CLIENT
from inzage.report.words_codes import DATA_CLASSES
from inzage.report.words_questions import COUNTS
from inzage.report.words_reasons import REASONS
from tests.report import invented

OFFICIALESE = (
    "betreffende", "conform", "derhalve", "desalniettemin", "dientengevolge", "doch", "echter", "geschieden", "gelieve",
    "heden", "hieromtrent", "hierbij", "indien", "ingevolge", "inzake", "jegens", "krachtens", "middels", "mits",
    "omtrent", "onderhavig", "onverwijld", "reeds", "teneinde", "tevens", "thans", "verzoeken", "voorts", "vorderen",
    "zulks", "zoals hierboven", "met betrekking tot", "ten aanzien van", "op grond van", "in het kader van",
)  # fmt: skip


def sentences(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        for text in _texts(block):
            yield from (s.strip() for s in re.split(r"(?<=[.?!])\s+", text) if len(s.split()) > 1)


def _texts(block: object) -> Iterator[str]:
    match block:
        case Paragraph(text=text, lead=lead):
            yield from (lead, text)
        case Bullets(items=items):
            yield from items
        case Notice(head=head, text=text):
            yield from (head, text)
        case Pairs(rows=rows):
            yield from (value for _, value in rows)


def whole(sheet: Sheet) -> str:
    return " ".join(text for block in sheet.blocks for text in _texts(block))


VARIANTS = [{}, {"status": "halted"}, {"status": "interrupted"}, {"marks": ["validation", "unconfined"]}]


@pytest.mark.parametrize("other", VARIANTS)
def test_sentences_are_short(other: dict[str, object]) -> None:
    counted = [len(s.split()) for s in sentences(client.sheet(invented.seen(**other))) if ": " not in s]
    assert statistics.mean(counted) <= 12
    assert max(counted) <= 20


def test_what_counts_and_what_was_seen_besides_is_told_in_plain_words() -> None:
    named = [{"class": "received", "count": 2, "days": 2}, {"class": "address_book", "count": 1, "days": 1}]
    answered = invented.answer("banned_contact", "no_indication", [], named=named)
    told = whole(client.sheet(invented.seen(answers=[answered])))
    assert "Wij tellen berichten en gesprekken van u aan die persoon." in told
    other = "berichten of gesprekken van een ander en een naam in het adresboek"
    assert f"Dit zagen wij ook, maar het telt niet mee: {other}." in told
    assert "Dit zagen wij ook" not in whole(client.sheet(invented.seen()))


def test_what_counts_is_said_in_short_sentences() -> None:
    for words in COUNTS.values():
        assert all(len(s.split()) <= 20 for s in re.split(r"(?<=[.?!])\s+", words.client))


def test_reasons_for_the_client_are_short_too() -> None:
    for words in REASONS.values():
        assert all(len(s.split()) <= 14 for s in re.split(r"(?<=[.?!])\s+", words.client))


@pytest.mark.parametrize("word", OFFICIALESE)
def test_no_officialese(word: str) -> None:
    said = [nl for nl, _ in CLIENT.values()] + [words.client for words in REASONS.values()]
    assert [s for s in said if re.search(rf"\b{word}\b", s, re.IGNORECASE)] == []


def test_the_client_is_addressed_in_one_way() -> None:
    assert [nl for nl, _ in CLIENT.values() if re.search(r"\b(je|jij|jouw|jullie)\b", nl)] == []


def test_all_three_answers_are_explained() -> None:
    (pairs,) = [block for block in client.sheet(invented.seen()).blocks if isinstance(block, Pairs)]
    assert [name for name, _ in pairs.rows] == [
        "Geen aanwijzing in wat te zien was",
        "Aanwijzing",
        "Niet te beoordelen",
    ]


def test_what_was_opened_is_told_in_figures() -> None:
    (table,) = [block for block in client.sheet(invented.seen()).blocks if isinstance(block, Table)]
    assert ("Bezochte websites", "6", "1.540", "0") in table.rows
    assert len(table.rows) == len(invented.result()["intrusion"])


def test_every_class_of_data_is_named_as_opened_or_not() -> None:
    sheet = client.sheet(invented.seen())
    rows = " ".join(row[0].lower() for block in sheet.blocks if isinstance(block, Table) for row in block.rows)
    said = (whole(sheet) + rows).lower()
    assert [data for data in map(str, DataClass) if DATA_CLASSES[data].client not in said] == []


@pytest.mark.parametrize(
    "told",
    ["binnen 6 weken", "klachtencommissie", "functionaris gegevensbescherming", "Autoriteit Persoonsgegevens",
     "hertelling", "betwist", "advocaat", "Een hertelling is geen nieuwe controle."],
)  # fmt: skip
def test_it_says_how_to_disagree(told: str) -> None:
    assert told in whole(client.sheet(invented.seen()))


def test_the_code_of_the_ledger_is_there_whole() -> None:
    (code,) = [block for block in client.sheet(invented.seen()).blocks if isinstance(block, Code)]
    assert code.code == invented.result()["ledger"]["code"]


def test_nothing_opened_is_said_and_no_table_shown() -> None:
    sheet = client.sheet(invented.seen(made_plan={}, **invented.nothing()))
    assert "Er is niets geopend" in [block.head for block in sheet.blocks if isinstance(block, Notice)]
    assert not [block for block in sheet.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], "Wij hebben niets geteld"),
        ([("2026-09-03", 1)], "Wij telden 1 keer, op 3 september 2026."),
        ([("2026-09-03", 2), ("2026-09-05", 1)], "Wij telden 3 keer, op 2 dagen."),
    ],
)
def test_counts_are_said_as_a_person_would(days: list[tuple[str, int]], told: str) -> None:
    kind = "indication" if days else "no_indication"
    answers = [invented.answer("listed_places_visited", kind, days)]
    assert told in whole(client.sheet(invented.seen(answers=answers)))


@pytest.mark.parametrize(
    ("share", "told"), [(0.0, "konden niets lezen"), (0.5, "konden 50% lezen"), (1.0, "konden alles lezen")]
)
def test_the_share_seen_is_said_plainly(share: float, told: str) -> None:
    answers = [invented.answer("history_kept", "not_assessable", [], seen=share)]
    assert told in whole(client.sheet(invented.seen(answers=answers)))


def test_a_question_without_plain_words_falls_back_on_the_plan() -> None:
    plan = invented.plan(questions=[{"code": "new_one", "indicator": "new", "nl": "Is het nieuw?", "en": "Is it new?"}])
    sheet = client.sheet(invented.seen(made_plan=plan, answers=[invented.answer("new_one", "no_indication", [])]))
    assert "Is het nieuw?" in [getattr(block, "text", "") for block in sheet.blocks]


def test_without_a_list_the_share_seen_is_not_mentioned() -> None:
    answers = [invented.answer("history_kept", "not_assessable", [], seen=0.0, reasons=["no_list"])]
    told = whole(client.sheet(invented.seen(answers=answers)))
    assert "Er was geen lijst om mee te vergelijken." in told
    assert "konden niets lezen" not in told


def test_profiles_that_stayed_closed_are_counted_as_profiles_not_as_files() -> None:
    rows = [
        invented.source(reader, 0, "excluded", reason="excluded_container", container=container)
        for reader in ("chromium_history", "firefox_history")
        for container in (7, 8)
    ]
    told = whole(client.sheet(invented.seen(coverage=rows)))
    assert "2 profielen op een apparaat. Dat is van iemand anders of is vooraf uitgesloten." in told
    assert "bestanden. Dat is van iemand anders" not in told
