-- When a session's owner last showed their password again; null before that, and for tokens. A session is opened by a
-- proof, so `created` is the first.
ALTER TABLE credential ADD COLUMN proved BIGINT;
