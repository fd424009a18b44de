"""A check, and what it says of its progress while it is under way."""

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from locking import INZAGE, NOT_ASSESSABLE


def progress(words: Sequence[object], said: Path) -> Iterator[tuple[float, dict[str, Any]]]:
    """The lines of progress of ``inzage check``, each with the seconds on the clock since it was started; at last its
    end, with no words.

    ``words``: what comes after ``check``. ``said``: the file that takes what it prints at the end, with ``--json`` the
    whole result, which takes time of its own. ``AssertionError`` where it comes to another end than done.
    """
    command = [INZAGE, "check", *words, "--progress", "jsonl"]
    began = time.monotonic()
    with (
        said.open("wb") as out,
        subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.PIPE, text=True) as running,
    ):
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("{"):
                yield time.monotonic() - began, json.loads(line)
    seconds = time.monotonic() - began
    assert running.returncode in {0, NOT_ASSESSABLE}, running.returncode
    yield seconds, {}
