-- What came into the market while somebody keeps a search: the place in the log where it was published last. It is
-- forgotten after a month; what is looked at is read from the listing itself.
CREATE TABLE arrival (
    listing BYTEA  NOT NULL PRIMARY KEY,
    pos     BIGINT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX arrival_pos ON arrival (pos);
CREATE INDEX arrival_at ON arrival (at);
-- How far a saved search was looked at: up to which place in the log, when it is looked at next, when its keeper was told
-- last, and nothing is told of what was published before `since`.
ALTER TABLE saved_search ADD COLUMN heard BIGINT NOT NULL DEFAULT 0;
ALTER TABLE saved_search ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE saved_search ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE saved_search ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
CREATE INDEX saved_search_due ON saved_search (due, id);
-- How often somebody wants to be told of their searches, where that is not once a day: `off` or `at_once`.
CREATE TABLE search_pace (
    account BYTEA  NOT NULL PRIMARY KEY,
    pace    TEXT   NOT NULL,
    changed BIGINT NOT NULL
);
