"""Invented cases by the result contract: what the report's tests are made from."""

from datetime import date, timedelta
from typing import Any

from inzage.errors import Language
from inzage.report.facts import Papers, View, view

FIRST, LAST = date(2026, 8, 22), date(2026, 11, 19)
HEX = "4f6c1e0b9a7d52c3814be0aa93d7f6215c08e4b7d19f3a6250cbd87e1a94f302"
PEOPLE_MADE_UP = "P-7F3A"


def answer(question: str, kind: str, days: list[tuple[str, int]], **other: Any) -> dict[str, Any]:
    count = sum(n for _, n in days)
    return {
        "question": question,
        "block": "ZO-1",
        "answer": kind,
        "count": count,
        "days": len(days),
        "first": days[0][0] if days else None,
        "last": days[-1][0] if days else None,
        "per_day": [list(day) for day in days],
        "by": [{"carrier": 1, "class": "forum", "count": count, "days": len(days)}] if days else [],
        "named": [],
        "on_this_device": {"yes": count, "no": 2 if days else 0, "unknown": 0},
        "reasons": [],
        "seen": 1.0,
        "lists": [{"name": "plaatsen-voorbeeld", "version": "2026.10"}],
    } | other


def source(reader: str, ordinal: int, status: str = "read", **other: Any) -> dict[str, Any]:
    read = status in {"read", "degraded"}
    return {
        "reader": reader,
        "ordinal": ordinal,
        "carrier": 1,
        "container": 2 + ordinal % 3,
        "data_class": "browsing",
        "status": status,
        "reason": None,
        "rows": 84 if read else 0,
        "records": {"Visit": 79} if read else {},
        "covers": {"first": "2026-06-02", "last": "2026-11-19"} if read else None,
    } | other


def result(**other: Any) -> dict[str, Any]:
    """A finished check with all three answers."""
    return {
        "check_id": "k3vq8m2xw7tr",
        "status": "done",
        "marks": [],
        "mandate_sha256": HEX,
        "method_version": "0.1.0",
        "timezone": "Europe/Amsterdam",
        "window": {"from": FIRST.isoformat(), "to": LAST.isoformat()},
        "seconds": {"low": 1.5, "medium": 42.25},
        "answers": [
            answer(
                "listed_places_visited",
                "indication",
                [("2026-09-03", 4), ("2026-09-04", 11), ("2026-10-14", 2), ("2026-11-02", 6)],
                by=[
                    {"carrier": 1, "class": "forum", "count": 17, "days": 3},
                    {"carrier": 2, "class": "forum", "count": 6, "days": 1},
                ],
                reasons=["source_unreadable", "other_device"],
                seen=0.8333,
            ),
            answer("listed_terms_searched", "no_indication", [], reasons=["history_short"], block="ZO-3"),
            answer("history_kept", "not_assessable", [], reasons=["no_source"], seen=0.0, lists=[], block="ALG-1"),
        ],
        "coverage": [
            *(source("chromium_history", n) for n in range(1, 5)),
            source("chromium_history", 5, "unreadable", reason="damaged"),
            source("chromium_downloads", 1, data_class="downloads", rows=12, records={"Download": 12}),
            source("chromium_searches", 1, data_class="searches", rows=31, records={"Search": 31}),
            source("chromium_searches", 2, "encrypted", data_class="searches", reason="encrypted"),
            source("firefox_history", 1, "degraded", reason="truncated", carrier=2, rows=1204, records={"Visit": 1101}),
            source("firefox_history", 2, "excluded", reason="excluded_container", carrier=2),
            source("firefox_history", 3, "excluded", reason="excluded_container", carrier=2),
            *(
                source("whatsapp_ios", n, "closed", data_class="message_content", reason="not_in_mandate")
                for n in (1, 2, 4)
            ),
            source("chromium_extent", 1, "absent", data_class="history_extent", rows=0),
        ],
        "carriers": [
            {
                "ordinal": 1,
                "key": HEX,
                "kind": "computer",
                "presented": "aangereikt",
                "owner": "betrokkene",
                "containers": 5,
                "filesystems": [{"type": "folder", "entries": 214_553, "status": "read", "reason": None}],
                "size": None,
                "serial": None,
                "whole": None,
            },
            {
                "ordinal": 2,
                "key": HEX,
                "kind": "stick",
                "presented": "in-zicht",
                "owner": "gedeeld",
                "containers": 1,
                "filesystems": [{"type": "zip", "entries": 1_204, "status": "read", "reason": None}],
                "size": 31_914_983_424,
                "serial": HEX[:32],
                "whole": {"sha256": HEX, "bytes": 70_000, "size": 70_000, "reason": None},
            },
        ],
        "intrusion": [
            depth("downloads", "medium", 1, 12, 65_536),
            depth("browsing", "medium", 6, 1_540, 18_743_296),
            depth("searches", "medium", 1, 31, 65_536),
            depth("software", "low", 3, 0, 4_096, human=1),
        ],
        "ledger": {"entries": 38, "root": HEX, "code": "BCDFG-HJKLM-NPRST-VWXZB-CDFGH"},
        "instrument": {
            "version": "0.1.0",
            "engine_sha256": HEX,
            "engine_files": 171,
            "python": "CPython 3.11.2",
            "kernel": "6.1",
            "dependencies": {"apsw": {"version": "3.54.1.0", "record_sha256": HEX}},
        },
    } | other


