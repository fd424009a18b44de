"""What the engine brings into memory, where import contracts cannot see: at run time."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import FILES, STAGES, module_name, parsed, stage_of

HEAVY = ("ssl", "http.client", "urllib.request", "asyncio", "django", "pandas", "requests")
DECODERS = ("numpy", "PIL", "av")
SCANS = "scan"
"""Of this package only the worker for disks loads more than its head (docs/adr/0041)."""

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


ENGINE = [stage for stage in STAGES if stage != "register"]


@pytest.mark.parametrize("stage", ENGINE)
def test_a_stage_loads_no_network_and_no_framework(stage: str) -> None:
    names = [module_name(file) for file in FILES if stage_of(file) == stage and file.parent.name != SCANS]
    assert names
    apart = () if stage == "media" else DECODERS
    assert after(LOAD, *names) & {*HEAVY, *apart} == set()


def test_the_contract_of_the_register_and_its_catalogue_load_no_framework() -> None:
    assert after(LOAD, "inzage.register") & {*HEAVY, *DECODERS, "jsonschema"} == set()
    assert after(LOAD, "inzage.register.kind_files") & {"django", "psycopg", "asyncio", "ssl"} == set()


def test_nothing_of_the_engine_brings_in_the_register() -> None:
    outside = [file for file in FILES if stage_of(file) != "register"]
    assert [file for file in outside if any(n.startswith("inzage.register") for n in at_the_head(file))] == []
    names = [module_name(file) for file in outside if stage_of(file) in ENGINE]
    assert {name for name in after(LOAD, *names) if name.startswith("inzage.register")} == set()


def test_the_detector_would_see_it() -> None:
    assert "ssl" in after(LOAD, "ssl", "inzage")
    assert set(DECODERS) - {"av"} <= after(LOAD, "inzage.media.look")
    assert "av" in after(LOAD, "inzage.media.films")


def test_a_worker_for_pictures_loads_no_library_for_videos() -> None:
    assert "av" not in after(LOAD, "inzage.media.look")


def test_the_broker_of_a_disk_loads_no_decoder() -> None:
    assert after(LOAD, "inzage.sources.image", "inzage.formats.filesystems.scanned") & set(DECODERS) == set()


def test_the_contract_of_media_loads_no_decoder() -> None:
    assert after(LOAD, "inzage.media") & set(DECODERS) == set()


def at_the_head(file: Path) -> set[str]:
    """What a file imports as soon as it is loaded itself."""
    heads = [node for node in parsed(file).body if isinstance(node, ast.Import | ast.ImportFrom)]
    named = [name for node in heads if isinstance(node, ast.ImportFrom) for name in [node.module or ""]]
    return {*named, *(alias.name for node in heads if isinstance(node, ast.Import) for alias in node.names)}


def test_nothing_brings_in_media_by_being_loaded() -> None:
    outside = [file for file in FILES if stage_of(file) != "media"]
    assert [file for file in outside if any(n.startswith("inzage.media") for n in at_the_head(file))] == []
    assert "inzage.media" in at_the_head(next(file for file in FILES if file.parts[-2:] == ("media", "pdq.py")))


def test_help_loads_the_command_line_alone() -> None:
    seen = after(HELP)
    ours = {name.split(".")[1] for name in seen if name.startswith("inzage.")}
    assert ours == {"cli", "errors"}
    assert {"apsw", "cryptography", "jinja2", "typst", "rich"} & seen == set()
    assert len(seen) < 260, len(seen)


PLAN = """
import json, sys
import inzage.cli.plan, inzage.cli._plan_text
from inzage.indicators import all_indicators
from inzage.readers import all_readers
assert all_readers() and all_indicators()
print(json.dumps(sorted(sys.modules)))
"""


def test_a_plan_loads_nothing_that_opens_a_carrier_or_reads_a_case() -> None:
    seen = after(PLAN)
    assert {name for name in seen if name.startswith(("inzage.sources", "inzage.worker", "inzage.record"))} == set()
    assert "inzage.check.papers" in seen
