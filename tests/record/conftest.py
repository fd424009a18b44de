"""What holds in every test of the record."""

import os

import pytest


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing that the kernel has, so these tests need not wait for the disk itself.

    That ``fsync`` is called where it must be, tests say by putting their own in its place.
    """
    monkeypatch.setattr(os, "fsync", lambda _: None)
