"""One target under atheris, in a process of its own: ``python -m tests.atheris.one TARGET FOLDER SECONDS``.

The modules of Inzage are instrumented when they are loaded, so atheris comes first.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["inzage"]):
    from tests.atheris.targets import TARGETS, sums_hold, tried

HANG_SECONDS = 10
MEGABYTES = 1500


def main(name: str, folder: str, seconds: str) -> None:
    """Fuzz until the time is up, or until libFuzzer ends the process over a find."""
    target, corpus = TARGETS[name], Path(folder) / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "timeout": HANG_SECONDS,
        "rss_limit_mb": MEGABYTES,
        "max_len": max([target.longest, *(len(seed) for seed in target.seeds())]),
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
    }
    with sums_hold(target):
        atheris.Setup(["one", *(f"-{key}={value}" for key, value in options.items()), str(corpus)], run(name))
        atheris.Fuzz()


def run(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """What atheris calls with each input."""
    target = TARGETS[name]
    return lambda data: tried(target, data)


if __name__ == "__main__":
    main(*sys.argv[1:])
