"""Globs: what fits, what nearly fits, and agreement with a reference that is slow but obvious."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.sources import Patterns
from inzage.sources.patterns import Matcher, Sieve, any_name_expression, name_expression, names_of


def fits(glob: str, path: str) -> bool:
    return list(Matcher([Patterns("r", (glob,))]).match(path)) == [("r", True)]


HISTORY = "User Data/*/History"


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        (HISTORY, "User Data/Default/History", True),
        (HISTORY, "filesystem1/Users/a/AppData/Local/Google/Chrome/User Data/Default/History", True),
        (HISTORY, "Dump/data/USER DATA/profile 1/HISTORY", True),
        (HISTORY, "User Data/Default/History-journal", False),
        (HISTORY, "User Data/Default/xHistory", False),
        (HISTORY, "User Data/Default/History/deeper", False),
        (HISTORY, "User Data/Snapshots/1.0/Default/History", False),
        (HISTORY, "Other User Data/Default/History", False),
        (HISTORY, "User Data/History", False),
        (HISTORY, "History", False),
        ("User Data/**/History", "User Data/History", True),
        ("User Data/**/History", "User Data/Snapshots/1.0/Default/History", True),
        ("User Data/**/History", "User Data2/Snapshots/History", False),
        ("**/History", "History", True),
        ("**/History", "a/b/History", True),
        ("History", "a/b/history", True),
        ("History", "a/b/myhistory", False),
        ("*.sqlite", "x/places.SQLITE", True),
        ("*.sqlite", "x/places.sqlite-wal", False),
        ("*.sqlite", "x.sqlite/places", False),
        ("Profile ?/History", "Profile 1/History", True),
        ("Profile ?/History", "Profile 12/History", False),
        ("Profile ?/History", "Profile /History", False),
        ("a[1]/b", "a[1]/b", True),
        ("a[1]/b", "a1/b", False),
        ("a.b/c", "aXb/c", False),
        ("{a,b}/c", "a/c", False),
        ("*/History", "line\nbreak/History", True),
        ("x/History", "x/History\n", False),
        ("*/History", "\udcff\udcfe/History", True),
        ("*/History", "\u202egnp/History", True),
        ("x/History.", "x/History.", True),
        ("x/History", "x/History.", False),
    ],
)
def test_fits(glob: str, path: str, expected: bool) -> None:
    assert fits(glob, path) is expected


@pytest.mark.parametrize("glob", ["", "/a", "a/", "a//b", "a/../b", "./a", "a/**", "**", "a**/b"])
def test_a_glob_that_could_never_fit_is_refused(glob: str) -> None:
    with pytest.raises(ValueError, match="expected relative names"):
        Matcher([Patterns("r", (glob,))])


def test_each_reader_is_told_once_in_order_and_sure_wins() -> None:
    matcher = Matcher([
        Patterns("second", (), ("History", "*istory", "*/History")),
        Patterns("first", ("Default/History", "*/*/History"), ("History",)),
        Patterns("never", ("Other/History",)),
    ])  # fmt: skip
    assert list(matcher.match("User Data/Default/History")) == [("second", False), ("first", True)]
    assert list(matcher.match("History")) == [("second", False), ("first", False)]


def test_a_hostile_path_ends() -> None:
    matcher = Matcher([Patterns("r", ("a/**/b/**/c/x",))])
    assert list(matcher.match("/".join(["a", "b"] * 500) + "/x")) == []


def test_no_patterns_match_nothing() -> None:
    assert list(Matcher([]).match("a/History")) == []


def test_name_expression_is_for_one_name() -> None:
    assert name_expression("*.DB").fullmatch("x.db")
    assert not name_expression("*.db").fullmatch("x/y.db")
    with pytest.raises(ValueError, match="unpack"):
        name_expression("a/b")


def obviously_fits(glob: str, path: str) -> bool:
    """Every end of the path against the glob, name by name."""
    names = path.lower().split("/")
    return any(_same(glob.lower().split("/"), names[at:]) for at in range(len(names)))


def _same(globs: list[str], names: list[str]) -> bool:
    if not globs:
        return not names
    if globs[0] == "**":
        return any(_same(globs[1:], names[at:]) for at in range(len(names) + 1))
    return bool(names) and _name(globs[0], names[0]) and _same(globs[1:], names[1:])


def _name(glob: str, name: str) -> bool:
    if not glob:
        return not name
    if glob[0] == "*":
        return any(_name(glob[1:], name[at:]) for at in range(len(name) + 1))
    return bool(name) and glob[0] in ("?", name[0]) and _name(glob[1:], name[1:])


ALPHABET = "aB.*?[\n"
path_names = st.text("aAbB.[\n", min_size=1, max_size=6).filter(lambda name: name not in (".", ".."))
glob_names = st.text(ALPHABET, min_size=1, max_size=6).filter(lambda n: n not in (".", "..") and "**" not in n)
paths = st.lists(path_names, min_size=1, max_size=5).map("/".join)
globs = st.tuples(st.lists(st.one_of(glob_names, st.just("**")), max_size=4), glob_names).map(
    lambda made: "/".join([*made[0], made[1]])
)


@given(globs, paths)
def test_agrees_with_the_obvious_reference(glob: str, path: str) -> None:
    assert fits(glob, path) == obviously_fits(glob, path)


@given(st.lists(st.tuples(globs, st.booleans()), max_size=6), paths)
def test_many_readers_at_once_are_each_alone(asked: list[tuple[str, bool]], path: str) -> None:
    patterns = [
        Patterns(str(order), (glob,) if sure else (), () if sure else (glob,))
        for order, (glob, sure) in enumerate(asked)
    ]
    expected = [(str(order), sure) for order, (glob, sure) in enumerate(asked) if obviously_fits(glob, path)]
    assert list(Matcher(patterns).match(path)) == expected


@given(st.lists(globs, max_size=4), st.lists(paths, max_size=6), path_names)
def test_what_was_asked_before_makes_no_difference(asked: list[str], met: list[str], last: str) -> None:
    patterns = [Patterns(str(order), (glob,)) for order, glob in enumerate(asked)]
    beside = [path.rpartition("/")[0] + "/" + last for path in met if "/" in path]
    matcher = Matcher(patterns)
    for path in [path for pair in zip(met, [*beside, *met], strict=False) for path in pair]:
        assert list(matcher.match(path)) == list(Matcher(patterns).match(path))


@given(globs, paths, st.lists(path_names, min_size=1, max_size=3).map("/".join))
def test_what_an_extractor_puts_in_front_makes_no_difference(glob: str, path: str, prefix: str) -> None:
    assert not fits(glob, path) or fits(glob, f"{prefix}/{path}")


@given(st.text("aA[b.", min_size=1, max_size=4))
def test_a_plain_name_fits_itself_in_any_case(name: str) -> None:
    if name in (".", ".."):
        return
    assert fits(name, name.swapcase())


@given(st.lists(globs, max_size=3), paths)
def test_a_sieve_turns_nothing_away_that_fits(asked: list[str], path: str) -> None:
    sieve = Sieve()
    for glob in asked:
        sieve.add(names_of(glob))
    *folder, name = path.lower().split("/")
    passed = list(sieve.passed([name])) or (folder and folder[-1] in sieve.folders)
    assert passed or not any(obviously_fits(glob, path) for glob in asked)


def test_a_sieve_turns_away_by_name_and_by_folder() -> None:
    sieve = Sieve()
    for glob in ("a/History", "*.jpg", "DCIM/img_*.x", "$I*", "daily/*"):
        sieve.add(names_of(glob))
    names = ["history", "b.jpg", "img_7", "$i1", "historyx", "b.jpgx", "xhistory", "$r1", "pg", "im"]
    assert [names[at] for at in sieve.passed(names)] == ["history", "b.jpg", "img_7", "$i1"]
    assert sieve.folders == {"daily"}


@given(st.lists(glob_names, max_size=4), path_names)
def test_one_expression_for_many_names_fits_what_any_fits(asked: list[str], name: str) -> None:
    found = any_name_expression(asked).fullmatch(name.lower())
    assert bool(found) == any(name_expression(glob).fullmatch(name.lower()) for glob in asked)
