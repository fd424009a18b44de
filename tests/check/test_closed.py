"""A closed door tells nothing of what lies behind it; a name that is shut stays shut in every spelling."""

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.check.shut import NobodyOfThatName, Shut
from inzage.mandate import DataClass, Exclusions
from inzage.mandate.exclusions import token
from inzage.record import EntryKind
from inzage.record.place import part_of
from inzage.record.result_json import to_json
from inzage.result import CheckResult, Coverage, Status
from tests.bench import Bench, make_bench
from tests.check.beside import (
    Ask,
    Beside,
    beside,
    checked,
    entries,
    give,
    lines,
    mandate_of,
    of_kind,
    widened,
)
from tests.check.scripted import Table, allows, asks, coverage, reads

__all__ = ["beside"]

BROWSERS = ("AppData/Local/Google/Chrome/User Data/Default", "AppData/Local/Microsoft/Edge/User Data/Default")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


# --- closed without probing ----------------------------------------------------------


CLASSES = (DataClass.SOFTWARE, DataClass.HISTORY_EXTENT)
APP = "Users/x/AppData/Local/App/closed"
APPS: dict[str, Sequence[str]] = {
    "one": [APP],
    "in two accounts": [APP, "Users/y/AppData/Local/App/closed"],
    "broken": [f"{APP}-wal"],
    "as a folder": [f"{APP}/inside"],
}


def told(root: Path, *more: str) -> tuple[list[Coverage], list[tuple[EntryKind, Mapping[str, object]]]]:
    """Coverage and ledger of a check whose door to ``closed`` stays shut, without what is keyed or counts names."""
    table = Table(root, allows(*CLASSES), (asks("a", *CLASSES, DataClass.BROWSING),), (
        reads("open", DataClass.SOFTWARE), reads("closed", DataClass.BROWSING),
    ))  # fmt: skip
    table.lay("Users/x/open", "Users/y/open", *more)
    found = table.go()
    keyed = ("key", "artefact", "digest")
    kept = [(e.kind, {k: v for k, v in e.facts.items() if k not in keyed}) for e in table.told]
    return coverage(found), kept


@pytest.mark.parametrize("app", APPS.values(), ids=APPS.keys())
def test_a_closed_door_says_the_same_whether_the_app_is_there_or_not(tmp_path: Path, app: Sequence[str]) -> None:
    without, with_it = tmp_path / "without", tmp_path / "with"
    without.mkdir()
    with_it.mkdir()
    assert told(with_it, *app) == told(without)


def test_a_browser_behind_a_closed_door_is_in_no_line_and_no_entry(bench: Bench, beside: type[Beside]) -> None:
    """The whole way, with the readers there are: only how many folders and profiles there are differs."""
    give(bench, widened(mandate_of(bench), data_classes=(DataClass.SOFTWARE,)))
    order = bench.papers.order.read_bytes()
    results = []
    for name in ("with", "without"):
        memory = bench.papers.kit / "used_orders.jsonl"
        memory.write_bytes(b"")
        bench.papers.order.write_bytes(order)
        results.append(checked(bench, Ask(bench.root / name)))
        shutil.rmtree(bench.carrier / "Users/bram/AppData/Local", ignore_errors=name == "without")
    assert results[0].coverage == results[1].coverage
    assert results[0].answers == results[1].answers
    assert results[0].intrusion == results[1].intrusion
    ledgers = [
        [(e.kind, {k: v for k, v in e.facts.items() if k not in {"check_id", "files", "plan_sha256"}}) for e in told]
        for told in (entries(bench, bench.root / "with"), entries(bench, bench.root / "without"))
    ]
    assert ledgers[0] == ledgers[1]


# --- excluded containers -------------------------------------------------------------


def excluded(result: CheckResult) -> set[tuple[int, int]]:
    return {(line.carrier, line.container) for line in lines(result, Status.EXCLUDED)}


@pytest.mark.usefixtures("beside")
def test_of_who_is_shut_nothing_shows_but_that_somebody_is(bench: Bench) -> None:
    """How many browsers the other person has is nobody's business."""
    results = []
    for n, browsers in enumerate(([], BROWSERS[:1], BROWSERS)):
        carrier = bench.root / f"carrier {n}"
        for browser in ("AppData/Local/Vivaldi/User Data/Default", *browsers):
            shutil.copytree(bench.carrier / "Users/chris/AppData/Local/Vivaldi/User Data/Default",
                            carrier / "Users/chris" / browser)  # fmt: skip
        shutil.copytree(bench.carrier / "Users/anna", carrier / "Users/anna")
        give(bench, replace(mandate_of(bench), retention_days=42 + n))
        results.append(checked(bench, Ask(bench.root / f"case {n}", carriers=[carrier])))
    kept = [[replace(line, container=min(line.container, 1)) for line in one.coverage] for one in results]
    assert kept[0] == kept[1] == kept[2]
    assert {one.carriers[0].containers for one in results} == {results[0].carriers[0].containers}
    assert [len(excluded(one)) for one in results] == [1, 1, 1]


