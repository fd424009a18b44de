.read schemas/firefox.sql
.read firefox_history/visits.sql
