"""Kinds into the database: a version that was adopted stays what it was, and is closed by its own row."""

from django.db import transaction

from inzage.register import Catalogue, Kind
from inzage.register.faults import KindFileFault
from inzage.register.models import KindState, KindVersion
from inzage.register.permits import ActRole, Permit, act_roles, permits


def adopt(catalogue: Catalogue) -> int:
    """Take in versions that are new; how many. One that was changed since is refused: give it a new number."""
    with transaction.atomic():
        known = {(row.code, row.version): row.digest for row in KindVersion.objects.all()}
        for kind in catalogue.kinds.values():
            if known.get((kind.code, kind.version), kind.digest) != kind.digest:
                said = "deze versie is al in gebruik en nu anders", "this version is in use already and now differs"
                raise KindFileFault(file=kind.name, found=said)
        fresh = [kind for key, kind in catalogue.kinds.items() if key not in known]
        KindState.objects.bulk_create(state for kind in fresh for state in _states(kind))
        Permit.objects.bulk_create(permit for kind in fresh for permit in permits(kind))
        ActRole.objects.bulk_create(role for kind in fresh for role in act_roles(kind))
        KindVersion.objects.bulk_create(map(_version, fresh))
    return len(fresh)


def _version(kind: Kind) -> KindVersion:
    return KindVersion(
        code=kind.code,
        version=kind.version,
        noun=kind.noun.value,
        digest=kind.digest,
        retention_days=kind.retention_days,
    )


def _states(kind: Kind) -> list[KindState]:
    return [KindState(code=kind.code, version=kind.version, state=state) for state in kind.table.states]
