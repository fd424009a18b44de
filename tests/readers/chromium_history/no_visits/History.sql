.read schemas/chromium_70.sql
