"""What a carrier holds is parsed by code that only a locked worker runs: the map of who may take what from it.

Three lists, each as short as it can be: the modules that bring in a decoder, each in the
reach of a handler; the few that decode something else than a carrier, with the reason;
and the names that the broker takes from the inside, none of which parses. That the
broker indeed runs no more than that is held by ``tests/whole/test_apart.py``.
"""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.tree import FILES, imports, module_name, parsed
from tests.worker import kinds

DECODERS = frozenset(
    (
        *("apsw", "sqlite3", "PIL", "av", "zipfile", "tarfile", "plistlib", "xml", "html.parser", "ijson", "csv"),
        *("zlib", "zlib_ng", "bz2", "lzma", "gzip", "email", "pickle", "marshal", "shelve", "argon2", "ctypes"),
        *("pybde", "pyesedb", "pyevtx", "pyfsapfs", "pyfsext", "pyfsfat", "pyfshfs", "pyfsntfs", "pyfsxfs", "pyfvde"),
        *("pylnk", "pymodi", "pyolecf", "pyregf", "pyscca", "pyvhdi", "pyvmdk"),
    )
)
"""Libraries, and modules of Python, that take apart what somebody else made."""

BY_NAME = {"inzage.formats.extras", "inzage.formats.libyal", "inzage.formats.encryption.bindings"}
"""Modules that bring in a library by its name in a table."""

NOT_OF_A_CARRIER = {
    "inzage.register.publishing.tables": "writes the values of a publication; takes nothing apart",
    "inzage.register.researching.bundle": "packs tables that it wrote itself; takes nothing apart",
    "inzage.register.running.bundles": "packs the register's own papers; takes nothing apart",
    "inzage.register.web.administering.giving": "packs documents that the register made; takes nothing apart",
    "inzage.sources.archive_list": "packs and unpacks its own pages, in memory",
    "inzage.watchlists.formats.ncmec": "a list, from an issuer whom the kit trusts, when it is taken in",
    "inzage.watchlists.formats.nsrl_sqlite": "a list, as above; hardened all the same",
    "inzage.watchlists.formats.plain": "a list, as above",
    "inzage.watchlists.formats.records": "a list, as above",
    "inzage.watchlists.formats.tables": "a list, as above",
    "inzage.watchlists.sizes": "the kit's own map of a list's sizes, opened under its key before it is unpacked",
    "inzage.worker.kernel": "calls the kernel; takes nothing apart",
    "inzage.worker.landlock": "calls the kernel; takes nothing apart",
}

MAKERS = ("inzage.cli._demo_", "inzage.cli._practice_")
"""Beginnings of names of modules that write invented carriers; what such a module may call is held below."""

ALSO_INSIDE = {
    *("inzage.check.inside", "inzage.check.looking"),
    *("inzage.sources.image_disk", "inzage.sources.backup_index", "inzage.sources.zip_directory"),
}
"""Of stages on both sides of the lock: what lies within it, beside all ``*_inside``."""

TAKEN: dict[str, dict[str, str]] = {
    "inzage.readers": {"Reader": "where readers look", "all_readers": "the table of them; none is called"},
    "inzage.formats.encryption": dict.fromkeys(("ACCEPTED", "EncryptionKind", "Secret", "SecretKind", "Try"), "words"),
    "inzage.formats.encryption.bek": {"MOST": "a number"},
    "inzage.formats.encryption.bindings": {"NAMES": "names of libraries", "present": "looks whether they are there"},
    "inzage.formats.encryption.handover": {"lent": "puts the owner's secret in memory, for the worker"},
    "inzage.formats.encryption.luks_keys": {"MEMORY_NEEDED": "a number"},
    "inzage.formats.media_places": {"comes_with_a_program": "compares a place with names of folders, opens nothing"},
    "inzage.formats.images": {
        "IMAGE_KINDS": "words",
        "ImageKind": "words",
        "TAIL": "a number",
        "container_kind": "compares the first and last bytes of a file with marks of fixed length",
    },
    "inzage.formats.filesystems.recognise": {
        "DISC_MARK": "a number",
        "is_disc": "compares bytes at fixed places",
        "is_disk": "compares bytes at fixed places",
    },
    "inzage.formats.libyal": {"missing": "looks whether libraries are there; loads none"},
    "inzage.formats.partitions": {"Volume": "a shape"},
    "inzage.formats.registry_logs": {"LOGS": "names of files"},
    "inzage.formats.android_backup": {"MAGIC": "a mark", "VERSIONS": "a mark"},
    "inzage.formats.mbdb": {"MAGIC": "a mark"},
    "inzage.formats.signature": {"MAGIC": "a mark"},
    "inzage.formats.hardening": {"harden": "for a list, not a carrier"},
    "inzage.formats.age_statements": {"stated_age": "by a detector, which runs inside"},
    "inzage.formats.programs": {"comes_along": "by a detector, which runs inside"},
    "inzage.sources.archive_inside": {"CHUNK": "a number"},
    "inzage.sources.reading_inside": {"PIECE": "a number"},
    "inzage.sources.image_disk": dict.fromkeys(
        ("SYSTEMS_MOST", "VOLUMES_MOST", "BYTES_MOST", "PLACES", "TREE_SHIFT", "number_among"), "numbers"
    ),
    "inzage.media": {"missing": "looks whether libraries are there; loads none"},
    "inzage.media.asking": {
        "HANDLER": "a name",
        "FILMS": "a name",
        "LIMITS": "numbers",
        "given": "makes what the warm process is given",
        "request": "makes the question",
        "answer": "checks the reply against its schema",
        "VIDEO": "a number",
    },
}
"""What code outside the lock may take from within, name by name, and why that parses nothing."""


