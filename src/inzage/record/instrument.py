"""The instrument's fingerprint: which program, exactly, made this result.

A digest over every file of the engine (not of the register or the evaluation, so
that a release of the web side leaves proven readers proven), the version of each
direct dependency with the digest of its list of installed files, Python and the
kernel's release class. It tells two honest installations apart or the same; a
program changed to lie about itself it cannot unmask. ``decoders``: what decoded pictures, which only
a check that did so can fill in.
"""

import functools
import hashlib
import os
import platform
import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import inzage

APART = ("register", "evaluation")
"""Sub-packages whose change leaves the engine's digest as it was."""

_LOCAL_LINES = re.compile(r"(?:\.\.|[^,]*\.dist-info/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json)|[^,]*\.pyc,)")


def fingerprint() -> dict[str, object]:
    """The fingerprint, worked out once per process."""
    return dict(_fingerprint())


def engine_digest(root: Path) -> tuple[str, int]:
    """Hex SHA-256 over names and contents of the engine's files under ``root``, and how many there are."""
    whole, files = hashlib.sha256(), sorted(_engine_files(root))
    for name in files:
        with open(f"{root}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - hundreds of them, at every check
            digest = hashlib.sha256(file.read()).hexdigest()
        whole.update(f"{digest}  {name}\n".encode())
    return whole.hexdigest(), len(files)


@functools.cache
def _fingerprint() -> Mapping[str, object]:
    digest, files = engine_digest(Path(inzage.__file__).parent)
    return {
        "version": inzage.__version__,
        "engine_sha256": digest,
        "engine_files": files,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "kernel": ".".join(platform.release().split("-")[0].split(".")[:2]),
        "decoders": "",
        "dependencies": _dependencies(),
    }


def _engine_files(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        inside = os.path.relpath(folder, root) + "/" if folder != str(root) else ""
        apart = {"__pycache__", *(() if inside else APART)}
        folders[:] = [name for name in folders if name not in apart]
        yield from (inside + name for name in files if name not in apart and os.path.isfile(f"{folder}/{name}"))  # noqa: PTH113 - so too


def _dependencies() -> dict[str, object]:
    return {name: _installed(name) for name in sorted(_direct_dependencies())}


def _direct_dependencies() -> Iterator[str]:
    try:
        required = metadata.requires("inzage") or []
    except metadata.PackageNotFoundError:
        return
    for requirement in required:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        if name and "extra ==" not in requirement:
            yield name.group().lower()


def _installed(name: str) -> dict[str, str | None]:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return {"version": None, "record_sha256": None}
    # lines that differ between two installations of the same package are left out
    listed = [line for line in (found.read_text("RECORD") or "").splitlines() if not _LOCAL_LINES.match(line)]
    return {"version": found.version, "record_sha256": hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()}
