DELETE FROM keyword_search_terms;
UPDATE urls SET title = printf('%0700d', id);
DELETE FROM visits;
