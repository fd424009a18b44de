"""Files that are sent to us: onto the disk, never into memory, and never more than was allowed."""

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

LARGEST = 256 * 1024 * 1024
"""Bytes of one request: a case file of 100,000 files takes a tenth of it."""


class Bounded(TemporaryFileUploadHandler):
    """Refuses by the declared length before anything is read, and by the real length while it is."""

    received = 0

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803 as Django calls it
        content_length: int,
        boundary: object,
        encoding: object = None,
    ) -> None:
        """Before the first byte."""
        if content_length > LARGEST:
            self._mark()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Each chunk as it comes."""
        self.received += len(raw_data)
        if self.received > LARGEST:
            self._mark()
        super().receive_data_chunk(raw_data, start)

    def _mark(self) -> None:
        if self.request is not None:
            self.request.META["INZAGE_TOO_LARGE"] = "1"
        raise StopUpload(connection_reset=True)
