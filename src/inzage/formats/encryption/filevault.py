"""FileVault 2 (CoreStorage), through the library.

Has not yet met a real volume: none was to be had. The library finds what it needs on the
volume itself; where that lies on a recovery partition alone, the volume stays shut. One
disk with one logical volume: what spans several disks stays shut.

References: libfvde; Choudary, Gröbert and Metz, "Infiltrate the Vault" (2012).
"""

from inzage.formats.blocks import Blocks, FileObject
from inzage.formats.encryption import Secret, SecretKind
from inzage.formats.encryption.bindings import LibraryBlocks, library
from inzage.result import Reason, Unreadable


def unlocked(blocks: Blocks, secret: Secret) -> Blocks:
    """The plain logical volume; raises ``Unreadable``."""
    file = FileObject(blocks)
    volume = library("pyfvde").volume()
    volume.open_file_object(file)
    volume.open_physical_volume_files_as_file_objects([file])
    group = volume.get_volume_group()
    if group is None or group.get_number_of_physical_volumes() != 1 or group.get_number_of_logical_volumes() != 1:
        raise Unreadable(Reason.ENCRYPTED)
    logical = group.get_logical_volume(0)
    give(logical, secret)
    if not logical.unlock() or logical.is_locked():
        raise Unreadable(Reason.ENCRYPTED)
    return LibraryBlocks(logical, group, volume, file)


def give(volume: object, secret: Secret) -> None:
    """Tell one of these libraries what the person gave."""
    tell = "set_recovery_password" if secret.kind is SecretKind.RECOVERY_KEY else "set_password"
    getattr(volume, tell)(secret.text())
