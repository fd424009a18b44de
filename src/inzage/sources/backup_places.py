"""Where on the phone a file of a backup came from: backups keep it under names of their own.

What comes out is the path as a full copy of the phone's file system would have it, so
that one pattern of a reader fits both. An app's folder bears the app's own name, where
on the phone stands a number that differs per phone (``Containers/Data/Application/…``).

A path is built from what the backup says, never followed: names are compared, and
``member_names`` marks those with ``..`` in them before anybody sees them.

References: Apple's ``Domains.plist`` in the MobileBackup framework, as MVT and iLEAPP
use it; AOSP ``FullBackup.java`` (tokens); artefact facts 2.3 to 2.6.
"""

from collections.abc import Mapping

_MOBILE = b"private/var/mobile"
_CONTAINERS = _MOBILE + b"/Containers"

_DOMAINS: Mapping[bytes, bytes] = {
    b"BooksDomain": _MOBILE + b"/Media/Books",
    b"CameraRollDomain": _MOBILE,
    b"DatabaseDomain": b"private/var/db",
    b"HealthDomain": _MOBILE + b"/Library",
    b"HomeDomain": _MOBILE,
    b"HomeKitDomain": _MOBILE,
    b"InstallDomain": b"private/var/installd",
    b"KeyboardDomain": _MOBILE,
    b"KeychainDomain": b"private/var/Keychains",
    b"ManagedPreferencesDomain": b"private/var/Managed Preferences",
    b"MediaDomain": _MOBILE,
    b"MobileDeviceDomain": b"private/var/MobileDevice",
    b"NetworkDomain": b"private/var/networkd",
    b"ProtectedDomain": b"private/var/protected",
    b"RootDomain": b"private/var/root",
    b"SystemPreferencesDomain": b"private/var/preferences",
    b"TonesDomain": _MOBILE,
    b"WirelessDomain": b"private/var/wireless",
}

_FAMILIES: Mapping[bytes, bytes] = {
    b"AppDomain": _CONTAINERS + b"/Data/Application",
    b"AppDomainGroup": _CONTAINERS + b"/Shared/AppGroup",
    b"AppDomainPlugin": _CONTAINERS + b"/Data/PluginKitPlugin",
    b"SysContainerDomain": b"private/var/containers/Data/System",
    b"SysSharedContainerDomain": b"private/var/containers/Shared/SystemGroup",
}
"""Domains of one app each: ``AppDomain-<app>``."""

_OF_APPS: Mapping[bytes, bytes] = {
    b"c": b"data/data/%s/cache",
    b"db": b"data/data/%s/databases",
    b"f": b"data/data/%s/files",
    b"nb": b"data/data/%s/no_backup",
    b"r": b"data/data/%s",
    b"sp": b"data/data/%s/shared_prefs",
    b"d_c": b"data/user_de/0/%s/cache",
    b"d_db": b"data/user_de/0/%s/databases",
    b"d_f": b"data/user_de/0/%s/files",
    b"d_nb": b"data/user_de/0/%s/no_backup",
    b"d_r": b"data/user_de/0/%s",
    b"d_sp": b"data/user_de/0/%s/shared_prefs",
    b"ef": b"data/media/0/Android/data/%s/files",
    b"obb": b"data/media/0/Android/obb/%s",
    b"a": b"data/app/%s",
}
_APP_PARTS = 3
_SHARED_PARTS = 2


def on_iphone(domain: bytes, path: bytes) -> bytes:
    """The path on the phone; an unknown domain keeps its own name, and the path's end still fits."""
    root = _DOMAINS.get(domain)
    if root is None:
        family, _, app = domain.partition(b"-")
        root = _FAMILIES[family] + b"/" + app if app and family in _FAMILIES else b"private/var/domains/" + domain
    return root + b"/" + path if path else root


def on_android(member: bytes) -> bytes:
    """The path on the phone of ``apps/<app>/<token>/…`` or ``shared/<n>/…``; others stay as they are."""
    top, *parts = member.split(b"/")
    if top == b"apps" and len(parts) >= _APP_PARTS and parts[1] in _OF_APPS:
        return b"/".join([_OF_APPS[parts[1]] % parts[0], *parts[2:]])
    if top == b"shared" and len(parts) >= _SHARED_PARTS:
        root = b"data/media/0" if parts[0] == b"0" else b"storage/card" + parts[0]
        return b"/".join([root, *parts[1:]])
    return member
