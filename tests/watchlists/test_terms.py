"""Terms match as whole words, in one folded spelling, and nowhere inside a longer word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.watchlists.terms import fold, runs, term, words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("TERM-A", "term a"),
        ("  Term\tA\n", "term a"),
        ("‘term’, a!", "term a"),
        ("ＴＥＲＭ a", "term a"),
        ("térm à", "term a"),
        ("te\u0301rm a", "term a"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("coördinatie", "coordinatie"),
        ("term_a", "term a"),
        ("term1", "term1"),
        ("ﬁets", "fiets"),
        ("термин", "термин"),
        # vowel signs of other scripts make another word
        ("किताब", "किताब"),
        ("---", ""),
        ("", ""),
    ],
)
def test_one_spelling_per_term(text: str, kept: str) -> None:
    assert term(text) == kept


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("how to find term-a today", "term a", True),
        ("TERM  A", "term a", True),
        ("term.a?", "term a", True),
        ("over term", "term", True),
        # near misses
        ("termination", "term", False),
        ("midterm", "term", False),
        ("terma", "term a", False),
        ("term b a", "term a", False),
        ("a term", "term a", False),
        ("termen", "term", False),
        ("term1", "term", False),
        ("किताबें", "किताब", False),
        ("", "term", False),
    ],
)
def test_only_whole_words_in_order(text: str, wanted: str, found: bool) -> None:
    assert (wanted in runs(text, 3)) == found


def test_runs_stop_at_the_longest_term() -> None:
    assert runs("a b c", 2) == {"a", "b", "c", "a b", "b c"}
    assert runs("a b c", 6) == {"a", "b", "c", "a b", "b c", "a b c"}
    assert runs("", 6) == frozenset()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert term(term(text)) == term(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_case_and_parting_signs_never_matter(left: str, right: str) -> None:
    assert words(f"{left} - {right}") == words(f"{left}\n{right}")
    assert words(f"{left} {right}") == words(left) + words(right)


@given(st.lists(st.sampled_from(["aa", "bb", "cc"]), min_size=1, max_size=6), st.integers(1, 6))
def test_every_run_is_found_and_no_other(found: list[str], longest: int) -> None:
    text = " ".join(found)
    for run in runs(text, longest):
        assert f" {run} " in f" {text} "
        assert run.count(" ") < longest
