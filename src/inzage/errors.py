"""Errors that speak: what was expected, what was found, what to do.

Every error class carries its sentence as a template in Dutch and in English
and knows its exit code; raising one takes only the facts that the template
names. Each stage declares its own errors in its ``__init__`` and draws their
tree there; the roots are here::

    InzageError                exit 1
    ├── UsageFault             exit 2   the call itself is off
    ├── RefusedByMandate       exit 5   the mandate, order or kit forbids it
    └── Interrupted            exit 6   stopped before it was done; can be resumed
"""

from typing import ClassVar, Literal

Language = Literal["nl", "en"]


class InzageError(Exception):
    """A fault with a sentence for a person; ``facts`` fill the template.

    Facts never hold content of a carrier: a path the *user* typed may appear,
    a path, name or text found *on* a carrier may not.
    """

    exit_code: ClassVar[int] = 1
    nl: ClassVar[str] = "Er ging iets mis."
    en: ClassVar[str] = "Something went wrong."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**self.facts)


class UsageFault(InzageError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class RefusedByMandate(InzageError):
    """What was asked is not allowed by the mandate, the order or the kit."""

    exit_code = 5


class Interrupted(InzageError):
    """The check stopped before it was done; nothing was lost."""

    exit_code = 6
    nl = "De controle is onderbroken. Ga verder met --resume; er is niets verloren gegaan."
    en = "The check was interrupted. Continue with --resume; nothing was lost."
