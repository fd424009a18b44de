"""The questions of the evaluation, one file each. The folder is the list, the file's name its place in it.

A file holds ``QUESTION``: which kinds of record it sees, how it makes its cohort of them, and how it estimates.
What it asks stands in ``protocols/``, as data of the same code.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from inzage.evaluation import Cohort, NoSuchQuestion, Protocol, Result, Rows


@dataclass(frozen=True, slots=True)
class Question:
    """``kinds``: codes of the kinds it sees, of persons and of organisations; it is given no other.

    ``select`` needs the standard library only and gives the same cohort for the same rows; ``estimate`` is given that
    cohort. Neither adds the cautions: :func:`inzage.evaluation.asking.answer` does, for every question alike.
    """

    code: str
    kinds: tuple[str, ...]
    select: Callable[[Rows, Protocol], Cohort]
    estimate: Callable[[Cohort, Protocol], Result]


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its code, in the order of the files' names."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__) if not each.name.startswith("_"))
    found = [importlib.import_module(f"{__name__}.{name}").QUESTION for name in names]
    return {question.code: question for question in found}


def question(code: str) -> Question:
    """One question. Raises NoSuchQuestion, which names those there are."""
    if code not in questions():
        raise NoSuchQuestion(asked=code, known=", ".join(questions()))
    return questions()[code]
