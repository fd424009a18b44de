"""Known material: all that an entry names agrees, a benign list outweighs, and MD5 alone is said to be so."""

from collections.abc import Sequence

import pytest

from inzage.indicators.known_material import KnownMaterial
from inzage.observations import MediaItem, MediaKind
from tests.indicators.acts import AT, YES, labels
from tests.indicators.lookups import Table, benign

MD5, SHA1 = "a" * 32, "b" * 40


def item(*digests: str, size: int = 5) -> MediaItem:
    return MediaItem(AT, MediaKind.PICTURE, size, digests, YES)


BOTH = (f"md5:{MD5}", f"sha1:{SHA1}")


@pytest.mark.parametrize(
    ("entries", "digests", "counts"),
    [
        ([f"sha1:{SHA1}"], BOTH, ["class-k"]),
        ([f"md5:{MD5} sha1:{SHA1}"], BOTH, ["class-k"]),
        ([f"md5:{MD5} sha1:{SHA1} size:5"], BOTH, ["class-k"]),
        ([f"md5:{MD5}"], BOTH, ["md5_only"]),
        ([f"md5:{MD5} size:5"], BOTH[:1], ["md5_only"]),
        # near misses
        ([f"md5:{MD5} sha1:{'c' * 40}"], BOTH, []),
        ([f"md5:{MD5} size:6"], BOTH, []),
        ([f"md5:{'d' * 32}"], BOTH, []),
        ([], BOTH, []),
        ([f"sha1:{SHA1}"], (), []),
    ],
)
def test_a_file_counts_where_everything_agrees(entries: list[str], digests: Sequence[str], counts: list[str]) -> None:
    lookups = [Table(dict.fromkeys(entries, "class-k"))]
    assert labels(KnownMaterial(lookups, {}), [item(*digests)]) == counts  # type: ignore[arg-type]


def test_a_file_that_a_benign_list_knows_never_counts() -> None:
    lookups = [Table({f"sha1:{SHA1}": "class-k"}), benign(f"md5:{MD5}")]
    assert labels(KnownMaterial(lookups, {}), [item(*BOTH)]) == []  # type: ignore[arg-type]
