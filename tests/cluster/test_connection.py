"""Which address, which certificates, and which node is given anything: refused before a byte of a carrier moves."""

import io
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inzage.cluster import BadAddress, BadCertificates, NotInstalled, Unreachable, connection, node
from inzage.cluster.connection import Address, Certificates, security_of, unfit, within
from inzage.cluster.crew import Unsent


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tls://plan.example:8786", ("tls", "plan.example", 8786)),
        ("tcp://127.0.0.1:8786", ("tcp", "127.0.0.1", 8786)),
        ("tcp://[::1]:1", ("tcp", "::1", 1)),
        ("tls://plan.example:8786/", ("tls", "plan.example", 8786)),
    ],
)
def test_an_address_is_a_scheme_a_host_and_a_port(text: str, told: tuple[str, str, int]) -> None:
    assert Address.parse(text) == Address(*told)
    assert Address.parse(str(Address.parse(text))) == Address(*told)


@pytest.mark.parametrize(
    "text",
    ["", "plan.example:8786", "http://plan.example:8786", "tls://plan.example", "tls://:8786", "tcp://a:99999",
     "tls://plan.example:8786/elsewhere", "ucx://plan.example:8786", "tls://[::1:8786"],
)  # fmt: skip
def test_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(BadAddress):
        Address.parse(text)


@pytest.mark.parametrize(
    ("text", "network", "apart"),
    [
        ("tls://plan.example:1", None, True),
        ("tcp://127.0.0.1:1", None, True),
        ("tcp://127.9.9.9:1", None, True),
        ("tcp://[::1]:1", None, True),
        ("tcp://localhost:1", None, True),
        ("tcp://10.20.0.7:1", None, False),
        ("tcp://10.20.0.7:1", "10.20.0.0/24", True),
        ("tcp://10.20.1.7:1", "10.20.0.0/24", False),
        ("tcp://plan.example:1", "10.20.0.0/24", False),  # a name can lead anywhere tomorrow
        ("tcp://localhost.example:1", None, False),
        ("tcp://[fd00::1]:1", "10.20.0.0/24", False),
    ],
)
def test_unencrypted_only_where_nobody_else_listens(text: str, network: str | None, apart: bool) -> None:
    assert Address.parse(text).stands_apart(network) is apart


TLS = Address("tls", "plan.example", 1)


def test_a_tls_address_takes_certificates() -> None:
    with pytest.raises(BadCertificates):
        security_of(TLS, None)


@pytest.mark.parametrize("content", [None, b"", b"no PEM"], ids=["absent", "empty", "no PEM"])
def test_certificates_that_cannot_be_used_are_named_before_anybody_is_called(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "file.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadCertificates):
        security_of(TLS, Certificates(file, file, file))


def test_without_the_libraries_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed.security", None)
    with pytest.raises(NotInstalled, match="setup"):
        security_of(TLS, None)


# --- which node ------------------------------------------------------------------------


class SpillBuffer(dict[str, object]):
    """As dask's own: a mapping that can go to a disk."""


class Worker:
    """As dask hands itself to a function that asks for it."""

    def __init__(self, data: object) -> None:
        self.data = data


def told(**changes: Any) -> str:
    return json.dumps({**json.loads(node.about(Worker({}))), **changes})


def test_a_node_like_this_machine_is_given_work() -> None:
    assert unfit(told()) is None


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (None, "no answer"),
        (RuntimeError("no module named inzage"), "no answer"),
        ("nonsense", "no answer"),
        ("[]", "no answer"),
        (told(locks=False, lock="Landlock ABI 0, seccomp +"), "cannot lock; expected Landlock ABI >= 2"),
        (told(locks=1), "cannot lock"),
        (told(instrument="x", version="0.0.9", python="CPython 3.12.1"), "there Inzage 0.0.9, CPython 3.12.1"),
        (told(writes=True), "disk"),
        (told(writes=None), "disk"),
        (node.about(Worker(SpillBuffer())), "disk"),
    ],
)
def test_a_node_that_differs_is_left_out_with_a_sentence(answer: object, why: str) -> None:
    found = unfit(answer)
    assert found is not None
    assert why in found[1]
    assert found[0] != found[1]


def test_what_a_node_says_of_itself_cannot_write_on_the_screen() -> None:
    found = unfit(told(instrument="x", version="\x1b[2J" + "9" * 500))
    assert found is not None
    assert "\x1b" not in found[1]
    assert len(found[1]) < 400


def test_the_kernel_may_differ_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    here = node.instrument()
    real = node.fingerprint()
    for name, same in (("kernel", True), ("decoders", True), ("engine_sha256", False), ("dependencies", False)):
        node.instrument.cache_clear()
        monkeypatch.setattr(node, "fingerprint", lambda name=name: {**real, name: "changed"})
        assert (node.instrument() == here) is same, name
    node.instrument.cache_clear()


def test_who_does_not_answer_in_time_is_not_waited_for() -> None:
    begun = time.monotonic()
    assert within(lambda: time.sleep(30), 0.05) is None
    assert within(lambda: 1 / 0) is None
    assert within(lambda: "yes") == "yes"
    assert time.monotonic() - begun < 20


class Scheduler:
    """As a client speaks to it."""

    def __init__(self) -> None:
        self.taken_off: list[str] = []

    def unregister(self, address: str, stimulus_id: str) -> None:
        assert stimulus_id
        self.taken_off.append(address)


