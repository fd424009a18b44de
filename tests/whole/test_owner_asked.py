"""How a carrier came here and whose it is, is asked of who sits there, for each; it decides what may open."""

import io
import json
import os
import pty
import select
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from inzage.cli._offers import NotSaid, SaidDoesNotFit, offers
from inzage.mandate import CarrierKind, Owner
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.bench import INZAGE, Bench, inzage, make_bench
from tests.check.beside import give, mandate_of, widened


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def answered(words: list[object], *answers: str) -> tuple[str, int]:
    """A person at a terminal who answers each question with the next of these."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(INZAGE, [str(INZAGE), *(str(word) for word in words)])  # noqa: S606 - our own program
    shown, left, end = b"", list(answers), time.monotonic() + 120
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1)
        try:
            part = os.read(terminal, 65536) if ready else None
        except OSError:
            break
        if part == b"":
            break
        shown += part or b""
        if left and shown.endswith(b"): "):
            os.write(terminal, left.pop(0).encode() + b"\n")
            shown += b"|"
    os.close(terminal)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def unsaid(bench: Bench, *more: object, carriers: Sequence[Path] = ()) -> list[object]:
    """The command line of a check on which nothing is said of how the carriers lie here."""
    line = bench.words(bench.root / "case", carriers=carriers)
    return [*line[: line.index("--presented")], *more]


def test_each_carrier_is_asked_about_and_a_childs_stays_shut(bench: Bench) -> None:
    (bench.root / "other").mkdir()
    line = unsaid(bench, carriers=[bench.carrier, bench.root / "other"])
    shown, code = answered(line, "aangereikt", "aangereikt", "betrokkene", "de buurman", "kind")
    assert code in {0, 4}, shown
    assert f"Is {bench.carrier} aangereikt of in zicht?" in shown
    assert f"Van wie is {bench.carrier}?" in shown
    assert shown.count(f"Van wie is {bench.root / 'other'}?") == 2, "what is no answer is asked again"
    result = read_case(bench.root / "case", Kit.load(bench.papers.kit)).result
    assert [(one["owner"], bool(one["key"])) for one in result["carriers"]] == [("betrokkene", True), ("kind", False)]


def test_what_only_stood_in_sight_stays_shut_where_it_is_said_to(bench: Bench) -> None:
    shown, code = answered(unsaid(bench, "--owner", "betrokkene"), "in-zicht")
    assert (code, "Van wie is" in shown) == (4, False), shown
    result = read_case(bench.root / "case", Kit.load(bench.papers.kit)).result
    assert [(one["presented"], one["key"]) for one in result["carriers"]] == [("in-zicht", "")]


def test_a_shared_carrier_carries_no_indication_at_the_command_line(bench: Bench) -> None:
    give(bench, widened(mandate_of(bench), owners=("betrokkene", "gedeeld")))
    result = bench.result(bench.root / "case", "--owner", "gedeeld")
    assert "indication" not in {one["answer"] for one in result["answers"]}
    assert any("shared_profile" in one["reasons"] for one in result["answers"])


@pytest.mark.parametrize("owner", ["ander", "kind", "gedeeld"])
def test_others_are_refused_unless_the_mandate_names_them(bench: Bench, owner: Owner) -> None:
    shut = bench.result(bench.root / "shut", "--owner", owner)
    assert (shut["carriers"][0]["key"], shut["intrusion"]) == ("", [])
    give(bench, widened(mandate_of(bench), owners=("betrokkene", owner)))
    assert bench.result(bench.root / "named", "--owner", owner)["intrusion"] != []


@pytest.mark.parametrize(
    ("said", "missing"), [((), "--presented"), (("--owner", "betrokkene"), "--presented"),
                          (("--presented", "aangereikt"), "--owner")],
)  # fmt: skip
def test_where_nobody_can_be_asked_nothing_is_assumed(bench: Bench, said: tuple[str, ...], missing: str) -> None:
    papers = bench.papers
    plan = ["plan", papers.mandate, bench.carrier, "--kit", papers.kit, "--order", papers.order, *said]
    for words in (unsaid(bench, *said), plan):
        done = inzage(*words)
        assert done.returncode == 2, (words, done.stderr)
        assert done.stderr.startswith(f"Verwacht: {missing} (een van: "), done.stderr
        assert "er is niets geopend" in done.stderr
    assert not list(bench.root.glob("case*")), "the order is still good"


def test_test_media_under_a_validation_mandate_need_no_word(validation: Callable[[Path], dict[str, Any]]) -> None:
    """Nothing is asked there, and the result says what was taken."""
    carrier = Path(__file__).parent
    (told,) = validation(carrier)["carriers"]
    assert (told["presented"], told["owner"]) == ("aangereikt", "betrokkene")


def test_a_recount_takes_the_words_of_the_check_that_it_counts_again(bench: Bench) -> None:
    bench.result(bench.root / "case", "--presented", "in-zicht")
    papers = bench.papers
    again = ["recount", bench.root / "case", bench.carrier, "--kit", papers.kit, "--lists", papers.lists]
    done = inzage(*again, "--out", bench.root / "again", "--json")
    assert (done.returncode, json.loads(done.stdout)["same"]) == (0, True), done.stderr
    (told,) = read_case(bench.root / "again", Kit.load(papers.kit)).result["carriers"]
    assert (told["presented"], told["key"]) == ("in-zicht", "")


OWNERS: dict[str, tuple[tuple[Owner, ...], tuple[Owner, ...]]] = {
    "none": ((), ("betrokkene", "betrokkene")),
    "one for all": (("gedeeld",), ("gedeeld", "gedeeld")),
    "one for each": (("betrokkene", "kind"), ("betrokkene", "kind")),
}


@pytest.mark.parametrize(("given", "each"), OWNERS.values(), ids=OWNERS)
def test_owners_are_given_for_all_or_for_each(given: tuple[Owner, ...], each: tuple[Owner, ...]) -> None:
    made = offers(("a", "b"), ("disk",), ("aangereikt", "in-zicht"), given, real=False)
    assert [(one.presented, one.owner) for one in made] == list(zip(("aangereikt", "in-zicht"), each, strict=True))


def test_another_number_of_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SaidDoesNotFit):
        offers(("a", "b"), ("disk",), (), ("kind", "kind", "kind"), real=False)
    with pytest.raises(SaidDoesNotFit):
        offers(("a",), ("disk",), ("aangereikt", "in-zicht"), ("kind",), real=True)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(NotSaid) as fault:
        offers(("a",), ("disk",), (), ("kind",), real=True)
    assert "--presented (een van: aangereikt, in-zicht)," in fault.value.sentence("nl")
    assert "--presented (one of: aangereikt, in-zicht)," in fault.value.sentence("en")


KINDS: dict[str, tuple[tuple[CarrierKind, ...], list[CarrierKind]]] = {
    "none": ((), ["computer", "computer"]),
    "one for all": (("disk",), ["disk", "disk"]),
    "a laptop beside a phone": (("computer", "phone"), ["computer", "phone"]),
}


@pytest.mark.parametrize(("given", "each"), KINDS.values(), ids=KINDS)
def test_kinds_are_given_for_all_or_for_each(given: tuple[CarrierKind, ...], each: list[CarrierKind]) -> None:
    assert [one.kind for one in offers(("a", "b"), given, (), (), real=False)] == each


def test_as_many_kinds_as_carriers() -> None:
    with pytest.raises(SaidDoesNotFit) as fault:
        offers(("a",), ("disk", "phone"), (), (), real=False)
    assert "--kind" in fault.value.sentence("nl")
