.read schemas/chromium_36.sql
