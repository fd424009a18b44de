"""The bundle for the police: what stopped the check, in CASE/UCO, as canonical JSON-LD.

It is made inside the locked worker and leaves it only encrypted. It names what
matched and where it lies; it holds no content. ``hit=None``: the officer stopped
the check, and the bundle says only that.

References: https://caseontology.org (CASE 1.5.0).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inzage.record.case_nodes import CONTEXT, Node, hash_node, known, name_of, refer, text, when, whole
from inzage.record.occasion import Occasion
from inzage.signing.canonical import canonical

__all__ = ["Hit", "Occasion", "bundle"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One match, as the worker saw it; never leaves the worker but in a sealed bundle.

    ``digests``: all that were made, ``"sha256:<hex>"``; ``matched``: those on a list. ``label``: the list's class.
    ``lists``: (name, version) of each list that holds it. ``distance``: of a similar picture, in bits.
    """

    untrusted_path: str
    size: int | None
    modified: datetime | None
    digests: tuple[str, ...]
    matched: tuple[str, ...]
    match: Literal["exact", "similar"]
    label: str
    lists: tuple[tuple[str, str], ...]
    distance: int | None = None


def bundle(occasion: Occasion, hit: Hit | None) -> bytes:
    """The bundle's bytes: equal for equal input."""
    graph = [*_legal(occasion), *_actors(occasion), *_device(occasion), *_file(occasion, hit), *_done(occasion, hit)]
    return canonical({"@context": CONTEXT, "@graph": graph})


def _legal(occasion: Occasion) -> Iterator[Node]:
    """The court's order, and the case it makes."""
    check_id = occasion.check_id
    yield known(
        {
            "@id": name_of(check_id, "authorization"),
            "@type": "case-investigation:Authorization",
            "case-investigation:authorizationIdentifier": text(occasion.reference),
            "case-investigation:authorizationType": text(occasion.title),
            "inzage:mandateSha256": occasion.mandate_sha256,
            "inzage:checkOrderNumber": None if occasion.order is None else whole(occasion.order),
        }
    )
    parts = ["action", "provenance", "tool", "official", "organization"]
    yield {
        "@id": name_of(check_id, "investigation"),
        "@type": "case-investigation:Investigation",
        "uco-core:name": check_id,
        "case-investigation:investigationForm": "suspicious-activity",
        "case-investigation:relevantAuthorization": refer(name_of(check_id, "authorization")),
        "uco-core:startTime": when(occasion.begun),
        "uco-core:object": [refer(name_of(check_id, part)) for part in parts],
        "inzage:checkId": check_id,
    }


def _actors(occasion: Occasion) -> Iterator[Node]:
    """Who checked (a role, never a name), for whom, and with which program."""
    check_id = occasion.check_id
    yield {
        "@id": name_of(check_id, "organization"),
        "@type": "uco-identity:Organization",
        "uco-core:name": text(occasion.organisation),
    }
    yield {"@id": name_of(check_id, "official"), "@type": "uco-role:Role", "uco-core:name": text(occasion.official)}
    yield {
        "@id": name_of(check_id, "tool"),
        "@type": "uco-tool:AnalyticTool",
        "uco-core:name": "Inzage",
        "uco-tool:version": text(occasion.tool),
        "inzage:instrumentSha256": occasion.instrument,
    }


def _device(occasion: Occasion) -> Iterator[Node]:
    """The carrier, by its ordinal and keyed number."""
    if occasion.carrier is None:
        return
    check_id = occasion.check_id
    facet = name_of(check_id, "device-facet")
    yield {"@id": name_of(check_id, "device"), "@type": "uco-observable:Device", "uco-core:hasFacet": [refer(facet)]}
    yield known(
        {
            "@id": facet,
            "@type": "uco-observable:DeviceFacet",
            "uco-observable:deviceType": text(occasion.kind),
            "inzage:carrierOrdinal": whole(occasion.carrier),
            "inzage:carrierBytes": None if occasion.size is None else whole(occasion.size),
            "inzage:keyedSerial": None if occasion.serial is None else text(occasion.serial),
        }
    )


