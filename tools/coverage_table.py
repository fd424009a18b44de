"""Writes ``docs/manual/dekking.md``: what every reader says of every real carrier that the tests lay out.

Needs the folder of real data, as ``tests/real`` does. Also prints, with ``--known``, the
lines of ``tests/real/known.txt`` as they come out now: to compare by eye, never to paste unread.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.real import coverage  # noqa: E402 - the tests are no package that is installed
from tests.real.conftest import REAL  # noqa: E402
from tests.real.laid_out import check  # noqa: E402

CHAPTER = ROOT / "docs/manual/dekking.md"


def main() -> None:
    """Check everything once and write the chapter."""
    with tempfile.TemporaryDirectory() as room:
        checked = check(REAL, Path(room))
        if "--known" in sys.argv:
            print(*coverage.lines(checked), sep="\n")
            return
        CHAPTER.write_text(coverage.chapter(checked, REAL), encoding="utf-8")
    print(f"{CHAPTER.relative_to(ROOT)}: geschreven (written).")


if __name__ == "__main__":
    main()
