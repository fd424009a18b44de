"""What holds in every test: no network, no silent skip, generated cases that can be repeated."""

import gc
import os
import sys
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

REFUSED = {"AF_INET", "AF_INET6", "AF_PACKET"}
UNDER_CI = os.environ.get("CI") == "true"


class NetworkRefused(RuntimeError):
    """A test reached for the network; nothing in this project may."""


def refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: no socket but local ones, no look-up of a name. It cannot be taken off again."""
    family = getattr(args[1], "name", args[1]) if event == "socket.__new__" else None
    if family in REFUSED or family in (2, 10, 17) or event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise NetworkRefused(f"{event}: the tests, like the engine, use no network")


sys.addaudithook(refuse_network)

# A killed process loses nothing that the kernel has, so the tests' own process need not wait for the disk itself. That
# fsync is called where it must be, tests say by putting their own in its place; a command of its own waits as ever.
os.fsync = lambda _: None

every_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", every_machine)
settings.register_profile("ci", every_machine, derandomize=True, database=None)
settings.register_profile("fuzz", every_machine, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if UNDER_CI else "dev"))


def no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip (or an expected failure) into a failure: under CI each test says something."""
    if UNDER_CI and report.skipped:
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", "")
        report.outcome = "failed"
        report.longrepr = f"skipped under CI=true, so nothing was shown: {why}"
        vars(report).pop("wasxfail", None)


def pytest_collection_finish() -> None:
    """Thirty thousand tests are looked through by every round of the collector, and copied by every fork: set aside."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Each test's report passes ``no_skip``."""
    report = yield
    no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So does each module's, because a whole module can skip itself."""
    report = yield
    no_skip(report)
    return report
