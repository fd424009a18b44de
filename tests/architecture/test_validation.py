"""The validation report says no more than its run: every test it names is there, and what did not run is not shown."""

import re
import shlex
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tools.validation import report
from tools.validation.__main__ import WHOLE
from tools.validation.results import Outcome, Promise, outcome, promised_in, ran

from inzage.report import html
from tests.architecture.tree import ROOT

JUNIT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest">
<testcase classname="tests.a.test_x" name="test_good[1]" time="0.1"/>
<testcase classname="tests.a.test_x" name="test_good[2]" time="0.1"/>
<testcase classname="tests.a.test_x" name="test_half[1]" time="0.1"/>
<testcase classname="tests.a.test_x" name="test_half[2]" time="0.1"><failure message="no">no</failure></testcase>
<testcase classname="tests.a.test_y" name="test_broken" time="0.1"><error message="no">no</error></testcase>
<testcase classname="tests.a.test_y" name="test_later" time="0.1"><skipped message="later"/></testcase>
</testsuite></testsuites>
"""
ASKED = [
    Promise("V-1", "Het ene.", ("tests/a/test_x.py::test_good",)),
    Promise("V-2", "Het andere.", ("tests/a/test_x.py",)),
    Promise("V-3", "Het derde.", ("tests/a/test_x.py::test_good", "tests/a/test_x.py::test_gone")),
    Promise("V-4", "Zonder toets.", ()),
]
TRIED = [
    Promise("FT-1", "Een geval", (), "zo is het niet."),
    Promise("FT-2", "Later", ("tests/a/test_y.py::test_later",)),
]


@pytest.fixture
def junit(tmp_path: Path) -> Path:
    """What pytest writes of six cases."""
    (tmp_path / "junit.xml").write_text(JUNIT, "utf-8")
    return tmp_path / "junit.xml"


ALL = [*report.requirements(), *report.cases()]


@pytest.mark.parametrize("promise", ALL, ids=lambda one: one.id)
def test_every_test_that_is_named_is_there(promise: Promise) -> None:
    for test in promise.tests:
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), test
        text = (ROOT / file).read_text("utf-8")
        assert f"def {name}(" in text if name else "def test_" in text, test


def test_a_promise_has_tests_or_a_reason_and_its_own_number() -> None:
    assert len(ALL) > 50
    assert not [number for number, times in Counter(one.id for one in ALL).items() if times > 1]
    assert all(bool(one.tests) != bool(one.why) for one in report.cases())
    own = [one for one in report.requirements() if one.id.startswith("V-")]
    assert all(one.tests for one in own)
    assert [one.id for one in own] == [f"V-{n:02}" for n in range(1, len(own) + 1)]


def test_it_runs_the_tests_as_make_does() -> None:
    (line,) = re.findall("^WHOLE := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert tuple(shlex.split(line)) == WHOLE


def test_the_rows_of_the_attack_model_are_requirements() -> None:
    text = (ROOT / "docs/attack-model.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \|", text, re.MULTILINE)
    assert len(promised_in(text)) == len(rows) > 10


def test_a_run_is_told_by_test(junit: Path) -> None:
    assert ran(junit) == {
        "tests/a/test_x.py::test_good": {"passed": 2},
        "tests/a/test_x.py::test_half": {"passed": 1, "wrong": 1},
        "tests/a/test_y.py::test_broken": {"wrong": 1},
        "tests/a/test_y.py::test_later": {"skipped": 1},
    }


@pytest.mark.parametrize(
    ("tests", "word", "expected"),
    [
        (["tests/a/test_x.py::test_good"], "gehaald", Outcome(2, 0, 0, ())),
        (["tests/a/test_x.py"], "NIET GEHAALD", Outcome(3, 1, 0, ())),
        (["tests/a/test_y.py::test_broken"], "NIET GEHAALD", Outcome(0, 1, 0, ())),
        (["tests/a/test_y.py::test_later"], "NIET GETOOND", Outcome(0, 0, 1, ())),
        (["tests/a/test_x.py::test_go"], "NIET GETOOND", Outcome(0, 0, 0, ("tests/a/test_x.py::test_go",))),
        ([], "NIET GETOOND", Outcome(0, 0, 0, ())),
    ],
)
def test_a_verdict_is_what_ran(junit: Path, tests: list[str], word: str, expected: Outcome) -> None:
    came = outcome(tests, ran(junit))
    assert came == expected
    assert came.word == word


def test_the_report_says_what_was_not_shown(junit: Path) -> None:
    made = report.sheet(report.Run(ran(junit), datetime(2026, 11, 1, tzinfo=UTC), "abc1234"), ASKED, TRIED)
    text = report.markdown(made)
    rows = {line.split(" | ")[0].lstrip("| "): line for line in text.splitlines() if line.startswith("| ")}
    assert rows["V-1"].endswith("| 1 | 2 | 0 | gehaald |")
    assert rows["V-2"].endswith("| NIET GEHAALD |")
    assert "Niet uitgevoerd: tests/a/test_x.py::test_gone" in rows["V-3"]
    assert rows["V-4"].endswith("| NIET GETOOND |")
    assert "Niet van toepassing, omdat: zo is het niet." in rows["FT-1"]
    assert rows["FT-2"].endswith("| NIET GETOOND |")
    assert "1 NIET GEHAALD, 3 NIET GETOOND, 1 gehaald, 1 niet van toepassing" in text
    assert "3 toetsgevallen goed, 2 fout, 1 overgeslagen" in text
    assert "abc1234" in text
    assert b"NIET GETOOND" in html.render(made)


def test_limits_and_versions_are_named(junit: Path) -> None:
    text = report.markdown(report.sheet(report.Run(ran(junit), datetime(2026, 11, 1, tzinfo=UTC), "x"), ASKED, TRIED))
    assert all(name in text for name in report.LIMITS)
    assert all(word in text for word in ("SHA-256", "Kernel", "Python", "apsw", "2026-11-01"))
    assert report.commit()
