"""The false alarms that docs/validation.md reports: counted again on the same real, neutral data.

The commands under ``tools/`` do the counting; each row that they print must stand in the
document, and the goals must hold.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "validation.md"


def measured(tool: str, *arguments: str) -> str:
    """What a measuring command prints."""
    command = [sys.executable, str(ROOT / "tools" / f"{tool}.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def bounds() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bounds", ROOT / "tools" / "bounds.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def talk(real_data: Path) -> dict[str, int]:
    counts: dict[str, int] = json.loads(
        measured("measure_conversations", str(real_data / "irc-disentanglement"), "--json")
    )
    return counts


def test_the_conversations_in_the_report_are_counted_again(talk: dict[str, int], tmp_path: Path) -> None:
    kept = tmp_path / "counts.json"
    kept.write_text(json.dumps(talk))
    rows = measured("measure_conversations", "--rows", str(kept)).splitlines()
    assert len(rows) == 9
    assert set(rows) <= set(REPORT.read_text("utf-8").splitlines())


def test_neutral_talk_keeps_to_the_goals(talk: dict[str, int]) -> None:
    assert talk["messages"] > 90_000
    assert talk["ages_under_18"] * 100_000 <= 5 * talk["messages"]
    assert talk["pairs_alerts"] * 1_000 <= talk["pairs_enough"]
    assert talk["pairs_enough"] > 2_000


def test_the_measure_of_conversations_can_see_an_alert(tmp_path: Path) -> None:
    """Two talk on three days, at night, and one says an age: without this, that none was counted would say nothing."""
    for day in ("2005-01-01", "2005-01-02", "2005-01-03"):
        lines = [f"[23:{minute:02}] <anna> bert: hello" for minute in range(4)]
        lines += ["=== carol has joined", "[23:10] <bert> anna: hi", "[23:11] <anna> ik ben 14"]
        (tmp_path / f"{day}.raw.txt").write_text("\n".join(lines))
    counts = json.loads(measured("measure_conversations", str(tmp_path), "--json"))
    assert counts == {
        "files": 3, "messages": 18, "ages": 3, "ages_under_18": 3,
        "pairs": 1, "pairs_enough": 1, "pairs_alerts": 1, "pairs_aged": 1, "pairs_pattern": 1,
        "speakers": 2, "speakers_enough": 2, "speakers_alerts": 1, "speakers_aged": 1, "speakers_pattern": 2,
    }  # fmt: skip


@pytest.fixture(scope="module")
def places(real_data: Path) -> dict[str, int]:
    counts: dict[str, int] = json.loads(measured("measure_addresses", str(real_data), "--json"))
    return counts


def test_the_addresses_in_the_report_are_counted_again(places: dict[str, int], tmp_path: Path) -> None:
    kept = tmp_path / "counts.json"
    kept.write_text(json.dumps(places))
    rows = measured("measure_addresses", "--rows", str(kept)).splitlines()
    assert len(rows) == 5
    # a new reader finds more in the same histories: that count may grow without a new report
    rows = [row for row in rows if "history" not in row]
    assert set(rows) <= set(REPORT.read_text("utf-8").splitlines())


def test_a_list_matches_its_own_and_no_others(places: dict[str, int]) -> None:
    assert places["own_visits"] > 10_000
    assert places["foreign_asked"] > 30_000
    assert places["histories"] > 200
    assert places["own_missed"] == places["foreign_unexplained"] == places["history_unexplained"] == 0
    assert places["foreign_explained"] > 0, "a true overlap must be seen, or the measure is blind"
    assert places["history_explained"] > 0


def test_a_white_list_takes_acts_out_of_the_count(places: dict[str, int]) -> None:
    assert places["benign_counted"] == 0
    assert places["white_before"] > 6_000
    assert 0 < places["white_after"] == places["white_expected"] < places["white_before"]


@pytest.mark.parametrize(
    ("events", "trials", "low", "high"),
    [
        # Clopper and Pearson, from published tables
        (0, 10, 0.0, 0.3085), (1, 10, 0.0025, 0.4450), (3, 10, 0.0667, 0.6525), (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0), (0, 100, 0.0, 0.0362), (2, 93_339, 0.0000026, 0.0000774),
    ],
)  # fmt: skip
def test_the_bounds_are_exact(events: int, trials: int, low: float, high: float) -> None:
    made = bounds()
    assert made.lower(events, trials) == pytest.approx(low, abs=0.00005)
    assert made.upper(events, trials) == pytest.approx(high, abs=0.00005)
