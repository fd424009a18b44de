"""Around everything at the interface's address, also what never reached a route: version, problems, no cookies.

It stands in front of all other middleware, so that what they answer is told as the interface tells it: a page
becomes a problem, and a way to https is not shown, because the key has gone over the line already.
"""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from inzage.register.api import VERSION
from inzage.register.api.problems import MEDIA, language, problem
from inzage.register.web.middleware import Next

ADDRESS = "/api/"
PLAIN, REDIRECTED, WRONG = 403, 300, 400


def machines(following: Next) -> Next:
    """Only what comes in at the interface is touched."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ADDRESS):
            return following(request)
        request.COOKIES = {}
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        answer = _told(request, following(request))
        if head and isinstance(answer, HttpResponse):
            answer["Content-Length"] = str(len(answer.content))
            answer.content = b""
        return answer

    return middleware


def _told(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    if isinstance(answer, HttpResponse) and answer.status_code >= REDIRECTED:
        _as_problem(request, answer)
    answer["API-Version"] = VERSION
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer.cookies.clear()
    return answer


def _as_problem(request: HttpRequest, answer: HttpResponse) -> None:
    """Whatever else answered, such as a page of Django, keeps its status and its other headers."""
    if answer.headers.get("Content-Type") == MEDIA:
        return
    if answer.status_code < WRONG:
        answer.status_code = PLAIN
        del answer["Location"]
    answer.content = json.dumps(problem(answer.status_code, language(request)), ensure_ascii=False).encode()
    answer["Content-Type"] = MEDIA
    answer["Content-Language"] = language(request)
