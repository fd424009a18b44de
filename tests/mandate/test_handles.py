"""One spelling per handle: the same number in every way that programs write it, and near misses that are others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate.handles import handle


@pytest.mark.parametrize(
    "written",
    ["+31612345678", "0612345678", "06-12345678", "06 1234 5678", "0031612345678", "+31 (0)6 12 34 56 78",
     "tel:+31612345678", "31612345678", "31612345678@s.whatsapp.net", "31612345678@c.us", " +31-6-12345678 ",
     "(06) 12345678", "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"],
)  # fmt: skip
def test_one_number_has_one_form(written: str) -> None:
    assert handle(written) == "31612345678"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Jan@Post.Example", "jan@post.example"),
        ("mailto:jan@post.example", "jan@post.example"),
        ("jan+1@post.example", "jan+1@post.example"),
        ("@Jan_1", "jan_1"),
        ("jan_1_abc@talk.kik.com/resource", "jan_1_abc"),
        ("120363000000000001@g.us", "120363000000000001@g.us"),
        ("-1001234567890", "-1001234567890"),
        ("12345", "12345"),
        ("", ""),
        ("  ", ""),
        ("@", ""),
    ],
)
def test_what_is_no_number_keeps_what_tells_it_apart(written: str, form: str) -> None:
    assert handle(written) == form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0612345678", "0612345679"),
        ("+32612345678", "0612345678"),
        ("-1001234567890", "1001234567890"),
        ("120363000000000001@g.us", "120363000000000001@s.whatsapp.net"),
        ("jan@post.example", "jan@post.example.net"),
    ],
)
def test_near_misses_stay_apart(one: str, other: str) -> None:
    assert handle(one) != handle(other)


@given(st.integers(0, 99_999_999), st.lists(st.sampled_from(" -./"), min_size=11, max_size=11))
def test_no_sign_between_the_digits_makes_another_number(rest: int, signs: list[str]) -> None:
    digits = f"+316{rest:08}"
    written = digits[0] + "".join(digit + sign for digit, sign in zip(digits[1:], signs, strict=False))
    assert handle(written) == f"316{rest:08}"


@given(st.text(max_size=40))
def test_case_and_outer_space_never_tell_two_apart(written: str) -> None:
    assert handle(f" {written.upper()}\t") == handle(handle_case(written))


def handle_case(written: str) -> str:
    """Upper case and back, for letters whose upper case is another letter's too."""
    return written.upper().lower()
