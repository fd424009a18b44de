"""Every kind of worker that there is, found in the source: whoever writes a handler is in the suite.

A handler is a function with a handler's signature; a pool is started with its name. Both
are looked for, and must agree.
"""

import ast
import importlib
import re

from inzage.worker import Limits
from tests.architecture.tree import FILES, module_name, parsed

TREES = {module_name(file): parsed(file) for file in FILES}
NAME = re.compile(r"inzage(\.\w+)+:\w+")
SIGNATURE = (["Request", "Sequence[int]"], "Reply")


def is_handler(function: ast.FunctionDef) -> bool:
    """Has it the signature of ``inzage.worker.Handler``, and may others call it?"""
    takes = [ast.unparse(one.annotation) for one in function.args.args if one.annotation]
    gives = ast.unparse(function.returns) if function.returns else ""
    return (takes, gives) == SIGNATURE and not function.name.startswith("_")


def defined() -> set[str]:
    """``module:function`` of every handler in the source."""
    return {
        f"{module}:{node.name}"
        for module, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and is_handler(node)
    }


def named() -> set[str]:
    """Every text in the source that a pool could be started with."""
    texts = (node.value for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and NAME.fullmatch(text)}


def pools() -> set[tuple[str, str]]:
    """(module, what it is started with) of each place where a pool is made."""
    calls = ((module, node) for module, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {(module, ast.unparse(call.args[0])) for module, call in calls if ast.unparse(call.func) == "Pool"}


def limits_of(handler: str) -> Limits:
    """What a worker of this kind may use: its module's own limits, or those of every worker."""
    limits: Limits = getattr(importlib.import_module(handler.partition(":")[0]), "LIMITS", Limits())
    return limits


KINDS = sorted(defined())
