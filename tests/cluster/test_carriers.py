"""What a node has open: each carrier once, never closed under who reads it, closed when nobody asks for it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from inzage.cluster.carriers import Carriers, opened_there
from inzage.cluster.errand import Elsewhere
from inzage.sources import NoSuchCarrier, Source


class Opened:
    """In the place of a carrier: it is named by its path, and knows whether it was closed."""

    def __init__(self, path: str) -> None:
        self.identity = path.encode()
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Shelf:
    """Opens carriers, each after a while, and knows which."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.made: list[Opened] = []
        self.seconds = seconds

    def __call__(self, path: str) -> Source:
        time.sleep(self.seconds)
        if path == "broken":
            raise NoSuchCarrier(path=path, found="")
        self.made.append(Opened(path))
        return self.made[-1]  # type: ignore[return-value]  # no more of it is asked


def test_several_at_once_have_one_carrier_between_them() -> None:
    shelf, met = Shelf(0.1), threading.Barrier(4, timeout=30)
    carriers = Carriers(shelf)

    def read() -> Source:
        with carriers.lent("a", b"a") as source:
            met.wait()
            return source

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(read) for _ in range(4)]]
    assert len(shelf.made) == 1
    assert {id(one) for one in found} == {id(shelf.made[0])}


def test_one_that_is_read_is_not_closed_by_others_that_come() -> None:
    shelf = Shelf()
    carriers = Carriers(shelf, most=1, idle=3600)
    with carriers.lent("a", b"a"):
        for name in "bcd":
            with carriers.lent(name, name.encode()):
                pass
        assert [one.closed for one in shelf.made] == [False, True, True, False]
    with carriers.lent("d", b"d"):
        pass
    assert [one.closed for one in shelf.made] == [True, True, True, False]
    assert len(shelf.made) == 4


def test_what_nobody_asks_for_is_closed_after_a_while() -> None:
    shelf = Shelf()
    carriers = Carriers(shelf, idle=0.05)
    with carriers.lent("a", b"a"):
        time.sleep(0.1)
        assert not shelf.made[0].closed
    end = time.monotonic() + 30
    while not shelf.made[0].closed:
        assert time.monotonic() < end
        time.sleep(0.01)
    with carriers.lent("a", b"a"):
        assert [one.closed for one in shelf.made] == [True, False]


def test_one_thread_waits_to_close_them_however_many_errands_there_were() -> None:
    carriers = Carriers(Shelf(), idle=3600)
    before = threading.active_count()
    for _ in range(50):
        with carriers.lent("a", b"a"):
            pass
    assert threading.active_count() <= before + 1


def test_another_carrier_at_the_path_is_closed_and_told() -> None:
    shelf = Shelf()
    carriers = Carriers(shelf)
    with pytest.raises(Elsewhere) as fault, carriers.lent("a", b"another"):
        pass
    assert fault.value.carrier
    assert shelf.made[0].closed
    with carriers.lent("a", b"a"):
        assert len(shelf.made) == 2


def test_one_that_does_not_open_keeps_nobody_waiting() -> None:
    shelf = Shelf(0.1)
    carriers = Carriers(shelf)

    def read() -> None:
        with carriers.lent("broken", b"broken"):
            pass

    with ThreadPoolExecutor(3) as pool:
        faults = [type(pool.submit(read).exception()) for _ in range(3)]
    assert faults == [NoSuchCarrier] * 3


def test_what_is_no_carrier_is_told_as_such(tmp_path: object) -> None:
    with pytest.raises(NoSuchCarrier):
        opened_there(f"{tmp_path}/nothing")
