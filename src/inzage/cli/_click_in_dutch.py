"""The sentences of the library that reads our command line, in the user's language.

It looks each of them up under the name ``_``, as programs do that can be translated, but
brings no Dutch along. A sentence that a later version words otherwise is said in English.
"""

from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, termui, types

from inzage.cli._shared import language

SENTENCES = {
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Show this message and exit.": "Deze uitleg tonen.",
    "Show the version and exit.": "De versie tonen.",
    "required": "verplicht",
    "default: {default}": "anders: {default}",
    "Try '{command} {option}' for help.": "Uitleg staat in: {command} {option}",
    "Error: {message}": "Zo kan het niet: {message}",
    "Error: invalid input": "Zo kan het niet: typ y (ja) of n (nee)",
    "Error: The two entered values do not match.": "Zo kan het niet: tweemaal iets anders getypt.",
    "Repeat for confirmation": "Nog een keer, ter controle",
    "Aborted!": "Gestopt; er is niets gedaan.",
    "Missing command.": "Er staat geen opdracht.",
    "Missing argument": "Er ontbreekt iets:",
    "Missing option": "Er ontbreekt een optie:",
    "Missing parameter": "Er ontbreekt iets:",
    "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
    "Invalid value: {message}": "Een waarde klopt niet: {message}",
    "Invalid value for {param_hint}: {message}": "De waarde van {param_hint} klopt niet: {message}",
    "No such option {name!r}.": "De optie {name!r} bestaat niet.",
    "No such command {name!r}.": "De opdracht {name!r} bestaat niet.",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelde u een van deze: {possibilities}?)",
    "Option {name!r} requires an argument.": "Na de optie {name!r} hoort een waarde.",
    "Option {name!r} does not take a value.": "Bij de optie {name!r} hoort geen waarde.",
    "Got unexpected extra argument ({args})": "Dit hoort er niet bij: {args}",
    "Got unexpected extra arguments ({args})": "Dit hoort er niet bij: {args}",
    "{value!r} is not {choice}.": "{value!r} is niet {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} is geen van: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen geldig getal.",
    "{value} is not in the range {range}.": "{value} valt buiten {range}.",
    "{value!r} does not match the format {format}.": "{value!r} heeft niet de vorm {format} (jaar-maand-dag).",
    "{name} {filename!r} does not exist.": "{name} {filename!r} bestaat niet.",
    "{name} {filename!r} is a file.": "{name} {filename!r} is een bestand.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} is een map.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} is niet te lezen.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} is niet te beschrijven.",
    "file": "bestand",
    "directory": "map",
    "path": "pad",
}
"""What the library says → the same in Dutch, with the same facts."""

_MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)


def speak() -> None:
    """Let the library look its sentences up here."""
    for module in _MODULES:
        for name, lookup in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, lookup)


def _said(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence) if language() == "nl" else sentence


def _counted(one: str, many: str, number: int) -> str:
    return _said(one if number == 1 else many)
