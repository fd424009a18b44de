"""A case as a machine brings it: measured while it comes in, and the same number answered once."""

from datetime import timedelta
from hashlib import sha256
from io import RawIOBase
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, UnreadablePostError

from inzage.register.api.faults import BytesMissing, LengthUnsaid, NoZip, NumberUsed
from inzage.register.api.guarding import token_of
from inzage.register.api.models import Answered
from inzage.register.log import now
from inzage.register.running.receiving import CHUNK, MOST

ZIP = "application/zip"
KEPT = timedelta(days=30)
"""How long an answer is kept for whom it did not reach."""


class Measured(RawIOBase):
    """The body of a request: counted, digested, and never taken for whole where less came than was announced."""

    def __init__(self, stream: BinaryIO, declared: int) -> None:
        self._stream, self._declared = stream, declared
        self._digest, self.found = sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            data = self._stream.read(size)
        except UnreadablePostError:  # the line went dead
            data = b""
        self._digest.update(data)
        self.found += len(data)
        if not data and self.found < self._declared:
            raise BytesMissing(found=self.found, declared=self._declared)
        return data

    @property
    def digest(self) -> str:
        """SHA-256 of what came so far."""
        return self._digest.hexdigest()


def body(request: HttpRequest) -> tuple[Measured, int]:
    """The body, unread, and the size that was announced."""
    if request.content_type != ZIP:
        raise NoZip()
    said = request.META.get("CONTENT_LENGTH") or ""
    if not said.isascii() or not said.isdigit():
        raise LengthUnsaid()
    return Measured(cast(BinaryIO, request), int(said)), int(said)


def before(request: HttpRequest, number: UUID, check: UUID, brought: Measured, declared: int) -> Answered | None:
    """What was answered to this number; ``NumberUsed`` where it was for something else. Nothing of it is kept."""
    found = Answered.objects.filter(account=token_of(request).account, number=number).first()
    if found is None:
        return None
    if found.check_id != check or declared > MOST:
        raise NumberUsed()
    while brought.read(CHUNK):
        pass
    if found.digest != brought.digest:
        raise NumberUsed()
    return found


def remember(request: HttpRequest, number: UUID, check: UUID, brought: Measured, answer: tuple[int, Any]) -> None:
    """Keep the answer under its number; those that nobody will ask for again go."""
    Answered.objects.filter(at__lt=now() - KEPT).delete()
    Answered.objects.get_or_create(
        account=token_of(request).account,
        number=number,
        defaults={"check_id": check, "digest": brought.digest, "status": answer[0], "told": answer[1], "at": now()},
    )
