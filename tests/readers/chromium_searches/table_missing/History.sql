.read schemas/chromium_36.sql
DROP TABLE keyword_search_terms;
