"""Machines that call the interface, each with a key that two people gave it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from inzage.register.api import BASE, keys
from inzage.register.api.keys import Wanted
from inzage.register.api.models import Token, Use
from inzage.register.values import Role
from inzage.register.web.accounts.models import Account
from tests.register.ground import ADMIN, LEAD, ORG, SECOND

OTHER_ADMIN = SECOND[Role.ADMINISTRATOR]


def account(role: Role, number: int = 1, organisation: str = ORG) -> Account:
    """The account of one of ``ground``'s actors."""
    key = f"{role.value}-{number}"
    found = Account.objects.filter(key=key).first()
    return found or Account.objects.create_user(key, role, organisation, None)


def given(use: Use, role: Role, number: int = 3, days: int = 30, name: str = "") -> tuple[Token, str]:
    """A key that an administrator asked for and a team leader agreed to; third of its role, so of neither of them."""
    named = name or f"{use.value}-{role.value}-{number}"[:40] + "-1"
    token = keys.propose(ADMIN, Wanted(account(role, number).key, named, use, days))
    return token, keys.agree(LEAD, token)


@dataclass
class Machine:
    """Something that calls with a key."""

    key: str
    token: Token | None = None

    def __call__(self, path: str, method: str = "GET", **headers: str) -> HttpResponse:
        """One call. A path without a beginning stroke is below the base."""
        where = path if path.startswith("/") else f"{BASE}/{path}"
        answer: HttpResponse = browser().generic(method, where, headers=self.headers | dashed(headers))
        return answer

    def bring(self, path: str, data: bytes, media: str = "application/zip", **headers: str) -> HttpResponse:
        """A POST with a body."""
        sent = self.headers | dashed(headers)
        answer: HttpResponse = browser().generic("POST", f"{BASE}/{path}", data, content_type=media, headers=sent)
        return answer

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}


def browser() -> Client:
    """A client that sees a 500 as machines do."""
    return Client(raise_request_exception=False)


def dashed(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


NOBODY = Machine("")


def machine(use: Use, role: Role, number: int = 3) -> Machine:
    """One with a key of its own."""
    token, key = given(use, role, number)
    return Machine(key, token)


def kit(role: Role = Role.OFFICER) -> Machine:
    return machine(Use.KIT, role)


def evaluator() -> Machine:
    return machine(Use.EVALUATION, Role.EVALUATOR)


def reader(role: Role = Role.PLANNER) -> Machine:
    return machine(Use.READING, role)


def told(answer: HttpResponse, status: int = 200) -> Any:
    """What an answer says, once its status is what was expected."""
    assert answer.status_code == status, (answer.status_code, answer.content)
    return json.loads(answer.content)


def problem(answer: HttpResponse, status: int) -> dict[str, Any]:
    """A problem by RFC 9457."""
    said: dict[str, Any] = told(answer, status)
    assert answer["Content-Type"] == "application/problem+json"
    assert said.keys() >= {"type", "status", "title", "detail"} and said["status"] == status
    return said
