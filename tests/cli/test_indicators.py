"""``inzage indicators``: what can be asked."""

import json

from click.testing import CliRunner

from inzage.cli.main import main
from inzage.indicators import all_indicators


def test_every_indicator_is_told() -> None:
    told = json.loads(CliRunner().invoke(main, ["indicators", "--json"]).stdout)["indicators"]
    assert [one["name"] for one in told] == [one.name for one in all_indicators()]
    removed = next(one for one in told if one["name"] == "history_removed")
    assert removed["list"] is None
    assert removed["classes"] == ["gap", "emptied", "wiping_program", "reset", "clock_set", "installed"]
    assert removed["observes"] == ["HistoryGap", "HistoryEmptied", "ProgramTrace", "SystemMoment"]


def test_the_same_in_words() -> None:
    shown = CliRunner().invoke(main, ["indicators"]).stdout
    for one in all_indicators():
        assert one.name in shown
