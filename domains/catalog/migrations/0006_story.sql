-- What a shop tells about itself, in its own words.
ALTER TABLE shop ADD COLUMN story TEXT NOT NULL DEFAULT '';
