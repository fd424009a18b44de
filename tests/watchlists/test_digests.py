"""Digests of files: all that an entry names must agree; what names no file is refused by what is wrong."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.watchlists.digests import NoDigest, algorithms, form, forms, shape

MD5, SHA1, SHA256 = "d" * 32, "e" * 40, "f" * 64


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (MD5, f"md5:{MD5}"),
        (SHA1.upper(), f"sha1:{SHA1}"),
        (SHA256, f"sha256:{SHA256}"),
        (f"{SHA1} {MD5}", f"md5:{MD5} sha1:{SHA1}"),
        (f"sha1:{SHA1};md5:{MD5};size:0042", f"md5:{MD5} sha1:{SHA1} size:42"),
        (f"{MD5} {MD5}", f"md5:{MD5}"),
        (f"SIZE:7,{SHA256}", f"sha256:{SHA256} size:7"),
    ],
)
def test_every_way_of_writing_an_entry_has_one_form(text: str, kept: str) -> None:
    assert form(text) == kept
    assert form(kept) == kept


@pytest.mark.parametrize(
    "text",
    ["", "size:5", f"md5:{SHA1}", f"sha1:{MD5}", "d" * 31, "d" * 41, "g" * 32, f"{MD5} {'c' * 32}", f"crc:{MD5}",
     "size:-1", f"{MD5} size:x", "size:" + "9" * 19, "d" * 32 + "é"],
)  # fmt: skip
def test_what_names_no_file_is_refused(text: str) -> None:
    with pytest.raises(NoDigest):
        form(text)


@pytest.mark.parametrize(
    ("entry", "digests", "size", "same"),
    [
        (f"md5:{MD5}", [f"md5:{MD5}", f"sha1:{SHA1}"], 5, True),
        (f"md5:{MD5} sha1:{SHA1}", [f"md5:{MD5}", f"sha1:{SHA1}"], 5, True),
        (f"md5:{MD5} size:5", [f"md5:{MD5}"], 5, True),
        # near misses: one of two digests differs, the size differs, a digest that nobody computed
        (f"md5:{MD5} sha1:{SHA1}", [f"md5:{MD5}", f"sha1:{'a' * 40}"], 5, False),
        (f"md5:{MD5} size:5", [f"md5:{MD5}"], 6, False),
        (f"md5:{MD5} sha1:{SHA1}", [f"md5:{MD5}"], 5, False),
        (f"md5:{MD5}", [], 5, False),
    ],
)
def test_all_that_an_entry_names_must_agree(entry: str, digests: list[str], size: int, same: bool) -> None:
    assert (entry in forms(digests, size, [shape(entry)])) is same


@given(st.binary(max_size=99), st.sets(st.sampled_from(["md5", "sha1", "sha256", "size"]), min_size=1))
def test_a_file_is_found_by_whatever_a_list_names_of_it(data: bytes, named: set[str]) -> None:
    told = {name: hashlib.new(name, data).hexdigest() for name in named - {"size"}}
    if not told:
        return
    entry = form(
        " ".join([*(f"{n}:{h}" for n, h in told.items()), *([f"size:{len(data)}"] if "size" in named else [])])
    )
    computed = [f"{name}:{hashlib.new(name, data).hexdigest()}" for name in algorithms([shape(entry)])]
    assert forms(computed, len(data), [shape(entry)]) == (entry,)


def test_only_what_a_list_uses_is_computed() -> None:
    assert algorithms(["md5", "md5+sha1+size"]) == ("md5", "sha1")
    assert algorithms(["sha256+size"]) == ("sha256",)
    assert algorithms([]) == ()
