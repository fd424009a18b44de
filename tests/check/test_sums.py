"""Everything that is told adds up: coverage, intrusion, answers and the ledger are four views of one reading."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inzage.check.answers import Read
from inzage.check.outcome import intrusion, make_result
from inzage.check.setting import Findings
from inzage.mandate import DataClass
from inzage.mandate.catalogue import current
from inzage.readers import all_readers
from inzage.record import Entry, EntryKind
from inzage.record.result_json import to_json
from inzage.result import CheckResult, CheckStatus, Coverage, Intrusion, Reason, Status, Tally
from tests.bench import Bench, make_bench
from tests.check.beside import (
    ORDINARY,
    Ask,
    Beside,
    beside,
    checked,
    entries,
    give,
    mandate_of,
    of_kind,
    widened,
)
from tests.check.scripted import TODAY, Table, allows, asks, coverage, reads

__all__ = ["beside"]

OPENED = {Status.READ, Status.DEGRADED, Status.UNREADABLE, Status.ENCRYPTED}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A carrier on which something is wrong in every way: damage, links, pipes, copies, others' profiles."""
    made = make_bench(tmp_path)
    data = made.carrier / "Users/anna/AppData/Local/Google/Chrome/User Data"
    shutil.copytree(data / "Default", data / "Snapshots/120.0.1/Default")
    for n, damage in enumerate((b"", b"\0" * 4096, b"no database" * 99, b"SQLite format 3\0" + b"x" * 5000)):
        (data / f"Profile {n}").mkdir()
        (data / f"Profile {n}" / "History").write_bytes(damage)
    (data / "Linked").mkdir()
    (data / "Linked/History").symlink_to(data / "Default/History")
    return made


@pytest.fixture
def done(bench: Bench, beside: type[Beside]) -> tuple[CheckResult, Sequence[Entry], int]:
    """A check of two carriers: the result, its ledger, and how often a worker was asked."""
    second = bench.root / "second"
    shutil.copytree(bench.carrier / "Users/bram", second / "Users/bram")
    give(bench, widened(mandate_of(bench), owners=("betrokkene", "gedeeld")))
    ways = [ORDINARY, ("computer", "aangereikt", "gedeeld")]
    result = checked(bench, Ask(bench.root / "case", carriers=[bench.carrier, second], ways=ways))
    return result, entries(bench, bench.root / "case"), beside.asked


Done = tuple[CheckResult, Sequence[Entry], int]


def test_the_carrier_was_as_bad_as_meant(done: Done) -> None:
    assert {line.status for line in done[0].coverage} >= {
        Status.READ, Status.UNREADABLE, Status.EXCLUDED, Status.NOT_NEEDED, Status.ABSENT,
    }  # fmt: skip
    assert {line.reason for line in done[0].coverage} >= {Reason.OLDER_COPY, Reason.LINK, Reason.EMPTY_FILE}


def test_intrusion_is_the_sum_of_what_was_opened(done: Done) -> None:
    result, _, _ = done
    for one in result.intrusion:
        mine = [line for line in result.coverage if line.data_class is one.data_class]
        assert one.rows == sum(line.rows for line in mine)
        assert one.human == 0
        assert one.artefacts > 0
    listed = {one.data_class for one in result.intrusion}
    assert {line.data_class for line in result.coverage if line.rows} <= listed


def test_intrusion_is_what_the_ledger_says_was_opened(done: Done) -> None:
    result, ledger, asked = done
    opened, read = of_kind(list(ledger), EntryKind.OPENED), of_kind(list(ledger), EntryKind.READ)
    by_class = Counter(entry.facts["data_class"] for entry in opened)
    assert {one.data_class.value: one.artefacts for one in result.intrusion} == by_class
    assert sum(one.bytes for one in result.intrusion) == sum(number(entry.facts["bytes"]) for entry in read)
    assert sum(one.rows for one in result.intrusion) == sum(number(entry.facts["rows"]) for entry in read)
    assert len(opened) == len(read) == asked
    (ended,) = of_kind(list(ledger), EntryKind.ENDED)
    assert ended.facts == {"artefacts": len(opened)}


