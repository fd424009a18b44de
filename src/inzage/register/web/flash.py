"""One sentence on the next page: what was just saved."""

from django.http import HttpRequest

from inzage.register.values import Words

KEY = "done"


def tell(request: HttpRequest, words: Words) -> None:
    """Show this on the next page of the session."""
    request.session[KEY] = [words.nl, words.en]


def told(request: HttpRequest) -> Words | None:
    """What is to be shown now, once."""
    pair = request.session.pop(KEY, None) if hasattr(request, "session") else None
    return Words(*pair) if pair else None
