"""What a file of media is, by its first bytes: a picture, a video, or neither. Nothing is decoded.

Pictures: JPEG, PNG, GIF, WebP, BMP, TIFF (and the raw forms of cameras that are TIFF),
HEIC, AVIF. Video: MP4, MOV, 3GP, Matroska, WebM, AVI, MPEG (programme and transport
stream), Windows Media, Flash video. A box of sound alone (M4A and its like) is neither.

What has the right first bytes is of its kind, also where it is cut off further on: nothing
behind the first bytes is looked at.

References: RFC 2083 (PNG), RFC 9649 (WebP), https://mp4ra.org/ (brands), ISO/IEC 14496-12,
RFC 8794 and 9559 (EBML, Matroska), ISO/IEC 13818-1, Microsoft ASF specification, BITMAPINFOHEADER
"""

from inzage.observations import MediaKind

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_VIDEOS = (
    b"\0\0\x01\xba",
    b"\0\0\x01\xb3",
    bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"),  # Windows Media
)

_PICTURE_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
)
_VIDEO_BRANDS = (b"iso", b"mp4", b"avc", b"qt", b"M4V", b"3g", b"MSNV", b"dash", b"F4V", b"f4v", b"mmp4", b"XAVC")
_OLD_QUICKTIME = frozenset((b"moov", b"mdat", b"wide", b"pnot"))

_EBML, _EBML_KINDS, _EBML_HEAD = b"\x1aE\xdf\xa3", (b"matroska", b"webm"), 64
_FLASH, _FLASH_HAS_PICTURE = b"FLV\x01", 1
_STREAMS = ((0, 188), (4, 192))
"""Where the first packet's mark stands, and the length of a packet: broadcast, camera."""
_SYNC = 0x47
_BITMAP_HEADS = frozenset((12, 40, 52, 56, 64, 108, 124))


def media_kind(first: bytes) -> MediaKind | None:
    """The class of a file by its first bytes (1 KiB will do), None where it is no picture and no video."""
    if first.startswith(_PICTURES) or _riff(first, b"WEBP") or _bitmap(first):
        return MediaKind.PICTURE
    if first.startswith(_VIDEOS) or _riff(first, b"AVI ") or _matroska(first) or _flash(first) or _stream(first):
        return MediaKind.VIDEO
    return _boxed(first)


def _boxed(first: bytes) -> MediaKind | None:
    """The family of MP4: a box says its name at 4, and the file's brand at 8."""
    if first[4:8] in _OLD_QUICKTIME:
        return MediaKind.VIDEO
    brand = first[8:12] if first[4:8] == b"ftyp" else b""
    if brand in _PICTURE_BRANDS:
        return MediaKind.PICTURE
    return MediaKind.VIDEO if brand.startswith(_VIDEO_BRANDS) else None


def _riff(first: bytes, kind: bytes) -> bool:
    return first[:4] == b"RIFF" and first[8:12] == kind


def _bitmap(first: bytes) -> bool:
    """Two letters are too little: the reserved field and the length of the second header must fit too."""
    return first[:2] == b"BM" and first[6:10] == bytes(4) and int.from_bytes(first[14:18], "little") in _BITMAP_HEADS


def _matroska(first: bytes) -> bool:
    return first.startswith(_EBML) and any(kind in first[:_EBML_HEAD] for kind in _EBML_KINDS)


def _flash(first: bytes) -> bool:
    return first.startswith(_FLASH) and len(first) > len(_FLASH) and bool(first[len(_FLASH)] & _FLASH_HAS_PICTURE)


def _stream(first: bytes) -> bool:
    """Three packets in a row that each begin with the mark."""
    return any(
        len(first) > start + 2 * step and all(first[start + n * step] == _SYNC for n in range(3))
        for start, step in _STREAMS
    )
