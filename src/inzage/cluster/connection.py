"""A scheduler, and which of its nodes are given anything.

Before anything of a carrier is sent every node is asked whether it can lock, what it runs and whether what it holds
could reach its disk. Who differs is left out, by name and with a sentence; who comes later is asked first too. Only
those asked are named beside an errand, so the scheduler gives it to no other.
"""

import contextlib
import contextvars
import ipaddress
import json
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from inzage.cluster import AnotherVersion, BadAddress, BadCertificates, NoNode, NotInstalled, Unreachable
from inzage.cluster.crew import Crew, Unsent
from inzage.cluster.node import about, instrument
from inzage.record.instrument import fingerprint
from inzage.worker.lock import EXPECTED

SECONDS = 10.0
"""How long a scheduler or a node may take to answer before it counts as not there."""

SILENT_SECONDS = 30.0
"""How long a node may show no sign of life before it counts as gone; each shows one every second or so."""

SILENT_SCHEDULER = "scheduler zwijgt (scheduler is silent)"

UNHEARD = 3
"""Looks in a row that a scheduler may leave unanswered, each as long as it may take to answer."""

SILENT = (
    "geeft geen teken van leven meer; wat hij had, leest een ander",
    "shows no sign of life any more; another reads what it had",
)

_LOOK_SECONDS = 1.0
_AT_ONCE = 32
_LOOPBACK = "localhost"


@dataclass(frozen=True, slots=True)
class Certificates:
    """Three PEM files: whose signature counts in this cluster, this machine's certificate, and its key."""

    authority: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Address:
    """Where a scheduler listens. ``scheme``: tls or tcp."""

    scheme: str
    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        """``tls://name:8786`` or ``tcp://127.0.0.1:8786``; raises ``BadAddress``."""
        try:
            parts = urlsplit(text)
            if parts.scheme in {"tls", "tcp"} and parts.hostname and parts.port and not parts.path.strip("/"):
                return cls(parts.scheme, parts.hostname, parts.port)
        except ValueError:
            pass
        raise BadAddress(found=text)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def stands_apart(self, network: str | None) -> bool:
        """May anything about a person travel there: encrypted, on this machine, or in ``network``, which its
        administrator declared separate?
        """
        if self.scheme == "tls" or self.host == _LOOPBACK:
            return True
        try:
            host = ipaddress.ip_address(self.host)
        except ValueError:
            return False  # a name can lead anywhere tomorrow
        return host.is_loopback or (network is not None and host in ipaddress.ip_network(network))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A node that is given nothing, and why, in both languages."""

    node: str
    nl: str
    en: str


Tell = Callable[[LeftOut], None]


@contextmanager
def connected(
    address: Address,
    certificates: Certificates | None = None,
    *,
    shared: Sequence[str] = (),
    tell: Tell = lambda _: None,
) -> Iterator[Crew]:
    """A crew of a cluster's nodes. Raises the errors of the stage's contract; until it is there, nothing was sent."""
    client = _client(address, security_of(address, certificates))
    try:
        _same_version(client)
        cluster = Cluster(client, tell)
        cluster.look()
        if not cluster.hands:
            raise NoNode(found=cluster.why_nobody)
        with cluster.watched():
            executor = client.get_executor(pure=False, retries=0)
            yield Crew(
                executor,
                cluster.hands + 1,  # one more than can be carried, so that nobody waits for what is on its way
                cluster,
                shared=tuple(shared),
                allowed=cluster.allowed,
                nodes=cluster.nodes,
            )
    finally:
        with contextlib.suppress(Exception):  # a scheduler that is gone need not be said goodbye to
            client.close(timeout=2)


def security_of(address: Address, certificates: Certificates | None) -> Any:  # noqa: ANN401 - of a library without types
    """What dask is told of certificates; raises ``BadCertificates``."""
    try:
        from distributed.security import Security  # noqa: PLC0415 - only with a cluster
    except ImportError:
        raise NotInstalled from None
    if address.scheme == "tcp":
        return Security(require_encryption=False)
    if certificates is None:
        raise BadCertificates(found="geen certificaten (no certificates)")
    made = Security(
        tls_ca_file=str(certificates.authority),
        tls_client_cert=str(certificates.certificate),
        tls_client_key=str(certificates.key),
        tls_worker_cert=str(certificates.certificate),
        tls_worker_key=str(certificates.key),
        tls_scheduler_cert=str(certificates.certificate),
        tls_scheduler_key=str(certificates.key),
        require_encryption=True,
    )
    try:
        made.get_connection_args("client")
    except OSError as error:
        raise BadCertificates(found=type(error).__name__) from None
    return made


def hush() -> None:
    """Quiet the libraries' own loggers, each of which has a level: what is to be said of a cluster, we say."""
    for name in {"distributed", "tornado", "asyncio", *logging.root.manager.loggerDict}:
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _client(address: Address, security: Any) -> Any:  # noqa: ANN401 - of a library without types
    from distributed import Client  # noqa: PLC0415 - only with a cluster

    hush()
    faults: list[Exception] = []

    def opened() -> Any:  # noqa: ANN401 - of a library without types
        try:
            socket.create_connection((address.host, address.port), SECONDS).close()  # dask would go on trying
            return Client(str(address), security=security, timeout=SECONDS, set_as_default=False, name="inzage")
        except Exception as fault:
            faults.append(fault)

    # a scheduler that takes the line and says nothing is waited for without an end by dask itself
    client = within(opened, 2 * SECONDS)
    if client is None:
        raise Unreachable(address=address, seconds=int(SECONDS), found=_no_conversation(faults))
    return client