def inside(module: str) -> bool:
    """Does a module's code belong in a worker?"""
    stage = module.split(".")[1] if "." in module else ""
    return stage in {"formats", "readers", "media"} or module.endswith("_inside") or module in ALSO_INSIDE


MODULES = {module_name(file): file for file in FILES}


def decoders_of(module: str) -> set[str]:
    """The decoders that a module brings in."""
    named = set(imports(MODULES[module]))
    return {one for one in DECODERS if any(name == one or name.startswith(one + ".") for name in named)}


DECODING = {module for module in MODULES if decoders_of(module)} | BY_NAME


@cache
def next_to(module: str) -> frozenset[str]:
    """Modules that a module imports, and for a folder that is a registry all that lies in it."""
    named = list(imports(MODULES[module]))
    found = {name if name in MODULES else name.rpartition(".")[0] for name in named}
    registry = module in {"inzage.readers", "inzage.indicators"}
    within = {other for other in MODULES if registry and other.startswith(module + ".")}
    return frozenset((found | within) & MODULES.keys())


def reach(start: str) -> set[str]:
    """Every module that comes along with one."""
    seen, ahead = {start}, [start]
    while ahead:
        new = next_to(ahead.pop()) - seen
        seen |= new
        ahead += new
    return seen


def taken_by_the_broker() -> Iterator[tuple[str, str, str]]:
    """(who, from which inner module, which name) of every import across the lock."""
    outside = {module: file for module, file in MODULES.items() if not inside(module)}
    for module, file in outside.items():
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ImportFrom) and node.module and inside(node.module):
                yield from ((module, node.module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom | ast.Import):
                base = node.module + "." if isinstance(node, ast.ImportFrom) and node.module else ""
                whole = [base + alias.name for alias in node.names]
                yield from ((module, name, "*") for name in whole if name in MODULES and inside(name))


@pytest.mark.parametrize("module", sorted(DECODING))
def test_a_decoder_comes_along_with_a_handler_or_reads_no_carrier(module: str) -> None:
    handlers = [kind.partition(":")[0] for kind in kinds.KINDS]
    reached = any(module in reach(handler) for handler in handlers)
    if module in NOT_OF_A_CARRIER or module.startswith(MAKERS):
        assert not inside(module)
    else:
        assert inside(module)
        assert reached


@pytest.mark.parametrize("module", sorted(one for one in DECODING if one.startswith(MAKERS)))
def test_a_maker_of_invented_carriers_takes_nothing_apart(module: str) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(parsed(MODULES[module])) if isinstance(node, ast.Call)}
    of_decoders = {name for name in called if name.partition(".")[0] in DECODERS}
    assert of_decoders <= {"sqlite3.connect", "zlib.compress", "zlib.crc32"}


def test_the_exceptions_are_no_more_than_they_need_be() -> None:
    assert NOT_OF_A_CARRIER.keys() <= DECODING
    assert MODULES.keys() >= ALSO_INSIDE
    assert len(DECODING) > 20


def test_the_broker_takes_nothing_from_within_that_parses() -> None:
    taken = set(taken_by_the_broker())
    strange = {(who, module, name) for who, module, name in taken if name not in TAKEN.get(module, {})}
    assert strange == set()


def test_only_handlers_have_a_reader_read() -> None:
    calling = {
        module
        for module, file in MODULES.items()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "reader.read"
    }
    assert calling == {"inzage.check.inside", "inzage.check.looking"}


def test_a_parser_in_the_broker_would_be_seen() -> None:
    assert decoders_of("inzage.sources.tar_inside") >= {"tarfile", "zlib", "lzma"}
    assert "database" not in TAKEN.get("inzage.formats.sqlite", {})
    assert ("inzage.sources.opening", "inzage.formats.images", "container_kind") in set(taken_by_the_broker())
    assert not inside("inzage.sources.opening")
    assert inside("inzage.sources.tar_inside")
