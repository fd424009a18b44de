"""The numbers in the documents are those of the result: each is read back and compared."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.errors import Language
from inzage.mandate import CarrierKind, DataClass, Owner, Presented, RefusalReason
from inzage.report import client, html, officer, pdf, spelling
from inzage.report.words_codes import ANSWERS, DATA_CLASSES, ORIGINS, REFUSALS, STATUSES
from inzage.report.words_reasons import REASONS
from inzage.result import Reason, Status
from tests.report import invented, pages
from tests.report.shown import Shown, days, number, numbers, ordinals

LAST = invented.LAST
READERS = ("chromium_history", "chromium_searches", "firefox_history", "some_new_reader")


def chance_result(seed: int) -> dict[str, Any]:
    """A result by the contract, its numbers by chance and adding up as the contract promises."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    length = chance.choice([1, 7, 30, 90, 365])
    first = LAST - timedelta(days=length)
    window = {"from": first.isoformat(), "to": LAST.isoformat()}
    return invented.result(
        window=window,
        answers=[_answer(chance, n, first, length) for n in range(chance.randint(1, 6))],
        coverage=[_source(chance, n) for n in range(1, chance.randint(2, 40))],
        intrusion=[_depth(chance, data) for data in chance.sample(list(map(str, DataClass)), chance.randint(1, 9))],
        carriers=[_carrier(chance, n) for n in range(1, chance.randint(2, 5))],
        ledger={"entries": chance.randint(1, 10**6), "root": invented.HEX, "code": "BCDFG-HJKLM-NPRST-VWXZB-CDFGH"},
    )


def _answer(chance: random.Random, n: int, first: date, length: int) -> dict[str, Any]:
    code = chance.choice(["listed_places_visited", "history_kept", f"new_question_{n}"])
    acts = sorted(chance.sample(range(length + 1), chance.randint(0, min(12, length + 1))))
    per_day = [((first + timedelta(days=day)).isoformat(), chance.randint(1, 2000)) for day in acts]
    count = sum(many for _, many in per_day)
    part = chance.randint(0, count)
    by = [
        {"carrier": 1, "class": "forum", "count": part, "days": 1},
        {"carrier": 2, "class": "groep", "count": count - part, "days": 2},
    ]
    return invented.answer(
        code,
        "indication" if per_day else chance.choice(["no_indication", "not_assessable"]),
        per_day,
        by=[one for one in by if one["count"]],
        reasons=chance.sample(list(map(str, Reason)), chance.randint(0, 4)),
        seen=round(chance.random(), 4),
        on_this_device={"yes": count, "no": chance.randint(0, 9), "unknown": chance.randint(0, 3)},
        lists=[{"name": f"lijst-{k}", "version": f"2026.{k}"} for k in range(chance.randint(0, 3))],
    )


