"""During a check the broker runs no code that parses: recorded call by call, on every kind of carrier.

The check runs in a process of its own under a profiler that sees each function that is
entered, ours and Python's libraries'. The workers are other processes, which it does
not see. What was entered of the inner modules is held against a short table.
"""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from tests.architecture.test_parsing_inside import DECODERS, inside
from tests.architecture.tree import PACKAGE
from tests.bench import validation_papers
from tests.sources.archives import made_tar
from tests.sources.backups import CHROME_AB, CHROME_IOS, IosBackup, ab_bytes
from tests.sources.trees import put
from tests.volumes import make_ntfs

RECORDED = """
import json, sys, threading
seen = set()
def note(frame, event, argument):
    if event == "call":
        seen.add((frame.f_code.co_filename, frame.f_code.co_qualname))
    elif event == "c_call":
        seen.add(("", f"{getattr(argument, '__module__', '')}.{getattr(argument, '__qualname__', '')}"))
import contextlib, importlib, pkgutil, inzage
def apart(package):
    # the register is no part of a check, and a framework that it brings would have to be set up
    assert ".register" in package, package
for found in pkgutil.walk_packages(inzage.__path__, "inzage.", onerror=apart):
    if not found.name.endswith("__main__") and ".register" not in found.name:
        with contextlib.suppress(ImportError):  # of an extra that is not installed
            importlib.import_module(found.name)  # what runs on loading is no parsing
from inzage.cli.main import main
from inzage.readers import all_readers
all_readers()
threading.setprofile(note)
sys.setprofile(note)
try:
    main(sys.argv[2:])
except SystemExit as left:
    code = left.code
finally:
    sys.setprofile(None)
    threading.setprofile(None)
with open(sys.argv[1], "w") as file:
    json.dump([code, sorted(seen)], file)
"""

HARMLESS = {
    "formats.images": "container_kind",
    "formats.filesystems.recognise": "is_disk marked",
    "formats.libyal": "missing",
}
"""What the broker may enter of the inner modules: comparing marks at fixed places, looking for libraries."""

OWN = {"zlib.compress", "zlib.decompress", "marshal.loads"}
"""Of the decoders: what packs the broker's own list of names, and Python's way to load our own code."""


def carriers(root: Path) -> list[Path]:
    """One invented tree as every kind of carrier: folder, disk, archive, two kinds of backup."""
    tree = root / "tree"
    make_carrier(tree, datetime.now(AMSTERDAM))
    history = max((at.read_bytes() for at in tree.rglob("History")), key=len)
    return [
        tree,
        make_ntfs(root / "disk", tree),
        made_tar(root / "b.tar", [("C/Users/a/AppData/Local/Google/Chrome/User Data/Default/History", history)]),
        put(root, "b.ab", ab_bytes([(CHROME_AB, history)])),
        IosBackup([(*CHROME_IOS, history)]).write(root / "b"),
    ]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, set[tuple[str, str]]]:
    """The result of a whole check of all of them, and every (file, function) that the broker entered."""
    room = tmp_path_factory.mktemp("apart")
    kit, mandate = validation_papers(room)
    told = room / "told.json"
    words = ["check", *carriers(room), "--mandate", mandate, "--kit", kit, "--out", room / "case", "--json"]
    done = subprocess.run(
        [sys.executable, "-c", RECORDED, told, *words], capture_output=True, text=True, timeout=240, check=False
    )
    code, seen = json.loads(told.read_text())
    assert code in {0, 4}, done.stderr
    return json.loads(done.stdout), {(file, function) for file, function in seen}


def entered(seen: set[tuple[str, str]]) -> set[str]:
    """Functions of the inner modules that were entered, as ``module:function``."""
    found = set()
    for file, function in seen:
        path = Path(file)
        if path.is_relative_to(PACKAGE):
            parts = path.relative_to(PACKAGE).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if inside(f"inzage.{name}"):
                found.add(f"{name}:{function.partition('.')[0]}")
    return found


def decoded(seen: set[tuple[str, str]]) -> set[str]:
    """Functions of decoders, in C, that were called."""
    return {name for file, name in seen if not file and name.partition(".")[0] in DECODERS}


def test_every_kind_of_carrier_was_read(checked: tuple[Any, set[tuple[str, str]]]) -> None:
    result, _ = checked
    kinds = {system["type"] for carrier in result["carriers"] for system in carrier["filesystems"]}
    assert kinds >= {"ntfs", "tar", "android-backup", "ios-backup"}
    assert len(result["carriers"]) == 5
    assert sum(row["rows"] for row in result["coverage"]) > 500


def test_the_broker_enters_no_code_that_parses(checked: tuple[Any, set[tuple[str, str]]]) -> None:
    allowed = {f"{module}:{name}" for module, names in HARMLESS.items() for name in names.split()}
    assert entered(checked[1]) == allowed


def test_the_broker_calls_no_decoder(checked: tuple[Any, set[tuple[str, str]]]) -> None:
    assert decoded(checked[1]) <= OWN


def test_the_recording_sees_what_the_broker_does(checked: tuple[Any, set[tuple[str, str]]]) -> None:
    seen = {(Path(file).name, function) for file, function in checked[1]}
    assert {("pool.py", "Pool._start"), ("prepare.py", "check"), ("opening.py", "open_source")} <= seen
    assert {"zlib.compress", "zlib.decompress"} <= decoded(checked[1])
    assert decoded({("", "apsw.Connection.execute"), ("", "builtins.len")}) == {"apsw.Connection.execute"}
    assert entered({(str(PACKAGE / "formats/sqlite.py"), "Database.rows")}) == {"formats.sqlite:Database"}
