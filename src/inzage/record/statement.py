"""What a bundle says, read back from its graph by the names that its check gives the nodes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inzage.record.case_nodes import name_of
from inzage.record.handover_faults import HandoverAltered
from inzage.record.spelling import unspelt
from inzage.signing.canonical import NotCanonical, parse

Graph = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A halt as the police read it. ``match`` is None where the officer stopped the check.

    ``digests``: the matched ones; ``lists``: (name, version). The file's name and place stand in the bundle alone.
    """

    check_id: str
    reference: str
    mandate_sha256: str
    title: str
    organisation: str
    official: str
    tool: str
    carrier: int | None
    begun: datetime
    halted: datetime
    match: str | None = None
    label: str | None = None
    distance: int | None = None
    digests: tuple[str, ...] = ()
    lists: tuple[tuple[str, str], ...] = ()


def statement(check_id: str, bundle: bytes) -> Statement:
    """What the bundle of this check says; ``HandoverAltered`` where it is no bundle, or another check's."""
    try:
        return _statement(check_id, _graph(parse(bundle)))
    except (NotCanonical, KeyError, TypeError, ValueError, AttributeError):
        raise HandoverAltered(
            found=("de inhoud is geen bundel van deze controle", "its content is no bundle of this check")
        ) from None


def _graph(value: Any) -> Graph:  # noqa: ANN401 - any JSON
    return {node["@id"]: node for node in value["@graph"]}


def _statement(check_id: str, graph: Graph) -> Statement:
    def node(part: str) -> Mapping[str, Any]:
        return graph[name_of(check_id, part)]

    order, action = node("authorization"), node("action")
    device = graph.get(name_of(check_id, "device-facet"))
    match = graph.get(name_of(check_id, "classification-facet"))
    return Statement(
        check_id=str(node("investigation")["inzage:checkId"]),
        reference=unspelt(order["case-investigation:authorizationIdentifier"]),
        mandate_sha256=str(order["inzage:mandateSha256"]),
        title=unspelt(order["case-investigation:authorizationType"]),
        organisation=unspelt(node("organization")["uco-core:name"]),
        official=unspelt(node("official")["uco-core:name"]),
        tool=unspelt(node("tool")["uco-tool:version"]),
        carrier=int(device["inzage:carrierOrdinal"]["@value"]) if device else None,
        begun=_when(action["uco-action:startTime"]),
        halted=_when(action["uco-action:endTime"]),
        **(_match(check_id, graph, match) if match else {}),
    )


def _match(check_id: str, graph: Graph, facet: Mapping[str, Any]) -> dict[str, Any]:
    lists = [graph[reference["@id"]] for reference in facet["inzage:list"]]
    distance = facet.get("inzage:distance")
    return {
        "match": str(facet["inzage:match"]),
        "label": unspelt(graph[name_of(check_id, "classification")]["uco-analysis:class"]),
        "distance": int(distance["@value"]) if distance else None,
        "digests": tuple(unspelt(one) for one in facet["inzage:matchedDigest"]),
        "lists": tuple((unspelt(one["inzage:listName"]), unspelt(one["inzage:listVersion"])) for one in lists),
    }


def _when(value: Mapping[str, str]) -> datetime:
    at = datetime.fromisoformat(value["@value"])
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at
