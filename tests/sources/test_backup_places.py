"""Where a file of a backup came from on the phone, and its names in a backup, as MVT and iLEAPP state them too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.sources.backup_index import number_of
from inzage.sources.backup_places import on_android, on_iphone

IPHONE = [
    ("HomeDomain", "Library/SMS/sms.db", "private/var/mobile/Library/SMS/sms.db"),
    ("HomeDomain", "", "private/var/mobile"),
    ("CameraRollDomain", "Media/PhotoData/Photos.sqlite", "private/var/mobile/Media/PhotoData/Photos.sqlite"),
    ("WirelessDomain", "Library/Databases/DataUsage.sqlite", "private/var/wireless/Library/Databases/DataUsage.sqlite"),
    ("RootDomain", "Library/x", "private/var/root/Library/x"),
    ("HealthDomain", "Health/healthdb.sqlite", "private/var/mobile/Library/Health/healthdb.sqlite"),
    ("AppDomain-com.x.y", "Documents/a", "private/var/mobile/Containers/Data/Application/com.x.y/Documents/a"),
    ("AppDomainGroup-group.x", "a.db", "private/var/mobile/Containers/Shared/AppGroup/group.x/a.db"),
    ("AppDomainPlugin-com.x.y", "a", "private/var/mobile/Containers/Data/PluginKitPlugin/com.x.y/a"),
    ("SysContainerDomain-com.x", "a", "private/var/containers/Data/System/com.x/a"),
    ("AppDomain", "a", "private/var/domains/AppDomain/a"),
    ("AppDomain-", "a", "private/var/domains/AppDomain-/a"),
    ("NewDomain-com.x", "Library/a", "private/var/domains/NewDomain-com.x/Library/a"),
]
ANDROID = [
    ("apps/com.x/f/a/b", "data/data/com.x/files/a/b"),
    ("apps/com.x/db/a.db", "data/data/com.x/databases/a.db"),
    ("apps/com.x/sp/a.xml", "data/data/com.x/shared_prefs/a.xml"),
    ("apps/com.x/r/app_chrome/Default/History", "data/data/com.x/app_chrome/Default/History"),
    ("apps/com.x/ef/a", "data/media/0/Android/data/com.x/files/a"),
    ("apps/com.x/d_f/000000_sms_backup", "data/user_de/0/com.x/files/000000_sms_backup"),
    ("apps/com.x/a/base.apk", "data/app/com.x/base.apk"),
    ("shared/0/Download/a", "data/media/0/Download/a"),
    ("shared/1/DCIM/a", "storage/card1/DCIM/a"),
    ("apps/com.x/_manifest", "apps/com.x/_manifest"),
    ("apps/com.x/f", "apps/com.x/f"),
    ("apps/com.x/zz/a", "apps/com.x/zz/a"),
    ("shared/0", "shared/0"),
    ("other/com.x/f/a", "other/com.x/f/a"),
]
KNOWN = [
    ("3d0d7e5fb2ce288813306e4d4636395e047a3d28", "HomeDomain", "Library/SMS/sms.db"),
    ("5a4935c78a5255723f707230a451d79c540d2741", "HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"),
    ("31bb7ba8914766d4ba40d6dfb6113c8b614be442", "HomeDomain", "Library/AddressBook/AddressBook.sqlitedb"),
    ("1a0e7afc19d307da602ccdcece51af33afe92c53", "HomeDomain", "Library/Safari/History.db"),
    ("faf971ce92c3ac508c018dce1bef2a8b8e9838f1", "AppDomain-com.google.chrome.ios",
     "Library/Application Support/Google/Chrome/Default/History"),
    ("7c7fba66680ef796b916b067077cc246adacf01d", "AppDomainGroup-group.net.whatsapp.WhatsApp.shared",
     "ChatStorage.sqlite"),
    ("12b144c0bd44f2b3dffd9186d3f9c05b917cee25", "CameraRollDomain", "Media/PhotoData/Photos.sqlite"),
]  # fmt: skip


@pytest.mark.parametrize(("domain", "path", "place"), IPHONE)
def test_on_an_iphone(domain: str, path: str, place: str) -> None:
    assert on_iphone(domain.encode(), path.encode()) == place.encode()


@pytest.mark.parametrize(("member", "place"), ANDROID)
def test_on_android(member: str, place: str) -> None:
    assert on_android(member.encode()) == place.encode()


@pytest.mark.parametrize(("number", "domain", "path"), KNOWN)
def test_the_numbers_that_others_have_seen_on_phones(number: str, domain: str, path: str) -> None:
    assert number_of(domain.encode(), path.encode()) == number


@given(st.lists(st.sampled_from([b"a", b"%s", b"%", b"apps", b"f", b"db", b"shared", b"0", b"x\xff"]), min_size=1))
def test_the_end_of_a_path_is_never_lost(parts: list[bytes]) -> None:
    member = b"/".join(parts)
    assert on_android(member).endswith(parts[-1])
    assert on_iphone(b"AppDomain-%s", member).endswith(member)
