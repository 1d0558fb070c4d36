-- The picture beside its name, as media writes which files; null where its owner shows none.
ALTER TABLE account ADD COLUMN face TEXT;