def _file(occasion: Occasion, hit: Hit | None) -> Iterator[Node]:
    """The file that matched: its name, its digests, and what it matched."""
    if hit is None:
        return
    check_id = occasion.check_id
    facets = [name_of(check_id, part) for part in ("file-facet", "content-facet", "classification-facet")]
    yield {
        "@id": name_of(check_id, "file"),
        "@type": "uco-observable:File",
        "uco-core:hasFacet": [refer(facet) for facet in facets],
    }
    yield known(
        {
            "@id": facets[0],
            "@type": "uco-observable:FileFacet",
            "uco-observable:fileName": text(hit.untrusted_path.rpartition("/")[2]),
            "uco-observable:filePath": text(hit.untrusted_path),
            "uco-observable:sizeInBytes": None if hit.size is None else whole(hit.size),
            "uco-observable:modifiedTime": None if hit.modified is None else when(hit.modified),
        }
    )
    yield from _content(check_id, facets[1], hit)
    yield from _match(check_id, facets[2], hit)


def _content(check_id: str, facet: str, hit: Hit) -> Iterator[Node]:
    made = [(digest, hash_node(name_of(check_id, f"hash/{digest}"), digest)) for digest in dict.fromkeys(hit.digests)]
    hashes = [node for _, node in made if node is not None]
    yield known(
        {
            "@id": facet,
            "@type": "uco-observable:ContentDataFacet",
            "uco-observable:hash": [refer(node["@id"]) for node in hashes],
            "inzage:digest": [text(digest) for digest, node in made if node is None] or None,
        }
    )
    yield from hashes


def _match(check_id: str, facet: str, hit: Hit) -> Iterator[Node]:
    """Exact and similar are never one number: each match says which it is."""
    listed = [name_of(check_id, f"list/{index}") for index in range(len(hit.lists))]
    yield known(
        {
            "@id": facet,
            "@type": "uco-analysis:ArtifactClassificationResultFacet",
            "uco-analysis:classification": [refer(name_of(check_id, "classification"))],
            "inzage:match": hit.match,
            "inzage:matchedDigest": [text(digest) for digest in hit.matched],
            "inzage:distance": None if hit.distance is None else whole(hit.distance),
            "inzage:list": [refer(name) for name in listed],
        }
    )
    yield {
        "@id": name_of(check_id, "classification"),
        "@type": "uco-analysis:ArtifactClassification",
        "uco-analysis:class": text(hit.label),
    }
    for name, (title, version) in zip(listed, hit.lists, strict=True):
        yield {
            "@id": name,
            "@type": "inzage:List",
            "inzage:listName": text(title),
            "inzage:listVersion": text(version),
        }


def _done(occasion: Occasion, hit: Hit | None) -> Iterator[Node]:
    """The act of checking, and the record that binds its result to the carrier."""
    check_id = occasion.check_id
    device = [] if occasion.carrier is None else [refer(name_of(check_id, "device"))]
    file = [] if hit is None else [refer(name_of(check_id, "file"))]
    exhibit = None if occasion.carrier is None else f"GD-{occasion.carrier}"
    yield known(
        {
            "@id": name_of(check_id, "provenance"),
            "@type": "case-investigation:ProvenanceRecord",
            "case-investigation:exhibitNumber": exhibit,
            "uco-core:object": [*device, *file],
        }
    )
    yield {
        "@id": name_of(check_id, "action"),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": "check halted on a match" if hit else "check halted by the officer",
        "uco-action:performer": refer(name_of(check_id, "official")),
        "uco-action:participant": refer(name_of(check_id, "organization")),
        "uco-action:instrument": refer(name_of(check_id, "tool")),
        "uco-action:object": [*device] or [refer(name_of(check_id, "authorization"))],
        "uco-action:result": [refer(name_of(check_id, "provenance")), *file],
        "uco-action:startTime": when(occasion.begun),
        "uco-action:endTime": when(occasion.halted),
    }
