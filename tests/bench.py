"""A whole bench for whole checks: a laboratory kit, invented papers, invented carriers.

Everything goes through the command line as a user's would, in a process of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_papers import DemoPapers, make_papers

INZAGE = Path(sys.executable).with_name("inzage")


def inzage(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tool as a user does; never raises."""
    return subprocess.run(
        [str(INZAGE), *(str(word) for word in words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={**os.environ, **environment},
    )


def laid(*said: object) -> list[object]:
    """What is left to say of how a carrier lies here, for who has nothing special to say of it."""
    usual = {"--presented": "aangereikt", "--owner": "betrokkene"}
    return [word for option, value in usual.items() if option not in said for word in (option, value)]


@dataclass(frozen=True)
class Bench:
    """Where everything of one invented check lies."""

    root: Path
    papers: DemoPapers
    carrier: Path

    def words(self, case: Path, *more: object, carriers: Sequence[Path] = ()) -> list[object]:
        """The command line of one check."""
        papers = self.papers
        return [
            "check", *(carriers or [self.carrier]), "--mandate", papers.mandate, "--order", papers.order,
            "--kit", papers.kit, "--lists", papers.lists, "--out", case, *laid(*more), *more,
        ]  # fmt: skip

    def check(self, case: Path, *more: object, carriers: Sequence[Path] = ()) -> subprocess.CompletedProcess[str]:
        """Carry out one check."""
        return inzage(*self.words(case, *more, carriers=carriers))

    def result(self, case: Path, *more: object, carriers: Sequence[Path] = ()) -> dict[str, Any]:
        """Carry out one check and give its result."""
        done = self.check(case, "--json", *more, carriers=carriers)
        assert done.returncode in {0, 4}, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told


def make_bench(root: Path) -> Bench:
    """A bench below ``root``: three users, five browsers, papers of today."""
    today = datetime.now(AMSTERDAM).date()
    for place, content in _carrier(today).items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(content)
    return Bench(root, make_papers(root, today), root / "carrier")


@cache
def _carrier(today: date) -> Mapping[str, bytes]:
    """The files of the invented carrier, made once: a database waits for the disk at every table."""
    with TemporaryDirectory() as folder:
        make_carrier(Path(folder, "carrier"), datetime.now(AMSTERDAM))
        files = [file for file in Path(folder).rglob("*") if file.is_file()]
        return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def validation_papers(root: Path) -> tuple[Path, Path]:
    """A laboratory kit and a validation mandate that it signed."""
    kit, draft, mandate = root / "labkit", root / "validation.toml", root / "validation.json"
    assert inzage("kit", "new", "--laboratory", kit).returncode == 0
    draft.write_text(inzage("mandate", "new", "--validation").stdout, encoding="utf-8")
    mandate.write_text(inzage("mandate", "sign", draft, "--key", kit / "private.pem").stdout, encoding="utf-8")
    return kit, mandate


def validation_check(root: Path) -> Callable[[Path], dict[str, Any]]:
    """Checks a tree under a validation mandate, which opens every reader, and gives the result."""
    kit, mandate = validation_papers(root)
    numbers = iter(range(99))

    def run(carrier: Path) -> dict[str, Any]:
        case = root / f"case-{next(numbers)}"
        done = inzage("check", carrier, "--mandate", mandate, "--kit", kit, "--out", case, "--json")
        assert done.returncode in {0, 4}, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    return run
