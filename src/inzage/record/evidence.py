"""What ``verify`` looks at: the files of a case, taken apart once, when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from inzage.record import CHECKPOINT, KIT_KEY, LEDGER, MANDATE, ORDER, RESULT
from inzage.record.digests import result_leaf
from inzage.record.ledger import Line, read_ledger
from inzage.record.merkle import Tree
from inzage.record.note import Checkpoint, read_checkpoint
from inzage.record.reading import signed_json
from inzage.record.store import Store
from inzage.signing import Envelope, PayloadType
from inzage.signing.dsse import read, to_bytes, verify_by
from inzage.signing.keys import PublicKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore

Sentence = tuple[str, str]
"""What a link that holds says, in Dutch and in English."""


class Broken(Exception):
    """A link that does not hold; ``nl`` and ``en`` say which and why."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


@dataclass(frozen=True)
class CaseEvidence:
    """One case under examination, and what its examiner brings to it.

    ``trust`` and ``kit`` say whose signature counts; ``documents`` is a folder with
    the documents made from the case, ``printed`` the code on the client's copy,
    ``tsa`` the certificate of a time-stamping authority.
    """

    store: Store
    trust: TrustStore | None
    kit: Kit | None
    documents: Path | None
    printed: str | None
    tsa: Path | None = None

    @cached_property
    def kit_key(self) -> PublicKey:
        """The kit's public key, as the case states it."""
        return PublicKey.from_pem(self.store.read(KIT_KEY), file=KIT_KEY)

    @cached_property
    def mandate(self) -> Envelope:
        """The mandate's envelope."""
        return read(self.store.read(MANDATE), file=MANDATE)

    @cached_property
    def mandate_json(self) -> Mapping[str, Any]:
        """What the mandate says."""
        return signed_json(self.store, MANDATE)

    @cached_property
    def order_json(self) -> Mapping[str, Any]:
        """What the check order says."""
        return signed_json(self.store, ORDER)

    @cached_property
    def result(self) -> Mapping[str, Any]:
        """What the result says."""
        return signed_json(self.store, RESULT)

    @cached_property
    def lines(self) -> list[Line]:
        """The ledger's lines."""
        return list(read_ledger(self.store.read(LEDGER)))

    @cached_property
    def root(self) -> bytes:
        """The root that the ledger's lines, and the result after them, really have."""
        return Tree([*(line.leaf for line in self.lines), result_leaf(self.result)]).root

    @cached_property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint, if the kit signed it."""
        checkpoint = read_checkpoint(self.store.read(CHECKPOINT), self.kit_key)
        if checkpoint is None:
            raise Broken(
                "het controlepunt is niet door deze uitrusting ondertekend of is veranderd",
                "the checkpoint was not signed by this kit or was altered",
            )
        return checkpoint

    def signed_by_kit(self, name: str, kind: PayloadType) -> None:
        """Fail unless the kit signed this file, and nobody beside it, and it is spelt as the kit writes it."""
        data = self.store.read(name)
        envelope = read(data, file=name)
        verify_by(envelope, kind, self.kit_key)
        if len(envelope.signatures) != 1 or to_bytes(envelope) != data:
            raise Broken(
                f"{name} is anders geschreven dan de uitrusting het schreef",
                f"{name} is spelt otherwise than the kit wrote it",
            )

    @cached_property
    def span(self) -> tuple[datetime, datetime] | None:
        """The first and last moment in the ledger, by the kit's own clock; None where it tells none."""
        told = [line.entry.at for line in self.lines if line.entry is not None]
        try:
            moments = sorted(datetime.fromisoformat(at).astimezone(UTC) for at in told)
        except (ValueError, OverflowError):
            return None
        return (moments[0], moments[-1]) if moments else None

    @property
    def begun_at(self) -> datetime | None:
        """When the kit saw mandate and order."""
        return self.span[0] if self.span else None

    @property
    def ended_at(self) -> datetime | None:
        """When the kit's own key was last used for it."""
        return self.span[1] if self.span else None

    def marked(self, mark: str) -> bool:
        """Whether the result carries this mark."""
        marks = self.result.get("marks")
        return isinstance(marks, list) and mark in marks
