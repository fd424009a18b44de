"""Every target takes its seeds and what was once found; the table holds every parser that it promises."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.formats.blocks import Blocks
from tests.atheris.__main__ import Told
from tests.atheris.memory import Held, Patched, joined, parted
from tests.atheris.targets import TARGETS, AnySum, Target, sums_hold, tried

KEPT = Path(__file__).with_name("kept")
FINDS = sorted(file for folder in KEPT.iterdir() for file in folder.iterdir()) if KEPT.exists() else []


def inputs(target: Target) -> Iterator[bytes]:
    """Its seeds, and each with one byte changed and with its end cut off."""
    chance = random.Random(7)  # noqa: S311
    for seed in list(target.seeds())[:4]:
        yield seed
        for _ in range(4):
            changed = bytearray(seed or b"\0" * 24)
            changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield bytes(changed)
        yield seed[: len(seed) // 2]


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_sound_and_spoilt_inputs(name: str) -> None:
    target = TARGETS[name]
    with sums_hold(target):
        for data in inputs(target):
            tried(target, data)


def test_what_was_found_once_stays_mended() -> None:
    for find in FINDS:
        target = TARGETS[find.parent.name]
        with sums_hold(target):
            tried(target, find.read_bytes())


@pytest.mark.parametrize("name", sorted(set(TARGETS) - {"overlay", "papers", "registry_logs"}))
def test_a_target_begins_with_something_sound(name: str) -> None:
    target = TARGETS[name]
    with sums_hold(target):
        sound = 0
        for seed in target.seeds():
            try:
                target.run(seed)
                sound += 1
            except target.declared:
                continue
    assert sound


def test_a_fault_that_is_not_declared_comes_out() -> None:
    broken = Target(lambda data: data[9], lambda: [], (KeyError,))
    with pytest.raises(IndexError):
        tried(broken, b"")


def test_a_sum_holds_only_while_fuzzing() -> None:
    target = TARGETS["gpt"]
    module, name = target.sums[0]
    with sums_hold(target):
        assert getattr(module, name)(b"x") == 1
    assert getattr(module, name)(b"x") != 1
    assert AnySum(3) == 4


def test_changes_are_made_where_something_lies() -> None:
    sound = bytes(1024) + b"x" * 512 + bytes(512)
    made = Patched(sound)
    assert whole(made.changed(b"")) == sound
    changed = made.changed(b"\0\0\x02\0\x03abc")
    assert whole(changed) == bytes(1024) + b"xxabc" + b"x" * 507 + bytes(512)
    assert changed.read_at(1024, 4) == b"xxab"
    assert changed.read_at(2000, 999) == bytes(48)
    assert all(len(whole(made.changed(seed))) == len(sound) for seed in made.seeds())


def whole(blocks: Blocks) -> bytes:
    return blocks.read_at(0, blocks.size)


def test_two_parts_come_back() -> None:
    assert parted(joined(b"ab", b"c")) == (b"ab", b"c")
    assert Held(b"abc").read_at(1, 9) == b"bc"


def test_what_the_fuzzer_said_is_counted(tmp_path: Path) -> None:
    (tmp_path / "crash-1").touch()
    (tmp_path / "timeout-2").touch()
    (tmp_path / "corpus").mkdir()
    said = "#1024\tpulse  cov: 33 ft: 4\n#2048\tNEW cov: 41\nstat::number_of_executed_units: 4000\n"
    assert Told.of(said, tmp_path) == Told(4000, 41, 1, 1)
    assert Told.of("#7\tINITED cov: 2\n", tmp_path).tried == 7
