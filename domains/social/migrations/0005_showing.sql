-- What exactly its author was sent, beside the listing.
ALTER TABLE post ADD COLUMN variant BYTEA;
-- That a post's pictures may be shown on the page of what its author was sent. Its author says so, and takes it back: then
-- the row is gone. What was chosen is copied as it was called on that day.
CREATE TABLE showing (
    post    BYTEA  NOT NULL PRIMARY KEY,
    listing BYTEA  NOT NULL,
    since   BIGINT NOT NULL
);
CREATE INDEX showing_listing ON showing (listing, post);
CREATE TABLE showing_choice (
    post  BYTEA  NOT NULL,
    place BIGINT NOT NULL,
    name  TEXT   NOT NULL,
    value TEXT   NOT NULL,
    PRIMARY KEY (post, place)
);
-- How tall somebody says they are, in a range of theirs to choose, and who may know.
CREATE TABLE profile_height (
    account  BYTEA  NOT NULL PRIMARY KEY,
    height   TEXT   NOT NULL,
    audience TEXT   NOT NULL CHECK (audience IN ('everyone', 'friends', 'me')),
    changed  BIGINT NOT NULL
);
