"""Which files make up one image, by their names."""

from itertools import islice
from pathlib import Path

import pytest

from inzage.sources.image_parts import _ewf_names, image_parts, is_later_part

PARTS = [
    ("a.E01", ["a.E01", "a.E02", "a.E03"], ["a.E05", "b.E04", "a.e04"]),
    ("a.e01", ["a.e01", "a.e02"], ["a.E03"]),
    ("a.E01", ["a.E01"], ["a.E03", "a.txt"]),
    ("a.s01", ["a.s01", "a.s02"], []),
    ("a.dd.001", ["a.dd.001", "a.dd.002", "a.dd.003"], ["a.dd.005"]),
    ("a.000", ["a.000", "a.001"], ["a.0002", "a.02"]),
    ("a.001", ["a.000", "a.001", "a.002"], []),
    ("a.01", ["a.01", "a.02"], ["a.03x"]),
    ("xaa", ["xaa", "xab", "xac"], ["xad.txt", "xae"]),
    ("disk.aaa", ["disk.aaa", "disk.aab"], ["disk.ab"]),
    ("a.vmdk", ["a.vmdk", "a-flat.vmdk"], ["a-s002.vmdk"]),
    ("a.vmdk", ["a.vmdk", "a-s001.vmdk", "a-s002.vmdk"], ["a-flat.vmdk", "a-s004.vmdk"]),
    ("a.vmdk", ["a.vmdk", "a-f001.vmdk"], []),
    ("a.img", ["a.img"], ["a.E02", "a.001"]),
    ("a.1", ["a.1"], ["a.2"]),
]


@pytest.mark.parametrize(("named", "parts", "others"), PARTS)
def test_the_parts_in_order(named: str, parts: list[str], others: list[str], tmp_path: Path) -> None:
    for name in {*parts, *others}:
        (tmp_path / name).write_bytes(b"x")
    assert image_parts(str(tmp_path / named)) == [str(tmp_path / part) for part in parts]


def test_a_folder_is_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.E01").write_bytes(b"x")
    (tmp_path / "a.E02").mkdir()
    assert image_parts(str(tmp_path / "a.E01")) == [str(tmp_path / "a.E01")]


def test_a_hundred_parts_and_more() -> None:
    names = list(islice(_ewf_names("E", ""), 900))
    assert names[:2] == ["E02", "E03"]
    assert names[97:100] == ["E99", "EAA", "EAB"]
    assert names[98 + 26 * 26 - 1 : 98 + 26 * 26 + 1] == ["EZZ", "FAA"]
    assert len(set(names)) == 900


def test_no_more_parts_than_a_worker_can_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.sources.image_parts.PARTS_MOST", 3)
    for number in range(1, 9):
        (tmp_path / f"a.E{number:02}").write_bytes(b"")
    assert len(image_parts(str(tmp_path / "a.E01"))) == 4


@pytest.mark.parametrize(("name", "later"), [
    ("a.E02", True), ("a.002", True), ("b.02", True),
    ("a.E01", False), ("a.001", False), ("a.E09", False), ("a.img", False),
])  # fmt: skip
def test_a_later_part_is_known_by_the_one_before(name: str, later: bool, tmp_path: Path) -> None:
    for there in ("a.E01", "a.E02", "a.001", "a.002", "b.01", "b.02", "a.img"):
        (tmp_path / there).write_bytes(b"")
    assert is_later_part(str(tmp_path / name)) == later
