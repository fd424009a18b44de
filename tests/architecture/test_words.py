"""One word for one thing: field names, the closed vocabulary, and the glossary."""

import ast
import dataclasses
import re
import typing
from collections import defaultdict

from inzage import observations
from tests.architecture.tree import FILES, ROOT, parsed

ROW = re.compile(r"^\| (?P<dutch>[^|]+) \| (?P<names>[^|]+) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)
TO_COME = "(volgt)"


def shapes() -> dict[str, set[str]]:
    """Field name → the types it has in the vocabulary."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    kinds = typing.get_args(observations.Observation) + typing.get_args(observations.Remark)
    for kind in kinds:
        for field in dataclasses.fields(kind):
            found[field.name].add(str(field.type))
    return found


def test_one_field_name_has_one_type() -> None:
    assert {name for name, types in shapes().items() if len(types) > 1} == set()


def test_an_observation_is_frozen_and_knows_when_and_where_it_was_done() -> None:
    for kind in typing.get_args(observations.Observation):
        assert kind.__dataclass_params__.frozen
        assert {"at", "on_this_device"} <= {field.name for field in dataclasses.fields(kind)}


def test_what_a_carrier_says_is_called_untrusted() -> None:
    texts = {name for name, types in shapes().items() if any("str" in type_ for type_ in types)}
    ours = {"absent", "digests"}  # a reader's own columns; what the broker worked out of bytes
    assert {name for name in texts if not name.startswith("untrusted_")} == ours


def glossary() -> dict[str, bool]:
    """Identifier → whether the glossary says that it is still to come."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [row for row in ROW.finditer(text) if "`" in row["names"]]
    return {name: TO_COME in row["meaning"] for row in rows for name in re.findall(r"`([^`]+)`", row["names"])}


def defined(name: str) -> bool:
    """Whether the package defines a class, function or constant of this name, or has a module so called."""
    pattern = re.compile(rf"^\s*(class {name}\b|def {name}\b|{name} ?[:=])|^    {name}: ", re.MULTILINE)
    return any(
        pattern.search(file.read_text(encoding="utf-8")) or name in file.parts or file.stem == name for file in FILES
    )


def test_each_identifier_of_the_glossary_exists_in_the_code() -> None:
    assert len(glossary()) > 40
    assert [name for name, later in glossary().items() if not later and not defined(name)] == []


def test_what_the_glossary_promises_is_marked_only_until_it_is_there() -> None:
    nouns = {node.name for file in FILES for node in parsed(file).body if isinstance(node, ast.ClassDef)}
    nouns |= {file.stem for file in FILES}
    assert [name for name, later in glossary().items() if later and name in nouns] == []


def test_each_data_class_and_each_observation_has_its_word() -> None:
    kinds = {kind.__name__ for kind in typing.get_args(observations.Observation)}
    assert kinds - glossary().keys() == set()
