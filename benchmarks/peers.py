"""What the benchmarks compare with, each in an environment of its own below ``build/bench``: none is a dependency.

An environment is made once and used again; what cannot be installed here is said and left out, not guessed.
"""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOM = Path(__file__).parent.parent / "build" / "bench"
"""Where environments and corpora are kept from one run to the next; ``make clean`` removes it."""


@cache
def environment(name: str, *packages: str) -> Path | None:
    """The ``bin`` of an environment with these packages from the package index; None where that cannot be made."""
    place = ROOM / "peers" / name
    done = place / "made"
    wanted = "\n".join(packages)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(place, ignore_errors=True)
        try:
            _run(sys.executable, "-m", "venv", str(place))
            _run(str(place / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", *packages)
        except subprocess.CalledProcessError as fault:
            print(f"{name} could not be installed: {fault.stderr[-300:].strip()}")
            shutil.rmtree(place, ignore_errors=True)
            return None
        done.write_text(wanted, encoding="utf-8")
    return place / "bin"


@cache
def program(name: str, package: str) -> str | None:
    """The path of a program of Debian's, installed where that is allowed; None where it is not to be had."""
    if shutil.which(name) is None:
        try:
            _run("apt-get", "update", "-qq")
            _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
        except (subprocess.CalledProcessError, FileNotFoundError):
            print(f"{name} is not here; whoever administers this machine installs it with the package {package}")
    return shutil.which(name)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
