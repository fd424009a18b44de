"""A terminal with a person at it: runs the tool there and types an answer each time a secret is asked for."""

import os
import pty
import re
import select
import time
from collections.abc import Sequence

from tests.bench import INZAGE

PROMPT = re.compile(rb"\((?:niet zichtbaar|not shown)\): ")


def at_a_terminal(
    words: Sequence[object], *answers: str, seconds: float = 120, prompt: re.Pattern[bytes] = PROMPT
) -> tuple[str, int]:
    """Everything that was shown, and the exit code. A question beyond the last answer gets an empty one."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(INZAGE, [str(INZAGE), *(str(word) for word in words)])  # noqa: S606 - our own program
    shown, left, asked, end = b"", list(answers), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1)
        try:
            part = os.read(terminal, 65536) if ready else None
        except OSError:
            break
        if part == b"":
            break
        shown += part or b""
        if len(prompt.findall(shown)) > asked:
            asked += 1
            time.sleep(0.05)  # a person types after the question, when echo is off
            os.write(terminal, (left.pop(0) if left else "").encode() + b"\n")
    os.close(terminal)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
