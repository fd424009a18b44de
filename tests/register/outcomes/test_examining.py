"""What the locked worker lets out of a file: closed words, days and pseudonyms. Everything else refuses the file."""

import os
import tempfile
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.outcomes import COLUMNS, LARGEST, MOST, Line, arriving
from inzage.register.outcomes.arriving import examine
from inzage.register.outcomes.examine_inside import handle
from inzage.register.outcomes.faults import REFUSALS, FileRefused
from inzage.worker import OutOfTime
from tests.register.outcomes.lines import GOOD, HEAD, OTHER, file, lines, text

READ = Line(2, "P-0001", "algemeen", 1, "2026-03-01", "SCM2010", "OBJD", "2026-06-01", 1990)


def code_of(data: bytes) -> str:
    """With which code a file is refused, or nothing."""
    with tempfile.TemporaryFile() as made:
        made.write(data)
        made.flush()
        return str(handle({}, [made.fileno()]).get("refused", ""))


def cell(column: str, value: str) -> bytes:
    """A good line with one cell changed."""
    row = dict(zip(HEAD.split(";"), GOOD.split(";"), strict=True)) | {column: value}
    return text(";".join(row.values()))


def test_a_good_line_is_read_in_the_locked_worker() -> None:
    found = examine(lines(GOOD, OTHER))
    assert found.lines == (READ, Line(3, "P-0002", "ernstig", 1, "2026-04-01", "SCM2010", "OBJD", "2026-06-01", 0))
    assert found.size == len(text(GOOD, OTHER))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a mark"])