def depth(data: str, level: str, artefacts: int, rows: int, size: int, *, human: int = 0) -> dict[str, Any]:
    machine = {"artefacts": artefacts, "rows": rows, "bytes": size}
    return {"data_class": data, "level": level, "machine": machine, "human": human}


def plan(**other: Any) -> dict[str, Any]:
    asked = (
        ("listed_places_visited", "visits_listed_place", "Zijn plaatsen bezocht die op de vastgestelde lijst staan?",
         "Were places visited that are on the settled list?"),
        ("listed_terms_searched", "searched_listed_term", "Is gezocht met termen die op de vastgestelde lijst staan?",
         "Were searches made with terms that are on the settled list?"),
        ("history_kept", "history_removed", "Is gebruiksgeschiedenis gewist?",
         "Was history of use erased?"),
    )  # fmt: skip
    doors = (
        ("listed_places_visited", "chromium_history", "browsing"),
        ("listed_places_visited", "firefox_history", "browsing"),
        ("listed_places_visited", "chromium_downloads", "downloads"),
        ("listed_terms_searched", "chromium_searches", "searches"),
        ("history_kept", "chromium_extent", "history_extent"),
    )
    return {
        "questions": [{"code": c, "indicator": i, "nl": nl, "en": en} for c, i, nl, en in asked],
        "doors": [{"question": q, "reader": r, "data_class": d} for q, r, d in doors],
        "refusals": [
            {"question": "listed_places_visited", "data_class": "message_content", "reason": "not_in_mandate"},
            {"question": "listed_terms_searched", "data_class": "message_content", "reason": "not_in_mandate"},
            {"question": "listed_places_visited", "data_class": "contacts", "reason": "not_for_question"},
        ],
    } | other


MANDATE = {
    "reference": "ECLI:NL:RBVBD:2026:1234",
    "title": "Bijzondere voorwaarden bij een voorwaardelijke veroordeling (artikel 14c Sr)",
    "person": PEOPLE_MADE_UP,
    "period": {"first": "2026-01-01", "last": "2027-12-31"},
    "frequency": {"at_most": 4, "per": "year", "notice": "announced"},
}
ORDER = {"number": 2}
ENTRIES = [
    {"sequence": 1, "at": "2026-11-20T09:12:00Z", "kind": "begun"},
    {"sequence": 2, "at": "2026-11-20T09:41:07Z", "kind": "ended"},
]


def seen(lang: Language = "nl", *, made_plan: dict[str, Any] | None = None, **other: Any) -> View:
    """The view of an invented case; ``other`` replaces fields of the result."""
    papers = Papers(MANDATE, ORDER, plan() if made_plan is None else made_plan)
    return view(result(**other), papers, ENTRIES, lang)


def nothing() -> dict[str, Any]:
    """What an empty mandate leaves: no answer, nothing opened."""
    return {
        "answers": [],
        "coverage": [],
        "carriers": [],
        "intrusion": [],
        "ledger": {"entries": 0, "root": HEX, "code": "BCDFG-HJKLM-NPRST-VWXZB-CDFGH"},
    }


def crowded() -> dict[str, Any]:
    """A year of acts, many sources."""
    days = [((LAST - timedelta(days=n)).isoformat(), 1 + n * 7 % 23) for n in range(364, -1, -3)]
    sources = [source("chromium_history", n, rows=n * 911) for n in range(1, 90)]
    sources += [source("firefox_history", n, "unreadable", reason="damaged") for n in range(1, 40)]
    return {
        "window": {"from": (LAST - timedelta(days=365)).isoformat(), "to": LAST.isoformat()},
        "answers": [answer("listed_places_visited", "indication", days)],
        "coverage": sources,
    }
