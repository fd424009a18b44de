"""Checks on real clusters: a scheduler and nodes, each a process of its own, and what becomes of a check as they die.

The check itself is a process too, as a user's is: it alone opens a connection, and only over loopback.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tools.cluster_here import INZAGE, ClusterHere, cluster_here, kill

from inzage.mandate.used import UsedOrders
from inzage.record import EntryKind
from inzage.record.place import part_of
from inzage.record.same import looks_again
from inzage.signing.kit import Kit
from tests.bench import Bench, inzage, make_bench
from tests.check.beside import entries, give_order
from tests.cluster.media import image_bench, media_bench, what_the_police_read
from tests.cluster.same import without_order

WORKER = [sys.executable, "-m", "distributed.cli.dask_worker"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[ClusterHere]:
    """Two nodes with one hand each."""
    with cluster_here() as made:
        yield made


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return make_bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def here(bench: Bench) -> dict[str, object]:
    """The check of this bench on one machine."""
    assert bench.check(bench.root / "here").returncode == 4
    return without_order(bench, "here")


def on(cluster: ClusterHere) -> list[object]:
    return ["--cluster", cluster.address, *cluster.words]


def fresh(bench: Bench) -> None:
    """A fresh order, and a kit that remembers no other: a year has room for four."""
    (bench.papers.kit / "used_orders.jsonl").write_bytes(b"")
    give_order(bench)


def read(bench: Bench, name: str) -> list[tuple[object, object]]:
    """What was read, in the order of the ledger."""
    told = entries(bench, bench.root / name)
    return [(one.facts["reader"], one.facts["ordinal"]) for one in told if one.kind is EntryKind.READ]


def begun(bench: Bench, name: str, *more: object) -> subprocess.Popen[str]:
    """A check of which the first progress was told."""
    fresh(bench)
    words = [str(word) for word in bench.words(bench.root / name, *more, "--progress", "jsonl")]
    running = subprocess.Popen([*INZAGE, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("{"):
            return running
    raise AssertionError("it ended before it told anything")


@pytest.mark.parametrize("more", [(), ("--shared",)], ids=["chunks", "same path"])
def test_on_a_cluster_the_check_is_the_same(
    bench: Bench, here: dict[str, object], cluster: ClusterHere, more: tuple[str, ...]
) -> None:
    fresh(bench)
    name = f"far{len(more)}"
    done = bench.check(bench.root / name, *on(cluster), *more)
    assert done.returncode == 4, done.stderr
    assert "2 knooppunten" in done.stderr
    assert without_order(bench, name) == here
    assert read(bench, name) == read(bench, "here")


@pytest.mark.parametrize("made", [media_bench, image_bench], ids=["folder", "image"])
@pytest.mark.parametrize("listed", [True, False], ids=["a listed picture", "no listed picture"])
def test_of_media_nodes_read_what_this_machine_would_and_a_hit_is_sealed_there(
    tmp_path: Path, cluster: ClusterHere, made: Callable[..., Bench], listed: bool
) -> None:
    bench = made(tmp_path, listed=listed)
    codes = [bench.check(tmp_path / "here").returncode]
    fresh(bench)
    done = bench.check(tmp_path / "far", *on(cluster), "--shared")
    codes.append(done.returncode)
    assert codes == ([3, 3] if listed else [4, 4]), done.stderr
    assert without_order(bench, "far") == without_order(bench, "here")
    if listed:
        assert what_the_police_read(bench, "far") == what_the_police_read(bench, "here")


def test_a_node_that_dies_changes_nothing(bench: Bench, here: dict[str, object], cluster: ClusterHere) -> None:
    running = begun(bench, "killed", *on(cluster))
    reader = cluster.reader_of("node-1")
    os.kill(reader, signal.SIGSTOP)  # so that what it was given lies there when it dies
    time.sleep(0.5)
    assert running.poll() is None
    kill(reader)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 4, said
    assert without_order(bench, "killed") == here
    assert looks_again(entries(bench, bench.root / "killed")) == 0
    assert read(bench, "killed") == read(bench, "here")


def test_a_scheduler_that_dies_interrupts_a_check_that_goes_on_without_it(
    bench: Bench, here: dict[str, object]
) -> None:
    with cluster_here(("node-3",)) as cluster:
        running = begun(bench, "cut", *on(cluster))
        kill(cluster.scheduler.pid)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 6, said
    assert "--resume" in said.splitlines()[-1]
    done = bench.check(bench.root / "cut", "--resume")
    assert done.returncode == 4, done.stderr
    assert without_order(bench, "cut") == here


KILLER = """
import json, os
import inzage.cluster.node as node
if not hasattr(node, "first"):  # dask loads this twice
    node.first = node._performed
def performed(errand, chunks):
    if json.loads(errand.message)["reader"] == "firefox_history":
        os._exit(9)
    return node.first(errand, chunks)
