-- Which address its owner wants to be asked about first: the one that was chosen last, null where none was.
ALTER TABLE address ADD COLUMN chosen BIGINT;
