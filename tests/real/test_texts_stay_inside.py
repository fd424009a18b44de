"""A whole check with every door open over real messages: their number is told, and not one of their words."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.bench import inzage, validation_papers
from tests.real.test_message_texts import HICKMAN, MUSEUM, OPEN, PLASO, read, texts

LAID_OUT = {
    "private/var/mobile/Library/SMS/sms.db": ("ios_messages", HICKMAN, 94, 106),
    "Users/a/Library/Messages/chat.db": ("ios_messages", PLASO, 10, 10),
    "data/data/com.android.providers.telephony/databases/mmssms.db": (
        "android_sms", f"{MUSEUM}/Android/SMS_MMS/Android 10 - Hickman/mmssms.db", 31, 31,
    ),
    "private/var/mobile/AppGroup/x/cores/private/y/kik.sqlite": ("kik_ios", "plaso/test_data/ios/kik.sqlite", 55, 60),
    "Users/b/AppData/Roaming/Skype/own.name/main.db": ("skype", "plaso/test_data/sqlite/skype_main.db", 12, 14),
}  # fmt: skip
"""Where a system holds the file → reader of circumstances, the file, messages with words, rows opened."""

Checked = tuple[dict[str, Any], Path, Path]


@pytest.fixture(scope="module")
def checked(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The result, the case and its documents, of a check whose window reaches over all these years."""
    root = tmp_path_factory.mktemp("content")
    for place, (_, source, *_) in LAID_OUT.items():
        target = root / "carrier" / place
        target.parent.mkdir(parents=True)
        for suffix in ("", "-wal"):
            if Path(f"{real_data / source}{suffix}").exists():
                shutil.copyfile(f"{real_data / source}{suffix}", f"{target}{suffix}")
    kit, mandate = validation_papers(root)
    done = inzage("check", root / "carrier", "--mandate", mandate, "--kit", kit, "--out", root / "case", "--json")
    assert done.returncode in {0, 4}, done.stderr
    told = inzage("report", root / "case", "--out", root / "told")
    assert told.returncode == 0, told.stderr
    (root / "said").write_text(done.stdout + done.stderr + told.stdout + told.stderr, encoding="utf-8")
    return json.loads(done.stdout), root / "case", root


def test_each_door_says_how_many_and_opens_the_same_rows(checked: Checked) -> None:
    result, _, _ = checked
    for reader in {name for name, *_ in LAID_OUT.values()}:
        known = [(said, rows) for name, _, said, rows in LAID_OUT.values() if name == reader]
        of_content = [line for line in result["coverage"] if line["reader"] == f"{reader}_texts"]
        beside = [line for line in result["coverage"] if line["reader"] == reader]
        assert {line["data_class"] for line in of_content} == {"message_content"}
        assert sorted((line["records"]["MessageText"], line["rows"]) for line in of_content) == sorted(known)
        assert sorted(line["rows"] for line in beside) == sorted(rows for _, rows in known)
        assert not [line for line in beside if "MessageText" in line["records"]]


def test_not_one_text_is_in_the_case_the_documents_or_what_was_printed(checked: Checked, real_data: Path) -> None:
    _, _, root = checked
    words = {
        one.untrusted_text.strip()
        for reader, source, *_ in LAID_OUT.values()
        for one in texts(read(f"{reader}_texts", real_data / source, OPEN))
    }
    telling = {word for word in words if len(word) >= 12}
    assert len(telling) > 100
    left = [path for path in root.rglob("*") if path.is_file() and "carrier" not in path.relative_to(root).parts]
    assert any(path.name.endswith(".json") for path in left)
    for path in left:
        content = path.read_bytes()
        assert [
            word for word in telling if word.encode() in content or json.dumps(word)[1:-1].encode() in content
        ] == []
