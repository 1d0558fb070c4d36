-- The family whose fact tells of the transfer: from any line of a book one comes to its reason by an index. A transfer
-- of before this step has none.
ALTER TABLE transfer ADD COLUMN root BYTEA;
