"""The three streams as every command needs them: there, and able to carry every word.

A program started by another one may find them closed. Then the first files it opens take
their numbers, and what is meant for the terminal ends up in them.
"""

import io
import os
import sys
from codecs import lookup

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def ready() -> None:
    """Open what was closed onto nothing, and let no character stop a sentence."""
    for number, (name, mode) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - lives on
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding(stream), errors="backslashreplace")


def _encoding(stream: io.TextIOWrapper) -> str:
    """A terminal knows its own encoding; a file or a pipe gets the one that JSON has."""
    return stream.encoding if stream.isatty() or lookup(stream.encoding).name == "utf-8" else "utf-8"
