"""PDQ on photos and films that nobody here made: against the references, over edits, and inside the lock.

Decoders at measuring: Pillow 13.0.0 (libjpeg-turbo 3.2.0, zlib 1.2.13, libwebp 1.6.0), PyAV 18.1.0
(libavcodec 62.28.102). ``pdqhash`` 0.2.8 (with Pillow's full decode) gave the hashes of ``BY_PDQHASH``;
it has no wheel here, so what it said is written down. ``WRITTEN`` are the hashes that the
source project states in its own tests.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from inzage.formats.blocks import DescriptorBlocks
from inzage.media import NEAR, Fingerprint
from inzage.media.bars import inside
from inzage.media.decode import make_ready, picture
from inzage.media.pdq import distance, fingerprint
from inzage.media.similar import Index
from inzage.media.video import frames

make_ready()
PHOTO = "bridge-mods/aaa-orig.jpg"

BY_PDQHASH = [
    ("bridge-mods/aaa-orig.jpg", "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", 100),
    ("bridge-mods/blur-a-little.jpg", "f8f8f0cee0f4a84f06370a2a038f63f0b36e26d596621e1d33e6b39c4e9c9b22", 100),
    ("bridge-mods/blur-a-lot.jpg", "f8f8f0cee0f4a84f0637022a038f67f0b36e26d596621e1d33e6b39c4e9c9b22", 100),
    ("bridge-mods/high-contrast.jpg", "f8f8f0cee0f4a84f06370a2a068f67f0b36e26d596621e1d33e6339c4e9c9b22", 100),
    ("bridge-mods/high-saturation.jpg", "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596221e1d33e6b39c4e9c9b22", 100),
    ("bridge-mods/sharpen-a-little.jpg", "f8f8f0cee0f4a84f0e370a22038f67f0b36e2ed596221e1d33e6b39c4a9c9b22", 100),
    ("bridge-mods/sharpen-a-lot.jpg", "d8f8f0cec0f4a84f8e370a22038f67f0b36a2ed597231e1d72e6b39c4a9c9b22", 100),
    ("bridge-mods/shrink-a-little.jpg", "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596621e1d33e6339c4e9c9b22", 100),
    ("bridge-mods/shrink-a-lot.jpg", "d0f8f1ccc0f4a84d0a370a3a228f67f0b36e2ed5b6623e1d33e6339c4e9c9b22", 100),
    ("bridge-mods/square-128x128.jpg", "d8f8f1eec0f4a84f0e37022a078f63f0b36e2ed596621e1d33e6239c4e9c9b22", 100),
    ("bridge-mods/square-256x256.jpg", "d8f8f0cec4f4a84f0637022a078f67f0b36e2ee5b6621e1d33e6239c4e9c9b22", 100),
    ("bridge-mods/square-512x512.jpg", "d8f8f0cec0f4a84f0637022a278f67f0b36e2ed596621e1d33e6339c4e9c9b22", 100),
    ("misc-images/c.png", "e64cc9d91c623882f8d1f1d9a398e78c9f199b3bd83924f2b7e11e0bf861b064", 100),
    ("misc-images/modes/1.png", "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596221e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/CMYK.jpg", "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596221e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/HSV.webp", "f8f8f0cee0f4a84f06370a22028f67f0b36e2ed596621e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/L.png", "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/P.png", "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596221e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/PA.webp", "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596221e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/RGB.jpg", "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", 100),
    ("misc-images/modes/RGBA.png", "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", 100),
    ("misc-images/small.jpg", "0007001f003f003f007f00ff00ff00ff01ff01ff01ff03ff03ff03ff03ff03ff", 0),
    ("misc-images/wee.jpg", "6227401f601ff4ccafcc9fad4b0d95d371a2eb7265a3285234d228ca94deeb2d", 100),
    (
        "reg-test-input/dih/bridge-2-rotate-90.jpg",
        "30a10efd71cc3d429013d48d0ffffc52e34e0e17ada952a9d29685211ea9e5af",
        100,
    ),
    ("reg-test-input/dih/bridge-5-flipx.jpg", "f8f80f31e0f417b20e37f5cd028f980fb36ed02a9662c1e233e64c634e9c64dd", 100),
    (
        "reg-test-input/exif-rotn/exif-rotn-1.jpg",
        "f439d924da56a1d4c63973a56acfc926cd53d9341b18367d318666cf9b142649",
        100,
    ),
    (
        "reg-test-input/exif-rotn/exif-rotn-6.jpg",
        "e9782aad54ae0b6365315ac278592d6ad4b5434a5bcd7471f7abcb594b481a94",
        100,
    ),
]

WRITTEN = [
    ("misc-images/c.png", "e64cc9d91e623842f8d1f1d9a398e78c9f199a3bd87924f2b7e11e0bf061b064", 12),
    ("misc-images/small.jpg", "0007001f003f003f007f00ff00ff00ff01ff01ff01ff03ff03ff03ff03ff03ff", 0),
    ("misc-images/wee.jpg", "6227401f601ff4ccafcc9fad4b0d95d371a2eb7265a3285234d228ca94deeb2d", 2),
    (
        "reg-test-input/dih/bridge-1-original.jpg",
        "d8f8f0cce0f4a84f0e370a22028f67f0b36e2ed596623e1d33e6b39c4e9c9b22",
        12,
    ),
]

ORIENTED = [
    ("1-original", "d8f8f0cce0f4a84f0e370a22028f67f0b36e2ed596623e1d33e6b39c4e9c9b22"),
    ("2-rotate-90", "38a50efd71c83f429013d68d0ffffc52e34e0e15ada952a9d29684214aa9e5af"),
    ("3-rotate-180", "2dadda64b5a142e5d362209057da895ae63b8c7fc277b4b766b319361f893188"),
    ("4-rotate-270", "a5f0a457248995e8c9065c275aaa54d8b61ba4bdf8fcfc0387c32f8b0bfc4f05"),
    ("5-flipx", "d8f80f31e0f417b00e37f5dd028f980fb36ed12a9662c1e233e64c634e9c64dd"),
    ("6-flipy", "0dad259bb1a1bd18d362576556da32a1e63b7380c2374b4866b3c6c91b89ce77"),
    ("7-flip-plus-1", "f0a5e10271dcc0bd9c5309720fff018de34ef1e8ada9a956d2967ade1ea91a50"),
    ("8-flip-minus-1", "69f05aa8a4996a17c146a2da5aaaab07b61b5b60f8fc07fc83c3d0740bfcb0fa"),
]


@pytest.fixture(scope="session")
def samples(real_data: Path) -> Path:
    return real_data / "ThreatExchange"


def seen(file: Path | bytes) -> Fingerprint:
    """As a check sees it: decoded at a scale."""
    decoded = picture(file if isinstance(file, bytes) else file.read_bytes())
    return fingerprint(decoded.grey, decoded.full, decoded.scale)


@pytest.mark.parametrize(("name", "said", "quality"), BY_PDQHASH)
def test_scaled_it_says_what_pdqhash_says_of_the_whole(name: str, said: str, quality: int, samples: Path) -> None:
    found = seen(samples / "pdq" / "data" / name)
    assert distance(found.hashes[0], bytes.fromhex(said)) <= 2  # measured: 0 on each of these
    assert abs(found.quality - quality) <= 1


@pytest.mark.parametrize(("name", "said", "most"), WRITTEN)
def test_it_is_near_to_what_the_makers_wrote_down(name: str, said: str, most: int, samples: Path) -> None:
    assert distance(seen(samples / "pdq" / "data" / name).hashes[0], bytes.fromhex(said)) <= most


@pytest.mark.parametrize(("name", "said"), ORIENTED)
def test_a_turned_photo_is_found_by_the_original(name: str, said: str, samples: Path) -> None:
    folder = samples / "pdq" / "data"
    turned = seen(folder / "reg-test-input" / "dih" / f"bridge-{name}.jpg")
    assert distance(turned.hashes[0], bytes.fromhex(said)) <= 20
    (match, *others) = Index(seen(folder / PHOTO).hashes[0]).near(turned.hashes)
    assert match.distance <= 8
    assert others == []


EDITS = {
    "blur-a-little": 2, "blur-a-lot": 4, "high-contrast": 6, "high-saturation": 2, "sharpen-a-little": 4,
    "sharpen-a-lot": 12, "shrink-a-little": 2, "shrink-a-lot": 16, "square-128x128": 10, "square-256x256": 12,
    "square-512x512": 8,
}  # fmt: skip


@pytest.mark.parametrize(("name", "measured"), EDITS.items())
def test_an_edited_photo_is_near(name: str, measured: int, samples: Path) -> None:
    folder = samples / "pdq" / "data" / "bridge-mods"
    apart = distance(seen(folder / f"{name}.jpg").hashes[0], seen(folder / "aaa-orig.jpg").hashes[0])
    assert abs(apart - measured) <= 2


def _saved(form: str, **options: object) -> Callable[[Image.Image], bytes]:
    def save(photo: Image.Image) -> bytes:
        made = io.BytesIO()
        photo.save(made, form, **options)
        return made.getvalue()

    return save


def _cropped(photo: Image.Image, share: float) -> Image.Image:
    width, height = photo.size
    return photo.crop((int(width * share), int(height * share), int(width * (1 - share)), int(height * (1 - share))))


def _noisy(photo: Image.Image) -> Image.Image:
    noise = np.random.default_rng(1).normal(0, 25, np.asarray(photo).shape)
    return Image.fromarray((np.asarray(photo) + noise).clip(0, 255).astype(np.uint8))


def _bordered(photo: Image.Image, sides: float, ends: float) -> Image.Image:
    width, height = photo.size
    made = Image.new("RGB", (int(width * (1 + 2 * sides)), int(height * (1 + 2 * ends))))
    made.paste(photo, ((made.width - width) // 2, (made.height - height) // 2))
    return made


PNG = _saved("PNG")
HANDS: list[tuple[str, Callable[[Image.Image], bytes], bool]] = [
    ("greyscale", lambda photo: PNG(photo.convert("L")), True),
    ("JPEG at 10", _saved("JPEG", quality=10), True),
    ("WebP at 30", _saved("WEBP", quality=30), True),
    ("noise", lambda photo: PNG(_noisy(photo)), True),
    ("96 pixels", lambda photo: PNG(photo.resize((96, 60))), True),
    ("brighter", lambda photo: PNG(ImageEnhance.Brightness(photo).enhance(1.3)), True),
    ("1 % cut off", lambda photo: PNG(_cropped(photo, 0.005)), True),
    ("turned by 1 degree", lambda photo: PNG(photo.rotate(1)), True),
    ("mirrored", lambda photo: PNG(photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT)), True),
    ("on its side", lambda photo: PNG(photo.transpose(Image.Transpose.ROTATE_90)), True),
    ("letterbox", lambda photo: PNG(_bordered(photo, 0, 0.12)), True),
    ("letterbox as JPEG", lambda photo: _saved("JPEG", quality=80)(_bordered(photo, 0, 0.12)), True),
    ("5 % border", lambda photo: PNG(_bordered(photo, 0.05, 0.05)), True),
    ("5 % cut off", lambda photo: PNG(_cropped(photo, 0.05)), False),
    ("turned by 3 degrees", lambda photo: PNG(photo.rotate(3)), False),
]


def with_and_without_bars(data: bytes) -> list[bytes]:
    """Every hash that a check looks a picture up by."""
    decoded = picture(data)
    hashes = list(fingerprint(decoded.grey, decoded.full, decoded.scale).hashes)
    part = inside(decoded.grey)
    return hashes + (list(fingerprint(decoded.grey[part]).hashes) if part else [])


@pytest.mark.parametrize(
    ("hand", "found"), [(hand, found) for _, hand, found in HANDS], ids=[name for name, *_ in HANDS]
)
def test_what_is_found_and_what_is_missed(hand: Callable[[Image.Image], bytes], found: bool, samples: Path) -> None:
    file = samples / "pdq" / "data" / PHOTO
    near = Index(seen(file).hashes[0]).near(with_and_without_bars(hand(Image.open(file).convert("RGB"))))
    assert bool(near) is found


def test_no_two_different_photos_are_near(samples: Path) -> None:
    folder = samples / "pdq" / "data"
    names = [PHOTO, "misc-images/c.png", "misc-images/wee.jpg", "reg-test-input/exif-rotn/exif-rotn-1.jpg",
             "reg-test-input/exif-rotn/exif-rotn-6.jpg"]  # fmt: skip
    prints = [seen(folder / name) for name in names]
    index = Index(b"".join(one.hashes[0] for one in prints))
    assert [{match.entry for match in index.near(one.hashes, NEAR)} for one in prints] == [{n} for n in range(5)]


FILMS = [
    ("chair-19-sd-bar", 10, 4), ("chair-22-sd-grey-bar", 12, 2), ("doorknob-hd-no-bar", 2, 0),
    ("pattern-sd-grey-bar", 4, 2), ("pattern-sd-with-small-logo-bar", 4, 4), ("test-padded-dimensions", 1, 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "many", "most"), FILMS)
def test_key_frames_are_those_of_the_reference(name: str, many: int, most: int, samples: Path) -> None:
    lines = (samples / "vpdq" / "sample-hashes" / f"{name}.txt").read_text().splitlines()
    stated = {int(number): (int(quality), code) for number, quality, code, _ in (line.split(",") for line in lines)}
    file = os.open(samples / "tmk" / "sample-videos" / f"{name}.mp4", os.O_RDONLY)
    try:
        prints = [fingerprint(grey) for grey in frames(DescriptorBlocks(file))]
    finally:
        os.close(file)
    assert len(prints) == many
    for second, found in enumerate(prints):  # a key frame every two seconds, thirty frames a second
        quality, code = stated[60 * second]
        assert abs(found.quality - quality) <= 2
        if found.telling:
            assert distance(found.hashes[0], bytes.fromhex(code)) <= most + 2


def test_needles_are_found_in_their_haystack(samples: Path) -> None:
    folder = samples / "pdq" / "data" / "reg-test-input"
    needles = [bytes.fromhex(line[:64]) for line in (folder / "needles.txt").read_text().split()]
    hay = [bytes.fromhex(line[:64]) for line in (folder / "haystack.txt").read_text().split()]
    plain = {(q, e) for q, one in enumerate(needles) for e, other in enumerate(hay) if distance(one, other) <= NEAR}
    found = Index(b"".join(hay)).near(needles)
    assert {(match.query, match.entry) for match in found} == plain
