"""What the command line does with a cluster: connect to one for a check, or be a node of one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inzage.cli._shared import say
from inzage.cluster import BadCertificates, NotUnconfined, PlainNetwork
from inzage.cluster.connection import Address, Certificates, LeftOut, connected
from inzage.cluster.crew import Crew
from inzage.cluster.serving import Post, serve
from inzage.mandate.signed import any_mandate
from inzage.signing.kit import Kit


@contextmanager
def crew(given: Mapping[str, Any], mandate: bytes, kit: Kit) -> Iterator[Crew]:
    """The crew that ``--cluster`` asks for. Nothing is sent, and no order used, before it is there."""
    address = Address.parse(given["cluster"])
    if given["unconfined"]:
        raise NotUnconfined
    if not any_mandate(mandate).validation and not address.stands_apart(kit.policy.cluster_network):
        raise PlainNetwork(address=address)
    shared = [str(Path(path).resolve()) for path in given["carriers"]] if given["shared"] else []
    with connected(address, certificates(given), shared=shared, tell=_left_out) as made:
        say(
            f"Gelezen wordt op {made.nodes} knooppunten van {address}.",
            f"Reading happens on {made.nodes} nodes of {address}.",
        )
        yield made


def certificates(given: Mapping[str, Any]) -> Certificates | None:
    """Three files or none; raises ``BadCertificates`` for one or two."""
    files: list[Path | None] = [given[f"cluster_{name}"] for name in ("ca", "cert", "key")]
    named = [file for file in files if file is not None]
    if named and len(named) < len(files):
        raise BadCertificates(found=f"{len(named)} van de {len(files)} ({len(named)} of {len(files)})")
    return Certificates(*named) if named else None


def _left_out(node: LeftOut) -> None:
    say(f"Knooppunt krijgt niets: {node.nl}.", f"Node is given nothing: {node.en}.")


def node(scheduler: str, jobs: int, host: str | None, name: str | None, **given: Any) -> None:  # noqa: ANN401 - options
    """Be a node until a signal ends it."""
    address = Address.parse(scheduler)

    def ready() -> None:
        say(f"Dit knooppunt leest voor {address}. Ctrl-C stopt.", f"This node reads for {address}. Ctrl-C ends it.")

    serve(Post(address, certificates(given), jobs, host, name), ready)
    say("Dit knooppunt is gestopt.", "This node has stopped.")
