"""Full copies of phones' file systems, as a folder, a zip and a tar, under what extractors put in front."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.sources import Patterns, Source
from inzage.sources.containers import closed_containers
from inzage.sources.opening import open_source
from tests.sources.archives import made_tar, made_zip
from tests.sources.trees import hits, put

HISTORY = Patterns("history", ("app_chrome/*/History", "Chrome/*/History"))
APP = "Library/Application Support/Google/Chrome/Default/History"
IOS = "private/var/mobile/Containers/Data/Application/0F3C9A56-7A43-4B6C-9C0E-5D3E8E6D1A11"
PHONE = {
    "data/data/com.android.chrome/app_chrome/Default/History": "0",
    "data/user_de/0/com.android.providers.telephony/databases/mmssms.db": "0",
    "data/media/0/Download/x.pdf": "0",
    "data/user/10/com.android.chrome/app_chrome/Default/History": "10",
    "data/media/10/Download/x.pdf": "10",
    "data/system_ce/10/accounts_ce.db": "10",
    f"{IOS}/{APP}": "mobile",
    f"{IOS}/.com.apple.mobile_container_manager.metadata.plist": "mobile",
    "private/var/mobile/Library/SMS/sms.db": "mobile",
    "private/var/root/Library/x": "root",
}
PREFIXES = ["", "filesystem1/", "Dump/", "extraction/filesystem1/"]


def as_folder(at: Path, names: list[str]) -> Path:
    for name in names:
        put(at / "tree", name, name.encode())
    return at / "tree"


FORMS: list[tuple[str, Callable[[Path, list[str]], Path]]] = [
    ("folder", as_folder),
    ("zip", lambda at, names: made_zip(at / "a.zip", [(name, name.encode()) for name in names])),
    ("tar", lambda at, names: made_tar(at / "a.tar", [(name, name.encode()) for name in names])),
    ("tar.gz", lambda at, names: made_tar(at / "a.tar.gz", [(name, name.encode()) for name in names], "w:gz")),
]


@contextmanager
def opened(at: Path) -> Iterator[Source]:
    source = open_source(str(at))
    try:
        yield source
    finally:
        source.close()


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("make", [form[1] for form in FORMS], ids=[form[0] for form in FORMS])
def test_users_are_known_whatever_stands_in_front(
    tmp_path: Path, make: Callable[[Path, list[str]], Path], prefix: str
) -> None:
    with opened(make(tmp_path, [prefix + name for name in PHONE])) as source:
        containers = source.survey().containers
        users = [c.untrusted_name for c in containers if c.kind == "user"]
        assert sorted(users) == ["0", "10", "mobile", "root"], "what Android keeps of one user in several places is one"
        found = {hit.found.untrusted_path: hit.found.container for hit in hits(source, [Patterns("any", ("*",))])}
        for name, user in PHONE.items():
            at = containers[found[prefix + name]]
            while at.kind != "user" and at.parent is not None:
                at = containers[at.parent]
            assert at.untrusted_name == user
        assert len(hits(source, [HISTORY])) == 3


@pytest.mark.parametrize("make", [form[1] for form in FORMS], ids=[form[0] for form in FORMS])
@pytest.mark.parametrize(("user", "left"), [("10", 2), ("0", 2), ("mobile", 2), ("root", 3)])
def test_a_user_who_is_excluded_stays_closed_everywhere(
    tmp_path: Path, make: Callable[[Path, list[str]], Path], user: str, left: int
) -> None:
    with opened(make(tmp_path, ["filesystem1/" + name for name in PHONE])) as source:
        closed = closed_containers(source.survey().containers, {user}.__contains__)
        assert len(hits(source, [HISTORY], closed)) == left
        offered = [hit.found.untrusted_path for hit in hits(source, [Patterns("any", ("*",))], closed)]
        assert sorted(offered) == sorted("filesystem1/" + name for name, whose in PHONE.items() if whose != user)
