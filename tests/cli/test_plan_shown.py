"""``inzage plan``: what a check would do, and no more; nothing of a carrier is opened for it."""

import json
import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inzage.cli._offers import today
from inzage.mandate import DataClass
from inzage.mandate.exclusions import token
from tests.bench import Bench, laid, make_bench
from tests.check.beside import Ask, Beside, beside, checked, give, give_order, mandate_of, widened
from tests.cli.room import run

__all__ = ["beside"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def shown(bench: Bench, *more: object, carriers: tuple[Path, ...] = ()) -> str:
    papers = bench.papers
    done = run("plan", papers.mandate, *carriers, "--kit", papers.kit, "--order", papers.order, "--lists",
               papers.lists, *laid(*more), *more)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return done.stdout


def told(bench: Bench, *more: object) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(shown(bench, *more, "--json"))
    return value


def test_it_names_questions_doors_stages_window_and_budget(bench: Bench) -> None:
    said = shown(bench)
    assert f"van {today() - timedelta(days=89)} tot en met {today()}" in said
    assert "ZO-1" in said
    assert "\n  A  " in said
    assert "\n  B  " in said
    assert "\n  C  " not in said
    assert "Ten hoogste 120 minuten, 20000 bronnen en 50000000 regels" in said


def test_every_class_either_opens_or_stays_closed_and_why(bench: Bench) -> None:
    plan = told(bench)
    opened = {door["data_class"] for door in plan["doors"]}
    assert opened | set(plan["not_opened"]) == {one.value for one in DataClass}
    assert not opened & set(plan["not_opened"])
    said = shown(bench).partition("Dicht blijft:")[2].split("\n\n")[0].strip().splitlines()
    assert len(said) == len(plan["not_opened"])
    assert all(": " in line and "(" in line for line in said)


def test_a_question_without_a_list_opens_nothing_and_says_so(bench: Bench) -> None:
    plan = told(bench)
    (moot,) = plan["moot"]
    assert moot not in {door["question"] for door in plan["doors"]}
    assert shown(bench).count("Niets gaat open:") == 1


def test_a_plan_in_english_has_no_dutch(bench: Bench) -> None:
    papers = bench.papers
    done = run("--lang", "en", "plan", papers.mandate, "--kit", papers.kit, "--order", papers.order)
    assert "These stay closed:" in done.stdout
    for word in ("Dicht blijft", "Gelezen wordt", "Ten hoogste", "Niets gaat open", "Gegevensdragers"):
        assert word not in done.stdout


def test_without_doors_it_says_that_nothing_opens(bench: Bench) -> None:
    give(bench, replace(mandate_of(bench), conditions=()))
    said = shown(bench, carriers=(bench.carrier,))
    assert "Er gaat niets open." in said
    assert "namen" not in said, "and no carrier is walked"


def test_without_a_kit_it_says_that_nobody_was_verified(bench: Bench) -> None:
    done = run("plan", bench.papers.mandate)
    assert done.exit_code == 0
    assert "niet nagegaan wie deze opdracht ondertekende" in done.stderr
    assert "Niets gaat open:" in done.stdout


def test_without_a_kit_no_carrier_is_walked(bench: Bench) -> None:
    done = run("plan", bench.papers.mandate, bench.carrier)
    assert "namen" not in done.stdout


WAYS: dict[str, tuple[list[str], bool]] = {
    "as the mandate says": ([], True),
    "of a child": (["--owner", "kind"], False),
    "a phone": (["--kind", "phone"], False),
    "only in sight": (["--presented", "in-zicht"], False),
}


@pytest.mark.parametrize(("words", "opens"), WAYS.values(), ids=WAYS.keys())
def test_a_carrier_is_said_to_open_or_to_stay_shut(bench: Bench, words: list[str], opens: bool) -> None:
    said = shown(bench, *words, carriers=(bench.carrier,))
    assert (f"{bench.carrier}: mag open" in said) is opens
    assert (f"{bench.carrier}: blijft dicht." in said) is not opens
    assert ("te lezen" in said) is opens


def test_it_counts_what_a_check_would_read(bench: Bench, beside: type[Beside]) -> None:
    """Not what lies in accounts that are shut, nor older copies, nor behind closed doors."""
    data = bench.carrier / "Users/anna/AppData/Local/Google/Chrome/User Data"
    shutil.copytree(data / "Default", data / "Snapshots/1/Default")
    said = shown(bench, carriers=(bench.carrier,))
    numbers = [int(line.rsplit(": ", 1)[1].split()[0]) for line in said.splitlines() if line.endswith("te lezen")]
    checked(bench, Ask(bench.root / "case"))
    assert sum(numbers) == beside.asked


def test_an_account_that_the_mandate_shuts_is_not_counted(bench: Bench) -> None:
    before = shown(bench, carriers=(bench.carrier,))
    mandate = mandate_of(bench)
    both = frozenset({token(mandate.exclusions.salt, name) for name in ("anna", "chris")})
    give(bench, replace(mandate, exclusions=replace(mandate.exclusions, containers=both)))
    after = shown(bench, carriers=(bench.carrier,))
    assert after.count("te lezen") <= before.count("te lezen")
    assert after != before


def test_nothing_of_a_carrier_is_opened_and_nothing_of_the_kit_is_used(bench: Bench) -> None:
    files = [path for path in bench.carrier.rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, ns=(1, path.stat().st_mtime_ns))
    memory = (bench.papers.kit / "used_orders.jsonl").read_bytes()
    shown(bench, carriers=(bench.carrier,))
    assert {path.stat().st_atime_ns for path in files} == {1}
    assert (bench.papers.kit / "used_orders.jsonl").read_bytes() == memory
    assert list((bench.papers.kit / "persons").iterdir()) == []


def test_no_name_of_the_carrier_is_shown(bench: Bench) -> None:
    said = shown(bench, carriers=(bench.carrier,)).replace(str(bench.carrier), "")
    for name in ("anna", "bram", "chris", "Chrome", "Vivaldi", "Default", "History"):
        assert name not in said


def test_a_carrier_that_is_not_there_is_said_and_the_plan_still_shown(bench: Bench) -> None:
    said = shown(bench, carriers=(bench.root / "nothing", bench.carrier))
    assert "Verwacht: een gegevensdrager op" in said
    assert "te lezen" in said


def test_planning_twice_plans_the_same(bench: Bench) -> None:
    assert told(bench) == told(bench)


def test_the_window_follows_the_previous_check_with_and_without_a_kit(bench: Bench, beside: type[Beside]) -> None:
    assert beside
    ago = today() - timedelta(days=20)
    give_order(bench, on=ago)
    checked(bench, Ask(bench.root / "first", on=ago))
    give_order(bench, number=2)
    assert told(bench, "--previous", bench.root / "first")["window"]["from"] == ago.isoformat()
    give(bench, widened(mandate_of(bench), window_days=5))
    assert told(bench, "--previous", bench.root / "first")["window"]["from"] != ago.isoformat()
    without = run("plan", bench.papers.mandate, "--previous", bench.root / "first", "--json")
    assert without.exit_code == 0, without.stderr
