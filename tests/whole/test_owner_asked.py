"""Whose a carrier is, is asked of who sits there, for each; it decides what an answer can rest on."""

import json
import os
import pty
import select
import time
from pathlib import Path

import pytest

from inzage.cli._offers import OwnersDoNotFit, offers, owners_of
from inzage.mandate import Owner
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.bench import INZAGE, Bench, make_bench
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


def test_each_carrier_is_asked_about_and_a_childs_stays_shut(bench: Bench) -> None:
    (bench.root / "other").mkdir()
    carriers = [bench.carrier, bench.root / "other"]
    line = bench.words(bench.root / "case", carriers=carriers)
    shown, code = answered(line, "betrokkene", "de buurman", "kind")
    assert code in {0, 4}, shown
    assert f"Van wie is {bench.carrier}?" in shown
    assert shown.count(f"Van wie is {bench.root / 'other'}?") == 2, "what is no answer is asked again"
    result = read_case(bench.root / "case", Kit.load(bench.papers.kit)).result
    assert [(one["owner"], bool(one["key"])) for one in result["carriers"]] == [("betrokkene", True), ("kind", False)]


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


def test_where_nobody_can_be_asked_the_carrier_is_the_persons_own_and_the_result_says_so(bench: Bench) -> None:
    done = bench.check(bench.root / "case", "--json")
    assert "Van wie is" not in done.stderr
    assert json.loads(done.stdout)["carriers"][0]["owner"] == "betrokkene"


OWNERS: dict[str, tuple[tuple[Owner, ...], tuple[Owner, ...]]] = {
    "none": ((), ("betrokkene", "betrokkene")),
    "one for all": (("gedeeld",), ("gedeeld", "gedeeld")),
    "one for each": (("betrokkene", "kind"), ("betrokkene", "kind")),
}


@pytest.mark.parametrize(("given", "each"), OWNERS.values(), ids=OWNERS)
def test_owners_are_given_for_all_or_for_each(given: tuple[Owner, ...], each: tuple[Owner, ...]) -> None:
    assert tuple(one.owner for one in offers(("a", "b"), "disk", "aangereikt", given)) == each


def test_another_number_of_owners_is_refused() -> None:
    with pytest.raises(OwnersDoNotFit):
        offers(("a", "b"), "disk", "aangereikt", ("kind", "kind", "kind"))
    assert owners_of(("a",), ("kind",)) == ("kind",)
