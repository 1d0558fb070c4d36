-- The picture beside the shop's name, as media writes which files; null where it shows none.
ALTER TABLE shop ADD COLUMN face TEXT;
