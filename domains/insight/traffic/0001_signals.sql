-- How far each reader of signals has come, and the number of the last one. The writer's row is locked by its command, so
-- numbers are seen in their order on PostgreSQL too.
CREATE TABLE signal_head (
    name TEXT   NOT NULL PRIMARY KEY,
    pos  BIGINT NOT NULL
);
INSERT INTO signal_head (name, pos) VALUES ('written', 0), ('rolled', 0), ('ordered', 0);
-- What somebody did who agreed to have it counted. Never an order or a refund: those are facts and transfers.
CREATE TABLE signal (
    seq      BIGINT  NOT NULL PRIMARY KEY,
    who      BYTEA   NOT NULL,
    known    BOOLEAN NOT NULL,
    at       BIGINT  NOT NULL,
    received BIGINT  NOT NULL,
    name     BIGINT  NOT NULL,
    item     BYTEA,
    place    BIGINT  NOT NULL,
    value    BIGINT,
    consent  BIGINT  NOT NULL
);
-- Ids of the last two days' signals, so that one sent twice is counted once.
CREATE TABLE signal_seen (
    uuid BYTEA  NOT NULL PRIMARY KEY,
    day  BIGINT NOT NULL
);
CREATE INDEX signal_seen_day ON signal_seen (day);
-- The only link from an account to the reference its signals carry. Without its row they are nobody's.
CREATE TABLE person (
    account BYTEA NOT NULL PRIMARY KEY,
    who     BYTEA NOT NULL UNIQUE
);
-- Today's salt, in one row that is written over: yesterday's visitors cannot be told again.
CREATE TABLE salt (
    one  BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    day  BIGINT NOT NULL,
    salt BYTEA  NOT NULL
);
