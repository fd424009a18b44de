"""Compound files whose streams are not streams: an answer, and never a fault of ours."""

from pathlib import Path
from typing import Any

import pytest

from inzage.readers import all_readers
from inzage.result import Reason, Unreadable
from tests.readers.makers.compound import make
from tests.readers.recipe import artefact, cases

READERS = {reader.name: reader for reader in all_readers()}
CATALOGUE = {"stream": {"Catalog": {"part": [{"hex": "1000070001000000"}]}, "1": {"part": [{"hex": "0c"}]}}}
LIST: dict[str, Any] = {"form": 1, "entries": [[1, "2026-03-05 10:00", "E:\\circle.jpg"]]}
KIND, STREAM, STORAGE = 66, 2, 1


def turned(content: bytes, name: str) -> bytes:
    """The file with one stream called a folder of streams."""
    at = content.index((name + "\0").encode("utf-16-le")) + KIND
    assert content[at] == STREAM
    return content[:at] + bytes([STORAGE]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("reader", "facts", "name"), [("thumbs_db", CATALOGUE, "Catalog"), ("jump_lists", LIST, "DestList")]
)
def test_a_stream_that_is_said_to_be_a_folder_is_damage(
    reader: str, facts: dict[str, Any], name: str, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(turned(make(facts), name))
    window = cases(reader)[0].window
    with artefact(tmp_path / "a") as opened, pytest.raises(Unreadable) as refused:
        list(READERS[reader].read(opened, window))
    assert refused.value.reason is Reason.DAMAGED


@pytest.mark.parametrize(("reader", "facts"), [("thumbs_db", CATALOGUE), ("jump_lists", LIST)])
def test_the_same_files_are_read_as_they_were(reader: str, facts: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(make(facts))
    with artefact(tmp_path / "a") as opened:
        kinds = [type(one).__name__ for one in READERS[reader].read(opened, cases(reader)[0].window)]
    assert kinds == ["FileTouched", "Opened", "Covers"]