def _no_conversation(faults: Sequence[Exception]) -> str:
    match faults:
        case [OSError(errno=int(number))]:
            return f"geen antwoord (no answer: {os.strerror(number)})"
        case [OSError() as fault]:
            return f"geen antwoord (no answer: {type(fault).__name__})"
        case [fault]:  # a scheduler of another age says it in its own way
            return f"geen gesprek (no conversation: {type(fault).__name__})"
        case _:
            return "geen antwoord (no answer: silent)"


def _same_version(client: Any) -> None:  # noqa: ANN401
    import distributed  # noqa: PLC0415 - only with a cluster

    told = within(client.get_versions) or {}
    found = told.get("scheduler", {}).get("packages", {}).get("distributed")
    if found != distributed.__version__:
        raise AnotherVersion(expected=distributed.__version__, found=str(found)[:40])


class Cluster:
    """What is known of a cluster's nodes: who may be given errands, and whether the scheduler is there."""

    def __init__(self, client: Any, tell: Tell) -> None:  # noqa: ANN401
        import dask  # noqa: PLC0415 - only with a cluster

        self._client = client
        self._tell = tell
        self._fit: dict[str, int] = {}
        self._asked: set[str] = set()
        self._live: frozenset[str] = frozenset()
        self._left_out: list[LeftOut] = []
        self._turn = 0
        self._unheard = 0
        self._pulse = Pulse()
        self._doubted: frozenset[str] = frozenset()
        self._took: dict[str, str] = {}
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self.allowed = int(dask.config.get("distributed.scheduler.allowed-failures"))

    # --- what a crew asks ---------------------------------------------------------

    def where(self) -> Mapping[str, object] | None:
        """Those that were asked and are there now."""
        nodes = sorted(self._nodes)
        return {"workers": nodes, "allow_other_workers": False} if nodes else None

    def holds(self, where: Mapping[str, object]) -> bool:
        """Is one of them there still?"""
        return bool(self._nodes & set(where["workers"]))  # type: ignore[call-overload]

    def gone(self) -> str | None:
        """The scheduler, when it is: its line was cut, or it answers nothing though the line is there."""
        if self._client.status != "running":
            return "scheduler"
        return None if self._unheard < UNHEARD else SILENT_SCHEDULER

    def refresh(self) -> None:
        """Ask the scheduler, which knows at once of whoever's line was cut."""
        if self.gone() is None:
            with contextlib.suppress(Exception):  # the next look says it
                self.look()

    def send(self, name: str, part: bytes) -> object:
        """Straight to one of the nodes, not through the scheduler; in turn, so that each gets its share. One that took
        nothing the last time is asked only where there is no other.
        """
        nodes = sorted(self._nodes - self._doubted) or sorted(self._nodes)
        if not nodes:
            raise Unsent
        self._turn += 1
        node, key = nodes[self._turn % len(nodes)], f"chunk-{uuid4().hex}"  # never a name that is being forgotten

        def sending() -> object:
            return self._client.scatter({key: part}, workers=[node], direct=True, hash=False, timeout=SECONDS)[key]

        sent = within(sending)  # a node or a scheduler that goes away says so in many ways, or in none
        if sent is None:
            self._doubted |= {node}
            raise Unsent
        self._doubted -= {node}
        self._took[key] = node
        return sent

    def keeps(self, handles: Sequence[object]) -> bool:
        """Are the nodes that took these there still?"""
        return {self._took[handle.key] for handle in handles} <= self._nodes  # type: ignore[attr-defined]

    # --- who is there -------------------------------------------------------------

    @property
    def hands(self) -> int:
        """Errands that can be carried at once."""
        return sum(self._fit[node] for node in self._nodes)

    @property
    def nodes(self) -> int:
        """How many carry."""
        return len(self._nodes)

    @property
    def why_nobody(self) -> str:
        """Why there is no node, in a few words."""
        return "; ".join(one.nl for one in self._left_out) or "geen knooppunt (no node)"

    @property
    def _nodes(self) -> frozenset[str]:
        with self._lock:
            return self._live & frozenset(self._fit)

    def look(self) -> None:
        """Who is there now; whoever is new is asked what it is, and whoever fell silent is taken off the list."""
        with self._looking:
            told = within(lambda: self._client.scheduler_info(n_workers=-1)) or {}
            workers = told.get("workers")
            if not isinstance(workers, Mapping):
                self._unheard += 1
                return
            self._unheard = 0
            silent = self._pulse.silent({node: about.get("last_seen") for node, about in workers.items()})
            with self._lock:
                self._live = frozenset(workers) - silent
            for node in sorted(silent & frozenset(self._fit)):
                self._take_off(node, workers)
            new = set(workers) - self._asked
            if new:
                self._ask(sorted(new), workers)

    def _take_off(self, node: str, workers: Mapping[str, Any]) -> None:
        """As if its line had been cut: the scheduler gives what it had to another, or tells that it is lost."""
        with self._lock:
            del self._fit[node]
        within(lambda: self._client.sync(self._client.scheduler.unregister, address=node, stimulus_id="inzage-silent"))
        self._leave_out(node, workers, SILENT)

    def _leave_out(self, node: str, workers: Mapping[str, Any], why: tuple[str, str]) -> None:
        name = _short(workers[node].get("name") or node)
        left = LeftOut(name, f"{name}: {why[0]}", f"{name}: {why[1]}")
        self._left_out.append(left)
        self._tell(left)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look again every second, as long as this lasts."""
        here = contextvars.copy_context()  # what it tells, it tells in this user's language
        watcher = threading.Thread(target=here.run, args=(self._watch,), name="cluster", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            self._ended.set()
            watcher.join(SECONDS)

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            self.refresh()

    def _ask(self, nodes: Iterable[str], workers: Mapping[str, Any]) -> None:
        def answer(node: str) -> object:
            return (within(lambda: self._client.run(about, workers=[node], on_error="return")) or {}).get(node)

        nodes = list(nodes)
        with ThreadPoolExecutor(min(len(nodes), _AT_ONCE)) as asking:  # one that is silent keeps nobody else waiting
            answers = list(asking.map(answer, nodes))
        for node, told in zip(nodes, answers, strict=True):
            self._asked.add(node)
            why = unfit(told)
            if why is None:
                with self._lock:
                    self._fit[node] = int(workers[node].get("nthreads", 1))
            else:
                self._leave_out(node, workers, why)


class Pulse:
    """How long each node shows no new sign of life, by this machine's clock; while it slept itself, none counts."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looked = clock()
        self._still: dict[str, tuple[object, float]] = {}

    def silent(self, seen: Mapping[str, object]) -> frozenset[str]:
        """Those of whom the same was seen for too long. ``seen``: of each node its last sign, None: it gives none."""
        now = self._clock()
        passed, self._looked = min(now - self._looked, SECONDS + _LOOK_SECONDS), now
        before, self._still = self._still, {}
        for node, sign in seen.items():
            last, still = before.get(node, (None, 0.0))
            self._still[node] = sign, (still + passed if sign is not None and sign == last else 0.0)
        return frozenset(node for node, (_, still) in self._still.items() if still >= SILENT_SECONDS)


