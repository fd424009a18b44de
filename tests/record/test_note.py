"""The checkpoint as a signed note, and the code that is printed of it."""

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.record.note import (
    DATA_LETTERS,
    LETTERS,
    SIGNER,
    Checkpoint,
    code,
    read_checkpoint,
    same_code,
    sign_checkpoint,
    well_typed,
)
from inzage.signing.keys import PrivateKey

KEY, STRANGER = PrivateKey.generate(), PrivateKey.generate()
CHECKPOINT = Checkpoint("3f2a", 7, hashlib.sha256(b"root").digest())
NOTE = sign_checkpoint(CHECKPOINT, KEY)


def test_the_note_has_the_standards_lines() -> None:
    lines = NOTE.decode().split("\n")
    assert lines[:4] == ["inzage/3f2a", "7", base64.b64encode(CHECKPOINT.root).decode(), ""]
    assert lines[4].startswith(f"— {SIGNER} ")
    assert lines[5:] == [""]
    blob = base64.b64decode(lines[4].split(" ")[2])
    assert blob[:4] == hashlib.sha256(SIGNER.encode() + b"\n\x01" + KEY.public.raw).digest()[:4]
    assert KEY.public.verify(blob[4:], "\n".join(lines[:3]).encode() + b"\n")


@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True),
    st.integers(0, 10**9),
    st.binary(min_size=32, max_size=32),
)
def test_a_note_reads_back(check_id: str, size: int, root: bytes) -> None:
    checkpoint = Checkpoint(check_id, size, root)
    assert read_checkpoint(sign_checkpoint(checkpoint, KEY), KEY.public) == checkpoint


def test_a_note_counts_for_the_key_that_signed_it() -> None:
    assert read_checkpoint(NOTE, STRANGER.public) is None


def test_witnesses_may_sign_below() -> None:
    witness = sign_checkpoint(CHECKPOINT, STRANGER).split(b"\n\n")[1].replace(SIGNER.encode(), b"witness.example")
    assert read_checkpoint(NOTE + witness, KEY.public) == CHECKPOINT
    assert (
        read_checkpoint(NOTE.split(b"\n\n")[0] + b"\n\n" + witness + NOTE.split(b"\n\n")[1], KEY.public) == CHECKPOINT
    )
    assert read_checkpoint(NOTE.split(b"\n\n")[0] + b"\n\n" + witness, KEY.public) is None


@settings(max_examples=400)
@given(st.integers(0, len(NOTE) * 8 - 1))
def test_no_bit_of_a_note_changes_unseen(bit: int) -> None:
    data = bytearray(NOTE)
    data[bit // 8] ^= 1 << bit % 8
    assert read_checkpoint(bytes(data), KEY.public) != CHECKPOINT


def edited(old: bytes, new: bytes) -> bytes:
    assert old in NOTE
    return NOTE.replace(old, new, 1)


DEFECTS = {
    "empty": b"",
    "not_utf8": b"\xff" + NOTE,
    "without_signature": NOTE.split(b"\n\n")[0] + b"\n\n",
    "without_blank_line": NOTE.replace(b"\n\n", b"\n"),
    "without_last_newline": NOTE[:-1],
    "another_origin": edited(b"inzage/", b"other/"),
    "another_size": edited(b"\n7\n", b"\n8\n"),
    "size_with_zero": edited(b"\n7\n", b"\n07\n"),
    "size_with_plus": edited(b"\n7\n", b"\n+7\n"),
    "size_negative": edited(b"\n7\n", b"\n-7\n"),
    "size_in_other_digits": edited(b"\n7\n", "\n٧\n".encode()),
    "a_fourth_line": edited(b"\n7\n", b"\n7\nmore\n"),
    "root_too_short": edited(base64.b64encode(CHECKPOINT.root), base64.b64encode(CHECKPOINT.root[:31])),
    "root_no_base64": edited(base64.b64encode(CHECKPOINT.root), b"%%"),
    "carriage_returns": NOTE.replace(b"\n", b"\r\n"),
    "hyphen_for_dash": edited("—".encode(), b"-"),
    "signature_no_base64": edited(b"inzage-kit ", b"inzage-kit %"),
    "text_repeated": NOTE + NOTE,
}


@pytest.mark.parametrize("defect", [name for name in DEFECTS if name != "text_repeated"])
def test_a_defective_note_is_none(defect: str) -> None:
    assert read_checkpoint(DEFECTS[defect], KEY.public) is None


def test_what_follows_a_note_cannot_change_what_it_says() -> None:
    assert read_checkpoint(DEFECTS["text_repeated"], KEY.public) in (None, CHECKPOINT)


roots = st.binary(min_size=32, max_size=32)


@given(roots)
def test_a_code_is_five_groups_of_five_plain_letters(root: bytes) -> None:
    printed = code(root)
    assert [len(group) for group in printed.split("-")] == [5] * 5
    assert set(printed) - {"-"} <= set(LETTERS)
    assert well_typed(printed)


def test_a_code_holds_more_than_a_hundred_bits() -> None:
    assert len(LETTERS) ** DATA_LETTERS > 2**100
    assert not set(LETTERS) & set("AEIOUYQ"), "no vowels, so no words; no letters that look alike"
    assert len(set(LETTERS)) == 19


@given(roots, roots)
def test_other_roots_have_other_codes(one: bytes, two: bytes) -> None:
    assert (code(one) == code(two)) is (one == two)


@given(roots, st.integers(0, 255))
def test_one_changed_bit_of_the_root_changes_the_code(root: bytes, bit: int) -> None:
    other = bytearray(root)
    other[bit // 8] ^= 1 << bit % 8
    # no power of two is a multiple of 19^24, so no bit is left out of the code
    assert code(bytes(other)) != code(root)


@given(roots, st.sampled_from([str.lower, str.upper, lambda text: text.replace("-", " "), lambda text: f" {text}\n"]))
def test_how_a_code_is_typed_does_not_matter(root: bytes, typing: object) -> None:
    assert callable(typing)
    assert same_code(typing(code(root)), code(root))
    assert well_typed(typing(code(root)))


def test_every_wrong_letter_and_every_swap_is_noticed() -> None:
    letters = list(code(CHECKPOINT.root).replace("-", ""))
    for at, right in enumerate(letters):
        for wrong in set(LETTERS) - {right}:
            assert not well_typed("".join([*letters[:at], wrong, *letters[at + 1 :]]))
    for at in range(len(letters) - 1):
        swapped = [*letters[:at], letters[at + 1], letters[at], *letters[at + 2 :]]
        assert well_typed("".join(swapped)) is (swapped == letters)


@pytest.mark.parametrize("typed", ["", "BCDFG", "A" * 25, code(CHECKPOINT.root) + "B", "é" * 25])
def test_what_cannot_be_a_code(typed: str) -> None:
    assert not well_typed(typed)
