"""``inzage readers``: what can be read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from inzage.cli.main import main
from inzage.readers import all_readers


def test_every_reader_is_told() -> None:
    told = json.loads(CliRunner().invoke(main, ["readers", "--json"]).stdout)["readers"]
    assert [one["name"] for one in told] == [one.name for one in all_readers()]
    history = next(one for one in told if one["name"] == "chromium_history")
    assert history["data_class"] == "browsing"
    assert history["level"] == "medium"
    assert history["family"] == "browser_history"
    assert history["met_real"] is True
    assert history["patterns"] > 20
    assert "Visits" in history["reads"]


@pytest.mark.parametrize(
    ("language", "proven", "unproven"),
    [
        ("nl", "beproefd op echte bestanden", "nog niet op een echt bestand beproefd"),
        ("en", "proven on real files", "not yet met a real file"),
    ],
)
def test_the_same_in_words_of_the_user(language: str, proven: str, unproven: str) -> None:
    shown = CliRunner().invoke(main, ["--lang", language, "readers"]).stdout
    for one in all_readers():
        assert one.name in shown
    assert proven in shown
    assert unproven in shown


def test_the_manual_tells_of_no_source_otherwise_than_the_readers_do() -> None:
    """A new reader need not touch the manual; what stands there must be true."""
    manual = Path(__file__).parents[2] / "docs/manual/bronnen.md"
    rows = {row for row in manual.read_text(encoding="utf-8").splitlines() if row.startswith("| `")}
    now = set(CliRunner().invoke(main, ["readers", "--markdown"]).stdout.splitlines())
    assert rows
    assert rows <= now
