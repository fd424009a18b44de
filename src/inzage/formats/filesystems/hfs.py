"""HFS+ and HFSX; named by catalogue number. Where Unix says ``:`` in a name, the volume keeps ``/``.

References: libfshfs; Apple Technical Note TN1150.
"""

from inzage.formats.blocks import FileObject
from inzage.formats.filesystems.walked import Node, WalkedFileSystem, from_1904
from inzage.formats.libyal import Handle, library


class Hfs(WalkedFileSystem):
    """An HFS+ volume."""

    type = "hfs+"
    folders_have_many_names = True  # Time Machine's do

    def _opened(self, file: FileObject) -> Handle:
        volume = library("pyfshfs").volume()
        volume.open_file_object(file)
        return volume

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry_by_identifier(where)

    def _identity(self, node: Node) -> int:
        return int(node.identifier)

    def _name(self, node: Node) -> str:
        return str(node.name or "").replace("/", ":").replace("\0", "\u2400")

    def _modified(self, node: Node) -> int | None:
        return from_1904(node.get_modification_time_as_integer())