ANNA: dict[str, tuple[str, bool]] = {
    "as it is": ("anna", True),
    "capitals": ("ANNA", True),
    "spaces around it": ("  anna\t", True),
    "wide letters": ("ａｎｎａ", True),
    "another name that begins so": ("annabel", False),
    "another name that ends so": ("hanna", False),
    "a letter of another script that looks alike": ("аnna", False),
    "a space inside": ("an na", False),
    "the whole path": ("Users/anna", False),
}


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(("typed", "is_her"), ANNA.values(), ids=ANNA.keys())
def test_an_account_is_shut_by_its_name_however_it_is_spelt(bench: Bench, typed: str, is_her: bool) -> None:
    if not is_her:
        with pytest.raises(NobodyOfThatName):
            checked(bench, Ask(bench.root / "case", excluded=[typed]))
        return
    result = checked(bench, Ask(bench.root / "case", excluded=[typed]))
    answer = next(one for one in result.answers if one.question == "listed_places_visited")
    assert answer.verdict.tally.count == 2


FOLDED: dict[str, tuple[str, str]] = {
    "composed and decomposed": ("Zoë", unicodedata.normalize("NFD", "Zoë")),
    "the German sharp s": ("Strauß", "STRAUSS"),
    "a ligature": ("ﬁona", "fiona"),
    "a dotless capital": ("İpek", "i̇pek"),
    "the Greek final sigma": ("ΝΙΚΟΣ", "νικος"),
    "a full-width digit": ("jan2", "jan２"),
    "a kelvin sign": ("Kees", "kees"),
}


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(("on_disk", "typed"), FOLDED.values(), ids=FOLDED.keys())
@pytest.mark.parametrize("by", ["officer", "mandate"])
def test_one_name_in_two_spellings_is_one_name(bench: Bench, on_disk: str, typed: str, by: str) -> None:
    (bench.carrier / "Users/anna").rename(bench.carrier / "Users" / on_disk)
    if by == "mandate":
        mandate = mandate_of(bench)
        tokens = frozenset({token(mandate.exclusions.salt, typed)})
        give(bench, replace(mandate, exclusions=replace(mandate.exclusions, containers=tokens)))
    ask = Ask(bench.root / "case", excluded=[typed] if by == "officer" else [])
    answer = next(one for one in checked(bench, ask).answers if one.question == "listed_places_visited")
    assert answer.verdict.tally.count == (2 if by == "officer" else 2 + 9)  # chris was the mandate's


@pytest.mark.usefixtures("beside")
def test_who_is_shut_is_shut_wherever_the_name_is_met(bench: Bench) -> None:
    """On an old disk inside another's home, as a profile, and with all that lies inside."""
    old = bench.carrier / "Users/bram/old disk/Users/anna"
    shutil.copytree(bench.carrier / "Users/anna", old)
    profile = bench.carrier / "Users/bram/AppData/Local/Google/Chrome/User Data/Anna"
    shutil.copytree(bench.carrier / "Users/anna" / BROWSERS[0], profile)
    salted = bench.carrier / "Users/bram/AppData/Roaming/Mozilla/Firefox/Profiles"
    (salted / "abcd1234.default-release").rename(salted / "ab12cd34.ANNA")
    result = checked(bench, Ask(bench.root / "case", excluded=["anna"]))
    answer = next(one for one in result.answers if one.question == "listed_places_visited")
    assert answer.verdict.tally.count == 2
    assert len(excluded(result)) == 5  # anna, anna on the old disk, two profiles, and chris of the mandate
    assert not [line for line in lines(result, Status.READ) if line.reader == "firefox_history"]


@pytest.mark.usefixtures("beside")
def test_a_name_that_nobody_has_stops_the_check_before_anything_is_read(bench: Bench, beside: type[Beside]) -> None:
    with pytest.raises(NobodyOfThatName) as refused:
        checked(bench, Ask(bench.root / "case", excluded=["anna", "crhis"]))
    assert refused.value.exit_code == 2
    assert "crhis" in refused.value.sentence("nl")
    assert beside.asked == 0
    assert part_of(bench.root / "case").exists()
    checked(bench, Ask(bench.root / "case", excluded=["anna", "chris"], resume=True))
    assert beside.asked > 0


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("empty", ["", " ", "\t\n", "\u2003"])
def test_no_name_shuts_nobody_and_is_said(bench: Bench, empty: str, beside: type[Beside]) -> None:
    with pytest.raises(NobodyOfThatName):
        checked(bench, Ask(bench.root / "case", excluded=[empty]))
    assert beside.asked == 0


