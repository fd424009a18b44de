"""A worker and its check are killed in the middle; the next worker goes on, and nothing shows."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from inzage.cli._demo_carrier import Profile
from inzage.mandate.used import UsedOrders
from inzage.record import MANDATE, ORDER
from inzage.record.journal import JOURNAL
from inzage.record.reading import read_case
from inzage.record.same import undisturbed
from inzage.record.verify import verify_case
from inzage.signing.kit import Kit
from tests.bench import inzage, laid
from tests.register.running.desk import Desk, make_desk
from tests.register.running.halfway import goes_on, gone, halted, until
from tests.register.test_log import elsewhere, ran, told

MANY = tuple(
    Profile(f"Users/anna/AppData/Local/Google/Chrome/User Data/Profile {number}", visits=80, listed=1)
    for number in range(1, 8)
)
READY = """
import sys, django
from pathlib import Path
django.setup()
from django.core.management import call_command
from inzage.register.adopting import adopt
from inzage.register.running import runs
from tests.register.ground import KINDS, OFFICER
from tests.register.running import desk as desks, test_killed
call_command("migrate", verbosity=0)
adopt(KINDS)
desk = test_killed.desk_at(Path(sys.argv[1]))
of = desks.condition_at(desk, frequency={"at_most": 9, "per": "maand"})
for _ in range(int(sys.argv[2])):
    given = desks.ordered(desk, desks.planned(of))
    print(runs.queue(KINDS, given, desk.laid, OFFICER, desk.places, at=desks.NOW).folder)
"""
WORK = """
import sys, django
from datetime import timedelta
django.setup()
from inzage.register.running import working
from inzage.register.running.claims import Worker
from inzage.register.running.places import Places
from tests.register.ground import KINDS
worker = Worker(lease=timedelta(seconds=float(sys.argv[1])), beat=0.2)
run = working.work_once(working.Bench(KINDS, Places.from_settings(), worker))
print(run and (run.state, run.exit_code, run.attempt))
"""
READ = """
import sys, django
django.setup()
from inzage.register.log import verify
from inzage.register.models import Record
from inzage.register.running.tables import GivenOrder, Intake, Run
run = Run.objects.get(folder=sys.argv[1])
about = Record.objects.filter(about=run.activity)
kinds = list(about.filter(noun="finding").values_list("kind", flat=True))
print(run.state, Intake.objects.filter(order=run.order).count(), GivenOrder.objects.get(pk=run.order_id).live)
print(about.filter(kind="inname").count(), kinds.count("gedraging"), kinds.count("inbreuktelling"))
print(Record.objects.get(id=run.activity_id).state, verify() > 0)
"""


def desk_at(root: Path) -> Desk:
    """The desk of these tests, with a carrier that takes a while."""
    return make_desk(root, profiles=MANY)


class Ground:
    """A database, runs in its queue, and the workers on it."""

    def __init__(self, root: Path, database: str, *, runs: int) -> None:
        self.root = root
        self.where = elsewhere(database, root) | {
            "INZAGE_REGISTER_KIT": str(root / "register"), "INZAGE_REGISTER_FILES": str(root / "files"),
            "INZAGE_CHECK_KIT": str(root / "kit"), "INZAGE_LISTS": str(root / "lists"),
        }  # fmt: skip
        self.waiting = [Path(folder) for folder in told(ran(READY, self.where, str(root), str(runs))).split()]

    def worker(self, lease: float = 0.5) -> subprocess.Popen[str]:
        """A worker that takes one run."""
        return ran(WORK, self.where, str(lease))

    def until_done(self) -> str:
        """Workers, one after another, until one finishes a run; what it says."""
        said: list[str] = []
        until(lambda: said.append(told(self.worker()).strip()) or said[-1] != "None")  # type: ignore[func-returns-value]
        return said[-1]

    def calm(self, folder: Path) -> dict[str, object]:
        """What the same check comes to when nobody disturbs it, and the kit has not carried it out yet."""
        kit, case = self.root / f"{folder.name}-kit", self.root / f"{folder.name}-calm"
        shutil.copytree(self.root / "kit", kit)
        (kit / "used_orders.jsonl").write_bytes(b"")
        papers = ("--mandate", folder / MANDATE, "--order", folder / ORDER, "--lists", self.root / "lists")
        done = inzage("check", self.root / "carrier", *papers, "--kit", kit, "--out", case, *laid())
        assert done.returncode == 4, done.stderr
        return self.form(case)

    def form(self, case: Path) -> dict[str, object]:
        """The normal form of a case."""
        read = read_case(case, Kit.load(self.root / "kit"))
        return undisturbed(read.entries, read.result)


@pytest.fixture
def ground(tmp_path_factory: pytest.TempPathFactory, database: str) -> Ground:
    return Ground(tmp_path_factory.mktemp("killed"), database, runs=1)


def finished_once(ground: Ground, folder: Path) -> None:
    """As an undisturbed run left it: one intake, each finding once, the order used, the log whole."""
    assert told(ran(READ, ground.where, str(folder))).split() == [
        *("taken_in", "1", "False"), *("1", "4", "4"), *("gedaan", "True"),
    ]  # fmt: skip
    case, kit = folder / "case", Kit.load(ground.root / "kit")
    assert all(link.holds for link in verify_case(case, kit=kit))
    used = [use.check_id for use in UsedOrders(kit.used_orders).uses()]
    assert used.count(read_case(case, kit).check_id) == 1
    assert ground.form(case) == ground.calm(folder)
    assert not (folder / "case.part").exists()


def test_killed_with_its_check_the_next_worker_goes_on_and_nothing_shows(ground: Ground) -> None:
    (folder,), first = ground.waiting, ground.worker()
    checking = halted(first.pid, folder)
    os.kill(checking, signal.SIGKILL)
    first.kill()
    first.communicate()
    until(lambda: gone(checking))
    assert not (folder / "case").exists()
    assert ground.until_done() == "('taken_in', 4, 2)"
    finished_once(ground, folder)


def test_a_check_does_not_outlive_its_worker(ground: Ground) -> None:
    (folder,), first = ground.waiting, ground.worker()
    checking = halted(first.pid, folder)
    first.kill()
    goes_on(checking, after=signal.SIGTERM)
    first.communicate()
    until(lambda: gone(checking))
    assert not (folder / "case").exists()
    assert (folder / "case.part" / JOURNAL).exists()
