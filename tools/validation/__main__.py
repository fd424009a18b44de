"""``make validation``: runs every test, and writes ``build/validation``: report.md, report.html, report.pdf, junit.xml.

``INZAGE_VALIDATION_JUNIT``: the file of a run that was done already, in its place.
Leaves with 1 where a requirement was not shown.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.validation import report  # noqa: E402 - as above
from tools.validation.results import outcome, ran  # noqa: E402 - as above

from inzage.report import html, pdf  # noqa: E402 - this folder is no package that is installed

OUT = ROOT / "build" / "validation"
WHOLE = ("-m", "", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""All tests, as ``make tests`` runs them."""


def tested(junit: Path) -> None:
    """Run all tests; what fails shows in the report."""
    command = [sys.executable, "-m", "pytest", *WHOLE, f"--junitxml={junit}"]
    subprocess.run(  # noqa: S603 - our own interpreter and tests
        command, cwd=ROOT, env={**os.environ, "CI": "true"}, check=False
    )


def _attached(run: report.Run) -> dict[str, str]:
    """What goes with the PDF for machines: how the cases of every test ended."""
    results = json.dumps(run.results, indent=1, sort_keys=True)
    return {"result": results, "attached": "De uitkomst van elke toets, voor machines"}


def main() -> int:
    """Test, write, and say where it lies."""
    OUT.mkdir(parents=True, exist_ok=True)
    given = os.environ.get("INZAGE_VALIDATION_JUNIT")
    junit = Path(given) if given else OUT / "junit.xml"
    if not given:
        tested(junit)
    run = report.Run(ran(junit), datetime.now(UTC), report.commit())
    asked, tried = report.requirements(), report.cases()
    made = report.sheet(run, asked, tried)
    (OUT / "report.md").write_text(report.markdown(made), "utf-8")
    (OUT / "report.html").write_bytes(html.render(made))
    (OUT / "report.pdf").write_bytes(pdf.render(made, run.made, _attached(run)))
    short = [one.id for one in [*asked, *tried] if not one.why and outcome(one.tests, run.results).word != "gehaald"]
    print(f"{OUT.relative_to(ROOT)}: report.md, report.html, report.pdf, junit.xml")
    print(f"Niet getoond of niet gehaald (not shown): {', '.join(short) or '-'}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
