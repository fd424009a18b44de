"""Bytes as an artefact, for tests of formats that are read whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inzage.artefact import Artefact


@contextmanager
def holding(content: bytes, folder: Path, *, sure: bool = True, size: int | None = None) -> Iterator[Artefact]:
    """A file with this content as a read-only descriptor; ``size`` lets it lie about its length."""
    made = folder / "file"
    made.write_bytes(content)
    descriptor = os.open(made, os.O_RDONLY)
    try:
        yield Artefact("file", descriptor, len(content) if size is None else size, None, sure=sure)
    finally:
        os.close(descriptor)
