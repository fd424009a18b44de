"""The locked worker's side of an intake: is this a whole case, of this mandate and order, of a kit that is known?

Three questions of one session. ``hold``: take the files out of the descriptors, and say of which
check and kit they are. ``examine``: with the keys to them, if they are encrypted, go through every
link of the case, and tell what the register may know. ``give``: a piece of a file as it lies there,
so that nobody else has to unpack it. A refusal is a word of a closed list.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from inzage.errors import InzageError
from inzage.record import NoCase
from inzage.record.evidence import CaseEvidence
from inzage.record.handed import Handed
from inzage.record.verify import links_of
from inzage.register.running.opened_inside import Unfit, of_folder, of_zip
from inzage.register.running.telling import case_told, result_form
from inzage.signing import Role
from inzage.signing.canonical import NotCanonical
from inzage.signing.keys import PublicKey
from inzage.signing.revocation import Cause, Revocation
from inzage.signing.trust import TrustStore
from inzage.worker import Reply, Request

WARM = ("jsonschema", "referencing.jsonschema", "inzage.record.verify")
_held: dict[str, Mapping[str, bytes]] = {}
"""The files of this worker's one case, between its two questions."""


def warm() -> None:
    """Load all that a validation needs: behind the lock no file can be read."""
    list(result_form().iter_errors({"answers": [{}]}))


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """Answer ``hold``, ``examine`` or ``give``."""
    try:
        if request["do"] == "give":
            return _given(request)
        return _hold(request, descriptors) if request["do"] == "hold" else _examined(request)
    except Unfit as unfit:
        return {"refused": unfit.code}


def _hold(request: Any, descriptors: Sequence[int]) -> Reply:  # noqa: ANN401 - our own request
    zipped = request["form"] == "zip"
    _held["files"] = of_zip(descriptors[0]) if zipped else of_folder(request["names"], descriptors)
    card = _case({}).card
    sizes = {name: len(data) for name, data in _held["files"].items()}
    return {"check_id": card.check_id, "kit": card.kit, "encrypted": card.at_rest != "plain", "sizes": dict(sizes)}


def _given(request: Any) -> Reply:  # noqa: ANN401 - our own request
    piece = _held["files"][request["name"]][request["from"] : request["from"] + request["bytes"]]
    return {"piece": base64.b64encode(piece).decode()}


def _case(keys: Mapping[str, bytes]) -> Handed:
    try:
        return Handed.of(_held["files"], keys)
    except NoCase:
        raise Unfit("no_case") from None
    except InzageError:
        raise Unfit("altered") from None


def _examined(request: Any) -> Reply:  # noqa: ANN401 - our own request
    keys = {name: base64.b64decode(key) for name, key in request["keys"].items()}
    evidence = CaseEvidence(_case(keys), _trust(request["trust"]), None, None, None)
    try:
        _holds(evidence)
        _of_this_check(evidence, request)
    except (InzageError, NotCanonical):
        raise Unfit("altered") from None
    if next(result_form().iter_errors(evidence.result), None) is not None or not _of_a_check(evidence.result):
        raise Unfit("not_a_result")
    return {"case": case_told(evidence)}


def _of_a_check(result: Mapping[str, Any]) -> bool:
    """A check that was carried out to its end, and no recount or look afterwards."""
    return result["status"] in ("done", "halted") and not {"recount", "look"} & set(result["marks"])


def _holds(evidence: CaseEvidence) -> None:
    """The first link that does not hold says why."""
    for link in links_of(evidence):
        if not link.holds:
            raise Unfit(_why_kit(evidence) if link.name == "kit" else "altered")


def _why_kit(evidence: CaseEvidence) -> str:
    known = evidence.trust.by_role.get(Role.KIT, ()) if evidence.trust else ()
    return "kit_revoked" if evidence.kit_key in known else "kit_unknown"


def _of_this_check(evidence: CaseEvidence, request: Any) -> None:  # noqa: ANN401 - our own request
    if evidence.result.get("mandate_sha256") != request["mandate_sha256"]:
        raise Unfit("other_mandate")
    if evidence.order_json.get("nonce") != request["nonce"]:
        raise Unfit("other_order")


def _trust(said: Any) -> TrustStore:  # noqa: ANN401 - our own request
    """Whose signature counts, as the register knows it."""
    by_role = {
        Role(role): tuple(PublicKey.from_pem(pem.encode(), file=role) for pem in pems)
        for role, pems in said["keys"].items()
    }
    revoked = {one["keyid"]: _revocation(one) for one in said["revoked"]}
    return TrustStore(by_role, revoked)


def _revocation(said: Mapping[str, str]) -> Revocation:
    return Revocation(said["keyid"], datetime.fromisoformat(said["since"]), Cause(said["why"]))