class Client:
    """A cluster as its client sees it: which nodes there are, and what each says of itself."""

    status = "running"

    def __init__(self) -> None:
        self.says: dict[str, object] = {}
        self.asked: list[str] = []
        self.answers = True
        self.seen: dict[str, float] = {}
        self.refuses: set[str] = set()
        self.scheduler = Scheduler()

    def sync(self, ask: Callable[..., Any], **told: Any) -> Any:
        return ask(**told)

    def scheduler_info(self, **_: object) -> dict[str, Any]:
        if not self.answers:
            raise TimeoutError
        about = {"nthreads": 2}
        return {
            "workers": {name: {"name": name.upper(), **about, "last_seen": self.seen.get(name)} for name in self.says}
        }

    def run(self, _: object, workers: list[str], **__: object) -> dict[str, object]:
        self.asked += workers
        return {name: self.says[name] for name in workers}

    def scatter(self, data: dict[str, bytes], workers: list[str], **how: object) -> dict[str, tuple[str, bool]]:
        assert (how["direct"], how["hash"]) == (True, False)
        if workers[0] in self.refuses:
            raise ConnectionError
        return dict.fromkeys(data, (workers[0], True))


def test_nobody_is_named_beside_an_errand_before_it_was_asked() -> None:
    client, left = Client(), []
    cluster = connection.Cluster(client, left.append)
    assert cluster.where() is None
    client.says = {"a": told(), "b": told(locks=False)}
    cluster.look()
    where = cluster.where()
    assert where == {"workers": ["a"], "allow_other_workers": False}
    assert [one.node for one in left] == ["B"]
    assert cluster.hands == 2
    client.says["c"] = told()
    cluster.look()
    assert cluster.where() == {"workers": ["a", "c"], "allow_other_workers": False}
    assert sorted(client.asked) == ["a", "b", "c"]  # each once
    del client.says["a"]
    cluster.look()
    assert not cluster.holds(where)
    assert [cluster.send("x", b"") for _ in range(2)] == [("c", True)] * 2


def test_a_client_that_lost_its_scheduler_says_so() -> None:
    client = Client()
    cluster = connection.Cluster(client, lambda _: None)
    assert cluster.gone() is None
    client.status = "connecting"
    assert cluster.gone() == "scheduler"


def test_a_scheduler_that_answers_nothing_any_more_is_gone_though_its_line_is_there() -> None:
    client = Client()
    client.says = {"a": told()}
    cluster = connection.Cluster(client, lambda _: None)
    for answers, gone in [(True, False), (False, False), (False, False), (True, False), *[(False, False)] * 2]:
        client.answers = answers
        cluster.refresh()
        assert (cluster.gone() is not None) is gone
    cluster.refresh()
    assert cluster.gone() == connection.SILENT_SCHEDULER
    assert cluster.where() is not None  # who was there is not forgotten: the check ends with that sentence


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("signs", "step", "silent"),
    [
        ([1] * 31, 1.0, True),
        ([1] * 30, 1.0, False),
        ([None] * 99, 1.0, False),  # one that gives no signs at all is not told apart by them
        ([1] * 29 + [2] * 29, 1.0, False),
        ([1, 1], 3600.0, False),  # this machine slept, and so may the node have
        ([1] * 5, 3600.0, True),
    ],
)
def test_who_gives_no_new_sign_of_life_for_long_is_silent(signs: list[float | None], step: float, silent: bool) -> None:
    clock = Clock()
    pulse = connection.Pulse(clock)
    for at, sign in enumerate(signs):
        clock.now += step
        found = pulse.silent({"a": sign, "b": float(at)})
    assert found == (frozenset("a") if silent else frozenset())


def test_a_node_that_fell_silent_is_taken_off_and_said_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    client, left, clock = Client(), [], Clock()
    client.says = {"a": told(), "b": told()}
    cluster = connection.Cluster(client, left.append)
    monkeypatch.setattr(cluster, "_pulse", connection.Pulse(clock))
    for second in range(40):
        clock.now += 1
        client.seen = {"a": 1.0, "b": float(second)}
        cluster.look()
    assert client.scheduler.taken_off == ["a"]
    assert [one.en for one in left] == ["A: shows no sign of life any more; another reads what it had"]
    assert cluster.where() == {"workers": ["b"], "allow_other_workers": False}
    assert not cluster.holds({"workers": ["a"]})


def test_who_took_nothing_the_last_time_is_sent_to_only_where_there_is_no_other() -> None:
    client = Client()
    client.says = {"a": told(), "b": told()}
    cluster = connection.Cluster(client, lambda _: None)
    cluster.look()
    client.refuses = {"a"}
    took = []
    for _ in range(6):
        try:
            took.append(cluster.send("x", b""))
        except Unsent:
            took.append(None)
    assert took.count(None) == 1
    del client.says["b"]
    client.refuses = set()
    cluster.look()
    assert cluster.send("x", b"") == ("a", True)


def test_a_scheduler_that_takes_the_line_and_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(connection, "SECONDS", 0.05)
    monkeypatch.setattr("socket.create_connection", lambda *_: io.BytesIO())
    monkeypatch.setattr("distributed.Client", lambda *_, **__: ended.wait())
    with pytest.raises(Unreachable, match="silent"), connection.connected(Address.parse("tcp://127.0.0.1:1")):
        pytest.fail("nobody answered")
    ended.set()
