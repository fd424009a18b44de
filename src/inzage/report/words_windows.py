"""Names of the readers of Windows' own lists and logs, of thumbnails, and of mail and messengers on a computer."""

from inzage.report.wording import Table, Words

READERS: Table = {
    "webcache_history": Words("Internet Explorer 10 en 11: bezoeken", "browser", "Internet Explorer 10 and 11: visits"),
    "srum": Words("Windows: programma’s per uur", "programma’s", "Windows: programs by the hour"),
    "custom_destinations": Words(
        "Windows: lijsten van programma’s", "geopende bestanden", "Windows: lists of programs themselves"
    ),
    "windows_thumbnails": Words("Windows: miniaturen", "kleine plaatjes van bestanden", "Windows: thumbnails"),
    "thumbs_db": Words("Windows: miniaturen per map", "kleine plaatjes van bestanden", "Windows: thumbnails by folder"),
    "linux_thumbnails": Words("Linux: miniaturen", "kleine plaatjes van bestanden", "Linux: thumbnails"),
    "windows_clock_changes": Words("Windows: klok verzet", "het systeem", "Windows: clock set"),
    "messengers_unread": Words(
        "Berichtenprogramma’s die niet te lezen zijn (computer)",
        "berichtenprogramma’s die niet te lezen zijn",
        "Messengers that cannot be read (computer)",
    ),
    "outlook_stores": Words("Outlook: postbestanden", "e-mail", "Outlook: mail stores"),
    "thunderbird_accounts": Words("Thunderbird: accounts", "e-mail", "Thunderbird: accounts"),
}
