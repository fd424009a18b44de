"""The folder is the registry: each file one indicator, found by its name, nothing passed over."""

import pkgutil
from pathlib import Path

import pytest

from inzage import indicators
from inzage.indicators import all_indicators
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


@pytest.mark.parametrize("name", ["helper", "_helper"])
def test_a_file_without_an_indicator_is_not_passed_over(name: str, tmp_path: Path, monkeypatch: object) -> None:
    (tmp_path / f"{name}.py").write_text('"""Nothing here."""\n')
    monkeypatch.setattr(indicators, "__path__", [str(tmp_path)])  # type: ignore[attr-defined]
    assert [module.name for module in pkgutil.iter_modules(indicators.__path__)] == [name]
    with pytest.raises(TypeError, match=name):
        all_indicators.__wrapped__()
