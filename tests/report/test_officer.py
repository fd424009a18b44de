"""The officer's report and the conversation sheet."""

import re
from dataclasses import replace

import pytest

from inzage.report import officer
from inzage.report.sheet import (
    Bullets,
    Code,
    Figure,
    Heading,
    Lines,
    Notice,
    Pairs,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    data,
)
from inzage.report.words_codes import MARKS, MEANINGS
from tests.report import invented


def of(sheet: Sheet, kind: type) -> list:  # type: ignore[type-arg]
    return [block for block in sheet.blocks if isinstance(block, kind)]


def talk(sheet: Sheet) -> list[object]:
    start = next(i for i, b in enumerate(sheet.blocks) if isinstance(b, Heading) and b.fresh)
    return list(sheet.blocks[start:])


def table(sheet: Sheet, caption: str) -> Table:
    (found,) = [block for block in of(sheet, Table) if block.caption.startswith(caption)]
    assert isinstance(found, Table)
    return found


def test_sections_are_numbered_without_a_gap() -> None:
    for other in ({}, invented.nothing()):
        heads = [h.text for h in of(officer.sheet(invented.seen(**other)), Heading) if h.level == 2 and not h.fresh]
        assert [int(head.split(".")[0]) for head in heads] == list(range(1, len(heads) + 1))


def test_each_answer_stands_with_its_meaning() -> None:
    notices = of(officer.sheet(invented.seen()), Notice)
    assert [(n.tone, n.text) for n in notices] == [
        (kind, MEANINGS[kind].nl) for kind in ("indication", "no_indication", "not_assessable")
    ]


def test_an_answer_gives_count_days_ends_share_and_reach() -> None:
    pairs = dict(of(officer.sheet(invented.seen()), Pairs)[1].rows)
    assert pairs["Aantal"] == "23 handelingen op 4 dagen"
    assert pairs["Eerste en laatste dag"] == "3 sep 2026 – 2 nov 2026"
    assert pairs["Deel van de bronnen gezien"] == "83%"
    assert pairs["Periode van de controle"] == "22 aug 2026 – 19 nov 2026"
    assert pairs["Bronnen reiken van–tot"] == "2 jun 2026 – 19 nov 2026"
    assert pairs["Gebruikte lijsten"] == "plaatsen-voorbeeld, versie 2026.10"


def test_the_week_table_holds_what_the_bars_show() -> None:
    weeks = table(officer.sheet(invented.seen()), "Weken met handelingen")
    assert sum(int(count) for _, count in weeks.rows) == 23
    assert weeks.rows[0] == ("31 augustus 2026", "15")


def test_acts_are_told_per_class_and_carrier_and_by_origin() -> None:
    sheet = officer.sheet(invented.seen())
    assert table(sheet, "Handelingen per klasse").rows == (("forum", "1", "17", "3"), ("forum", "2", "6", "1"))
    assert [row[1] for row in table(sheet, "Alle handelingen naar herkomst").rows] == ["23", "2", "0"]


def test_what_was_seen_and_does_not_count_is_told_per_class() -> None:
    named = [{"class": "received", "count": 1200, "days": 2}, {"class": "declared_age", "count": 1, "days": 1}]
    answered = invented.answer("banned_contact_sought", "no_indication", [], named=named)
    sheet = officer.sheet(invented.seen(answers=[answered]))
    told = (("Ontvangen", "1.200", "2"), ("Opgegeven leeftijd onder de grens", "1", "1"))
    assert table(sheet, "Ook gezien, telt niet mee").rows == told
    nothing = officer.sheet(invented.seen(answers=[invented.answer("banned_contact_sought", "no_indication", [])]))
    assert not [one for one in of(nothing, Table) if "Ook gezien" in one.caption]


def test_what_could_not_be_read_stands_in_the_coverage_with_its_reason() -> None:
    rows = {(row[0], row[1]): row for row in table(officer.sheet(invented.seen()), "Bronnen en wat").rows}
    assert rows["Chromium: bezoeken", "5"][4] == "Niet leesbaar. Het bestand is beschadigd."
    assert (
        rows["WhatsApp (Apple): berichten zonder tekst", "1–2, 4"][4]
        == "Dicht gebleven (3×). De opdracht laat dit niet toe."
    )
    assert rows["Firefox: bezoeken", "1"][5:] == ("1.204", "1.101", "2 jun 2026 – 19 nov 2026")


def test_intrusion_adds_up() -> None:
    rows = table(officer.sheet(invented.seen()), "Geopend per soort").rows
    assert rows[-1] == ("Samen", "", "11", "1.583", "18,9 MB", "1")
    assert sum(int(row[2]) for row in rows[:-1]) == 11


def test_closed_doors_name_reason_and_questions() -> None:
    rows = table(officer.sheet(invented.seen()), "Deuren die dicht").rows
    assert ("Berichten met tekst", "De opdracht laat deze soort gegevens niet toe.", "1–2") in rows


def test_it_says_how_to_verify() -> None:
    sheet = officer.sheet(invented.seen())
    (code,) = of(sheet, Code)
    assert code.code == invented.result()["ledger"]["code"]
    assert any("inzage verify" in block.text for block in of(sheet, Paragraph))
    proof = dict(of(sheet, Pairs)[-1].rows)
    assert proof["Opdracht (SHA-256)"].replace(" ", "") == invented.HEX
    assert proof["Regels in het inbreukregister"] == "38"


