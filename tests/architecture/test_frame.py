"""The frame around the code: pinned lists, one command for all, and a clear word where something is missing."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LISTS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9-]+)==\S+(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(name: str) -> set[str]:
    """The packages that a list pins, each with at least one digest."""
    return {found[1] for found in PIN.finditer((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))}


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~! \[]", line)[0].lower() for line in requirements}


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_a_list_holds_versions_and_digests_and_nothing_else(file: Path) -> None:
    rest = PIN.sub("", file.read_text(encoding="utf-8"))
    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []


def test_the_lists_hold_what_the_project_asks_for() -> None:
    assert named(PROJECT["dependencies"]) <= pins("core")
    assert named(PROJECT["optional-dependencies"]["dev"]) <= pins("dev")
    assert pins("core") <= pins("dev")


def test_the_core_is_small_and_each_dependency_says_why() -> None:
    assert len(PROJECT["dependencies"]) <= 12
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = text.partition("\ndependencies = [")[2].partition("\n]")[0].strip().splitlines()
    assert [line for line in lines if not re.search(r"# [\d.]+ MB +\w", line)] == []


def test_the_same_command_runs_here_and_in_continuous_integration() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("target", ["demo", "test", "check", "fuzz", "crash", "bench", "clean"])
def test_make_alone_lists_what_it_can_do(target: str) -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(rf"^make {target} +\w", done.stdout, re.MULTILINE)


def setup(folder: Path, tools: dict[str, str], what: str = "core") -> subprocess.CompletedProcess[str]:
    """Run the set-up of a made-up tree on a machine that has only these tools beside the plainest ones."""
    (folder / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup.sh", folder / "tools")
    machine = folder / "bin"
    machine.mkdir()
    for name in ("bash", "env", "dirname", "flock", "pwd"):
        (machine / name).symlink_to(str(shutil.which(name)))
    for name, body in tools.items():
        (machine / name).write_text(f"#!{shutil.which('bash')}\n{body}\n")
        (machine / name).chmod(0o755)
    script = [str(shutil.which("bash")), "tools/setup.sh", what]
    return subprocess.run(script, cwd=folder, env={"PATH": str(machine)}, capture_output=True, text=True, check=False)


def test_without_rights_the_set_up_says_what_to_ask_for(tmp_path: Path) -> None:
    done = setup(tmp_path, {"id": "echo 1000"})
    assert done.returncode == 1
    assert "apt-get install -y --no-install-recommends python3 python3-venv" in done.stderr
    assert "Vraag wie deze computer beheert" in done.stderr


def test_with_rights_the_set_up_brings_the_debian_packages_itself(tmp_path: Path) -> None:
    done = setup(tmp_path, {"id": "echo 0", "apt-get": f'echo "$@" >>{tmp_path}/asked'})
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[0].startswith("update")
    assert "install" in asked[1]
    assert "python3-venv" in asked[1]
    assert "Python 3.11 of nieuwer" in done.stderr  # and where that did not help, it says what it found
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("what", "asked"), [("dev", True), ("register", False), ("evaluation", False), ("core", False)]
)
def test_only_the_tests_need_a_browser(tmp_path: Path, what: str, asked: bool) -> None:
    done = setup(tmp_path, {"id": "echo 1000"}, what)
    assert ("chromium" in done.stderr) is asked
    assert "python3-venv" in done.stderr


def test_the_set_up_names_what_it_knows(tmp_path: Path) -> None:
    done = setup(tmp_path, {"id": "echo 1000"}, "registers")
    assert done.returncode == 1
    assert "core|images|media|handover|register|evaluation|cluster|dev|fuzz" in done.stderr


def test_an_older_python_is_refused_with_a_word(tmp_path: Path) -> None:
    done = setup(tmp_path, {"id": "echo 0", "apt-get": "true", "python3": 'echo "Python 3.9.2"; exit 1'})
    assert "Gevonden: Python 3.9.2" in done.stderr
    assert done.returncode == 1
