"""The catalogue of building blocks: one TOML file per version of a block, data and nothing else.

A mandate pins code and version, so a running order keeps its text while the
catalogue moves on; ``inzage.mandate.changes`` tells what moved. A new block is a
file in this folder, named ``<code>.v<version>.toml`` in lower case.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast

from inzage.mandate import BlockFileFault, Condition, Mandate, MandateFault, Question
from inzage.mandate.building_block import BlockStatus, BuildingBlock, Value, block_from
from inzage.mandate.refusals import ParametersWrong, UnknownBlock, UnknownVersion

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every version of every block, by code and then version."""

    blocks: tuple[BuildingBlock, ...]

    @classmethod
    def read(cls, folder: Path) -> "Catalogue":
        """Read a folder of blocks; ``BlockFileFault`` where one is not in order."""
        found = [_read(file) for file in sorted(folder.glob("*.toml"))]
        return cls(tuple(sorted(found, key=lambda block: (block.code, block.version))))

    def block(self, code: str, version: int) -> BuildingBlock:
        """One version of one block; ``UnknownBlock`` or ``UnknownVersion`` where it is not here."""
        versions = {block.version: block for block in self.blocks if block.code == code}
        if not versions:
            raise UnknownBlock(block=code, known=", ".join(sorted({block.code for block in self.blocks})))
        if version not in versions:
            raise UnknownVersion(block=code, found=version, known=", ".join(map(str, sorted(versions))))
        return versions[version]

    def newest(self) -> tuple[BuildingBlock, ...]:
        """The highest version of every block."""
        highest = {block.code: block for block in self.blocks}
        return tuple(highest.values())

    def questions_of(self, conditions: Iterable[Condition], salt: bytes = b"") -> tuple[Question, ...]:
        """What these conditions ask, parameters filled in, in the order of the conditions.

        ``salt``: the mandate's own, under which a parameter names persons and devices.
        """
        return tuple(question for condition in conditions for question in self._questions(condition, salt))

    def unsettled(self, conditions: Iterable[Condition]) -> bool:
        """Whether some condition rests on a block that nobody has settled yet."""
        return any(self.block(one.block, one.version).status != BlockStatus.SETTLED for one in conditions)

    def _questions(self, condition: Condition, salt: bytes) -> list[Question]:
        block = self.block(condition.block, condition.version)
        named = {one.name for one in block.parameters if one.kind == "tokens"}
        if not salt and any(condition.parameters.get(name) for name in named):
            expected = ("de sleutel waarmee de kenmerken zijn gemaakt", "the salt of the tokens")
            raise ParametersWrong(block=block.code, name="exclusions.salt", expected=expected, found="—")
        filled = {
            name: {"salt": salt.hex(), "tokens": list(cast(tuple[str, ...], value))} if name in named else _plain(value)
            for name, value in block.filled(condition.parameters).items()
        }
        return [
            replace(question, parameters={name: filled[name] for name in block.passed[question.code]})
            for question in block.questions
        ]


@cache
def current() -> Catalogue:
    """The catalogue that this version of Inzage carries."""
    return Catalogue.read(FOLDER)


def blocks() -> tuple[BuildingBlock, ...]:
    """Every version of every block of this version of Inzage."""
    return current().blocks


def block(code: str, version: int) -> BuildingBlock:
    """One version of one block; ``UnknownBlock`` or ``UnknownVersion`` where it is not here."""
    return current().block(code, version)


def questions_of(mandate: Mandate) -> tuple[Question, ...]:
    """The questions that the mandate's conditions raise, parameters filled in."""
    return current().questions_of(mandate.conditions, mandate.exclusions.salt)


def _plain(value: Value) -> str | int | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _read(file: Path) -> BuildingBlock:
    try:
        made = block_from(tomllib.loads(file.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise BlockFileFault(
            file=file.name, found=(f"Geen leesbare TOML: {error}.", f"No readable TOML: {error}.")
        ) from None
    except MandateFault as error:
        raise BlockFileFault(file=file.name, found=(error.sentence("nl"), error.sentence("en"))) from None
    name = f"{made.code.lower()}.v{made.version}.toml"
    if file.name != name:
        raise BlockFileFault(file=file.name, found=(f"Verwacht de naam {name}.", f"Expected the name {name}."))
    return made
