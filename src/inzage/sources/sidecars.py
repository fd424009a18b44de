"""What must be opened together with a file, because without it that file is another one.

A database has ``-wal`` and ``-journal``, spelled as itself. A hive of the registry has logs, and
Windows spells them as it likes (``NTUSER.DAT``, ``ntuser.dat.LOG1``): on its own file systems case does not
count, so it does not here. By a file's name it is known which of both it may have, so that
nothing is opened that is of no use.

References: https://sqlite.org/tempfiles.html, https://github.com/msuhanov/regf; artefact facts 1 (3), 1 (13)
"""

from collections.abc import Iterable, Mapping

from inzage.formats.registry_logs import LOGS

OF_DATABASE = ("-wal", "-journal")
_HIVES = frozenset({"ntuser.dat", "usrclass.dat", "system", "software", "sam", "security", "amcache.hve"})
_LONGEST = max(map(len, (*OF_DATABASE, *LOGS)))


def is_hive(untrusted_path: str) -> bool:
    """Is this the name of a hive of the registry?"""
    return untrusted_path[untrusted_path.rfind("/") + 1 :].lower() in _HIVES


def owner(untrusted_path: str) -> str | None:
    """The path of the file that this one would belong to, as it is spelled here; None where its name says nothing."""
    tail = untrusted_path[-_LONGEST:]
    for ending in OF_DATABASE:
        if tail.endswith(ending):
            return untrusted_path.removesuffix(ending)
    for ending in LOGS:
        if tail.lower().endswith(ending) and is_hive(untrusted_path[: -len(ending)]):
            return untrusted_path[: -len(ending)]
    return None


def beside(untrusted_path: str, there: Iterable[str]) -> Mapping[str, str]:
    """Ending → path, of what belongs to a file and is among the paths that are there.

    Where two spell the same log, the one spelled as the file itself counts, else the first.
    """
    present = set(there)
    if not is_hive(untrusted_path):
        return {ending: untrusted_path + ending for ending in OF_DATABASE if untrusted_path + ending in present}
    ordered = sorted(present, key=lambda path: (not path.startswith(untrusted_path), path))
    spelled = {path.lower(): path for path in reversed(ordered)}
    wanted = {ending: (untrusted_path + ending).lower() for ending in LOGS}
    return {ending: spelled[path] for ending, path in wanted.items() if path in spelled}