def _source(chance: random.Random, n: int) -> dict[str, Any]:
    status = chance.choice(list(map(str, Status)))
    reason = None if status in ("read", "absent") else chance.choice(list(map(str, Reason)))
    held = chance.choice([0, 1, 999, 1000, 123_456]) if status in ("read", "degraded") else 0
    records = {"Visit": held // 2, "Search": held // 3} if held else {}
    return invented.source(
        chance.choice(READERS), n, status, reason=reason, rows=held, records=records, carrier=chance.randint(1, 3),
        container=chance.randint(0, 9), covers={"first": "2026-06-02", "last": "2026-11-19"} if held else None,
    )  # fmt: skip


def _depth(chance: random.Random, data: str) -> dict[str, Any]:
    level = DataClass(data).level.name.lower()
    sizes = chance.randint(0, 500), chance.randint(0, 10**7), chance.randint(0, 10**10)
    return invented.depth(data, level, *sizes, human=chance.randint(0, 2))


def _carrier(chance: random.Random, n: int) -> dict[str, Any]:
    return {
        "ordinal": n, "key": invented.HEX, "kind": chance.choice(get_args(CarrierKind)),
        "presented": chance.choice(get_args(Presented)), "owner": chance.choice(get_args(Owner)),
        "containers": chance.randint(1, 40), "size": chance.choice((None, 0, chance.randint(1, 10**13))),
        "filesystems": [{"type": "folder", "entries": chance.randint(1, 10**7), "status": "read", "reason": None}],
    }  # fmt: skip


Case = tuple[dict[str, Any], Shown, Shown, Language]
"""A result, the officer's report and the client's copy of it read back, and their language."""


@cache
def read_back(seed: int, lang: Language) -> Case:
    result = chance_result(seed)
    view = invented.seen(lang, **result)
    return result, Shown(html.render(officer.sheet(view))), Shown(html.render(client.sheet(view))), lang


@pytest.fixture(params=[(seed, lang) for seed in range(12) for lang in ("nl", "en")], ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    return read_back(*request.param)


def report(case: Case) -> Shown:
    return case[1]


def copy(case: Case) -> Shown:
    return case[2]


def say(table: dict[str, Any], code: str, case: Case, audience: str = "officer") -> str:
    return str(table[code].say(case[3], audience))


def head(nl: str, en: str, case: Case) -> str:
    return nl if case[3] == "nl" else en


def sections(case: Case) -> list[Any]:
    """The officer's section of each question, in order."""
    word = head("Vraag", "Question", case)
    blocks = report(case).blocks
    start = next(n for n, block in enumerate(blocks) if block.heading.startswith("2. "))
    return [block for block in blocks[start:] if block.heading.startswith(f"{word} ")][: len(case[0]["answers"])]


# --- the officer's report -------------------------------------------------------------------


def test_the_summary_repeats_each_answer(case: Case) -> None:
    _, *rows = report(case).under("1. ").table("1.")
    assert [(row[1], number(row[2]), number(row[3]), row[4]) for row in rows] == [
        (say(ANSWERS, a["answer"], case), a["count"], a["days"], spelling.share(a["seen"])) for a in case[0]["answers"]
    ]


def test_each_question_gives_its_answer_count_days_and_ends(case: Case) -> None:
    for told, answer in zip(sections(case), case[0]["answers"], strict=True):
        assert told.notices[0][0] == answer["answer"]
        assert told.notices[0][1].startswith(say(ANSWERS, answer["answer"], case))
        counted = numbers(told.terms[head("Aantal", "Count", case)])
        assert counted == [answer["count"], answer["days"]][: 2 if answer["count"] else 1]
        ends = days(told.terms[head("Eerste en laatste dag", "First and last day", case)], case[3])
        assert [d.isoformat() for d in ends] == sorted({d for d in (answer["first"], answer["last"]) if d})


def test_each_question_gives_its_reasons_lists_and_share(case: Case) -> None:
    for told, answer in zip(sections(case), case[0]["answers"], strict=True):
        assert told.items == [say(REASONS, reason, case) for reason in answer["reasons"]]
        lists = told.terms[head("Gebruikte lijsten", "Lists used", case)]
        assert all(used["name"] in lists and used["version"] in lists for used in answer["lists"])
        assert told.terms[head("Deel van de bronnen gezien", "Share of sources seen", case)] == spelling.share(
            answer["seen"]
        )


def test_the_weeks_hold_every_act_in_the_week_of_its_day(case: Case) -> None:
    for told, answer in zip(sections(case), case[0]["answers"], strict=True):
        expected: Counter[date] = Counter()
        for on, many in answer["per_day"]:
            day = date.fromisoformat(on)
            expected[day - timedelta(days=day.weekday())] += many
        tables = [rows for name, rows in told.tables.items() if head("Weken", "Weeks", case) in name]
        shown = {days(row[0], case[3])[0]: number(row[1]) for rows in tables for row in rows[1:]}
        assert shown == dict(expected)


def test_the_chart_says_in_words_what_its_table_holds(case: Case) -> None:
    for told, answer in zip(sections(case), case[0]["answers"], strict=True):
        if answer["count"]:
            (about,) = [chart for chart in told.charts if chart.startswith(head("Staaf", "Bar", case))]
            assert answer["count"] in numbers(about)


def test_classes_and_origins_repeat_the_result(case: Case) -> None:
    for told, answer in zip(sections(case), case[0]["answers"], strict=True):
        if answer["by"]:
            _, *rows = told.table(head("klasse", "class", case))
            assert [(row[0], int(row[1]), number(row[2]), number(row[3])) for row in rows] == [
                (by["class"], by["carrier"], by["count"], by["days"]) for by in answer["by"]
            ]
        if any(answer["on_this_device"].values()):
            _, *rows = told.table(head("herkomst", "origin", case))
            assert [(row[0], number(row[1])) for row in rows] == [
                (say(ORIGINS, origin, case), answer["on_this_device"][origin]) for origin in ("yes", "no", "unknown")
            ]


def test_the_coverage_holds_every_source_once_with_its_rows_and_acts(case: Case) -> None:
    _, *rows = report(case).under("3. ").table(head("Bronnen", "Sources", case))
    shown = Counter((int(row[2]), n) for row in rows for n in ordinals(row[1]))
    assert shown == Counter((one["carrier"], one["ordinal"]) for one in case[0]["coverage"])
    assert sum(number(row[5]) for row in rows) == sum(one["rows"] for one in case[0]["coverage"])
    assert sum(number(row[6]) for row in rows) == sum(sum(one["records"].values()) for one in case[0]["coverage"])


def test_each_source_stands_with_what_became_of_it_and_why(case: Case) -> None:
    _, *rows = report(case).under("3. ").table(head("Bronnen", "Sources", case))
    told = {(int(row[2]), n): row for row in rows for n in ordinals(row[1])}
    for one in case[0]["coverage"]:
        row = told[one["carrier"], one["ordinal"]]
        assert row[4].startswith(say(STATUSES, one["status"], case))
        assert one["reason"] is None or say(REASONS, one["reason"], case) in row[4]
        if one["status"] in ("read", "degraded"):
            assert row[5] == spelling.count(one["rows"], case[3]), "nothing found is a number, not a dash"


def test_carriers_and_their_entries_are_those_of_the_result(case: Case) -> None:
    _, *rows = report(case).under("4. ").table(head("gegevensdragers", "Carriers", case))
    assert [(int(row[0]), number(row[5])) for row in rows] == [
        (c["ordinal"], c["containers"]) for c in case[0]["carriers"]
    ]
    for row, carrier in zip(rows, case[0]["carriers"], strict=True):
        assert all(fs["entries"] in numbers(row[6]) for fs in carrier["filesystems"])
        size = carrier["size"]
        assert row[4] == (spelling.NONE if size is None else spelling.size(size, case[3]))


def test_what_was_opened_adds_up(case: Case) -> None:
    _, *rows, total = report(case).under("5. ").table(head("soort gegevens", "class of data", case))
    by_class = {row[0]: row for row in rows}
    for one in case[0]["intrusion"]:
        row = by_class[say(DATA_CLASSES, one["data_class"], case)]
        machine = one["machine"]
        assert (number(row[2]), number(row[3]), number(row[5])) == (machine["artefacts"], machine["rows"], one["human"])
        assert row[4] == spelling.size(machine["bytes"], case[3])
    assert [number(total[n]) for n in (2, 3, 5)] == [sum(number(row[n]) for row in rows) for n in (2, 3, 5)]


def test_closed_doors_are_those_of_the_plan(case: Case) -> None:
    _, *rows = report(case).under("6. ").table(head("Deuren", "Doors", case))
    refused = {(r["data_class"], r["reason"]) for r in invented.plan()["refusals"]}
    assert {(row[0], row[1]) for row in rows} == {
        (say(DATA_CLASSES, data, case), say(REFUSALS, reason, case)) for data, reason in refused
    }


def test_the_proof_repeats_digests_entries_and_code(case: Case) -> None:
    told = report(case).under("7. ")
    assert (
        number(told.terms[head("Regels in het inbreukregister", "Entries in the intrusion ledger", case)])
        == (case[0]["ledger"]["entries"])
    )
    assert invented.HEX in told.text.replace(" ", "")
    assert case[0]["ledger"]["code"] in told.text


# --- the client's copy ----------------------------------------------------------------------


def test_the_clients_copy_gives_the_same_answers_counts_and_days(case: Case) -> None:
    notices = [notice for block in copy(case).blocks for notice in block.notices if notice[0] in ANSWERS]
    for (tone, text), answer in zip(notices, case[0]["answers"], strict=True):
        assert tone == answer["answer"]
        said = text.removeprefix(say(ANSWERS, tone, case, "client"))
        ends = [date.fromisoformat(day) for day in (answer["first"], answer["last"]) if day]
        if answer["count"]:
            assert numbers(said)[0] == answer["count"]
            assert days(said, case[3]) == sorted(set(ends))
            assert answer["days"] == 1 or answer["days"] in numbers(said)
        assert all(say(REASONS, reason, case, "client") in said for reason in answer["reasons"])


def test_the_clients_copy_gives_the_same_files_and_lines(case: Case) -> None:
    tables = [rows for block in copy(case).blocks for rows in block.tables.values()]
    if not any(one["machine"]["artefacts"] or one["human"] for one in case[0]["intrusion"]):
        assert not tables
        return
    (table,) = tables
    shown = {row[0].lower(): tuple(number(cell) for cell in row[1:]) for row in table[1:]}
    assert shown == {
        say(DATA_CLASSES, one["data_class"], case, "client").lower(): (
            one["machine"]["artefacts"], one["machine"]["rows"], one["human"],
        )
        for one in case[0]["intrusion"]
    }  # fmt: skip


def test_the_clients_copy_counts_what_could_not_be_read(case: Case) -> None:
    unread = [one for one in case[0]["coverage"] if one["status"] in
              ("unreadable", "degraded", "encrypted", "over_budget", "not_reached")]  # fmt: skip
    by_class: dict[str, int] = defaultdict(int)
    for one in unread:
        by_class[say(DATA_CLASSES, one["data_class"], case, "client").lower()] += 1
    said = [item for block in copy(case).blocks for item in block.items]
    shown: dict[str, int] = defaultdict(int)
    for item in said:
        name, _, rest = item.partition(": ")
        if name.lower() in by_class and numbers(rest):
            shown[name.lower()] += numbers(rest)[0]
    assert shown == by_class


def test_the_clients_copy_ends_with_the_code(case: Case) -> None:
    assert case[0]["ledger"]["code"] in copy(case).blocks[-1].text


# --- paper ----------------------------------------------------------------------------------


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _cells(shown: Shown) -> Iterator[str]:
    for block in shown.blocks:
        for rows in block.tables.values():
            yield from (_squeezed("".join(row)) for row in rows)


@pytest.mark.parametrize("seed", range(3))
def test_paper_holds_the_same_tables_as_the_screen(seed: int) -> None:
    result = chance_result(seed)
    view = invented.seen("nl", **result)
    for sheet in (officer.sheet(view), client.sheet(view)):
        paper = _squeezed(
            "".join(pages.texts(pdf.render(sheet, view.made, {"result": json.dumps(result), "attached": "-"})))
        )
        letters = Counter(paper)
        for row in _cells(Shown(html.render(sheet))):
            assert not Counter(row) - letters
            assert all(part in paper for part in _figures(row))


def _figures(row: str) -> list[str]:
    """The grouped figures of a row: those that no line break can part."""
    return [found for found in row.split(".") if len(found) == 3 and found.isdigit()]


@settings(max_examples=60)
@given(n=st.integers(0, 10**12), lang=st.sampled_from(["nl", "en"]))
def test_a_count_can_be_read_back(n: int, lang: Language) -> None:
    assert number(spelling.count(n, lang)) == n


@settings(max_examples=60)
@given(on=st.dates(date(1990, 1, 1), date(2099, 12, 31)), lang=st.sampled_from(["nl", "en"]))
def test_a_day_can_be_read_back(on: date, lang: Language) -> None:
    assert days(spelling.day(on, lang), lang) == days(spelling.short_day(on, lang), lang) == [on]


def test_every_reason_of_a_refusal_is_told_in_the_report() -> None:
    refusals = [{"question": "q", "data_class": data, "reason": reason}
                for data, reason in zip(map(str, DataClass), map(str, RefusalReason), strict=False)]  # fmt: skip
    shown = Shown(html.render(officer.sheet(invented.seen("nl", made_plan=invented.plan(refusals=refusals)))))
    _, *rows = shown.under("6. ").table("Deuren")
    assert {row[1] for row in rows} == {REFUSALS[str(reason)].nl for reason in RefusalReason}
