"""What is said of a cluster, and with which exit code."""

import pytest

from inzage import cluster
from inzage.cluster import ClusterFault
from inzage.errors import Interrupted, InzageError, RefusedByMandate, UsageFault

KINDS = {
    cluster.NotInstalled: 1,
    cluster.BadAddress: 2,
    cluster.BadCertificates: 2,
    cluster.NotUnconfined: 2,
    cluster.PlainNetwork: 5,
    cluster.Unreachable: 1,
    cluster.AnotherVersion: 1,
    cluster.NoNode: 1,
    cluster.ClusterGone: 6,
}
FACTS = {"found": "FOUND", "address": "ADDRESS", "expected": "EXPECTED", "seconds": 10}


@pytest.mark.parametrize(("kind", "code"), KINDS.items(), ids=lambda value: getattr(value, "__name__", value))
def test_each_fault_speaks_both_languages_and_has_its_exit_code(kind: type[InzageError], code: int) -> None:
    fault = kind(**FACTS)
    assert fault.exit_code == code
    assert isinstance(fault, ClusterFault)
    assert fault.sentence("nl") != fault.sentence("en")


def test_what_can_be_gone_on_with_says_how() -> None:
    gone = cluster.ClusterGone(found="FOUND")
    assert isinstance(gone, Interrupted)
    assert "--resume" in gone.sentence("nl")
    assert issubclass(cluster.PlainNetwork, RefusedByMandate)
    assert issubclass(cluster.BadAddress, UsageFault)
