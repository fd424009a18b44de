"""The guards around the tests themselves: no network, and no silent skip under continuous integration."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

SKIPS = {
    "a mark": "import pytest\n@pytest.mark.skip(reason='later')\ndef test_it(): pass\n",
    "a call": "import pytest\ndef test_it(): pytest.skip('not here')\n",
    "a whole module": "import pytest\npytest.skip('not here', allow_module_level=True)\n",
    "a missing import": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n",
    "an expected failure": "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n",
}


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_test_cannot_make_a_network_socket(family: socket.AddressFamily) -> None:
    with pytest.raises(RuntimeError, match="no network"):
        socket.socket(family, socket.SOCK_STREAM)


def test_a_test_cannot_look_up_a_name() -> None:
    with pytest.raises(RuntimeError, match="no network"):
        socket.getaddrinfo("listed.example", 443)


def test_a_local_socket_pair_still_works() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"x")
        assert right.recv(1) == b"x"


def ended(folder: Path, body: str, ci: str) -> int:
    """The exit code of pytest over one made-up test file with our conftest beside it."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_made_up.py").write_text(body)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, env=os.environ | {"CI": ci}, capture_output=True, check=False).returncode


@pytest.mark.parametrize("body", SKIPS.values(), ids=SKIPS)
def test_a_skip_is_a_failure_under_ci(tmp_path: Path, body: str) -> None:
    assert ended(tmp_path, body, ci="true") in (1, 2)


def test_a_skip_on_somebody_s_own_machine_is_a_skip(tmp_path: Path) -> None:
    assert ended(tmp_path, SKIPS["a call"], ci="") == 0
