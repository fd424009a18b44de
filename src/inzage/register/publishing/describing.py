"""A publication as a catalogue describes it: DCAT in JSON-LD, with the fields that Europe's profile asks.

References: DCAT 3 (W3C, 2024); DCAT-AP 3.0; the EU Vocabularies of the Publications Office.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from inzage.evaluation import Level, Protocol
from inzage.evaluation.gate.published import Published
from inzage.report import Document
from inzage.words import Words

VOCABULARY = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCE = {"@id": f"{VOCABULARY}/licence/CC0"}
ACCESS: Mapping[Level, str] = {Level.PUBLIC: "PUBLIC", Level.ORGANISATION: "RESTRICTED", Level.WORK_FLOOR: "NON_PUBLIC"}
KEYWORDS = (Words("reclassering", "probation"), Words("evaluatie", "evaluation"))


@dataclass(frozen=True, slots=True)
class Issue:
    """``publisher``: the organisation's key; ``key``: the publication's; ``on``: the day that it was established."""

    publisher: str
    key: str
    on: date


def description(published: Published, protocol: Protocol, issue: Issue, files: Iterable[Document]) -> bytes:
    """The file. ``files``: what the publication is given as."""
    key = issue.key
    public = published.level is Level.PUBLIC
    told = {
        "@context": CONTEXT,
        "@type": "dcat:Dataset",
        "@id": f"urn:uuid:{key}",
        "dct:identifier": key,
        "dct:title": _both(protocol.title),
        "dct:description": _both(protocol.population),
        "dct:issued": _day(issue.on),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": issue.publisher},
        "dct:accessRights": {"@id": f"{VOCABULARY}/access-right/{ACCESS[published.level]}"},
        "dct:language": [{"@id": f"{VOCABULARY}/language/NLD"}, {"@id": f"{VOCABULARY}/language/ENG"}],
        "dct:spatial": {"@id": f"{VOCABULARY}/country/NLD"},
        "dct:temporal": _period(published),
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "dct:description": _both(published.rule.said)},
        "dcat:theme": {"@id": f"{VOCABULARY}/data-theme/JUST"},
        "dcat:keyword": [each for pair in KEYWORDS for each in _both(pair)],
        "dcat:version": str(protocol.version),
        "dcat:distribution": [_file(each, key, public=public) for each in files],
    }
    licence = {"dct:license": LICENCE} if public else {}
    return json.dumps(told | licence, ensure_ascii=False, indent=1).encode()


def _both(words: Words) -> list[dict[str, str]]:
    return [{"@value": words.nl, "@language": "nl"}, {"@value": words.en, "@language": "en"}]


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _period(published: Published) -> dict[str, object]:
    begin = {"dcat:startDate": _day(published.since)} if published.since else {}
    return {"@type": "dct:PeriodOfTime", **begin, "dcat:endDate": _day(published.extracted_on)}


def _file(document: Document, key: str, *, public: bool) -> dict[str, object]:
    kind = document.media_type.partition(";")[0]
    digest = {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"}}
    told: dict[str, object] = {
        "@type": "dcat:Distribution",
        "dct:title": document.name,
        "dcat:accessURL": {"@id": f"urn:uuid:{key}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
        "dcat:byteSize": len(document.content),
        "spdx:checksum": digest | {"spdx:checksumValue": sha256(document.content).hexdigest()},
    }
    return told | ({"dct:license": LICENCE} if public else {})
