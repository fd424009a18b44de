"""Mandates and orders as bytes: a TOML draft in, a signed payload out and in."""

import hashlib
import tomllib
from dataclasses import replace

from inzage.mandate import CheckOrder, Mandate, NotADocument
from inzage.mandate.document import mandate_from, table_of
from inzage.mandate.order_document import order_from, table_of_order
from inzage.signing.canonical import NotCanonical, canonical, parse

LARGEST = 1024 * 1024
"""Bytes of a draft; a mandate is a few kilobytes."""


def read_draft(data: bytes) -> Mandate:
    """A mandate out of a TOML draft; its ``sha256`` is that of the payload that would be signed."""
    if len(data) > LARGEST:
        raise NotADocument(found=("een te groot bestand", "a file too large"))
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotADocument(found=("bytes die geen UTF-8 zijn", "bytes that are not UTF-8")) from None
    except ValueError as error:
        raise NotADocument(found=(f"geen geldige TOML ({error})", f"no valid TOML ({error})")) from None
    except RecursionError:
        raise NotADocument(found=("te diep genest", "nested too deeply")) from None
    return with_digest(mandate_from(table))


def mandate_payload(mandate: Mandate) -> bytes:
    """What is signed: canonical JSON of the whole mandate."""
    return canonical(table_of(mandate))


def mandate_of(payload: bytes) -> Mandate:
    """A mandate out of a payload; ``sha256`` is the digest of these very bytes."""
    return replace(mandate_from(_json(payload)), sha256=_digest(payload))


def with_digest(mandate: Mandate) -> Mandate:
    """The mandate with the digest of the payload it would be signed as."""
    return replace(mandate, sha256=_digest(mandate_payload(mandate)))


def order_payload(order: CheckOrder) -> bytes:
    """What the register signs: canonical JSON of the whole order."""
    return canonical(table_of_order(order))


def order_of(payload: bytes) -> CheckOrder:
    """An order out of a payload; ``sha256`` is the digest of these very bytes."""
    return replace(order_from(_json(payload)), sha256=_digest(payload))


def _json(payload: bytes) -> object:
    try:
        return parse(payload)
    except NotCanonical as error:
        raise NotADocument(found=(error.nl, error.en)) from None


def _digest(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()
