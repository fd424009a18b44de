"""What the engine brings into memory, where import contracts cannot see: at run time."""

import json
import subprocess
import sys

import pytest

from tests.architecture.tree import FILES, STAGES, module_name

HEAVY = ("ssl", "http.client", "urllib.request", "asyncio", "django", "numpy", "pandas", "requests")
LOAD = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""
HELP = """
import json, sys
from inzage.cli.main import main
try:
    main(["--help"])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


def after(code: str, *names: str) -> set[str]:
    """The modules in a fresh process after it ran ``code``."""
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_loads_no_network_and_no_framework(stage: str) -> None:
    names = [module_name(file) for file in FILES if file.parts[-2] == stage or f"/{stage}/" in str(file)]
    assert names
    assert after(LOAD, *names) & set(HEAVY) == set()


def test_the_detector_would_see_it() -> None:
    assert "ssl" in after(LOAD, "ssl", "inzage")


def test_help_loads_the_command_line_alone() -> None:
    seen = after(HELP)
    ours = {name.split(".")[1] for name in seen if name.startswith("inzage.")}
    assert ours == {"cli", "errors"}
    assert {"apsw", "cryptography", "jinja2", "typst", "rich"} & seen == set()
    assert len(seen) < 260, len(seen)
