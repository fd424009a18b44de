.read schemas/firefox.sql