@pytest.mark.parametrize("by", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_either_separator_either_end_of_line_with_or_without_a_mark(mark: bytes, by: str, end: str) -> None:
    told = mark + text(GOOD).decode().replace(";", by).replace("\n", end).encode()
    with tempfile.TemporaryFile() as made:
        made.write(told)
        made.flush()
        (line,) = handle({}, [made.fileno()])["lines"]  # type: ignore[misc]
    assert line == {name: getattr(READ, name) for name in READ.__dataclass_fields__}


def test_columns_stand_in_any_order_and_the_year_of_birth_may_be_left_out() -> None:
    order = [name for name in reversed(COLUMNS) if name != "geboortejaar"]
    row = dict(zip(HEAD.split(";"), GOOD.split(";"), strict=True))
    data = text(";".join(row[name] for name in order), head=";".join(order).upper())
    assert examine(file(data)).lines == (Line(2, *[getattr(READ, n) for n in list(COLUMNS.values())[:-1]]),)


def test_an_empty_line_is_none_and_the_numbers_are_those_of_the_file() -> None:
    assert [line.number for line in examine(lines(GOOD, "", ";;;;;;;", OTHER)).lines] == [2, 5]


NO_NAMES = [
    ("pseudoniem", "Jansen", "name"),
    ("pseudoniem", "JANSEN", "name"),
    ("pseudoniem", "de Vries 1", "name"),
    ("pseudoniem", "p-0001", "name"),
    ("pseudoniem", "", "name"),
    ("pseudoniem", "111222333", "number"),
    ("pseudoniem", "123456782", "number"),
    ("bron", "j@listed.example", "number"),
    ("bron", "0612345678", "number"),
    ("bron", "van het OM", "text"),
    ("definitie", "Jansen, P.", "text"),
    ("indeling", "é", "text"),
    ("geboortejaar", "Kerkstraat 1", "text"),
    ("geboortejaar", "1990-05-01", "birth"),
    ("geboortejaar", "1990.0", "birth"),
    ("geboortejaar", "90", "birth"),
    ("bron", "a\x00b", "text"),
]


@pytest.mark.parametrize(("column", "value", "code"), NO_NAMES)
def test_what_looks_like_a_name_or_number_refuses_the_file(column: str, value: str, code: str) -> None:
    assert code_of(cell(column, value)) == code


def test_a_citizen_service_number_that_lost_its_first_zero_is_found() -> None:
    whole = next(f"0{n}" for n in range(10_000_000, 10_000_100) if _eleven(f"0{n}"))
    assert code_of(cell("pseudoniem", whole)) == "number"
    assert code_of(cell("pseudoniem", whole[1:])) == "number"
    near = str(int(whole) + 1).zfill(9)
    assert not _eleven(near)
    assert code_of(cell("pseudoniem", near)) == ""


def _eleven(digits: str) -> bool:
    return sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0


UNKNOWN = [
    ("definitie", "Jansen", "definition", ""),
    ("definitie", "overig", "definition", ""),
    ("indeling", "SCM2030", "classification", ""),
    ("bron", "eigen", "source", ""),
    ("definitieversie", "x", "version", 0),
    ("definitieversie", "99999", "version", 0),
    ("gepleegd_op", "morgen", "occurred", ""),
    ("gepleegd_op", "2026-02-31", "occurred", "2026-02-31"),
    ("uittreksel_van", "01-06-2026", "extracted", "01-06-2026"),
]


@pytest.mark.parametrize(("column", "value", "field", "kept"), UNKNOWN)
def test_a_word_that_stands_in_no_list_does_not_leave_the_worker(
    column: str, value: str, field: str, kept: object
) -> None:
    (line,) = examine(file(cell(column, value))).lines
    assert getattr(line, field) == kept


SHAPES = [
    (b"", "empty"),
    (b" \n \n", "empty"),
    (text(GOOD).replace(b"P-0001", b"P-\xff001"), "encoding"),
    (text(GOOD).decode().encode("utf-16"), "encoding"),
    (text(GOOD, head=HEAD.replace("bron", "naam")), "column"),
    (text(GOOD, head=HEAD.replace("bron", "indeling")), "column"),
    (text("P-0001;algemeen", head="pseudoniem;definitie"), "missing"),
    (text(GOOD + ";nog"), "shape"),
    (text(GOOD.rpartition(";")[0]), "shape"),
    (text('"P-0001' + GOOD), "shape"),
    (text(*[GOOD] * (MOST + 1)), "too_many"),
    (b"x" * (LARGEST + 1), "too_large"),
    (b"PK\x03\x04", "column"),
]


@pytest.mark.parametrize(("data", "code"), SHAPES, ids=lambda each: each if isinstance(each, str) else "")
def test_a_file_of_another_form_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code
    assert code in REFUSALS


def test_as_many_lines_as_are_allowed_are_taken() -> None:
    assert len(examine(lines(*[GOOD] * MOST)).lines) == MOST


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert code_of(data) in REFUSALS


CELLS = st.text(st.characters(codec="utf-8"), max_size=30)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@given(st.sampled_from(sorted(COLUMNS)), CELLS)
def test_no_text_of_a_cell_leaves_but_pseudonyms_days_and_closed_words(column: str, value: str) -> None:
    with tempfile.TemporaryFile() as made:
        made.write(cell(column, f'"{value.replace(chr(34), chr(34) * 2)}"'))
        made.flush()
        reply = handle({}, [made.fileno()])
    for found in _texts(reply.get("lines", [])):
        assert all(
            each.isascii() and (each.isupper() or each.isdigit() or each in "-" or each.islower()) for each in found
        )
        assert not any(each.islower() for each in found) or found in {
            "algemeen",
            "ernstig",
            "zeer-ernstig",
            "speciaal",
            "met-de-hand",
        }


ANSWERS: list[object] = [
    {},
    {"lines": 3},
    {"lines": [{}]},
    {"lines": [{**{n: getattr(READ, n) for n in READ.__dataclass_fields__}, "more": 1}]},
    {"lines": [{**{n: getattr(READ, n) for n in READ.__dataclass_fields__}, "number": "2"}]},
    {"lines": [{**{n: getattr(READ, n) for n in READ.__dataclass_fields__}, "born": True}]},
    {"refused": "unheard", "place": 1},
    {"refused": "name"},
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_of_another_form_is_none(answer: object) -> None:
    with patch.object(arriving.Pool, "run", return_value=answer), pytest.raises(FileRefused) as fault:
        examine(lines(GOOD))
    assert REFUSALS["reader_died"][0] in fault.value.sentence("nl")


def test_a_worker_that_dies_leaves_a_sentence() -> None:
    with (
        patch.object(arriving.Pool, "run", side_effect=OutOfTime(found="60 s")),
        pytest.raises(FileRefused, match="no answer"),
    ):
        examine(lines(GOOD))


def test_nothing_of_the_file_is_read_outside_the_worker_but_its_digest() -> None:
    made = lines(GOOD)
    examine(made)
    assert os.lseek(made.fileno(), 0, os.SEEK_CUR) == 0


def test_every_refusal_says_what_to_do_in_both_languages() -> None:
    for nl, en in REFUSALS.values():
        assert nl.endswith(".") and en.endswith(".")
        assert ("{place}" in nl) is ("{place}" in en)
