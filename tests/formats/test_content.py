"""Small files read whole, and the reason where they are not."""

from pathlib import Path

import pytest

from inzage.formats import markup
from inzage.formats.content import content, first_bytes
from inzage.formats.markup import Markup
from inzage.result import Reason, Unreadable
from tests.readers.recipe import artefact


def made(folder: Path, untrusted: bytes) -> Path:
    (folder / "file").write_bytes(untrusted)
    return folder / "file"


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, (1 << 20) + 1])
def test_every_byte_comes_in_order(size: int, tmp_path: Path) -> None:
    untrusted = bytes(range(1, 252)) * (size // 251 + 1)
    with artefact(made(tmp_path, untrusted[:size])) as one:
        assert content(one) == untrusted[:size]
        assert first_bytes(one) == untrusted[: min(size, 4096)]


@pytest.mark.parametrize(
    ("untrusted", "most", "reason"),
    [
        (b"", 10, Reason.EMPTY_FILE),
        (bytes(50), 100, Reason.ZEROED),
        (bytes(50), 10, Reason.ZEROED),
        (b"x" * 11, 10, Reason.TOO_LARGE),
    ],
)
@pytest.mark.parametrize("sure", [True, False])
def test_what_is_not_read_has_its_reason(
    untrusted: bytes, most: int, reason: Reason, sure: bool, tmp_path: Path
) -> None:
    with artefact(made(tmp_path, untrusted), {"sure": sure}) as one, pytest.raises(Unreadable) as refused:
        content(one, most)
    assert refused.value.reason is (reason if sure else Reason.OTHER_KIND)


def test_ten_gigabytes_of_nothing_are_refused_at_once(tmp_path: Path) -> None:
    with made(tmp_path, b"").open("wb") as file:
        file.truncate(10 * 2**30)
    with artefact(tmp_path / "file") as one, pytest.raises(Unreadable) as refused:
        content(one)
    assert refused.value.reason is Reason.ZEROED


@pytest.mark.parametrize(
    ("untrusted", "elements", "degraded"),
    [
        (b"<a x='1'><b/></a>", 2, False),
        (b"\xef\xbb\xbf<a/>", 1, False),
        (b"<a><b/><c", 2, True),
        (b"<a>&unknown;</a>", 1, True),
        (b"<a/><!DOCTYPE a>", 1, True),
    ],
)
def test_elements_up_to_the_first_fault(untrusted: bytes, elements: int, degraded: bool, tmp_path: Path) -> None:
    with artefact(made(tmp_path, untrusted)) as one:
        read = Markup(one)
    assert (len(read.elements), read.degraded) == (elements, degraded)
    assert len(list(read.remarks())) == degraded


@pytest.mark.parametrize(
    "untrusted",
    [
        b"no markup",
        b"<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>",
        b"<",
        b"ABX\0",
        b"<?xml version='1.0' encoding='odd'?><a/>",
    ],
)
def test_what_is_no_markup_is_refused(untrusted: bytes, tmp_path: Path) -> None:
    with artefact(made(tmp_path, untrusted)) as one, pytest.raises(Unreadable) as refused:
        Markup(one)
    assert refused.value.reason is Reason.DAMAGED


def test_more_elements_than_one_file_may_have_are_a_lower_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "MOST_ELEMENTS", 3)
    with artefact(made(tmp_path, b"<a>" + b"<b/>" * 9 + b"</a>")) as one:
        read = Markup(one)
    assert (len(read.elements), read.degraded) == (3, True)
