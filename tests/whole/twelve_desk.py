"""Everything for a check of twelve questions: papers, a mandate with every block, a pair of carriers and its twin."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from inzage.artefact import AMSTERDAM
from tests.whole import twelve_papers
from tests.whole.twelve_computer import Made, computer
from tests.whole.twelve_days import Days
from tests.whole.twelve_papers import Papers
from tests.whole.twelve_phone import phone

REMOTE = {'soorten = ["tor", "vpn", "remote_desktop", "virtual_machine", "container"]': 'soorten = ["remote_desktop"]'}


@dataclass(frozen=True)
class Desk:
    """Papers, a mandate with every block, and where the carriers lie."""

    papers: Papers
    mandate: Path
    days: Days

    def pair(self, name: str) -> list[Path]:
        """Computer and phone: ``planted`` or ``twin``."""
        return [self.papers.root / name / kind for kind in ("computer", "phone")]

    def answers(self, case: str, carriers: Sequence[Path], mandate: Path | None = None) -> dict[str, Any]:
        """The answers of one check, by question."""
        result = self.result(case, carriers, mandate)
        return {answer["question"]: answer for answer in result["answers"]}

    def result(self, case: str, carriers: Sequence[Path], mandate: Path | None = None) -> dict[str, Any]:
        """The result of one check."""
        return twelve_papers.check(self.papers, mandate or self.mandate, self.papers.root / case, carriers)

    def validated(self, case: str, carriers: Sequence[Path], mandate: Path) -> dict[str, Any]:
        """The answers of a check under a validation mandate, by question."""
        result = twelve_papers.validate(self.papers, mandate, self.papers.root / case, carriers)
        return {answer["question"]: answer for answer in result["answers"]}


def make_desk(root: Path) -> Desk:
    """All of it below ``root``, for the day that it is."""
    days = Days(datetime.now(AMSTERDAM).date())
    for name in ("planted", "twin"):
        make_pair(root / name, Made(root, days, planted=name == "planted"))
    papers = twelve_papers.make_papers(root, days.today)
    return Desk(papers, twelve_papers.mandate(papers, "full", filled=REMOTE), days)


def make_pair(root: Path, made: Made) -> None:
    """A computer and a phone below ``root``."""
    computer(dataclasses.replace(made, root=root / "computer"))
    phone(dataclasses.replace(made, root=root / "phone"))