node._performed = performed
"""


def test_an_artefact_that_kills_node_after_node_is_told_as_dead(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "killer.py").write_text(KILLER)
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    command = [
        *WORKER,
        "--nthreads",
        "1",
        "--no-dashboard",
        "--memory-limit",
        "0",
        "--preload",
        str(tmp_path / "killer.py"),
    ]
    with cluster_here((), **few) as cluster:
        cluster.start("killer", [*command, cluster.address, "--host", "127.0.0.1"], **few)
        cluster.ready("Registered to:", "killer")
        fresh(bench)
        case = bench.root / "killer"
        words = bench.words(case, *on(cluster), "--json")
        done = inzage(*words, **few)
    assert done.returncode == 4, done.stderr
    told = [line for line in json.loads(done.stdout)["coverage"] if line["ordinal"]]
    dead = {line["reader"] for line in told if line["reason"] == "worker_died"}
    assert dead == {"firefox_history"}
    assert {line["status"] for line in told if line["reader"] == "chromium_history"} == {"read"}


# --- what is refused before anything is opened ------------------------------------------


def refused(bench: Bench, name: str, *more: object) -> tuple[int, str]:
    """The exit code and last words of a check that did not begin: no case, no order used."""
    fresh(bench)
    used = len(UsedOrders(Kit.load(bench.papers.kit).used_orders).uses())
    done = inzage("--lang", "en", *bench.words(bench.root / name, *more))
    assert not (bench.root / name).exists()
    assert not part_of(bench.root / name).exists()
    assert len(UsedOrders(Kit.load(bench.papers.kit).used_orders).uses()) == used
    return done.returncode, done.stderr


def test_a_scheduler_that_is_not_there(bench: Bench) -> None:
    code, said = refused(bench, "nobody", "--cluster", "tcp://127.0.0.1:1")
    assert (code, "Connection refused" in said) == (1, True), said


def test_an_open_network_and_a_mandate_about_a_person(bench: Bench) -> None:
    code, said = refused(bench, "open", "--cluster", "tcp://192.0.2.1:8786")
    assert (code, "unencrypted" in said) == (5, True), said


def test_a_cluster_without_the_lock(bench: Bench) -> None:
    code, said = refused(bench, "open", "--cluster", "tcp://127.0.0.1:1", "--unconfined")
    assert (code, "locked" in said) == (2, True), said


OTHER = """
import distributed.versions as versions
versions._version_cached = lambda package: "1999.1.0"
from distributed.cli.dask_scheduler import main
main()
"""


def test_a_scheduler_of_another_version(bench: Bench) -> None:
    with cluster_here((), scheduler=[sys.executable, "-c", OTHER]) as cluster:
        code, said = refused(bench, "older", *on(cluster))
    assert (code, "Found: 1999.1.0" in said) == (1, True), said


UNLOCKED = "import inzage.worker.landlock as landlock; landlock.version = lambda: 0"
OTHER_ENGINE = "import inzage.record.instrument as one; one.engine_digest = lambda root: ('0' * 64, 1)"
STRANGER = "import sys; sys.modules['inzage'] = None"


def test_a_node_that_differs_is_given_nothing_and_without_another_nothing_begins(bench: Bench, tmp_path: Path) -> None:
    plain = [*WORKER, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    with cluster_here(()) as cluster:
        cluster.start("spills", [*plain, cluster.address, "--name", "spills"])
        for name, change in {"unlocked": UNLOCKED, "other": OTHER_ENGINE, "stranger": STRANGER}.items():
            (tmp_path / f"{name}.py").write_text(change + "\n")
            more = ["--name", name, "--memory-limit", "0", "--preload", str(tmp_path / f"{name}.py")]
            cluster.start(name, [*plain, cluster.address, *more])
        cluster.ready("Registered to:", *cluster.nodes)
        code, said = refused(bench, "unfit", *on(cluster))
    assert code == 1, said
    left = {line.split(": ")[1]: line for line in said.splitlines() if line.startswith("Node is given nothing")}
    assert set(left) == {"spills", "unlocked", "other", "stranger"}
    assert "disk" in left["spills"]
    assert "Landlock ABI 0" in left["unlocked"]
    assert "another instrument" in left["other"]
    assert "no answer" in left["stranger"]


# --- encrypted --------------------------------------------------------------------------


def certificates(folder: Path) -> dict[str, Path]:
    """An invented authority of a cluster, and one certificate for everybody on this machine."""
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cluster")])
    now = datetime.now(UTC)

    def made(subject: x509.Name, public: Any, *, ca: bool) -> x509.Certificate:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .sign(authority, hashes.SHA256())
        )

    node = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "node")])
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    files = {
        "ca": made(issuer, authority.public_key(), ca=True).public_bytes(serialization.Encoding.PEM),
        "cert": made(node, key.public_key(), ca=False).public_bytes(serialization.Encoding.PEM),
        "key": key.private_bytes(*form),
    }
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.pem").write_bytes(content)
    return {name: folder / f"{name}.pem" for name in files}


def test_with_certificates_everything_is_encrypted_and_nobody_else_gets_in(
    bench: Bench, here: dict[str, object], tmp_path: Path
) -> None:
    with cluster_here(("node-4",), tls=certificates(tmp_path / "ours")) as cluster:
        fresh(bench)
        done = bench.check(bench.root / "tls", *on(cluster))
        assert done.returncode == 4, done.stderr
        assert without_order(bench, "tls") == here
        code, said = refused(bench, "in the open", "--cluster", cluster.address.replace("tls", "tcp"))
        assert code == 1, said
        theirs = [
            word for name, file in certificates(tmp_path / "theirs").items() for word in (f"--cluster-{name}", file)
        ]
        code, said = refused(bench, "theirs", "--cluster", cluster.address, *theirs)
        assert code == 1, said
    assert refused(bench, "none", "--cluster", cluster.address)[0] == 2
