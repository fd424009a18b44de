"""Names of the readers of the Windows registry that came later, and of Shareaza and Ares."""

from inzage.report.wording import Table, Words

READERS: Table = {
    "windows_installed": Words(
        "Windows: installatie en upgrades", "installatie van de computer", "Windows: installation and upgrades"
    ),
    "windows_bluetooth": Words("Windows: bluetooth", "gekoppelde apparaten", "Windows: Bluetooth"),
    "windows_networks": Words("Windows: netwerken", "netwerken", "Windows: networks"),
    "network_shares": Words("Windows: mappen van andere computers", "netwerken", "Windows: folders of other computers"),
    "outlook_accounts": Words("Outlook: accounts", "e-mail", "Outlook: accounts"),
    "microsoft_accounts": Words("Microsoft: accounts", "accounts", "Microsoft: accounts"),
    "ares": Words("Ares: bestanden", "programma’s om te delen", "Ares: files"),
    "shareaza": Words("Shareaza: bestanden", "programma’s om te delen", "Shareaza: files"),
}
