"""The table of goals: a row says what was measured, whether the goal is met, and never more than that."""

import json
from pathlib import Path

import measuring
import table
from measuring import Row, keep_row
from pytest import CaptureFixture, MonkeyPatch, mark


@mark.parametrize(
    ("ratio", "goal", "least", "met"),
    [(60.0, 60, True, True), (59.99, 60, True, False), (1.05, 1.05, False, True), (1.051, 1.05, False, False)],
)
def test_a_goal_is_met_at_its_bound_and_not_beyond(ratio: float, goal: float, least: bool, met: bool) -> None:
    assert Row("work", "a peer", goal, ratio, (1,), (ratio,), least=least).met is met


def test_rows_are_kept_and_told(tmp_path: Path, monkeypatch: MonkeyPatch, capsys: CaptureFixture[str]) -> None:
    monkeypatch.setattr(measuring, "RESULTS", tmp_path)
    monkeypatch.setattr(table, "RESULTS", tmp_path)
    keep_row(Row("listing", "fls", 1, 0.5, (2.0, 4.0, 3.0), (1.5, 1.5, 1.5), megabytes=44, note="a limit"))
    keep_row(Row("plan", "nothing", 0.35, 0.2, (0.2,), (), least=False))
    keep_row(Row("plan", "nothing", 0.35, 0.3, (0.3,), (), least=False))
    assert capsys.readouterr().out.startswith("MISSED listing against fls: 0.50 (goal >= 1)\nmet    plan")
    (kept,) = tmp_path.iterdir()
    assert [row["ours"] for row in json.loads(kept.read_text())["goals"].values()] == [[2.0, 4.0, 3.0], [0.3]]
    head, _, _, _, first, second, _, note = table.table(table.latest()).splitlines()
    assert head.endswith("1 of 2 goals met.")
    assert first == "| listing | fls | 3 s (2–4) (44 MB) | 1.5 s (1.5–1.5) | 0.5× | ≥ 1× | missed (1) |"
    assert second == "| plan | nothing | 0.3 s |  | **0.3×** | ≤ 0.35× | met |"
    assert note == "1. *listing*: a limit"


def test_the_page_keeps_what_stands_around_the_table(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    page = tmp_path / "speed.md"
    page.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n", "utf-8")
    monkeypatch.setattr(measuring, "RESULTS", tmp_path)
    monkeypatch.setattr(table, "RESULTS", tmp_path)
    monkeypatch.setattr(table, "PAGE", page)
    keep_row(Row("work", "a peer", 1, 2, (1,), (2,)))
    for _ in range(2):
        table.main(["--write"])
    said = page.read_text("utf-8")
    assert said.startswith(f"before\n{table.BEGIN}\nOf ")
    assert said.endswith(f"\n{table.END}\nafter\n")
    assert "old" not in said
