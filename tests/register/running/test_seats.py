"""Several at a time on one machine: side by side, each run once, put down in order, taken up again after a kill."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.register.running import working
from inzage.register.running.launch import tool
from inzage.register.running.tables import Run
from tests.register.ground import KINDS
from tests.register.running.desk import Desk, make_desk
from tests.register.running.halfway import children, goes_on, gone, halted, until
from tests.register.running.test_killed import Ground
from tests.register.running.test_working import bench, queued
from tests.register.test_log import ran, told

ALL = """
import json, django
django.setup()
from inzage.register.running.tables import Machine, Run
runs = Run.objects.order_by("queued").values("state", "attempt", "sat", "owner", "folder")
print(json.dumps([list(runs), list(Machine.objects.values("seats", "elsewhere", "lacks"))]))
"""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, database: str) -> Ground:
    return Ground(tmp_path_factory.mktemp("seats"), database, runs=2)


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def started(ground: Ground) -> Iterator[Start]:
    """``inzage work`` as an administrator has it run; killed at the end, or it would keep workers for ever."""
    keepers: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        keepers.append(subprocess.Popen(tool("work", *words), env=ground.where, stderr=subprocess.PIPE))
        return keepers[-1]

    yield start
    for keeper in keepers:
        keeper.kill()
        keeper.wait()


def standing(ground: Ground) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every run, and every machine."""
    runs, machines = json.loads(told(ran(ALL, ground.where)))
    return runs, machines


def test_two_go_side_by_side_outlive_no_keeper_and_go_on(ground: Ground, started: Start) -> None:
    keeper = started("--at-once", "2")
    checking = [halted(keeper.pid, folder) for folder in ground.waiting]
    keeper.kill()  # it cannot tell anybody
    for pid in checking:
        goes_on(pid, after=signal.SIGINT)
    keeper.communicate()
    until(lambda: all(gone(pid) for pid in checking))
    until(lambda: all(run["state"] == "queued" for run in standing(ground)[0]))
    left, machines = standing(ground)
    assert machines == [{"seats": 2, "elsewhere": False, "lacks": ""}]
    assert overlap(left)
    assert not any((Path(run["folder"]) / "case").exists() for run in left)
    again = started("--at-once", "2", "--once")
    assert again.wait(120) == 0
    done, _ = standing(ground)
    assert [(run["state"], run["attempt"], run["owner"]) for run in done] == [("taken_in", 2, "")] * 2
    assert [[one["state"] for one in run["sat"]] for run in done] == [["queued", "taken_in"]] * 2
    assert all(one["cpu"] > 0 for run in done for one in run["sat"])


def overlap(runs: list[dict[str, Any]]) -> bool:
    """Whether each was in hand while the other was."""
    (first, second) = ([datetime.fromisoformat(run["sat"][0][name]) for name in ("from", "to")] for run in runs)
    return max(first[0], second[0]) < min(first[1], second[1])


def test_asked_to_end_they_put_down_what_they_have_and_leave_with_0(ground: Ground, started: Start) -> None:
    keeper = started("--at-once", "3")
    until(lambda: len(children(keeper.pid)) == 3)
    keeper.send_signal(signal.SIGTERM)
    assert keeper.wait(60) == 0


def told_of(ground: Ground, *words: str) -> subprocess.CompletedProcess[str]:
    """``inzage work --summary``."""
    words = ("--lang", "nl", "work", "--summary", *words)
    return subprocess.run(tool(*words), env=ground.where, capture_output=True, text=True, check=False)


def test_the_night_is_told_on_the_command_line(ground: Ground) -> None:
    done = told_of(ground)
    assert done.returncode == 0, done.stderr
    assert "Klaargezet in deze nacht: 2" in done.stdout
    assert "klaar, met een vraag die niet te beoordelen is" in done.stdout
    assert re.search(r"gewerkt op \d plaatsen, bezet \d+ % van", done.stdout)
    assert "Er is niets uitgevoerd" in told_of(ground, "--night", "2020-01-01").stdout
    wrong = told_of(ground, "--night", "gisteren")
    assert (wrong.returncode, "Verwacht: een dag als 2026-11-22" in wrong.stderr) == (2, True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("cluster"))


@pytest.fixture
def told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in for the tool, which writes down its words and leaves as one that was refused."""
    file = tmp_path / "words.json"
    script = f"import json, sys; open({str(file)!r}, 'w').write(json.dumps(sys.argv[1:])); sys.exit(5)"
    monkeypatch.setattr(working, "launched", lambda *words: [sys.executable, "-c", script, *words])
    yield file


@pytest.mark.parametrize("cluster", ["", "tcp://plan.example:8786"])
def test_the_address_of_a_cluster_goes_to_the_check(cluster: str, desk: Desk, told_to: Path) -> None:
    run = queued(desk)
    working.work_once(working.Bench(bench(desk).catalogue, desk.places, cluster=cluster))
    words = json.loads(told_to.read_text(encoding="utf-8"))
    assert words[2:4] == ["check", str(desk.carrier)]
    assert words[words.index("--cluster") :][:2] == ["--cluster", cluster] if cluster else "--cluster" not in words
    assert "--jobs" not in words
    assert Run.objects.get(id=run.id).said["en"].startswith("The mandate, the order or the kit")


@pytest.mark.parametrize(
    ("cores", "seats", "jobs"), [(8, 1, None), (8, 2, "4"), (8, 3, "2"), (2, 4, "1"), (64, 2, "4")]
)
def test_several_at_a_time_share_the_machine(
    cores: int, seats: int, jobs: str | None, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working.os, "cpu_count", lambda: cores)
    share = working.Bench(KINDS, desk.places, seats=seats).share
    assert share == (["--jobs", jobs] if jobs else [])


NODELESS = """
import sys
open({file!r}, "a").write(" ".join(word for word in sys.argv[1:] if word in ("--cluster", "--jobs", "check")) + "\\n")
print("Er is geen knooppunt." if "--cluster" in sys.argv else "De gegevensdrager is er niet.", file=sys.stderr)
sys.exit(1)
"""


def test_what_a_cluster_does_not_take_is_read_here_and_says_what_is_wrong_with_it_here(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "words.txt"
    script = NODELESS.format(file=str(file))
    monkeypatch.setattr(working, "launched", lambda *words: [sys.executable, "-c", script, *words])
    run = queued(desk)
    cluster = "tcp://plan.example:8786"
    failed = working.work_once(working.Bench(KINDS, desk.places, seats=2, cluster=cluster))
    assert failed is not None
    assert file.read_text(encoding="utf-8").splitlines() == ["check --cluster", "check --jobs"]
    assert (failed.id, failed.said["nl"], failed.attempt) == (run.id, "De gegevensdrager is er niet.", 1)
    assert len(failed.sat) == 1
