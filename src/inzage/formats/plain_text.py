"""Is a file that should be text still text?

Settings, logs and JSON are written by programs as UTF-8 without control characters. Bytes that
are none (a flipped bit, a block of zeros after a power cut) say that something of the file is
gone, even where a reader can still make sense of the rest. What stands there instead, nobody
knows: the reading is a lower bound.

A name that a program cut off in the middle of a character looks the same; so a file that was
never damaged can be called a lower bound, but not the other way round.

References: RFC 3629 (UTF-8); RFC 8259, sections 7 and 8.1
"""

import re
from collections.abc import Iterator

from inzage.observations import Degraded

_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters, but for tab, ends of line and page, and the beginning of a colour (ESC)."""


def marred(untrusted: bytes) -> Iterator[Degraded]:
    """The remark that something of a text is lost, if its bytes show it."""
    if _NO_TEXT.search(untrusted) or not _decodes(untrusted):
        yield Degraded()


def _decodes(untrusted: bytes) -> bool:
    try:
        untrusted.decode()
    except UnicodeDecodeError:
        return False
    return True
