"""The folder is the registry: each file one indicator, found by its name, nothing passed over."""

import pkgutil
import re
from pathlib import Path

import pytest

from inzage import indicators
from inzage.indicators import Registered, all_indicators
from inzage.observations import Observation
from inzage.watchlists import ListKind


def test_each_file_is_one_indicator() -> None:
    files = {path.stem for path in Path(indicators.__file__).parent.glob("*.py")} - {"__init__"}
    assert {one.name for one in all_indicators()} == files


def test_each_says_what_it_shows_and_on_what_it_rests() -> None:
    known = set(Observation.__args__)
    for one in all_indicators():
        assert "References:" in one.doc
        assert one.observes
        assert set(one.observes) <= known
        assert one.needs in {None, *ListKind}
        assert one.needs is not None or one.labels, "classes come from signed lists or from a closed vocabulary"


@pytest.mark.parametrize("one", all_indicators(), ids=lambda one: one.name)
def test_each_says_how_often_it_is_wrong_or_that_nobody_measured_it(one: Registered) -> None:
    said = re.findall(r"^False alarms: (.+?)\n\n", one.doc, re.MULTILINE | re.DOTALL)
    assert len(said) == 1
    measured = re.match(r"measured\b", said[0])
    assert measured or said[0].startswith("not measured on neutral data")
    if measured:
        assert re.search(r"\d of [\d,]+", said[0])
        assert re.search(r"95 % confidence", said[0])
        assert "docs/validation.md" in said[0]
        figures = {figure.replace(",", "") for figure in re.findall(r"of (\d[\d,]{2,})", said[0])}
        report = (Path(__file__).resolve().parents[2] / "docs" / "validation.md").read_text("utf-8").replace(".", "")
        assert all(figure in report for figure in figures)


@pytest.mark.parametrize("name", ["helper", "_helper"])
def test_a_file_without_an_indicator_is_not_passed_over(name: str, tmp_path: Path, monkeypatch: object) -> None:
    (tmp_path / f"{name}.py").write_text('"""Nothing here."""\n')
    monkeypatch.setattr(indicators, "__path__", [str(tmp_path)])  # type: ignore[attr-defined]
    assert [module.name for module in pkgutil.iter_modules(indicators.__path__)] == [name]
    with pytest.raises(TypeError, match=name):
        all_indicators.__wrapped__()
