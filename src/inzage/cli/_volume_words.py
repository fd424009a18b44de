"""What lies on a carrier's volumes, in the words of who holds it: file systems, encryption, tables, and keys."""

from collections.abc import Mapping

from inzage.formats.encryption import EncryptionKind, SecretKind

TABLES: Mapping[str, tuple[str, str]] = {
    "none": ("niet ingedeeld: één volume", "not divided: one volume"),
    "mbr": ("ingedeeld met een MBR", "divided by an MBR"),
    "gpt": ("ingedeeld met een GPT", "divided by a GPT"),
}
"""Kinds of partition table."""

SYSTEMS: Mapping[str, tuple[str, str]] = {
    "android-backup": ("reservekopie van Android", "Android backup"),
    "apfs": ("APFS", "APFS"),
    "bios-boot": ("opstartdeel", "boot partition"),
    "bitlocker": ("BitLocker", "BitLocker"),
    "blank": ("leeg", "blank"),
    "btrfs": ("Btrfs", "Btrfs"),
    "exfat": ("exFAT", "exFAT"),
    "f2fs": ("F2FS", "F2FS"),
    "fat": ("FAT", "FAT"),
    "fat12": ("FAT12", "FAT12"),
    "fat16": ("FAT16", "FAT16"),
    "fat32": ("FAT32", "FAT32"),
    "filevault": ("FileVault", "FileVault"),
    "folder": ("map", "folder"),
    "hfs+": ("HFS+", "HFS+"),
    "ios-backup": ("reservekopie van een iPhone of iPad", "iPhone or iPad backup"),
    "iso9660": ("ISO 9660", "ISO 9660"),
    "luks": ("LUKS", "LUKS"),
    "luks1": ("LUKS1", "LUKS1"),
    "luks2": ("LUKS2", "LUKS2"),
    "lvm": ("LVM", "LVM"),
    "msr": ("deel voor Windows zelf", "reserved for Windows"),
    "ntfs": ("NTFS", "NTFS"),
    "refs": ("ReFS", "ReFS"),
    "squashfs": ("SquashFS", "SquashFS"),
    "swap": ("wisselgeheugen", "swap"),
    "tar": ("archief (tar)", "archive (tar)"),
    "udf": ("UDF", "UDF"),
    "unknown": ("onbekend", "unknown"),
    "volume": ("niet te bepalen", "cannot be told"),
    "xfs": ("XFS", "XFS"),
    "zip": ("archief (zip)", "archive (zip)"),
}
"""What a volume holds. A word without a row stands as itself (ext4)."""

ENCRYPTIONS: Mapping[EncryptionKind, tuple[str, str]] = {kind: SYSTEMS[kind.value] for kind in EncryptionKind}
"""How a volume is encrypted."""

SECRETS: Mapping[SecretKind, tuple[str, str]] = {
    SecretKind.PASSWORD: ("een wachtwoord", "a password"),
    SecretKind.RECOVERY_KEY: ("een herstelsleutel", "a recovery key"),
    SecretKind.BEK: ("een sleutelbestand (BEK)", "a key file (BEK)"),
    SecretKind.CLEAR_KEY: ("de open bewaarde sleutel", "the key kept in the clear"),
}
"""What was given to open it."""

SEEN: Mapping[str, tuple[str, str]] = {
    "read": ("leesbaar", "readable"),
    "absent": ("geen bestandssysteem", "no file system"),
    "encrypted": ("versleuteld", "encrypted"),
    "unreadable": ("niet leesbaar", "unreadable"),
    "degraded": ("deels leesbaar", "readable in part"),
    "over_budget": ("te veel namen", "too many names"),
}
"""How a volume was met when its names were walked. Nothing of it has been read then."""
