"""Many looked up at once are told what each is told by itself, whatever the list and however many are asked."""

import hmac
import os
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.watchlists import ListKind, Meaning, StoreFault, keyed, many
from inzage.watchlists.body import Body
from inzage.watchlists.canonical import expressions
from inzage.watchlists.hmacs import Prepared
from inzage.watchlists.layout import RECORD, Header, digest, part, prepared, record
from inzage.watchlists.listed import Listed
from tests.indicators.lookups import Table, benign
from tests.watchlists.test_keyed import KEY, opened, pack

NAMES = tuple(f"class-{n}" for n in range(255))
FEW = st.text("abc", max_size=3)
HEADER = Header(ListKind.DIGESTS, Meaning.LISTED, NAMES, "{}", shapes=("md5",))
CHANCE = random.Random(11)  # noqa: S311 - the same list each time


@pytest.fixture(params=[1 << 20, 0], ids=["one window", "a window for each first byte"])
def windows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small lists are one window; without that exception they lie as large ones do."""
    monkeypatch.setattr(many, "_SMALL", request.param)


@given(st.binary(max_size=200), st.binary(max_size=40), st.lists(st.text(max_size=90)), st.integers(1, 32))
def test_the_prepared_states_give_what_the_standard_library_gives(
    key: bytes, domain: bytes, texts: list[str], size: int
) -> None:
    plain = [hmac.digest(key, domain + text.encode("utf-8", "surrogatepass"), "sha256")[:size] for text in texts]
    prepared = Prepared(key, domain, size)
    assert prepared.of_many(texts) == plain
    assert [prepared.of_bytes(text.encode("utf-8", "surrogatepass")) for text in texts] == plain


@pytest.mark.parametrize("form", ["", "\udc80", "a\0b", "\U0001f600", "x" * 10_000])
def test_any_form_is_keyed_as_it_is_when_brought(form: str) -> None:
    assert prepared(KEY, ListKind.TERMS).of(form) == digest(KEY, ListKind.TERMS, form)


@given(
    st.lists(st.tuples(FEW, st.integers(0, 254)), max_size=60),
    st.lists(st.text("abc", max_size=3), max_size=20),
    st.lists(FEW, max_size=60),
    st.tuples(st.integers(0, 40_000), st.sampled_from((1 << 20, 0)), st.sampled_from((1, 7, 1 << 21))),
)
@settings(max_examples=150)
def test_many_are_told_what_each_is_told_by_itself(
    entries: list[tuple[str, int]], parts: list[str], asked: list[str], held: tuple[int, int, int]
) -> None:
    """Also entries of several classes, parts, forms that are asked twice, an empty list, and no question."""
    kind = ListKind.DIGESTS
    records = [record(KEY, kind, form, place) for form, place in entries] + [part(KEY, one) for one in parts]
    with opened(pack(records, KEY, HEADER)) as found, pytest.MonkeyPatch.context() as patched:
        worth, small, at_once = held
        patched.setattr(many, "_WORTH", worth)
        patched.setattr(keyed, "AT_ONCE", at_once)
        patched.setattr(keyed, "_STEP", 3)
        patched.setattr(many, "_SMALL", small if found.header.bits >= 8 else 1 << 20)
        assert found.classes_of_many(asked) == [found.classes_of_form(form) for form in asked]


def crowd(count: int) -> tuple[list[bytes], list[bytes]]:
    """Records that share their first bytes as far as can be, in the first and last slots too, and near misses."""
    starts = [
        b"\0" * 15,
        b"\xff" * 15,
        b"\0" * 3 + b"\x01" * 12,
        b"\x7f" + b"\xff" * 14,
        *(CHANCE.randbytes(15) for _ in range(8)),
    ]
    made = [one + bytes((last,)) for one in starts for last in range(0, 256, 5)]
    made += [CHANCE.randbytes(16) for _ in range(max(0, count - len(made)))]
    missed = [one[:15] + bytes(((one[15] + 1) % 256,)) for one in made] + [CHANCE.randbytes(16) for _ in range(500)]
    return [one + bytes((CHANCE.randrange(255),)) for one in made for _ in range(CHANCE.choice((1, 1, 3)))], missed


@pytest.mark.usefixtures("windows")
def test_first_and_last_slots_and_equal_beginnings() -> None:
    records, missed = crowd(20_000)
    with opened(pack(records, KEY, HEADER)) as found:
        wanted = [one[:16] for one in records] + missed
        CHANCE.shuffle(wanted)
        body = found._body
        assert body.bits >= 8
        alone = {one: places for one in wanted if (places := alone_in(body, one))}
        assert met(body, wanted) == [alone.get(one) for one in wanted]
        assert met(body, wanted[:3]) == [alone.get(one) for one in wanted[:3]]
        assert len(alone) > 19_000


def met(body: Body, wanted: Sequence[bytes]) -> list[tuple[int, ...] | None]:
    """What a batch says of each, None where it says nothing; handed over in two pieces."""
    batch = many.Batch(body)
    batch.add(wanted[: len(wanted) // 3])
    batch.add(wanted[len(wanted) // 3 :])
    told = list(batch.met())
    found = dict(told)
    assert len(found) == len(told)
    return [found.get(number) for number in range(len(wanted))]


def alone_in(body: Body, wanted: bytes) -> tuple[int, ...]:
    """Every record that begins so, by reading the whole list."""
    data = os.pread(body.descriptor, body.count * RECORD, body.records)
    at = data.find(wanted)
    found = []
    while at >= 0:
        if at % RECORD == 0:
            found.append(data[at + 16])
        at = data.find(wanted, at + 1)
    return tuple(found)


def test_an_entry_is_not_found_across_two_records() -> None:
    """Sixteen bytes that occur in the file, but begin within a record, are no entry."""
    records = [bytes((n,)) * 16 + b"\0" for n in range(1, 200)]
    with opened(pack(records, KEY, HEADER)) as found:
        data = os.pread(found._body.descriptor, 10_000, found._body.records)
        across = [data[at : at + 16] for at in range(8 * RECORD) if at % RECORD]
        assert list(met(found._body, across * 30)) == [None] * 30 * len(across)


def fewer_slots(data: bytes, body: Body) -> bytes:
    """The file with the fan-out's first two numbers exchanged."""
    return data[: body.fan_out + 4] + b"\0\0\xff\xff" + data[body.fan_out + 8 :]


