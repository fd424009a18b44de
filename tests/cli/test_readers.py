"""``inzage readers``: what can be read."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from inzage.cli._same_acts import SAME
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
    assert history["title"] == {"nl": "Chromium: bezoeken", "en": "Chromium: visits"}
    assert len(history["at"]) + len(history["elsewhere"]) == history["patterns"]


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


def test_a_reader_is_told_in_ordinary_words_below_its_name() -> None:
    """What it reads, the door and kind of source, where it looks; the name alone is an identifier."""
    lines = CliRunner().invoke(main, ["--lang", "nl", "readers"]).stdout.splitlines()
    names = [line for line in lines if not line.startswith("  ")]
    assert names == [one.name for one in all_readers()]
    assert len(lines) == 5 * len(names)
    for at in range(0, len(lines), 5):
        title, english, door, places = lines[at + 1 : at + 5]
        assert "_" not in title + door + places
        assert english.startswith("  omschrijving (Engels): ")
        assert re.fullmatch(r"  deur: .+ \(inbreuk (laag|midden|hoog)\) · soort bron: .+", door)
        assert re.fullmatch(r"  vindplaatsen: \d+ · (beproefd|nog niet) .+", places)


@pytest.mark.parametrize(("names", "what"), SAME, ids=lambda value: value[0] if isinstance(value, tuple) else "")
def test_sources_that_tell_the_same_are_of_one_kind_and_the_manual_names_them(
    names: tuple[str, ...], what: str
) -> None:
    readers = {one.name: one for one in all_readers()}
    kinds = [{kind.__name__ for kind in readers[name].yields} for name in names]
    told = [{"ProgramRun" if kind == "ProgramTrace" else kind for kind in each} for each in kinds]
    assert len(names) > 1
    assert set.intersection(*told)
    chapter = CliRunner().invoke(main, ["readers", "--markdown"]).stdout
    assert f"| {', '.join(f'`{name}`' for name in names)} | {what} |" in chapter.splitlines()


def test_nothing_is_said_twice_of_what_is_the_same() -> None:
    pairs = [(one, other) for names, _ in SAME for one in names for other in names if one < other]
    assert len(pairs) == len(set(pairs))


def test_the_manual_tells_of_no_source_otherwise_than_the_readers_do() -> None:
    """A new reader need not touch the manual; what stands there must be true."""
    manual = Path(__file__).parents[2] / "docs/manual/bronnen.md"
    rows = {row for row in manual.read_text(encoding="utf-8").splitlines() if row.startswith("| `")}
    now = set(CliRunner().invoke(main, ["readers", "--markdown"]).stdout.splitlines())
    assert rows
    assert rows <= now