def number(value: object) -> int:
    assert isinstance(value, int)
    return value


def test_every_line_of_the_coverage_that_was_met_is_in_the_ledger(done: Done) -> None:
    result, ledger, _ = done
    spots = {(e.facts["carrier"], e.facts["reader"], e.facts["ordinal"]) for e in of_kind(list(ledger), EntryKind.READ)}
    read = [line for line in result.coverage if line.status in OPENED and line.reason is not Reason.LINK]
    assert spots == {(line.carrier, line.reader, line.ordinal) for line in read}
    skipped = Counter(e.facts["status"] for e in of_kind(list(ledger), EntryKind.SKIPPED))
    assert skipped.keys() == {"excluded", "not_needed", "unreadable"}


def test_an_artefact_has_one_ordinal_and_an_ordinal_one_artefact(done: Done) -> None:
    result, _, _ = done
    numbered = [(line.carrier, line.reader, line.ordinal) for line in result.coverage if line.ordinal]
    assert len(numbered) == len(set(numbered))
    for carrier, reader in {(line.carrier, line.reader) for line in result.coverage}:
        mine = sorted(n for c, r, n in numbered if (c, r) == (carrier, reader))
        assert mine == list(range(1, len(mine) + 1))


def test_what_is_meant_never_outnumbers_what_was_opened(done: Done) -> None:
    """A visit, a search and a download each come out of a row of their own."""
    for line in done[0].coverage:
        acts = sum(n for kind, n in line.records.items() if kind in {"Visit", "Search", "Download"})
        assert acts <= line.rows


def test_answers_add_up_by_day_by_carrier_and_by_origin(done: Done) -> None:
    told = to_json(done[0])
    for answer in told["answers"]:  # type: ignore[attr-defined]
        assert answer["count"] == sum(n for _, n in answer["per_day"]) == sum(by["count"] for by in answer["by"])
        assert answer["days"] == len(answer["per_day"])
        assert answer["count"] <= sum(answer["on_this_device"].values())
        assert [day for day, _ in answer["per_day"]] == sorted({day for day, _ in answer["per_day"]})
        if answer["count"]:
            assert (answer["first"], answer["last"]) == (answer["per_day"][0][0], answer["per_day"][-1][0])


def test_acts_counted_never_outnumber_the_acts_recorded(done: Done) -> None:
    result, _, _ = done
    places = next(one for one in result.answers if one.question == "listed_places_visited")
    visits = sum(line.records.get("Visit", 0) + line.records.get("Download", 0) for line in result.coverage)
    assert 0 < places.all_acts.count <= visits


def test_every_day_told_lies_in_the_window(done: Done) -> None:
    result, _, _ = done
    for answer in result.answers:
        assert all(result.window[0] <= day <= result.window[1] for day in answer.all_acts.days)


# --- the ledger holds closed words and nothing else ----------------------------------

HEX = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")


