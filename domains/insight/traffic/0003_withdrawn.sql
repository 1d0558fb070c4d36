-- Who took back their consent or left, and when: a signal from before it that is saved after it is nobody's. Gone after a
-- day, when none of before can be under way any more.
CREATE TABLE withdrawn (
    account BYTEA  NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL
);
CREATE INDEX withdrawn_at ON withdrawn (at);
