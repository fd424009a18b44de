"""What an entry stands for, and which lines are no entries: named by number, never quoted."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.watchlists import EntryFault, ListKind, Manifest, ManifestFault
from inzage.watchlists.canonical import expressions
from inzage.watchlists.entries import Entry, NoEntry, address, term
from inzage.watchlists.entries import read as entries_of
from inzage.watchlists.formats import Brought, Format
from tests.watchlists.desk import PLAIN

TWO = replace(PLAIN, classes=("class-a", "class-b"))


def read(data: bytes, manifest: Manifest, *, as_csv: bool) -> Iterator[Entry]:
    """The entries of a list of these bytes."""
    return entries_of(Brought(io.BytesIO(data), manifest.kind), manifest, Format.CSV if as_csv else Format.TEXT)


ONION = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("listed.example", "listed.example/"),
        ("LISTED.example.", "listed.example/"),
        (".listed.example", "listed.example/"),
        ("http://listed.example:8080/", "listed.example/"),
        ("https://listed.example/dir/", "listed.example/dir/"),
        ("listed.example/page.html?x=1#y", "listed.example/page.html?x=1"),
        ("listed.example/?", "listed.example/"),
        ("listéd.example", "xn--listd-esa.example/"),
        ("192.0.2.1", "192.0.2.1/"),
        ("http://3221225985/", "192.0.2.1/"),
        ("http://[2001:db8::1]/x", "[2001:db8::1]/x"),
        ("a_b.listed.example", "a_b.listed.example/"),
        ("-listed-.example", "-listed-.example/"),
        (ONION, f"{ONION}/"),
        (f"http://www.{ONION}/a", f"www.{ONION}/a"),
        # a shared service or second level is too broad; what lies below it is not
        ("somebody.github.io", "somebody.github.io/"),
        ("github.io/somebody/", "github.io/somebody/"),
        ("listed.co.uk", "listed.co.uk/"),
        ("co.uk/listed", "co.uk/listed"),
        ("co.example", "co.example/"),
    ],
)
def test_an_address_stands_for_itself_and_what_lies_below(text: str, form: str) -> None:
    assert address(text) == form
    assert form in expressions(f"http://{form}")


@pytest.mark.parametrize(
    "text",
    [
        "com",
        "com.",
        "http://nl/",
        "localhost",
        "localhost/page",
        "co.uk",
        "com.br",
        "http://www.co.uk@co.uk/",
        "github.io",
        "WordPress.com",
        "*.listed.example",
        "listed example.example",
        "listed!.example",
        "mailto:somebody@listed.example",
        "file:///listed.example",
        "/listed",
        "a" * 64 + ".example",
        "a." * 127 + "example",
        ONION.replace("pg6", "pg7"),
        "a" * 16 + ".onion",
        "onion",
    ],
)
def test_what_names_nobody_or_everybody_is_no_entry(text: str) -> None:
    with pytest.raises(NoEntry):
        address(text)


labels = st.text(alphabet="abcxyz019-", min_size=1, max_size=8)


@given(st.lists(labels, min_size=1, max_size=5), st.sampled_from(["example", "nl", "onion", "x1", "123", "0x1"]))
def test_the_short_way_for_plain_names_gives_what_the_long_way_gives(parts: list[str], top: str) -> None:
    host = ".".join([*parts, top])
    try:
        form = address(host)
    except NoEntry:
        return
    assert form == expressions(host)[0]


@pytest.mark.parametrize(("text", "form"), [("TERM-A", "term a"), ("a b c d e f", "a b c d e f"), ("日", "日")])
def test_a_term_is_one_to_six_words(text: str, form: str) -> None:
    assert term(text) == form


@pytest.mark.parametrize("text", ["", "--", "a", "1", "É", "a b c d e f g"])
def test_what_is_no_term(text: str) -> None:
    with pytest.raises(NoEntry):
        term(text)


def test_text_skips_comments_and_blank_lines() -> None:
    data = b"\xef\xbb\xbf# listed.example\r\n\r\n  listed.example  \n#x\nother.example"
    assert list(read(data, PLAIN, as_csv=False)) == [Entry("listed.example/", 0), Entry("other.example/", 0)]


@pytest.mark.parametrize("heading", ["", "entry,class\n", "Entry, Class\r\n", "\ufeffentry,class\n"])
def test_csv_gives_each_entry_its_class(heading: str) -> None:
    data = f'{heading}listed.example,class-b\n\n"other.example/a,b", class-a\n'.encode()
    assert list(read(data, TWO, as_csv=True)) == [Entry("listed.example/", 1), Entry("other.example/a,b", 0)]


def test_csv_without_a_class_takes_the_only_one() -> None:
    assert list(read(b"listed.example\nother.example,\n", PLAIN, as_csv=True)) == [
        Entry("listed.example/", 0),
        Entry("other.example/", 0),
    ]


def test_a_text_list_of_several_classes_does_not_say_which() -> None:
    with pytest.raises(ManifestFault):
        list(read(b"listed.example\n", TWO, as_csv=False))


@pytest.mark.parametrize(
    ("data", "as_csv", "manifest", "lines"),
    [
        (b"listed.example\nsecret words\nother.example\ncom\n", False, PLAIN, "2, 4"),
        (b"# c\n\nsecret\n", False, PLAIN, "3"),
        (b"listed.example\nsecret\xff.example\n", False, PLAIN, "2"),
        (b"listed.example,class-a\nother.example,secret\n", True, TWO, "2"),
        (b"listed.example,class-a\nother.example\n", True, TWO, "2"),
        (b"listed.example,class-a,secret\n", True, TWO, "1"),
        (b'listed.example,class-a\n"secret\n', True, TWO, "2"),
        (b'a.example,class-a\n"secret"x,class-b\n', True, TWO, "2"),
        (b"listed.example,class-a\n\xff,class-a\n", True, TWO, "2"),
        (b"x" * 200_000 + b",class-a\n", True, TWO, "1"),
        (b"secret a b c d e f\n", False, replace(PLAIN, kind=ListKind.TERMS), "1"),
        (b"secret\n" * 30, False, PLAIN, ", ".join(map(str, range(1, 21))) + " …"),
    ],
)
def test_a_bad_line_is_named_and_not_quoted(data: bytes, as_csv: bool, manifest: Manifest, lines: str) -> None:
    with pytest.raises(EntryFault) as told:
        list(read(data, manifest, as_csv=as_csv))
    for language in ("nl", "en"):
        sentence = told.value.sentence(language)  # type: ignore[arg-type]
        assert f" {lines} " in sentence
        assert "secret" not in sentence
