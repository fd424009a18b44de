"""How a disk is divided: what the worker may say of it, and the number by which a volume is called."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.result import FileSystem, Reason, Status
from inzage.sources import Unopenable
from inzage.sources.image import ImageSource
from inzage.sources.image_layout import BYTES_MOST, Layout, Part, Stretch, laid_out, layout_told, number_of
from inzage.worker import Garbage
from tests.sources.trees import put
from tests.tables import BASIC, MSR, SWAP, disk, gpt, mbr

NTFS, SHUT = FileSystem("ntfs", 5, Status.READ), FileSystem("apfs", 0, Status.ENCRYPTED, Reason.ENCRYPTED)


def test_a_table_and_its_volumes() -> None:
    told = layout_told({"table": "gpt", "volumes": [[1, 512, 1024], [2, 2048, BYTES_MOST]]})
    assert told == ("gpt", (Stretch(1, 512, 1024), Stretch(2, 2048, BYTES_MOST)))


@pytest.mark.parametrize(
    "reply",
    [{}, {"table": "gpt"}, {"volumes": []}, {"table": "apm", "volumes": []}, {"table": 1, "volumes": []},
     {"table": "gpt", "volumes": [], "more": 1}, {"table": "gpt", "volumes": [[1, 2]]},
     {"table": "gpt", "volumes": [[1, 2, 3, 4]]}, {"table": "gpt", "volumes": [[1, -2, 3]]},
     {"table": "gpt", "volumes": [[1, 2, BYTES_MOST + 1]]}, {"table": "gpt", "volumes": [[True, 2, 3]]},
     {"table": "gpt", "volumes": [[129, 2, 3]]}, {"table": "gpt", "volumes": [[1, 2, "3"]]},
     {"table": "gpt", "volumes": [[1, 2, 3]] * 129}, {"table": "gpt", "volumes": "jan"}],
)  # fmt: skip
def test_what_is_no_layout(reply: Any) -> None:
    with pytest.raises(Garbage):
        layout_told(reply)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_anything_else_is_garbage(said: Any) -> None:
    for reply in ({"table": said, "volumes": []}, {"table": "mbr", "volumes": said}):
        try:
            table, told = layout_told(reply)
        except Garbage:
            continue
        assert table in ("none", "mbr", "gpt")
        assert all(isinstance(one, Stretch) for one in told)


@pytest.mark.parametrize(
    ("ordinal", "place", "among", "number"), [(0, 0, 1, "0"), (3, 0, 1, "3"), (3, 0, 2, "3.1"), (3, 1, 2, "3.2")]
)
def test_a_volume_is_called_by_its_ordinal_and_among_several_by_its_place(
    ordinal: int, place: int, among: int, number: str
) -> None:
    assert number_of(ordinal, place, among) == number


def test_each_system_lies_where_its_volume_does() -> None:
    stretches = (Stretch(1, 512, 1024), Stretch(2, 2048, 4096))
    layout = laid_out("gpt", stretches, [(0, "1"), (1, "2.1"), (1, "2.2")], [NTFS, NTFS, SHUT])
    assert layout == Layout(
        "gpt", (Part("1", 512, 1024, NTFS), Part("2.1", 2048, 4096, NTFS), Part("2.2", 2048, 4096, SHUT))
    )


@pytest.mark.parametrize("numbers", [[], [(0, "1"), (0, "2")], [(1, "1")]])
def test_a_table_that_is_not_that_of_the_survey_is_garbage(numbers: list[tuple[int, str]]) -> None:
    with pytest.raises(Garbage):
        laid_out("gpt", [Stretch(1, 0, 1)], numbers, [NTFS])


def told(path: Path) -> list[tuple[str, int, int, str]]:
    source = ImageSource(str(path), "raw", 1000)
    try:
        layout = source.layout()
    finally:
        source.close()
    return [(layout.table, 0, 0, ""), *((one.number, one.offset, one.size, one.system.type) for one in layout.parts)]


def test_of_real_tables(tmp_path: Path) -> None:
    two = gpt(4096, [(MSR, 34, 99), (SWAP, 100, 199)])
    assert told(put(tmp_path, "gpt", two)) == [
        ("gpt", 0, 0, ""), ("1", 34 * 512, 66 * 512, "msr"), ("2", 51200, 51200, "swap"),
    ]  # fmt: skip
    one = disk(300, {0: mbr((0x82, 8, 100))})
    assert told(put(tmp_path, "mbr", one)) == [("mbr", 0, 0, ""), ("1", 4096, 51200, "swap")]
    assert told(put(tmp_path, "bare", bytes(8192))) == [("none", 0, 0, ""), ("0", 0, 8192, "blank")]


def test_a_partition_that_claims_more_than_any_disk_has_is_told_as_the_most() -> None:
    told = layout_told({"table": "gpt", "volumes": [[1, 0, min(2**70, BYTES_MOST)]]})
    assert told[1][0].size == BYTES_MOST


def test_a_table_that_cannot_be_understood_has_no_layout(tmp_path: Path) -> None:
    """It says that a GPT follows, and none does."""
    path = put(tmp_path, "disk", disk(300, {0: mbr((0xEE, 1, 299))}))
    source = ImageSource(str(path), "raw", 1000)
    try:
        assert [(one.type, one.reason) for one in source.survey().filesystems] == [("volume", Reason.PARTITION_TABLE)]
        with pytest.raises(Unopenable):
            source.layout()
    finally:
        source.close()


def test_volumes_keep_the_numbers_of_the_table_whatever_lies_on_them(tmp_path: Path) -> None:
    """A partition beyond the end of the disk has a number too."""
    path = put(tmp_path, "disk", gpt(4096, [(BASIC, 40, 99), (BASIC, 5000, 6000), (SWAP, 100, 199)]))
    assert [row[0] for row in told(path)] == ["gpt", "1", "2", "3"]
