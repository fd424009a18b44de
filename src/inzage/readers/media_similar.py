"""What pictures and videos look like, by what another worker found near to a list: nothing is decoded in this reader.

The same files as ``media_files``, for another question: opened only where a question asks for
*similar*, and read twice. First without anything known of its frames, so that what is no media, comes
with a program or was changed outside the window is never decoded. Then with what the worker for
pictures found: places in lists, distances and numbers of frames; no picture and no hash.

A video with fewer than three telling frames is too short to say anything of it: the reading is
a lower bound. A picture that shows too little is compared with nothing, and was seen.

Met real files: the same as ``media_files``, from the places of phones and computers (26 JPEG, 5 PNG, 2 WebP, 6 MP4).

References: ``formats.media_places``; ``inzage.media``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.dated_file import one_act
from inzage.formats.media_places import AT, ELSEWHERE, media_of
from inzage.mandate import DataClass
from inzage.observations import Beyond, MediaKind, MediaLook, Observation, Remark
from inzage.readers import reader
from inzage.watchlists.likeness import LEAST_FRAMES


@reader(opens=DataClass.MEDIA_DIGESTS, family="media_looks", at=AT, elsewhere=ELSEWHERE, met_real=True)
def media_similar(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield what was found of the picture or video, if its last change falls inside the window."""
    media, here = media_of(artefact)
    for seen in one_act(artefact, window, lambda at: MediaLook(at, media, artefact.telling, artefact.near, here)):
        yield seen
        if isinstance(seen, MediaLook) and media is MediaKind.VIDEO and seen.telling < LEAST_FRAMES:
            yield Beyond()
