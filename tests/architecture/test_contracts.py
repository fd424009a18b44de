"""Data flows one way. Each contract is kept, and each is seen to catch who breaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, ROOT

FLOW = "Data flows one way"
DOOR = "Only check, cluster and cli may open a carrier"
READERS = "Readers do not know each other"
INDICATORS = "Indicators do not know each other"
LIGHT = "The engine loads no network and no web framework"
DECODERS = "Only media decodes pictures, and brings the library for matrices"
MEDIA = "Only the check opens the stage of media"
APART = "The register and the evaluation read no carrier, not even through another"
AT_NEED = "Only the command line opens the register"
CLUSTER = "Only the command line opens the cluster"
ALL = (FLOW, DOOR, READERS, INDICATORS, LIGHT, DECODERS, MEDIA, APART, AT_NEED, CLUSTER)


def verdicts(root: Path) -> str:
    """What import-linter says of the tree at ``root``."""
    linter = Path(sys.executable).with_name("lint-imports")
    where = os.environ | {"PYTHONPATH": str(root / "src"), "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run([linter, "--no-cache"], cwd=root, env=where, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house to break things in."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(PACKAGE, root / "src" / "inzage", ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    return root


def test_every_contract_is_kept() -> None:
    said = verdicts(ROOT)
    assert [name for name in ALL if f"{name} KEPT" not in said] == [], said


BROKEN = [
    ("signing/rogue.py", "import inzage.mandate", FLOW),
    ("mandate/rogue.py", "import inzage.check", FLOW),
    ("worker/rogue.py", "import inzage.formats", FLOW),
    ("formats/rogue.py", "import inzage.readers", FLOW),
    ("indicators/rogue.py", "import inzage.readers", FLOW),
    ("record/rogue.py", "import inzage.report", FLOW),
    ("report/rogue.py", "import inzage.check", FLOW),
    ("readers/rogue.py", "import inzage.sources", DOOR),
    ("indicators/rogue.py", "import inzage.sources", DOOR),
    ("report/rogue.py", "from inzage.sources import Source", DOOR),
    ("readers/rogue.py", "import inzage.readers.rogue_twin", READERS),
    ("indicators/rogue.py", "import inzage.indicators.rogue_twin", INDICATORS),
    ("formats/rogue.py", "def later():\n    import ssl", LIGHT),
    ("check/rogue.py", "import asyncio", LIGHT),
    ("watchlists/rogue.py", "import http.client", LIGHT),
    ("media/rogue.py", "import ssl", LIGHT),
    ("check/rogue.py", "def later():\n    import distributed", LIGHT),
    ("check/rogue.py", "import dask", LIGHT),
    ("cluster/rogue.py", "import http.client", LIGHT),
    ("check/rogue.py", "def later():\n    import inzage.cluster", FLOW),
    ("evaluation/rogue.py", "import inzage.cluster", CLUSTER),
    ("media/rogue.py", "import inzage.readers", FLOW),
    ("check/rogue.py", "import numpy", DECODERS),
    ("formats/rogue.py", "def later():\n    from PIL import Image", DECODERS),
    ("report/rogue.py", "import av", DECODERS),
    ("readers/rogue.py", "import inzage.media", MEDIA),
    ("cli/rogue.py", "from inzage.media import look", MEDIA),
    ("register/rogue.py", "import inzage.check", APART),
    ("register/rogue.py", "def later():\n    from inzage.readers import entries", APART),
    ("register/rogue.py", "from inzage.cli import _check_run", APART),  # through it to the check
    ("register/rogue.py", "import inzage.cli", FLOW),
    ("evaluation/rogue.py", "def later():\n    import inzage.sources", APART),
    ("evaluation/rogue.py", "import inzage.register", FLOW),
    ("evaluation/rogue.py", "import django", LIGHT),
    ("evaluation/rogue.py", "import pandas", LIGHT),
    ("register/rogue.py", "import ssl", LIGHT),
    ("check/rogue.py", "import django", LIGHT),
    ("report/rogue.py", "import jsonschema", LIGHT),
    ("report/rogue.py", "import inzage.register", AT_NEED),
    ("mandate/rogue.py", "import inzage.register", FLOW),
]


@pytest.mark.parametrize(("file", "line", "contract"), BROKEN, ids=[f"{f}: {line}" for f, line, _ in BROKEN])
def test_who_breaks_a_contract_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    rogue = copy / "src" / "inzage" / file
    twin = rogue.with_name("rogue_twin.py")
    twin.write_text('"""Another one."""\n')
    rogue.write_text(f'"""Breaks a contract on purpose."""\n{line}\n')
    try:
        said = verdicts(copy)
    finally:
        rogue.unlink()
        twin.unlink()
    assert f"{contract} BROKEN" in said, said


def test_a_new_folder_has_no_place_until_it_is_given_one(copy: Path) -> None:
    stranger = copy / "src" / "inzage" / "elsewhere.py"
    stranger.write_text('"""A stage that no layer names."""\n')
    try:
        said = verdicts(copy)
    finally:
        stranger.unlink()
    assert "elsewhere" in said
    assert f"{FLOW} KEPT" not in said
