"""From draft to envelope: what signing a mandate or an order means. Nothing here trusts a signature."""

from collections.abc import Sequence

from inzage.mandate import CheckOrder, Mandate
from inzage.mandate.codec import mandate_of, mandate_payload, order_payload, read_draft
from inzage.signing import PayloadType, WrongPayloadType
from inzage.signing.dsse import add_signature, read, sign
from inzage.signing.keys import PrivateKey

_FILE = "opdracht (mandate)"


def looks_signed(data: bytes) -> bool:
    """Whether the bytes are JSON (an envelope) and not a TOML draft."""
    return data.lstrip().startswith(b"{")


def any_mandate(data: bytes) -> Mandate:
    """A mandate out of a draft or an envelope, whoever signed it."""
    if not looks_signed(data):
        return read_draft(data)
    envelope = read(data, file=_FILE)
    if envelope.payload_type != PayloadType.MANDATE:
        raise WrongPayloadType(expected=PayloadType.MANDATE, found=envelope.payload_type[:80])
    return mandate_of(envelope.payload)


def signers(data: bytes) -> tuple[str, ...]:
    """Key ids that an envelope claims; none for a draft."""
    return tuple(one.keyid for one in read(data, file=_FILE).signatures) if looks_signed(data) else ()


def signed_mandate(data: bytes, key: PrivateKey) -> bytes:
    """A draft becomes an envelope with one signature; an envelope gets one more."""
    mandate = any_mandate(data)
    if looks_signed(data):
        return add_signature(data, key)
    return sign(mandate_payload(mandate), PayloadType.MANDATE, [key])


def signed_order(order: CheckOrder, keys: Sequence[PrivateKey]) -> bytes:
    """A check order as the register signs it."""
    return sign(order_payload(order), PayloadType.ORDER, keys)
