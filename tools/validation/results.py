"""What a run of the tests came to, out of the JUnit file that pytest writes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_ROW = re.compile(r"^\| (\d+) \| (.*) \| [^|]* \| ([^|]+) \|$", re.MULTILINE)
_NAMED = re.compile(r"`(tests/[\w/]+\.py::\w+)`")


@dataclass(frozen=True)
class Outcome:
    """Of the tests behind one promise: how many cases ran well, went wrong, were passed over; and which did not run."""

    passed: int
    wrong: int
    skipped: int
    missing: tuple[str, ...]

    @property
    def word(self) -> str:
        """The verdict: *gehaald* only where every test named ran, and ran well."""
        if self.wrong:
            return "NIET GEHAALD"
        if self.missing or self.skipped or not self.passed:
            return "NIET GETOOND"
        return "gehaald"


@dataclass(frozen=True)
class Promise:
    """One requirement or case, and the tests that show it; ``why``: it does not apply, because."""

    id: str
    nl: str
    tests: tuple[str, ...]
    why: str = ""

    @classmethod
    def of(cls, table: Mapping[str, object]) -> "Promise":
        """Out of a table of one of the TOML files."""
        tests = table.get("tests", ())
        named = tuple(map(str, tests)) if isinstance(tests, Sequence) else ()
        return cls(str(table["id"]), str(table["nl"]), named, str(table.get("why", "")))


def promised_in(attack_model: str) -> list[Promise]:
    """The rows of the attack model as requirements; one without a test has none."""
    return [
        Promise(f"A-{int(number):02}", text.replace("`", ""), tuple(_NAMED.findall(tests)))
        for number, text, tests in _ROW.findall(attack_model)
    ]


Ran = Mapping[str, Counter[str]]
"""``tests/…/test_x.py::test_y`` → how its cases ended: passed, wrong, skipped."""


def ran(junit: Path) -> Ran:
    """Every test of a run."""
    made: dict[str, Counter[str]] = {}
    for case in ElementTree.parse(junit).getroot().iter("testcase"):  # noqa: S314  (pytest wrote it just now)
        name = case.get("name", "").partition("[")[0]
        test = f"{case.get('classname', '').replace('.', '/')}.py::{name}"
        made.setdefault(test, Counter())[_ended(case)] += 1
    return made


def _ended(case: ElementTree.Element) -> str:
    kinds = {child.tag for child in case}
    if kinds & {"failure", "error"}:
        return "wrong"
    return "skipped" if "skipped" in kinds else "passed"


def outcome(tests: Iterable[str], results: Ran) -> Outcome:
    """What the tests behind a promise came to; a file stands for all its tests."""
    total: Counter[str] = Counter()
    missing = []
    for wanted in tests:
        met = [ended for test, ended in results.items() if test == wanted or test.partition("::")[0] == wanted]
        missing += [] if met else [wanted]
        for ended in met:
            total += ended
    return Outcome(total["passed"], total["wrong"], total["skipped"], tuple(missing))
