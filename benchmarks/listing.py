"""Files per second of listing an image with patterns matched, against ``fls -r -l`` and ``dissect.target``.

Makes its own images (NTFS, ext4, exFAT; 100,000 files unless ``INZAGE_FILES`` says
otherwise) and runs all in turn. Making NTFS and exFAT images needs root and FUSE; what
cannot be made or installed here is said, not guessed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measuring import Row, in_turn, keep, keep_row
from peers import environment, program

FILES = int(os.environ.get("INZAGE_FILES", "100000"))
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
HERE = Path(__file__).parent
SIZE = 4096 * FILES * 3 // 2 + 256 * 1024**2

GOALS = {"fls -r -l": 1.0, "dissect.target": 20.0}
NOTE = "medians; ours with starting Python, the locked worker, users and profiles, and all readers' patterns"

DISSECT = """
import sys
from dissect.target import Target
target = Target.open(sys.argv[1])
count = 0
for fs in target.filesystems:
    for _, folders, files in fs.walk("/"):
        count += len(folders) + len(files)
print(count)
"""


def run(*command: object) -> str:
    """Run a maker's command and give what it printed; its failure is raised."""
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def tree(root: Path, files: int = FILES, *, content: bool = True) -> None:
    """So many small (or empty) files in folders of two hundred, three levels deep."""
    for n in range(files):
        folder = root / f"Users/u{n % 3}/map {n // 20000}/{n // 200}"
        if n % 200 < 3:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"bestand {n}.txt").write_bytes(b"x" * (n % 97) if content else b"")


def ext4(image: Path, files: Path) -> None:
    """An ext4 image, filled without mounting."""
    run("truncate", "-s", SIZE, image)
    run("mke2fs", "-q", "-F", "-t", "ext4", "-N", FILES * 2, "-d", files, image)


def mounted(make: list[object], mount: list[object], *, loop: bool = False) -> Callable[[Path, Path], None]:
    """A maker that fills an image through a FUSE mount, of the file or (``loop``) of a loop device over it."""

    def maker(image: Path, files: Path) -> None:
        run("truncate", "-s", SIZE, image)
        run(*make, image)
        place = image.with_suffix(".mount")
        place.mkdir()
        device = run("losetup", "-f", "--show", image) if loop else str(image)
        try:
            run(*mount, device, place)
            try:
                run("cp", "-r", f"{files}/.", place)
            finally:
                run("umount", place)
        finally:
            if loop:
                run("losetup", "-d", device)

    return maker


PROGRAMS = {
    "fls": "sleuthkit",
    "mkntfs": "ntfs-3g",
    "mkfs.exfat": "exfatprogs",
    "mount.exfat-fuse": "exfat-fuse",
}
"""What makes the images or lists them beside ours, and the package that brings it."""

MAKERS: dict[str, Callable[[Path, Path], None]] = {
    "ext4": ext4,
    "ntfs": mounted(["mkntfs", "-q", "-F", "-f"], ["ntfs-3g"]),
    "exfat": mounted(["mkfs.exfat", "-c", "4K"], ["mount.exfat-fuse"], loop=True),
}


def peers(image: Path, kind: str, dissect: Path | None) -> dict[str, list[str]]:
    """The commands to time for one image. ``dissect``: where its environment's programs lie."""
    commands = {"inzage": [sys.executable, str(HERE / "list_walk.py"), str(image)]}
    if shutil.which("fls"):
        commands["fls -r -l"] = ["fls", "-r", "-l", "-f", kind, str(image)]
    if dissect:
        commands["dissect.target"] = [str(dissect / "python"), "-c", DISSECT, str(image)]
    return commands


def main() -> None:
    """Make, time, print, keep."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        files = root / "files"
        tree(files)
        for name, package in PROGRAMS.items():
            program(name, package)
        dissect = environment("dissect", "dissect.target")
        for kind, make in MAKERS.items():
            image = root / f"{kind}.dd"
            try:
                make(image, files)
            except (subprocess.CalledProcessError, FileNotFoundError) as fault:
                print(f"{kind}: no image could be made here ({fault})")
                continue
            compare(kind, peers(image, kind, dissect))
            image.unlink()


def compare(kind: str, commands: dict[str, list[str]]) -> None:
    """One image: a row per command, with the ratio to ours."""
    runs = in_turn(commands, ROUNDS)
    turns = {name: [round(one.seconds, 3) for one in each] for name, each in runs.items()}
    most = {name: round(max(one.megabytes for one in each)) for name, each in runs.items()}
    ours = statistics.median(turns["inzage"])
    told = {}
    for name, each in turns.items():
        seconds = statistics.median(each)
        ratio = seconds / ours
        print(f"{kind:6} {name:15} {FILES / seconds:10,.0f} files/s  {most[name]:6.0f} MB  inzage is {ratio:.2f}x")
        told[name] = {"seconds": each, "megabytes": most[name], "ratio": round(ratio, 2)}
        if name in GOALS:
            work = f"list {FILES:,} files of {kind}, patterns matched"
            row = Row(work, name, GOALS[name], ratio, turns["inzage"], each, megabytes=most["inzage"], note=NOTE)
            keep_row(row)
    keep(f"listing {kind} {FILES} files", told)


if __name__ == "__main__":
    main()
