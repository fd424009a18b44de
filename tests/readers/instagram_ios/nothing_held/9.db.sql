.read instagram_ios_texts/schema.sql
