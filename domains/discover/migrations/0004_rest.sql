-- After how many minutes of looking somebody wants to be told how long it has been; 0 is never.
ALTER TABLE feed_taste ADD COLUMN rest_after BIGINT NOT NULL DEFAULT 0 CHECK (rest_after IN (0, 10, 20, 40));
