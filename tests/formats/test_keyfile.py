"""Settings in sections: what is a section, a key, a remark; and no file that is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.keyfile import keyfile, number, section
from inzage.result import Reason, Unreadable
from tests.readers.recipe import artefact

Held = tuple[str, dict[str, str]]
WORD = st.text("abcdefghij0123456789-", min_size=1, max_size=8)


def told(made: Path, content: str) -> list[tuple[str, dict[str, str]]]:
    made.write_text(content)
    with artefact(made) as opened:
        return [(name, dict(held)) for name, held in keyfile(opened)]


@given(st.lists(st.tuples(WORD, st.dictionaries(WORD, WORD, max_size=4)), min_size=1, max_size=4))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, held: list[Held]) -> None:
    lines = [f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for name, keys in held]
    assert told(tmp_path_factory.mktemp("a") / "file", "# a remark\n" + "\n".join(lines)) == held


def test_remarks_and_loose_lines_are_passed_over(tmp_path: Path) -> None:
    content = "before=1\n[a]\n#x=1\n;y=2\nloose\nz=1\nz=2=3\n"
    assert told(tmp_path / "file", content) == [("a", {"z": "2=3"})]


def test_a_file_without_a_section_is_damaged_or_another(tmp_path: Path) -> None:
    made = tmp_path / "file"
    made.write_text("a=1\n")
    for sure, reason in ((True, Reason.DAMAGED), (False, Reason.OTHER_KIND)):
        with artefact(made, {"sure": sure}) as opened, pytest.raises(Unreadable) as fault:
            keyfile(opened)
        assert fault.value.reason is reason


def test_the_first_section_of_a_name_is_given() -> None:
    held = [("a", {"x": "1"}), ("a", {"x": "2"})]
    assert (section(held, "a"), section(held, "b")) == ({"x": "1"}, None)


@pytest.mark.parametrize(("value", "expected"), [("12", 12), ("", 0), ("-1", 0), ("²", 0), ("9" * 19, 0), ("1.5", 0)])
def test_a_number_is_whole_and_bounded(value: str, expected: int) -> None:
    assert number({"a": value}, "a") == expected
