"""Mandates, orders and kits that the tests of this stage are made of, and strategies for many more."""

import itertools
import secrets
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from hypothesis import strategies as st

from inzage.mandate import (
    NEVER,
    CarrierKind,
    CheckOrder,
    Condition,
    DataClass,
    Exclusions,
    Frequency,
    HitProcedure,
    HumanGrant,
    Mandate,
    Manner,
    Notice,
    Officials,
    Owner,
    Per,
    Period,
    Presented,
)
from inzage.mandate.codec import mandate_payload, with_digest
from inzage.mandate.narrow import NARROWABLE
from inzage.mandate.signed import signed_order
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.policy import write_policy
from inzage.signing.trust import TrustStore

TODAY = date(2026, 10, 3)

FULL_DRAFT = """\
schema = 1
reference = "ECLI:NL:RBTEST:2026:1"
person = "P-7f3a"
title = "art. 14c, tweede lid, Sr"
verdict_quote = "De reclassering mag ten hoogste twee keer per jaar controleren."
retention_days = 180

[period]
first = 2026-01-01
last = 2027-12-31

[frequency]
at_most = 2
per = "year"
notice = "either"

[manner]
carriers = ["computer", "disk"]
presented = ["aangereikt", "in-zicht"]
owners = ["betrokkene"]
data_classes = ["software", "history_extent", "browsing"]
window_days = 30
human = []

[officials]
allowed = ["toezichthouder", "digitaal-toezichthouder"]
excluded = ["politie"]

[exclusions]
salt = "00112233445566778899aabbccddeeff"
containers = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]

[hit]
contact = "Dienstdoende officier"
instructions = "Laat het apparaat zoals het is."

[[conditions]]
block = "ZO-1"
version = 1

[[conditions]]
block = "ALG-1"
version = 2
[conditions.parameters]
dagen = 45
"""

SILENT_DRAFT = """\
schema = 1
reference = "ECLI:NL:RBTEST:2026:1"
person = "P-7f3a"
title = "art. 14c, tweede lid, Sr"
"""


def a_mandate(**changes: Any) -> Mandate:
    """A complete mandate over places visited; ``changes`` replace fields."""
    made = Mandate(
        reference="ECLI:NL:RBTEST:2026:1",
        person="P-7f3a",
        title="art. 14c, tweede lid, Sr",
        validation=False,
        conditions=(Condition("ZO-1", 1),),
        period=Period(date(2026, 1, 1), date(2027, 12, 31)),
        frequency=Frequency(2, "year"),
        manner=Manner(("computer",), ("aangereikt",), ("betrokkene",), (DataClass.BROWSING,), 30),
        officials=Officials(("toezichthouder",), ("politie",)),
        exclusions=Exclusions(b"\x01" * 16, frozenset({"a" * 64})),
        hit=HitProcedure("Dienstdoende officier", "Stop en verzegel."),
        retention_days=180,
        verdict_quote="De reclassering mag ten hoogste twee keer per jaar controleren.",
    )
    return with_digest(replace(made, **changes))


def a_validation(**changes: Any) -> Mandate:
    """A mandate without a person."""
    return a_mandate(**{"validation": True, "person": "", "reference": "VALIDATIE-1", **changes})


_nonces = itertools.count(1)


def an_order(under: Mandate, **changes: Any) -> CheckOrder:
    """The first order under a mandate, for today, with a nonce of its own."""
    made = CheckOrder(
        under.sha256, under.person or "P-7f3a", 1, TODAY, 1, ("toezichthouder",), None, f"{next(_nonces):032x}"
    )
    return replace(made, **changes)


@dataclass(frozen=True)
class Bench:
    """A kit that trusts one key per role, and those keys."""

    kit: Kit
    issuer: PrivateKey
    second: PrivateKey
    register: PrivateKey

    def signed(self, mandate: Mandate, *keys: PrivateKey) -> bytes:
        """The mandate's envelope, by issuer and second signer unless ``keys`` are given."""
        return sign(mandate_payload(mandate), PayloadType.MANDATE, keys or (self.issuer, self.second))

    def ordered(self, order: CheckOrder, key: PrivateKey | None = None) -> bytes:
        """The order's envelope, by the register unless another key is given."""
        return signed_order(order, [key or self.register])


