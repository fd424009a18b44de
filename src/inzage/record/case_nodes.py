"""The nodes of a bundle's graph: typed values, ids, and the words of CASE and UCO that Inzage uses.

Ids are UUIDv5 over the check's id and the node's part in it, so that one halt has one
bundle, byte for byte. What the ontology has no word for stands under ``inzage:``.

References: https://caseontology.org (CASE 1.5.0), https://www.w3.org/TR/json-ld11/.
"""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inzage.record.occasion import moment
from inzage.record.spelling import spelt

Node = dict[str, Any]

CONTEXT = {
    "kb": "urn:inzage:case:",
    "inzage": "urn:inzage:vocabulary:1#",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-analysis": "https://ontology.unifiedcyberontology.org/uco/analysis/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-identity": "https://ontology.unifiedcyberontology.org/uco/identity/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-role": "https://ontology.unifiedcyberontology.org/uco/role/",
    "uco-tool": "https://ontology.unifiedcyberontology.org/uco/tool/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

HASHES = {
    "md5": "MD5",
    "sha1": "SHA1",
    "sha224": "SHA224",
    "sha256": "SHA256",
    "sha384": "SHA384",
    "sha512": "SHA512",
    "pdq": "PDQ",
}
"""How the vocabulary names each; PDQ is no member of it, which a validator remarks on and allows."""

_DIGEST = re.compile(r"([a-z0-9]+):((?:[0-9a-f]{2})+)")


def name_of(check_id: str, part: str) -> str:
    """The id of the node that plays ``part`` in this check's bundle."""
    kind = part.partition("/")[0]
    return f"kb:{kind}-{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:inzage:check:{check_id}/{spelt(part)}')}"


def refer(name: str) -> Node:
    """A reference to a node."""
    return {"@id": name}


def text(value: str) -> str:
    """Any text as a string that every reader of JSON-LD takes."""
    return spelt(value)


def whole(value: int) -> Node:
    """An ``xsd:integer``, however large."""
    return {"@type": "xsd:integer", "@value": str(value)}


def when(at: datetime) -> Node:
    """An ``xsd:dateTime``."""
    return {"@type": "xsd:dateTime", "@value": moment(at)}


def known(fields: Mapping[str, Any]) -> Node:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def hash_node(name: str, digest: str) -> Node | None:
    """``"sha256:<hex>"`` as a ``types:Hash``; None where it is of no kind that we know."""
    found = _DIGEST.fullmatch(digest)
    if found is None or found.group(1) not in HASHES:
        return None
    return {
        "@id": name,
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": HASHES[found.group(1)],
        "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": found.group(2).upper()},
    }
