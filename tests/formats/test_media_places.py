"""What a place says of a file: of a program, or of the person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats import media_places
from inzage.formats.media_places import comes_with_a_program

NAMES = st.sampled_from([*media_places._PROGRAMS, "Users/", "a/", "usr/", "Windows/", "Pictures/", "x.app/Contents/"])


@pytest.mark.parametrize("folder", media_places._PROGRAMS)
def test_every_folder_of_programs_is_known_wherever_it_lies(folder: str) -> None:
    last = "" if folder.endswith("/") else "x/"
    assert comes_with_a_program(f"{folder}{last}a.png")
    assert comes_with_a_program(f"C/{folder.upper()}{last}b/a.png")
    assert not comes_with_a_program(f"Users/jan/{folder}{last}a.png")
    assert not comes_with_a_program(f"C/not {folder}{last}a.png")


@given(st.lists(NAMES, max_size=5))
def test_a_quick_look_at_how_they_begin_changes_nothing(names: list[str]) -> None:
    path = "".join(names) + "a.png"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(media_places, "_SOME_PROGRAMS", ("",))
        slowly = comes_with_a_program(path)
    assert comes_with_a_program(path) is slowly