def words(value: object) -> Iterator[str]:
    """Every text in a ledger's facts, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            yield from words(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from words(inner)
    else:
        assert value is None or isinstance(value, (int, bool)), value


FIELDS = {
    "check_id", "kit", "mandate_sha256", "order_sha256", "plan_sha256", "files", "mandate.dsse.json", "order.dsse.json",
    "plan.json", "question", "data_class", "reason", "ordinal", "key", "kind", "presented", "owner", "excluded",
    "spots", "carrier", "reader", "container", "status", "rows", "records", "artefact", "for", "bytes", "digest",
    "columns_missing", "artefacts",
}  # fmt: skip


def closed_words() -> set[str]:
    from inzage.check.job import KINDS  # noqa: PLC0415

    questions = {q.code for block in current().blocks for q in block.questions}
    enums = {str(one) for kind in (Status, Reason, DataClass) for one in kind}
    return FIELDS | questions | enums | {reader.name for reader in all_readers()} | KINDS | set(ORDINARY) | {"gedeeld"}


def test_the_ledger_holds_closed_words_numbers_and_keyed_names_alone(done: Done) -> None:
    known = closed_words()
    for entry in done[1]:
        for word in words(entry.facts):
            assert word in known or HEX.fullmatch(word), (entry.kind, word)


def test_the_detector_of_open_words_would_see_a_path_a_name_or_a_text() -> None:
    for leak in ("Users/anna", "anna", "https://listed.example/", "TERM-A", "a" * 31, "A" * 32):
        assert leak not in closed_words()
        assert not HEX.fullmatch(leak)


def test_names_of_artefacts_are_keyed_and_differ_by_person(bench: Bench, beside: type[Beside]) -> None:
    keyed: list[set[object]] = []
    for person in ("P-1", "P-2"):
        give(bench, replace(mandate_of(bench), person=person, reference=f"DEMO-{person}"))
        checked(bench, Ask(bench.root / person))
        told = entries(bench, bench.root / person)
        keyed.append({e.facts["artefact"] for e in of_kind(list(told), EntryKind.OPENED)})
        digests = {e.facts["digest"] for e in of_kind(list(told), EntryKind.READ)}
        carriers = {e.facts["key"] for e in of_kind(list(told), EntryKind.CARRIER)}
        assert not digests & keyed[-1]
        assert not carriers & keyed[-1]
    assert len(keyed[0]) == len(keyed[1]) > 3
    assert not keyed[0] & keyed[1]


# --- in the small --------------------------------------------------------------------


def line(data_class: DataClass, rows: int = 0, status: Status = Status.READ) -> Coverage:
    return Coverage("r", 1, 1, 0, data_class, status, rows=rows)


INTRUSIONS: dict[str, tuple[list[Read], list[tuple[str, int, int, int]]]] = {
    "nothing": ([], []),
    "shut doors alone": ([Read(line(DataClass.BROWSING, status=Status.CLOSED))], []),
    "one": ([Read(line(DataClass.BROWSING, 7), 100, {})], [("browsing", 1, 7, 100)]),
    "opened and empty": ([Read(line(DataClass.BROWSING), 0, {})], [("browsing", 1, 0, 0)]),
    "opened in vain": ([Read(line(DataClass.BROWSING, 0, Status.UNREADABLE), 50, {})], [("browsing", 1, 0, 50)]),
    "of two classes, low first": (
        [Read(line(DataClass.BROWSING, 7), 100, {"a": Tally()}), Read(line(DataClass.SOFTWARE, 2), 30, {})],
        [("software", 1, 2, 30), ("browsing", 1, 7, 100)],
    ),
    "added up": (
        [Read(line(DataClass.BROWSING, 7), 100, {}), Read(line(DataClass.BROWSING, 5), 11, {})],
        [("browsing", 2, 12, 111)],
    ),
}


@pytest.mark.parametrize(("given", "told"), INTRUSIONS.values(), ids=INTRUSIONS.keys())
def test_intrusion(given: list[Read], told: list[tuple[str, int, int, int]]) -> None:
    found = [(one.data_class.value, one.artefacts, one.rows, one.bytes) for one in intrusion(given)]
    assert found == told


def test_a_result_of_a_plan_without_doors_names_the_day_alone(tmp_path: Path) -> None:
    table = Table(tmp_path, allows(), (asks("a", DataClass.BROWSING),), (reads("medium", DataClass.BROWSING),))
    made = result_of(table, table.go())
    assert (made.window, made.status, made.coverage, made.intrusion) == ((TODAY, TODAY), CheckStatus.DONE, (), ())


def result_of(table: Table, found: Findings, **more: Any) -> CheckResult:
    return make_result("id", table.plan, found, ledger={}, instrument={}, method_version="m", **more)


def test_a_result_holds_the_lines_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    table = Table(tmp_path, allows(DataClass.BROWSING), (asks("a", DataClass.BROWSING),), (
        reads("medium", DataClass.BROWSING),
    ))  # fmt: skip
    table.lay("Users/b/medium", "Users/a/medium")
    found = table.go()
    made = result_of(table, found)
    assert list(made.coverage) == coverage(found)
    assert [one.ordinal for one in made.coverage] == [1, 2]
    assert made.intrusion == (Intrusion(DataClass.BROWSING, 2, 0, 20),)
    assert made.mandate_sha256 == "ab" * 32
