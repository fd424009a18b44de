"""More machines than one: artefacts are read behind the lock of another machine, through dask.distributed.

Implementations: ``errand`` (what travels, plain data), ``chunks`` (content by its digest, cut here and sealed there),
``node`` (what happens on a node), ``desk`` (the check's desk, whose artefacts are read elsewhere), ``crew`` (whoever
carries errands: threads here, or a cluster), ``connection`` (a scheduler, and which of its nodes are given anything),
``serving`` (a node's own process). Only this stage loads dask, and only inside functions: nothing does so by
importing it. Errors::

    ClusterFault
    ├── NotInstalled           the libraries for it are not here (exit 1)
    ├── BadAddress             no address of a scheduler (exit 2)
    ├── BadCertificates        certificates are missing or cannot be used (exit 2)
    ├── NotUnconfined          a cluster and a reading process without its lock (exit 2)
    ├── PlainNetwork           an open network, and a mandate about a person (exit 5)
    ├── Unreachable            nobody answers at that address (exit 1)
    ├── AnotherVersion         a scheduler of another version (exit 1)
    ├── NoNode                 no node may be given anything (exit 1)
    └── ClusterGone            it went away during a check, which can be resumed (exit 6)
"""

from inzage.errors import Interrupted, InzageError, RefusedByMandate, UsageFault


class ClusterFault(InzageError):
    """Base of what can be wrong with a cluster."""


class NotInstalled(ClusterFault):
    """The libraries for it are not here."""

    nl = "Voor een cluster zijn bibliotheken nodig die hier niet staan. Voer tools/setup.sh cluster uit."
    en = "A cluster takes libraries that are not installed here. Run tools/setup.sh cluster."


class BadAddress(UsageFault, ClusterFault):
    """No address of a scheduler."""

    nl = "Verwacht: een adres als tls://naam:8786 of tcp://127.0.0.1:8786. Gevonden: {found}. Controleer --cluster."
    en = "Expected: an address like tls://name:8786 or tcp://127.0.0.1:8786. Found: {found}. Check --cluster."


class BadCertificates(UsageFault, ClusterFault):
    """Certificates are missing or cannot be used."""

    nl = (
        "Verwacht bij een tls-adres: --cluster-ca, --cluster-cert en --cluster-key, alle drie leesbare PEM-bestanden "
        "die bij elkaar horen. Gevonden: {found}. Vraag de bestanden aan wie het cluster beheert."
    )
    en = (
        "Expected with a tls address: --cluster-ca, --cluster-cert and --cluster-key, three readable PEM files that "
        "belong together. Found: {found}. Ask whoever administers the cluster for them."
    )


class NotUnconfined(UsageFault, ClusterFault):
    """A cluster and a reading process without its lock."""

    nl = "Op een cluster wordt alleen afgesloten gelezen. Laat --unconfined of --cluster weg."
    en = "On a cluster only locked processes read. Leave out --unconfined or --cluster."


class PlainNetwork(RefusedByMandate, ClusterFault):
    """An open network, and a mandate about a person."""

    nl = (
        "Over {address} gaat alles onversleuteld, en deze opdracht gaat over een persoon. Gebruik een tls-adres met "
        "certificaten, of laat de beheerder in kit.toml onder [cluster] vastleggen welk netwerk afgescheiden is "
        "(docs/manual/cluster.md). Er is niets geopend."
    )
    en = (
        "Over {address} everything travels unencrypted, and this mandate is about a person. Use a tls address with "
        "certificates, or have the administrator write in kit.toml, under [cluster], which network stands apart "
        "(docs/manual/cluster.md). Nothing was opened."
    )


class Unreachable(ClusterFault):
    """Nobody answers at that address."""

    nl = (
        "Verwacht: een scheduler op {address}, binnen {seconds} seconden. Gevonden: {found}. "
        "Controleer het adres en of hij draait; er is niets geopend en de controleopdracht is niet gebruikt."
    )
    en = (
        "Expected: a scheduler at {address}, within {seconds} seconds. Found: {found}. "
        "Check the address and whether it runs; nothing was opened and the check order was not used."
    )


class AnotherVersion(ClusterFault):
    """A scheduler of another version."""

    nl = (
        "Verwacht: een scheduler met distributed {expected}, zoals hier. Gevonden: {found}. Zet op alle computers "
        "dezelfde versie van Inzage; er is niets geopend en de controleopdracht is niet gebruikt."
    )
    en = (
        "Expected: a scheduler with distributed {expected}, as here. Found: {found}. Install the same version of "
        "Inzage on every machine; nothing was opened and the check order was not used."
    )


class NoNode(ClusterFault):
    """No node may be given anything."""

    nl = (
        "Verwacht: minstens één knooppunt dat afgesloten kan lezen, met dezelfde versie als hier. Gevonden: {found}. "
        "Herstel een knooppunt of controleer zonder --cluster; er is niets geopend en de controleopdracht is niet "
        "gebruikt."
    )
    en = (
        "Expected: at least one node that can read behind the lock, of the same version as here. Found: {found}. "
        "Repair a node or check without --cluster; nothing was opened and the check order was not used."
    )


class ClusterGone(Interrupted, ClusterFault):
    """It went away during a check, which can be resumed."""

    nl = (
        "Het cluster is tijdens de controle weggevallen ({found}). De controle is onderbroken; wat gelezen was, is "
        "bewaard. Ga verder met --resume, met of zonder --cluster."
    )
    en = (
        "The cluster went away during the check ({found}). The check was interrupted; what was read is kept. "
        "Continue with --resume, with or without --cluster."
    )
