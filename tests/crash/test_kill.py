"""A check killed at random moments, and resumed, ends as one that nobody disturbed.

``INZAGE_KILLS``: how many kills at least (``make crash``: a hundred and more).
``INZAGE_SEED``: the moments; printed, so that a failure can be repeated.
"""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inzage.record.reading import read_case
from inzage.record.same import looks_again, undisturbed
from inzage.signing.kit import Kit
from tests.bench import INZAGE, inzage, make_bench, validation_papers

KILLS = int(os.environ.get("INZAGE_KILLS", "12"))
SEED = int(os.environ.get("INZAGE_SEED", "20261121"))
PROFILES = 12


@dataclass(frozen=True)
class Ground:
    """A carrier of many profiles, and papers that allow any number of checks of it."""

    root: Path
    carrier: Path
    kit: Path
    mandate: Path
    lists: Path
    seconds: float

    def words(self, case: Path, *, resume: bool) -> list[str]:
        return [
            str(INZAGE), "check", str(self.carrier), "--mandate", str(self.mandate), "--kit", str(self.kit),
            "--lists", str(self.lists), "--out", str(case), *(["--resume"] if resume else []),
        ]  # fmt: skip

    def normal_form(self, case: Path) -> dict[str, object]:
        read = read_case(case, Kit.load(self.kit))
        return undisturbed(read.entries, read.result)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """The ground, with the time that an undisturbed check takes on it (case ``calm``)."""
    bench = make_bench(tmp_path)
    profile = bench.carrier / "Users/bram/AppData/Local/BraveSoftware/Brave-Browser/User Data/Default"
    for n in range(PROFILES):
        shutil.copytree(profile, profile.with_name(f"Profile {n}"))
    kit, mandate = validation_papers(tmp_path)
    lists = tmp_path / "no-lists"
    lists.mkdir()
    calm = Ground(tmp_path, bench.carrier, kit, mandate, lists, 0.0)
    before = time.monotonic()
    assert subprocess.run(calm.words(tmp_path / "calm", resume=False), capture_output=True, check=False).returncode == 4
    return Ground(tmp_path, bench.carrier, kit, mandate, lists, time.monotonic() - before)


def killed(ground: Ground, case: Path, moment: float, *, resume: bool) -> bool:
    """Start or resume, and kill after ``moment`` seconds; False where it was done before that."""
    running = subprocess.Popen(ground.words(case, resume=resume), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        running.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        return True
    assert running.returncode in {1, 4}, running.returncode
    return False


def disturbed(ground: Ground, case: Path, chance: random.Random) -> int:
    """One check with up to eight kills in it; how many it took."""
    kills = 0
    for _ in range(8):
        begun = (case.parent / f"{case.name}.part/case.json").exists()
        kills += killed(ground, case, chance.uniform(0.05, ground.seconds), resume=begun)
        if case.exists():
            return kills
    begun = (case.parent / f"{case.name}.part/case.json").exists()
    last = subprocess.run(ground.words(case, resume=begun), capture_output=True, text=True, check=False)
    assert last.returncode in {1, 4}, last.stderr
    return kills


def cases(ground: Ground, chance: random.Random) -> Iterator[tuple[Path, int]]:
    """Disturbed checks until there were kills enough."""
    kills = 0
    for n in range(10 * KILLS):
        case = ground.root / f"case-{n}"
        took = disturbed(ground, case, chance)
        kills += took
        yield case, took
        if kills >= KILLS:
            return
    pytest.fail(f"only {kills} kills hit a running check; expected {KILLS}")


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_a_killed_check_ends_as_an_undisturbed_one(ground: Ground) -> None:
    print(f"INZAGE_SEED={SEED} INZAGE_KILLS={KILLS}")
    calm = ground.normal_form(ground.root / "calm")
    again = kills = 0
    for case, took in cases(ground, random.Random(SEED)):  # noqa: S311 - moments to kill at
        assert ground.normal_form(case) == calm
        assert inzage("verify", case, "--kit", ground.kit).returncode == 0
        again += looks_again(read_case(case, Kit.load(ground.kit)).entries)
        kills += took
    print(f"{kills} kills, {again} artefacts looked at again")
    assert not list(ground.root.glob("case-*.part"))