@pytest.mark.usefixtures("beside")
def test_a_name_need_stand_on_one_carrier_only(bench: Bench) -> None:
    second = bench.root / "second"
    shutil.copytree(bench.carrier / "Users/bram", second / "Users/bram")
    result = checked(bench, Ask(bench.root / "case", carriers=[second, bench.carrier], excluded=["anna"]))
    assert {carrier for carrier, _ in excluded(result)} == {2}


@pytest.mark.usefixtures("beside")
def test_what_the_officer_types_stands_nowhere(bench: Bench) -> None:
    """Neither the name nor its folded form nor a plain digest of it: only who holds the person's key knows."""
    name = "An Na-Marie Ö"
    (bench.carrier / "Users/anna").rename(bench.carrier / "Users" / name)
    result = checked(bench, Ask(bench.root / "case", excluded=[name]))
    (carrier,) = of_kind(list(entries(bench, bench.root / "case")), EntryKind.CARRIER)
    assert re.fullmatch("[0-9a-f]{32}", str(carrier.facts["excluded"]))
    written = (
        b"".join(path.read_bytes() for path in (bench.root / "case").iterdir()).lower()
        + repr(to_json(result)).encode().lower()
    )
    for spelling in spellings(name):
        assert spelling not in written


def spellings(name: str) -> Iterator[bytes]:
    """A name as it might slip out: whole, in parts, in other encodings, or hashed without a key."""
    for one in (name.lower(), "na-marie", "marie"):
        yield from (one.encode(), one.encode("utf-16-le"), one.encode().hex().encode())
        for how in ("sha256", "sha1", "md5"):
            yield hashlib.new(how, one.encode()).hexdigest()[:16].encode()


@pytest.mark.usefixtures("beside")
def test_two_cases_do_not_show_that_the_same_account_was_shut_for_two_people(bench: Bench) -> None:
    keys = []
    for n, person in enumerate(("P-1", "P-2", "P-2")):
        give(bench, replace(mandate_of(bench), person=person, reference=f"DEMO-{n}"))
        checked(bench, Ask(bench.root / f"case {n}", excluded=["anna"]))
        (carrier,) = of_kind(list(entries(bench, bench.root / f"case {n}")), EntryKind.CARRIER)
        keys.append(carrier.facts["excluded"])
    assert keys[0] != keys[1] == keys[2]


@pytest.mark.usefixtures("beside")
def test_the_plan_is_the_same_whoever_is_shut(bench: Bench) -> None:
    order = bench.papers.order.read_bytes()
    plans = []
    for n, names in enumerate(([], ["anna"], ["anna", "bram"])):
        (bench.papers.kit / "used_orders.jsonl").write_bytes(b"")
        bench.papers.order.write_bytes(order)
        checked(bench, Ask(bench.root / f"case {n}", excluded=names))
        plans.append((bench.root / f"case {n}/plan.json").read_bytes())
    assert plans[0] == plans[1] == plans[2]


SHUT: dict[str, tuple[Callable[[], Shut], bool]] = {
    "nothing": (lambda: Shut(Exclusions(), []), False),
    "a token of the mandate": (lambda: Shut(Exclusions(b"s" * 16, frozenset({token(b"s" * 16, "x")})), []), True),
    "a name": (lambda: Shut(Exclusions(), ["x"]), True),
}


@pytest.mark.parametrize(("shut", "closes"), SHUT.values(), ids=SHUT.keys())
def test_shut(shut: Callable[[], Shut], closes: bool) -> None:
    made = shut()
    assert made(" X ") is closes
    assert made("y") is False
    made.all_met()


def test_a_token_under_another_salt_shuts_nobody() -> None:
    assert not Shut(Exclusions(b"t" * 16, frozenset({token(b"s" * 16, "x")})), [])("x")


def test_the_key_of_what_is_shut_is_of_the_names_whatever_their_order_and_spelling() -> None:
    keys = {Shut(Exclusions(), names).key(b"k" * 32) for names in (["a", "B"], ["b", "A "], ["A", "b", "a"])}
    assert len(keys) == 1
    assert Shut(Exclusions(), ["a"]).key(b"k" * 32) not in keys
    assert Shut(Exclusions(), []).key(b"k" * 32) is None
