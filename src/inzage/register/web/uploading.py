"""Files that are sent to us: onto the disk, never into memory, and never more than was allowed."""

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

LARGEST = 256 * 1024 * 1024
"""Bytes of one request: a case file of 100,000 files takes a tenth of it."""


BROKEN_OFF = "INZAGE_BROKEN_OFF"
"""In ``request.META``: an upload was too large, and was not read to its end."""


class Bounded(TemporaryFileUploadHandler):
    """Refuses by the declared length before anything is read, and by the real length while it is."""

    received = 0
    over = False

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803 as Django calls it
        content_length: int,
        boundary: object,
        encoding: object = None,
    ) -> None:
        """Before the first byte: the whole is larger than anything that we take."""
        self.over = content_length > LARGEST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Each chunk as it comes."""
        self.received += len(raw_data)
        if self.over or self.received > LARGEST:
            self._mark()
        super().receive_data_chunk(raw_data, start)

    def _mark(self) -> None:
        if self.request is not None:
            self.request.META[BROKEN_OFF] = "1"
        raise StopUpload(connection_reset=True)
