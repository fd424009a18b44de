.read discord_texts/schema.sql
