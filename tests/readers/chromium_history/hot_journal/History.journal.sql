-- Never committed: must be rolled back before reading.
UPDATE visits SET visit_time = webkit('2026-03-11 09:00'), external_referrer_url = printf('%0300d', id);
DELETE FROM visits WHERE id > 100;
