"""Hold a bundle against CASE and against what Inzage demands beside it, in a process of its own, without a network.

The validator loads a large library that this program must not; it is the receiving
side's, in the extra ``handover``.

References: https://github.com/casework/CASE-Utilities-Python (case_validate).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from inzage.errors import InzageError

ONTOLOGY = "case-1.5.0"
SHAPES = Path(__file__).with_name("handover_shapes.ttl")
_LONGEST = 300


class ValidatorMissing(InzageError):
    """The extra ``handover`` is not installed."""

    nl = "Verwacht: het programma case_validate. Gevonden: {found}. Installeer het met: make handover."
    en = "Expected: the program case_validate. Found: {found}. Install it with: make handover."


@dataclass(frozen=True, slots=True)
class Validation:
    """Whether a bundle conforms, and the validator's own words (English)."""

    conforms: bool
    report: str


def validate(bundle: bytes) -> Validation:
    """Validate a bundle; ``ValidatorMissing`` where there is nothing to do it with.

    The bundle lies for a moment in a directory of the user's own. Remarks (``sh:Info``) pass: a
    perceptual hash is no member of the ontology's vocabulary.
    """
    with tempfile.TemporaryDirectory(prefix="inzage-") as room:
        file = Path(room) / "bundle.jsonld"
        file.write_bytes(bundle)
        words = [_program(), "--built-version", ONTOLOGY, "--ontology-graph", str(SHAPES), "--allow-info", str(file)]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and every word is ours
                words, capture_output=True, timeout=_LONGEST, check=False, env=_alone(room), stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            found = (error.strerror or "") if isinstance(error, OSError) else f"{_LONGEST} s"
            raise ValidatorMissing(found=found) from None
    report = (done.stdout + done.stderr).decode("utf-8", "replace")
    return Validation(done.returncode == 0 and "Conforms: True" in report, report)


def _program() -> str:
    beside = Path(sys.executable).with_name("case_validate")
    found = str(beside) if beside.is_file() else shutil.which("case_validate")
    if found is None:
        raise ValidatorMissing(found="-")
    return found


def _alone(room: str) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "HOME": room, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