def test_marks_are_said_in_a_sentence_each() -> None:
    sheet = officer.sheet(invented.seen(marks=list(MARKS)))
    first = sheet.blocks[0]
    assert isinstance(first, Notice)
    assert all(words.nl in first.text for words in MARKS.values())
    assert len(sheet.stamps) == len(MARKS)


@pytest.mark.parametrize("status", ["halted", "interrupted", "refused"])
def test_a_check_that_did_not_end_well_says_so_at_the_top(status: str) -> None:
    sheet = officer.sheet(invented.seen(status=status))
    section = next(i for i, b in enumerate(sheet.blocks) if isinstance(b, Heading))
    assert any(isinstance(b, Notice) for b in sheet.blocks[:section])


def halted(answered: tuple[str, str] | None) -> str:
    sheet = officer.sheet(replace(invented.seen(status="halted"), handover="BCDFG", answered=answered))
    bullets = [text for block in of(sheet, Bullets) for text in block.items]
    return "\n".join([*bullets, *(b.text for b in of(sheet, Paragraph)), *(b.code for b in of(sheet, Code))])


@pytest.mark.parametrize(
    ("answer", "said"),
    [("taken_up", "in behandeling"), ("confirmed", "heeft het bevestigd"), ("not_confirmed", "gewist uit dit dossier")],
)
def test_after_the_answer_of_the_police_the_report_gives_it_and_no_steps(answer: str, said: str) -> None:
    told = halted(("PL-1", answer))
    assert (said in told, "PL-1" in told, "BCDFG" in told) == (True, True, True)
    assert "Draag het verzegelde bestand over" not in told


def test_before_it_the_report_says_what_to_do() -> None:
    assert "Draag het verzegelde bestand over" in halted(None)


def test_nothing_opened_for_want_of_doors_is_told_apart_from_nothing_found() -> None:
    empty = officer.sheet(invented.seen(made_plan={}, **invented.nothing()))
    unfound = officer.sheet(invented.seen(**invented.nothing()))
    assert "De opdracht opent" in of(empty, Notice)[0].text
    assert "geen bron gevonden" in of(unfound, Notice)[0].text


def test_the_conversation_begins_with_the_clients_own_account() -> None:
    blocks = talk(officer.sheet(invented.seen()))
    own = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 3)
    answers = next(i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.lead.startswith("Antwoord"))
    asked = [b for b in blocks[own:answers] if isinstance(b, Lines)]
    assert len(asked) == 3
    assert all(lines.count >= 3 and lines.label.endswith("?") for lines in asked)


def test_every_question_has_prompts_and_room_to_write() -> None:
    blocks = talk(officer.sheet(invented.seen()))
    prompts = [b for b in blocks if isinstance(b, Bullets)]
    assert len(prompts) == 3
    assert all(item.endswith("?") for bullets in prompts for item in bullets.items if "geeft" not in item)
    assert sum(isinstance(b, Lines) and b.label == "Wat betrokkene hierover zegt" for b in blocks) == 3


def test_prompts_ask_openly_and_accuse_nobody() -> None:
    said = " ".join(item for b in talk(officer.sheet(invented.seen())) if isinstance(b, Bullets) for item in b.items)
    assert not re.search(r"waarom (heb|bent|deed)|\btoch\b|geef toe|overtred", said, re.IGNORECASE)


def test_client_and_both_officers_sign() -> None:
    (signatures,) = of(officer.sheet(invented.seen()), Signatures)
    assert signatures.who == ("Betrokkene", "Reclasseringswerker", "Tweede reclasseringswerker")


def test_interpretation_is_left_to_a_named_person() -> None:
    room = [b for b in of(officer.sheet(invented.seen()), Lines) if b.foot]
    assert len(room) == 3
    assert all("Naam" in b.foot for b in room)


def test_every_chart_has_its_words() -> None:
    figures = of(officer.sheet(invented.seen()), Figure)
    assert len(figures) == 4
    assert all(re.search(r"\d", figure.alt) for figure in figures)


def test_captions_are_numbered_each_in_their_own_row() -> None:
    blocks = data(officer.sheet(invented.seen()))["blocks"]
    assert isinstance(blocks, list)
    for kind, word in (("table", "Tabel"), ("figure", "Figuur")):
        captions = [block["caption"] for block in blocks if block["is"] == kind]
        assert [c.split(". ")[0] for c in captions] == [f"{word} {n}" for n in range(1, len(captions) + 1)]


def test_no_character_that_hides_or_turns_text_reaches_a_page() -> None:
    answers = [
        invented.answer(
            "q",
            "indication",
            [("2026-09-03", 1)],
            by=[{"carrier": 1, "class": "a\u202eb\x00c\x1bd", "count": 1, "days": 1}],
        )
    ]
    told = str(data(officer.sheet(invented.seen(answers=answers))))
    assert "a\ufffdb\ufffdc\ufffdd" in told


def test_a_door_without_a_known_source_has_no_number() -> None:
    rows = [invented.source("wiping_traces", 0, "absent", container=0)]
    (row,) = table(officer.sheet(invented.seen(coverage=rows)), "Bronnen en wat").rows
    assert row[:5] == ("Wisprogramma’s: sporen", "–", "1", "–", "Niet aanwezig")


def test_one_second_is_singular() -> None:
    proof = dict(of(officer.sheet(invented.seen(seconds={"low": 1.2})), Pairs)[-1].rows)
    assert proof["Duur van het lezen"] == "1 seconde"