def unfit(answer: object) -> tuple[str, str] | None:
    """Why a node that says this of itself is given nothing, in both languages; None where nothing is wrong with it."""
    try:
        told = json.loads(answer) if isinstance(answer, str) else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return "geeft geen antwoord van Inzage", "gives no answer of Inzage's"
    if told.get("locks") is not True:
        found = _short(told.get("lock"))
        return (
            f"kan niet afsluiten; verwacht {EXPECTED}, gevonden {found}",
            f"cannot lock; expected {EXPECTED}, found {found}",
        )
    if told.get("instrument") != instrument():
        here = _named({**fingerprint(), "instrument": instrument()})
        there = _named(told)
        return (
            f"is een ander instrument; hier {here}, daar {there}",
            f"is another instrument; here {here}, there {there}",
        )
    if told.get("writes") is not False:
        return (
            "kan inhoud op schijf zetten; zet spill en target uit, of gebruik inzage node",
            "could put content on its disk; switch spill and target off, or use inzage node",
        )
    return None


def _named(told: Mapping[str, object]) -> str:
    return f"Inzage {_short(told.get('version'))}, {_short(told.get('python'))}, {_short(told.get('instrument'))[:8]}"


def _short(word: object) -> str:
    return "".join(char for char in str(word)[:60] if char.isprintable())


def within(ask: Callable[[], Any], seconds: float = SECONDS) -> Any:  # noqa: ANN401 - whatever was asked
    """What is answered in time; None where nothing is, or where asking failed."""
    answers: list[Any] = []

    def asking() -> None:
        with contextlib.suppress(Exception):
            answers.append(ask())

    thread = threading.Thread(target=asking, daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None