def a_bench(folder: Path, *, laboratory: bool = False, ready: bool = True, official: str = "toezichthouder") -> Bench:
    """A kit in ``folder``: of the field or of a laboratory, with or without a complete policy."""
    kit = Kit.create(folder / f"kit-{secrets.token_hex(4)}", laboratory=laboratory)
    keys = [PrivateKey.generate() for _ in range(3)]
    for role, key in zip((Role.MANDATE_ISSUER, Role.SECOND_SIGNER, Role.REGISTER), keys, strict=True):
        TrustStore.add(kit.path / "trust", role, key.public)
    complete = {"name": "Kit 1", "retention_days": 180, "dpia": "DPIA-1"} if ready else {}
    policy = replace(kit.policy, official=official, **complete)
    (kit.path / "kit.toml").write_bytes(write_policy(policy))
    return Bench(Kit.load(kit.path), *keys)


_words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30)
_tokens = st.text("0123456789abcdef", min_size=64, max_size=64)
_roles = st.lists(st.sampled_from(("toezichthouder", "digitaal-toezichthouder", "politie", "arts")), unique=True)


def _some(words: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(list(words)), unique=True).map(tuple)


_periods = st.one_of(
    st.just(NEVER),
    st.tuples(st.dates(date(1970, 1, 1)), st.dates(date(1970, 1, 1))).map(lambda days: Period(min(days), max(days))),
)
_conditions = st.lists(
    st.builds(
        Condition,
        st.sampled_from(("ZO-1", "ZO-2", "ZO-3", "ALG-1", "XX-9")),
        st.integers(1, 3),
        st.dictionaries(st.sampled_from(("dagen", "toelichting")), st.one_of(st.integers(-5, 5), _words), max_size=2),
    ),
    unique_by=lambda condition: condition.block,
    max_size=5,
).map(tuple)
_exclusions = st.builds(
    Exclusions,
    st.binary(min_size=1, max_size=64),
    st.frozensets(_tokens, max_size=3),
    st.frozensets(_tokens, max_size=3),
)


@st.composite
def mandates(draw: st.DrawFn) -> Mandate:
    """Any mandate that a document can hold."""
    validation = draw(st.booleans())
    period = draw(_periods)
    gaps = draw(st.sets(st.sampled_from(NARROWABLE)))
    gaps |= {"period.first", "period.last"} if period == NEVER else set()
    return with_digest(
        Mandate(
            reference=draw(_words),
            person="" if validation else draw(_words),
            title=draw(_words),
            validation=validation,
            conditions=draw(_conditions),
            period=period,
            frequency=Frequency(
                draw(st.integers(1, 366)), draw(st.sampled_from(get_args(Per))), draw(st.sampled_from(get_args(Notice)))
            ),
            manner=Manner(
                draw(_some(get_args(CarrierKind))),
                draw(_some(get_args(Presented))),
                draw(_some(get_args(Owner))),
                draw(_some(DataClass)),
                draw(st.integers(1, 36_500)),
                draw(_some(get_args(HumanGrant))),
            ),
            officials=Officials(tuple(draw(_roles)), tuple(draw(_roles))),
            exclusions=draw(_exclusions),
            hit=HitProcedure(draw(_words), draw(_words)),
            retention_days=draw(st.integers(1, 36_500)),
            verdict_quote=draw(st.one_of(st.just(""), _words)),
            narrowed=tuple(name for name in NARROWABLE if name in gaps),
        )
    )


orders = st.builds(
    CheckOrder,
    mandate_sha256=_tokens,
    person=_words,
    number=st.integers(1, 9999),
    on=st.dates(),
    valid_days=st.integers(1, 31),
    officials=_roles.map(tuple),
    previous=st.one_of(st.none(), _words),
    nonce=st.text("0123456789abcdef", min_size=32, max_size=128),
)