def test_a_changed_fan_out_is_noticed() -> None:
    forms = [f"md5:{n:032x}" for n in range(2_000)]
    data = pack([record(KEY, ListKind.DIGESTS, form, 0) for form in forms], KEY, HEADER)
    with opened(data) as found:
        changed = fewer_slots(data, found._body)
    with opened(changed) as found, pytest.raises(StoreFault, match="changed"):
        found.classes_of_many(forms)


@pytest.mark.parametrize("lost", [1, RECORD, 2_000 * RECORD + 8])
def test_a_file_that_shrinks_under_our_hands_is_noticed(lost: int) -> None:
    forms = [f"md5:{n:032x}" for n in range(2_000)]
    data = pack([record(KEY, ListKind.DIGESTS, form, 0) for form in forms], KEY, HEADER)
    with opened(data) as found:
        os.ftruncate(found._descriptor, len(data) - lost)
        with pytest.raises(StoreFault, match="shorter"):
            found.classes_of_many(forms)


URLS = [f"http://{host}.example/{path}" for host in ("a", "b.a", "c", "ordinary.a") for path in ("", "x/", "x/y")]


@pytest.mark.parametrize("lists", [[], ["listed"], ["listed", "more"], ["listed", "benign"], ["benign"]])
def test_addresses_together_count_as_each_by_itself(lists: Sequence[str]) -> None:
    """A benign list speaks for an address also where another expression of it is listed."""
    known = {
        "listed": Table({"a.example/": "one", "c.example/x/": "two"}),
        "more": Table({"b.a.example/": "three", "c.example/x/": "four"}),
        "benign": benign("ordinary.a.example/", "c.example/x/y"),
    }
    found = Listed([known[name] for name in lists])
    assert found.classes_of_addresses(URLS) == [found.classes_of_address(url) for url in URLS]
    assert found.classes_of_addresses([]) == []


def test_a_keyed_list_of_addresses_is_asked_by_expressions() -> None:
    data = pack(
        [record(KEY, ListKind.ADDRESSES, "a.example/", 4)], KEY, Header(ListKind.ADDRESSES, Meaning.LISTED, NAMES, "{}")
    )
    with opened(data) as found:
        assert Listed([found]).classes_of_addresses(URLS) == [found.classes_of_address(url) for url in URLS]
        assert found.classes_of_many(expressions("http://b.a.example/")).count(frozenset({"class-4"})) == 1
